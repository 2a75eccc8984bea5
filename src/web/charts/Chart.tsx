import { useId, type ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import '../styles/coordinator.css';
import type { Numbers } from './numbers.ts';
import { NumbersTable } from './NumbersTable.tsx';

const texts = { table: { nl: 'Dezelfde getallen als tabel', en: 'The same numbers as a table' } };

/**
 * A picture of numbers: what it shows, in a sentence for who can't see it; and the numbers themselves.
 * @param gist what one sees in it at once
 * @param size of the drawing, in units of which one is about a pixel
 */
export function Chart({
  numbers,
  gist,
  file,
  size,
  legend,
  children,
}: {
  numbers: Numbers;
  gist: string;
  file: string;
  size: { width: number; height: number };
  legend?: ReactNode;
  children: ReactNode;
}) {
  const t = useTexts(texts);
  const id = useId();
  return (
    <figure className="b-chart">
      <figcaption className="b-chart__title">{numbers.title}</figcaption>
      {legend}
      <div className="b-table-room" role="group" aria-label={numbers.title} tabIndex={0}>
        <svg
          role="img"
          aria-labelledby={`${id}-title ${id}-gist`}
          viewBox={`0 0 ${size.width} ${size.height}`}
          className="b-chart__drawing"
          style={{ maxInlineSize: size.width }}
        >
          <title id={`${id}-title`}>{numbers.title}</title>
          <desc id={`${id}-gist`}>{gist}</desc>
          {children}
        </svg>
      </div>
      <p className="b-soft">{gist}</p>
      <details className="b-definition">
        <summary>
          {t.table}
          <span className="b-sr-only">: {numbers.title}</span>
        </summary>
        <NumbersTable numbers={numbers} file={file} />
      </details>
    </figure>
  );
}
