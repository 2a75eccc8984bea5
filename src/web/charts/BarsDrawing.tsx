import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useFormats } from '../language/formats.ts';
import { bars as size, type BarOf } from './chart.ts';

const { width, row, labels, numbers } = size;

export function BarsDrawing({ bars }: { bars: readonly BarOf[] }) {
  const formats = useFormats();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const x = scaleLinear({ domain: [0, most], range: [0, width - labels - numbers] });
  return bars.map(({ key, label, value, part }, index) => (
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
  ));
}
