import { useState, type ReactNode } from 'react';
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
  // On a narrow screen they would push what is asked for out of sight.
  const [isOpen, setOpen] = useState(() => isSet || window.matchMedia('(min-width: 40rem)').matches);
  return (
    <div role="search" aria-label={t.filters} className="b-no-print">
      <details className="b-filters" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t.filters}</summary>
        <div className="b-filters__fields">{children}</div>
        {isSet && (
          <Button kind="subtle" onClick={onClear}>
            {t.clear}
          </Button>
        )}
      </details>
    </div>
  );
}
