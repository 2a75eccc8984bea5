import { useTitles } from '../../catalogue/catalogue.ts';
import { ScreenLink } from '../../components/basic.tsx';
import { Loaded } from '../../components/states.tsx';
import { Term } from '../../components/Term.tsx';
import { useFormats } from '../../language/formats.ts';
import { useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { TrajectoriesCsv } from '../list/TrajectoriesCsv.tsx';
import { useAttention } from './queries.ts';

const texts = {
  overdue: { nl: 'Te laat', en: 'Overdue' },
  escalated: { nl: 'Opgeschaald', en: 'Escalated' },
  blocked: { nl: 'Geblokkeerd', en: 'Blocked' },
  none: { nl: 'Niets.', en: 'Nothing.' },
  all: { nl: 'Alles', en: 'All' },
  why: { nl: 'waarom deze datum', en: 'why this date' },
};
const kinds = ['overdue', 'escalated', 'blocked'] as const;
/** Enough to begin with; the list behind it has all. */
const mostShown = 5;

/** The first of what is overdue, escalated or blocked, each with the way to it and to the reason of its date. */
export function Attention({ municipality }: { municipality: string | undefined }) {
  return (
    <div className="b-grid b-grid--wide">
      {kinds.map((kind) => (
        <Kind key={kind} kind={kind} municipality={municipality} />
      ))}
    </div>
  );
}

function Kind({ kind, municipality }: { kind: (typeof kinds)[number]; municipality: string | undefined }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const names = useNames();
  const titles = useTitles();
  const query = { status: 'open' as const, [kind]: 'true' as const, municipality, sort: 'nextDeadline' as const };
  const list = useAttention({ ...query, limit: mostShown });
  const address = new URLSearchParams({
    status: 'open',
    [kind]: 'true',
    ...(municipality !== undefined && { municipality }),
  });
  return (
    <div className="b-card">
      <h3 className="utrecht-heading-3">{t[kind]}</h3>
      <Loaded query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="b-soft">{t.none}</p>
          ) : (
            <>
              <ul className="b-told">
                {items.map(({ id, municipality: city, openSteps, nextDeadline, overdue }) => (
                  <li key={id}>
                    <ScreenLink to={`/trajectories/${id}`}>
                      {names.municipality(city)} {id.slice(0, 6)}
                    </ScreenLink>{' '}
                    {formats.list(openSteps.map(({ step }) => titles.step(step)))}
                    <div className="b-row">
                      <Term day={nextDeadline} overdue={overdue} />
                      <ScreenLink to={`/trajectories/${id}#terms`} aria-label={`${id.slice(0, 6)}: ${t.why}`}>
                        {t.why}
                      </ScreenLink>
                    </div>
                  </li>
                ))}
              </ul>
              <ScreenLink to={`/trajectories?${address.toString()}`} aria-label={`${t.all}: ${t[kind]}`}>
                {t.all}
              </ScreenLink>
              <TrajectoriesCsv name={t[kind]} query={query} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}
