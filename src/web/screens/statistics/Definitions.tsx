import { useLanguage } from '../../language/language.tsx';
import type { Statistics } from './queries.ts';

/** What each figure of the table counts: on the screen one click from the figure, on paper at the end. */
export function Definitions({ table: { rows } }: { table: Statistics }) {
  const { say } = useLanguage();
  const figures = rows.filter(({ figure }, index) => rows.findIndex((one) => one.figure === figure) === index);
  return (
    <dl className="b-definitions">
      {figures.map(({ figure, title, definition, version }) => (
        <div key={figure} id={`definition-${figure}`} tabIndex={-1}>
          <dt>
            {say(title)}{' '}
            <span className="b-soft">
              (
              <code>
                {figure}.{version}
              </code>
              )
            </span>
          </dt>
          <dd>{say(definition)}</dd>
        </div>
      ))}
    </dl>
  );
}
