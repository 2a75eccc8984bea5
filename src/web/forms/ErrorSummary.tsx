import { useEffect, useRef } from 'react';
import { useLanguage, useTexts } from '../language/language.tsx';
import type { DeclaredSchema } from './declaredSchema.ts';
import { titleAt } from './localized.ts';
import { controlIdOf, type FieldFault } from './validation.ts';

const texts = {
  title: { nl: 'Er klopt nog iets niet', en: 'Something is not right yet' },
};

/** All that is wrong, at once, each with the way to its field. It gets the focus when it comes. */
export function ErrorSummary({ faults, schema }: { faults: readonly FieldFault[]; schema: DeclaredSchema }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [faults]);
  const goTo = (pointer: string): void => {
    const control = document.getElementById(controlIdOf(pointer));
    control?.focus();
    control?.scrollIntoView({ block: 'center' });
  };
  return (
    <div ref={box} tabIndex={-1} role="alert" className="utrecht-alert utrecht-alert--error">
      <div className="utrecht-alert__content b-stack">
        <p>
          <strong>{t.title}</strong>
        </p>
        <ul>
          {faults.map(({ pointer, message: { [language]: message } }) => (
            <li key={`${pointer} ${message}`}>
              {pointer === '' ? (
                message
              ) : (
                <a
                  className="utrecht-link"
                  href={`#${controlIdOf(pointer)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    goTo(pointer);
                  }}
                >
                  {titleAt(schema, pointer, language)}: {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
