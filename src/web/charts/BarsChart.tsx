import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import type { ReactNode } from 'react';
import { useFormats } from '../language/formats.ts';
import { Figure } from './Figure.tsx';

export interface BarOf {
  key: string;
  label: string;
  value: number;
  /** A part of the value that stands out, such as what is overdue. */
  part: number;
}

const width = 760;
const row = 34;
const labels = 220;
const numbers = 90;

/** Counts beside their names; the part of each that matters most is dark, and written beside it. */
export function BarsChart({
  title,
  gist,
  names,
  bars,
  table,
}: {
  title: string;
  gist: string;
  names: { value: string; part: string };
  bars: readonly BarOf[];
  table: ReactNode;
}) {
  const formats = useFormats();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const x = scaleLinear({ domain: [0, most], range: [0, width - labels - numbers] });
  return (
    <Figure
      title={title}
      gist={gist}
      width={width}
      height={bars.length * row}
      legend={
        <span className="b-legend">
          <span className="b-legend__first" aria-hidden="true" /> {names.value}{' '}
          <span className="b-legend__part" aria-hidden="true" /> {names.part}
        </span>
      }
      table={table}
    >
      {bars.map(({ key, label, value, part }, index) => (
        <Group key={key} top={index * row}>
          <text x={0} y={row / 2 + 5} className="b-chart-text">
            {label}
          </text>
          <Bar x={labels} y={5} width={x(value)} height={row - 10} className="b-bar b-bar--first" />
          <Bar x={labels} y={5} width={x(part)} height={row - 10} className="b-bar b-bar--part" />
          <text x={labels + x(value) + 8} y={row / 2 + 5} className="b-chart-text">
            {formats.number(value)}
            {part > 0 && ` (${formats.number(part)})`}
          </text>
        </Group>
      ))}
    </Figure>
  );
}
