import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useFormats } from '../language/formats.ts';
import { Chart } from './Chart.tsx';
import type { Numbers } from './numbers.ts';

const width = 560;
const rowHeight = 34;
const names = 190;
const room = 60;

/** One bar for each row, by its first number, which stands beside it. */
export function HorizontalBars({ numbers, gist, file }: { numbers: Numbers; gist: string; file: string }) {
  const formats = useFormats();
  const height = Math.max(1, numbers.rows.length) * rowHeight;
  const bars = numbers.rows.map(([name, value]) => ({ name: String(name), value: value ?? null }));
  const known = bars.map(({ value }) => (typeof value === 'number' ? value : 0));
  const along = scaleLinear({ domain: [0, Math.max(1, ...known)], range: [0, width - names - room] });
  const down = scaleBand({ domain: bars.map(({ name }) => name), range: [0, height], padding: 0.3 });
  return (
    <Chart numbers={numbers} gist={gist} file={file} size={{ width, height }}>
      {bars.map(({ name, value }) => {
        const long = typeof value === 'number' ? along(value) : 0;
        const middle = down.bandwidth() / 2;
        return (
          <Group key={name} top={down(name) ?? 0}>
            <text x={names - 8} y={middle} dy="0.35em" textAnchor="end" className="b-chart__label">
              {name}
            </text>
            <Bar x={names} y={0} width={long} height={down.bandwidth()} fill="var(--b-accent)" />
            <text x={names + long + 6} y={middle} dy="0.35em" className="b-chart__label">
              {typeof value === 'number' ? formats.number(value) : (value ?? '–')}
            </text>
          </Group>
        );
      })}
    </Chart>
  );
}
