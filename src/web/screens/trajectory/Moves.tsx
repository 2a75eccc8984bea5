import type { paths } from '../../api/schema.d.ts';
import { Alert, Badge, ScreenLink } from '../../components/basic.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { Term } from '../../components/Term.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useFact, useMoves } from './queries.ts';

type Move =
  paths['/v1/trajectories/{id}/moves']['get']['responses'][200]['content']['application/json']['items'][number];

/** They wait for a colleague as a step does, but are actions: a closed trajectory has no steps. */
const secondLook = 'confirm-correction';
const removalLook = 'confirm-number-removal';

const texts = {
  steps: { nl: 'Open stappen', en: 'Open steps' },
  actions: { nl: 'Andere handelingen', en: 'Other actions' },
  not: { nl: 'Wat nu niet kan, en waarom', en: 'What is not possible now, and why' },
  nothing: {
    nl: 'Er staat nu geen stap voor u klaar. Zodra dat verandert, ziet u het hier.',
    en: 'No step is ready for you now. As soon as that changes you see it here.',
  },
  correction: {
    nl: 'Een correctie wacht op controle door een collega.',
    en: 'A correction waits for a second look by a colleague.',
  },
  removal: {
    nl: 'Het verwijderen van het V-nummer wacht op controle door een collega.',
    en: 'The removal of the V-number waits for a second look by a colleague.',
  },
  lookAtRemoval: { nl: 'Verwijdering controleren', en: 'Look at the removal' },
  look: { nl: 'Correctie controleren', en: 'Look at the correction' },
  by: { nl: 'uiterlijk', en: 'at the latest' },
  mine: { nl: 'Door u opgepakt', en: 'Claimed by you' },
  claimed: { nl: 'Opgepakt', en: 'Claimed' },
  since: { nl: 'sinds', en: 'since' },
};

export function Moves({ id }: { id: string }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const moves = useMoves(id);
  const isProposed = (useFact(id, undefined, 'correctionProposal') ?? null) !== null;
  return (
    <Loaded query={moves}>
      {({ items }) => {
        const steps = items.filter(({ kind, possible }) => kind === 'step' && possible);
        const mayLook = items.some(({ name, possible }) => name === secondLook && possible);
        const actions = items.filter(
          ({ kind, name, possible }) => kind === 'action' && possible && name !== secondLook && name !== removalLook,
        );
        const not = items.filter(({ possible }) => !possible);
        return (
          <>
            {(mayLook || isProposed) && (
              <Alert type="info">
                <p>
                  {t.correction}{' '}
                  {mayLook && <ScreenLink to={`/trajectories/${id}/actions/${secondLook}`}>{t.look}</ScreenLink>}
                </p>
              </Alert>
            )}
            {items.some(({ name, possible }) => name === removalLook && possible) && (
              <Alert type="info">
                <p>
                  {t.removal}{' '}
                  <ScreenLink to={`/trajectories/${id}/actions/${removalLook}`}>{t.lookAtRemoval}</ScreenLink>
                </p>
              </Alert>
            )}
            {steps.length === 0 ? <Empty>{t.nothing}</Empty> : <OpenSteps id={id} steps={steps} />}
            {actions.length > 0 && (
              <>
                <h3 className="utrecht-heading-3">{t.actions}</h3>
                <dl className="b-grid">
                  {grouped(actions).map(({ name: group, title: groupTitle, those }) => (
                    <div key={group}>
                      <dt>
                        <strong>{say(groupTitle)}</strong>
                      </dt>
                      {those.map(({ name, title }) => (
                        <dd key={name} className="b-action">
                          <ScreenLink to={`/trajectories/${id}/actions/${name}`}>{say(title)}</ScreenLink>
                        </dd>
                      ))}
                    </div>
                  ))}
                </dl>
              </>
            )}
            {not.length > 0 && (
              <details>
                <summary>
                  {t.not} ({not.length})
                </summary>
                <ul>
                  {not.map(({ kind, name, title, because }) => (
                    <li key={`${kind} ${name}`}>
                      {say(title)}
                      {because && `: ${say(because)}`}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

const ungrouped = { name: 'other', place: Infinity, title: { nl: 'Overig', en: 'Other' } };

/** Actions by what they are for, in the order of the groups. */
function grouped(actions: readonly Move[]) {
  const groups = new Map(actions.map(({ group }) => group ?? ungrouped).map((group) => [group.name, group]));
  return [...groups.values()]
    .toSorted((one, other) => one.place - other.place)
    .map((group) => ({ ...group, those: actions.filter((one) => (one.group ?? ungrouped).name === group.name) }));
}

function OpenSteps({ id, steps }: { id: string; steps: Move[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const { say } = useLanguage();
  const names = useNames();
  return (
    <ul className="b-told">
      {steps.map(({ name, title, open }) => (
        <li key={name} className="b-row">
          <ScreenLink to={`/trajectories/${id}/steps/${name}`}>{say(title)}</ScreenLink>
          {open && (
            <>
              <span className="b-soft">{names.agency(open.responsible)}</span>
              {open.fatalDate !== null && (
                <span className="b-row">
                  {t.by} <Term day={open.fatalDate} overdue={open.overdue} />
                </span>
              )}
              {open.claim && (
                <Badge tone={open.claim.mine ? 'active' : 'neutral'}>
                  {open.claim.mine ? t.mine : `${t.claimed}${open.claim.by === null ? '' : `: ${open.claim.by}`}`}{' '}
                  {t.since} {formats.instant(open.claim.at)}
                </Badge>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
