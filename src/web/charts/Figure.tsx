import { useId, type ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import '../styles/charts.css';

const texts = { table: { nl: 'Dezelfde cijfers als tabel', en: 'The same figures as a table' } };

/** A picture of figures: what it shows in a sentence, and the same figures as a table for who can't or won't look. */
export function Figure({
  title,
  gist,
  width,
  height,
  legend,
  table,
  children,
}: {
  title: string;
  /** What one would see at a glance, in a sentence. */
  gist: string;
  width: number;
  height: number;
  legend?: ReactNode;
  table: ReactNode;
  children: ReactNode;
}) {
  const t = useTexts(texts);
  const id = useId();
  return (
    <figure className="b-figure">
      <figcaption>
        <strong>{title}</strong>
        {legend}
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-gist`}
        className="b-chart"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-gist`}>{gist}</desc>
        {children}
      </svg>
      <p className="b-soft">{gist}</p>
      <details>
        <summary>
          {t.table}
          <span className="b-sr-only">: {title}</span>
        </summary>
        {table}
      </details>
    </figure>
  );
}
