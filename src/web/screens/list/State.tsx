import { useTitles } from '../../catalogue/catalogue.ts';
import { Badge } from '../../components/basic.tsx';
import { useTexts } from '../../language/language.tsx';

const texts = {
  open: { nl: 'Loopt', en: 'Open' },
  closed: { nl: 'Afgesloten', en: 'Closed' },
  refused: { nl: 'Niet toegelaten', en: 'Not admitted' },
};

interface Standing {
  status: 'open' | 'closed';
  outcome: string | null;
  figures?: Readonly<Record<string, string | null>> | undefined;
}

/** Whether it runs, and what was decided: who was refused still has a trajectory while the term for objection runs. */
export function State({ of: { status, outcome, figures } }: { of: Standing }) {
  const t = useTexts(texts);
  const titles = useTitles();
  return (
    <>
      <Badge tone={status === 'open' ? 'active' : 'neutral'}>{t[status]}</Badge>
      {outcome !== null ? (
        <div>{titles.code(outcome)}</div>
      ) : (
        figures?.['admission'] === 'refused' && <div>{t.refused}</div>
      )}
    </>
  );
}
