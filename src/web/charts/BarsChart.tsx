import type { ReactNode } from 'react';
import { later } from '../components/later.tsx';
import { bars as size, type BarOf } from './chart.ts';
import { Figure } from './Figure.tsx';

// The figures and what they say are there at once; the library that draws them comes after.
const BarsDrawing = later(async () => (await import('./BarsDrawing.tsx')).BarsDrawing, null);

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
  return (
    <Figure
      title={title}
      gist={gist}
      width={size.width}
      height={bars.length * size.row}
      legend={
        <span className="b-legend">
          <span className="b-legend__first" aria-hidden="true" /> {names.value}{' '}
          <span className="b-legend__part" aria-hidden="true" /> {names.part}
        </span>
      }
      table={table}
    >
      <BarsDrawing bars={bars} />
    </Figure>
  );
}
