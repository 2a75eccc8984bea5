import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar } from '@visx/shape';
import { useFormats } from '../language/formats.ts';
import { months as size, type MonthOf } from './chart.ts';

const margin = { top: 10, right: 10, bottom: 34, left: 40 };
/** Months whose names fit beside each other. */
const mostNames = 12;

export function MonthsDrawing({ months }: { months: readonly MonthOf[] }) {
  const formats = useFormats();
  const inner = {
    width: size.width - margin.left - margin.right,
    height: size.height - margin.top - margin.bottom,
  };
  const most = Math.max(1, ...months.flatMap(({ first, second }) => [first, second]));
  const x = scaleBand({ domain: months.map((one) => one.month), range: [0, inner.width], padding: 0.25 });
  const y = scaleLinear({ domain: [0, most], range: [inner.height, 0], nice: true });
  const half = x.bandwidth() / 2;
  // People are counted whole.
  const ticks = y.ticks(4).filter(Number.isInteger);
  const every = Math.ceil(months.length / mostNames);
  return (
    <>
      <defs>
        <pattern id="b-stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="b-stripe-ground" />
          <rect width="2.5" height="6" className="b-stripe" />
        </pattern>
      </defs>
      <Group left={margin.left} top={margin.top}>
        <GridRows scale={y} width={inner.width} tickValues={ticks} className="b-grid-lines" stroke="currentColor" />
        {months.map((one) => {
          const left = x(one.month) ?? 0;
          return (
            <Group key={one.month}>
              <Bar
                x={left}
                y={y(one.first)}
                width={half}
                height={inner.height - y(one.first)}
                className="b-bar b-bar--first"
              />
              <Bar
                x={left + half}
                y={y(one.second)}
                width={half}
                height={inner.height - y(one.second)}
                className="b-bar b-bar--second"
              />
            </Group>
          );
        })}
        <AxisLeft
          scale={y}
          tickValues={ticks}
          tickFormat={(value) => formats.number(Number(value))}
          tickClassName="b-tick"
          axisClassName="b-axis"
        />
        <AxisBottom
          scale={x}
          top={inner.height}
          tickValues={months.map((one) => one.month).filter((_one, index) => index % every === 0)}
          tickFormat={(value) => formats.month(value)}
          tickClassName="b-tick"
          axisClassName="b-axis"
        />
      </Group>
    </>
  );
}
