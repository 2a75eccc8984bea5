import { useId, type ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import '../styles/work.css';
import { Button } from './basic.tsx';

const texts = {
  filters: { nl: 'Filters', en: 'Filters' },
  clear: { nl: 'Filters wissen', en: 'Clear the filters' },
};

/** The filters of a list, together under a name; each works as soon as it is chosen. */
export function Filters({ isSet, onClear, children }: { isSet: boolean; onClear(): void; children: ReactNode }) {
  const t = useTexts(texts);
  const id = useId();
  return (
    <div role="search" aria-labelledby={id} className="b-filters b-no-print">
      <h2 id={id} className="b-sr-only">
        {t.filters}
      </h2>
      <div className="b-filters__fields">{children}</div>
      {isSet && (
        <Button kind="subtle" onClick={onClear}>
          {t.clear}
        </Button>
      )}
    </div>
  );
}
