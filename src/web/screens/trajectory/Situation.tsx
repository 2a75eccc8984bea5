import { Badge, DataList } from '../../components/basic.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useSituation } from './queries.ts';
import { Value } from './Value.tsx';

const texts = {
  corrected: { nl: 'gecorrigeerd', en: 'corrected' },
  none: { nl: 'Er is nog niets vastgelegd dat u mag zien.', en: 'Nothing is recorded yet that you may see.' },
};

/** What is known now, as far as one's agency may see it. */
export function Situation({ id, asOf }: { id: string; asOf: string | undefined }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const situation = useSituation(id, asOf);
  return (
    <Loaded query={situation}>
      {({ facts }) =>
        facts.length === 0 ? (
          <Empty>{t.none}</Empty>
        ) : (
          <DataList
            rows={facts.map(({ fact, title, value, words, corrected }) => ({
              key: fact,
              label: say(title),
              value: (
                <>
                  <Value of={value} words={words} /> {corrected && <Badge>{t.corrected}</Badge>}
                </>
              ),
            }))}
          />
        )
      }
    </Loaded>
  );
}
