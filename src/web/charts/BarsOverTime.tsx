import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useId } from 'react';
import { useFormats } from '../language/formats.ts';
import { Chart } from './Chart.tsx';
import type { Numbers } from './numbers.ts';

const size = { width: 760, height: 280 };
const margin = { top: 20, right: 8, bottom: 34, left: 40 };
const inner = { width: size.width - margin.left - margin.right, height: size.height - margin.top - margin.bottom };

/** Two series over months, side by side: one is filled and the other is striped, so that no colour is needed. */
export function BarsOverTime({ numbers, gist, file }: { numbers: Numbers; gist: string; file: string }) {
  const formats = useFormats();
  const stripes = useId();
  const months = numbers.rows.map(([month]) => String(month));
  const series = numbers.head.slice(1);
  const values = numbers.rows.flatMap((row) => row.slice(1).map((value) => (typeof value === 'number' ? value : 0)));
  const across = scaleBand({ domain: months, range: [0, inner.width], padding: 0.25 });
  const beside = scaleBand({ domain: [...series], range: [0, across.bandwidth()], padding: 0.1 });
  const upwards = scaleLinear({ domain: [0, Math.max(4, ...values)], range: [inner.height, 0], nice: true });
  const fills = ['var(--b-accent)', `url(#${stripes})`];
  return (
    <Chart numbers={numbers} gist={gist} file={file} size={size} legend={<Legend series={series} />}>
      <Stripes id={stripes} />
      <Group left={margin.left} top={margin.top}>
        <GridRows scale={upwards} width={inner.width} numTicks={4} stroke="var(--b-line)" />
        {numbers.rows.map((row, i) =>
          series.map((name, j) => {
            const value = row[j + 1];
            const x = (across(months[i]!) ?? 0) + (beside(name) ?? 0);
            const middle = x + beside.bandwidth() / 2;
            const isNumber = typeof value === 'number';
            const y = isNumber ? upwards(value) : inner.height;
            return (
              <Group key={`${months[i]} ${name}`}>
                {isNumber && (
                  <Bar
                    x={x}
                    y={y}
                    width={beside.bandwidth()}
                    height={inner.height - y}
                    fill={fills[j]}
                    stroke={j === 0 ? 'var(--b-accent)' : 'var(--b-amber)'}
                  />
                )}
                <text x={middle} y={y - 4} className="b-chart__value" textAnchor="middle">
                  {isNumber ? formats.number(value) : value}
                </text>
              </Group>
            );
          }),
        )}
        <AxisLeft
          scale={upwards}
          numTicks={4}
          tickFormat={(value) => formats.number(Number(value))}
          tickLabelProps={label('end')}
          stroke="var(--b-line-strong)"
          tickStroke="var(--b-line-strong)"
        />
        <AxisBottom
          scale={across}
          top={inner.height}
          tickLabelProps={label('middle')}
          stroke="var(--b-line-strong)"
          hideTicks
        />
      </Group>
    </Chart>
  );
}

const label = (textAnchor: 'middle' | 'end') => ({
  fill: 'var(--b-ink)',
  fontFamily: 'inherit',
  fontSize: 11,
  textAnchor,
});

function Stripes({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--b-amber-soft)" />
        <rect width="2.5" height="6" fill="var(--b-amber)" />
      </pattern>
    </defs>
  );
}

function Legend({ series }: { series: readonly string[] }) {
  const stripes = useId();
  return (
    <ul className="b-legend">
      {series.map((name, i) => (
        <li key={name}>
          <svg width="18" height="18" aria-hidden="true">
            <Stripes id={stripes} />
            <rect
              x="1"
              y="1"
              width="16"
              height="16"
              fill={i === 0 ? 'var(--b-accent)' : `url(#${stripes})`}
              stroke={i === 0 ? 'var(--b-accent)' : 'var(--b-amber)'}
            />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
