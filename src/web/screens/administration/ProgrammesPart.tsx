import { useTitles } from '../../catalogue/catalogue.ts';
import { useKnownMe } from '../../api/me.ts';
import type { paths } from '../../api/schema.d.ts';
import { Badge, DataList, Section } from '../../components/basic.tsx';
import { Loaded } from '../../components/states.tsx';
import { Table } from '../../components/Table.tsx';
import { today, useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import { useTermWords } from '../steps/termWords.ts';
import { useProgrammes } from './queries.ts';

type Programme = paths['/v1/programmes']['get']['responses'][200]['content']['application/json']['items'][number];

const texts = {
  intro: {
    nl: 'Zo heeft Bestendig het programma van elke gemeente gelezen. Wijzigen gaat in het configuratiebestand; zie docs/programmes.md.',
    en: 'This is how Bestendig has read the programme of each municipality. It is changed in the configuration file; see docs/programmes.md.',
  },
  now: { nl: 'Geldt nu', en: 'Holds now' },
  from: { nl: 'Vanaf', en: 'From' },
  until: { nl: 'tot en met', en: 'until' },
  begin: { nl: 'het begin', en: 'the beginning' },
  basis: { nl: 'Grondslag', en: 'Basis' },
  partners: { nl: 'Partijen', en: 'Partners' },
  capacity: { nl: 'Plaatsen', en: 'Places' },
  stay: { nl: 'Langste opvangtermijn', en: 'Maximum stay' },
  ladder: { nl: 'Opschalen naar', en: 'Escalation' },
  perMeeting: { nl: 'Zaken per casusoverleg', en: 'Cases for each conference' },
  quorum: { nl: 'Nodig in het casusoverleg', en: 'Needed in the conference' },
  retention: { nl: 'Bewaren na afloop', en: 'Kept afterwards' },
  default: { nl: 'anders', en: 'otherwise' },
  unknown: { nl: 'Niet vastgelegd', en: 'Not settled' },
  noTerm: { nl: 'Geen', en: 'None' },
  terms: { nl: 'Termijnen van de stappen', en: 'Terms of the steps' },
  step: { nl: 'Stap', en: 'Step' },
  responsible: { nl: 'Verantwoordelijk', en: 'Responsible' },
  nobody: { nl: 'Niemand: de stap gaat niet open', en: 'Nobody: the step does not open' },
  target: { nl: 'Termijn tot de streefdatum', en: 'Term to the target date' },
  fatal: { nl: 'Termijn tot de uiterste datum', en: 'Term to the last day' },
};

export function ProgrammesPart() {
  const t = useTexts(texts);
  const names = useNames();
  const programmes = useProgrammes();
  return (
    <>
      <p className="utrecht-paragraph b-soft">{t.intro}</p>
      <Loaded query={programmes}>
        {({ items }) =>
          [...new Set(items.map(({ municipality }) => municipality))].map((municipality) => (
            <Section key={municipality} title={names.municipality(municipality)}>
              {items
                .filter((one) => one.municipality === municipality)
                .map((version) => (
                  <Version key={version.id} programme={version} />
                ))}
            </Section>
          ))
        }
      </Loaded>
    </>
  );
}

function Version({ programme }: { programme: Programme }) {
  const t = useTexts(texts);
  const { say } = useLanguage();
  const formats = useFormats();
  const names = useNames();
  const titles = useTitles();
  const { term } = useTermWords();
  const { from, until, basis, partners, capacity, maximumStay, ladder, conference, retention, steps } = programme;
  const me = useKnownMe();
  const day = today();
  const holds = (from === null || from <= day) && (until === null || until >= day);
  const known = (value: string | null | undefined) => value ?? <span className="b-soft">{t.unknown}</span>;
  return (
    <details className="b-card b-definition-card" open={holds && me.municipality === programme.municipality}>
      <summary>
        <strong>{programme.id}</strong>{' '}
        <span className="b-soft">
          {t.from} {from === null ? t.begin : formats.day(from)}
          {until !== null && ` ${t.until} ${formats.day(until)}`}
        </span>{' '}
        {holds && <Badge tone="active">{t.now}</Badge>}
      </summary>
      <DataList
        rows={[
          { key: 'basis', label: t.basis, value: known(basis && say(basis)) },
          { key: 'partners', label: t.partners, value: formats.list(partners.map(names.agency)) },
          { key: 'capacity', label: t.capacity, value: known(capacity === null ? null : formats.number(capacity)) },
          { key: 'stay', label: t.stay, value: known(maximumStay && term(maximumStay)) },
          {
            key: 'ladder',
            label: t.ladder,
            value: known(ladder.map((level) => `${say(level.title)} (${term(level.term)})`).join(' → ') || null),
          },
          {
            key: 'meeting',
            label: t.perMeeting,
            value: known(conference.perMeeting === null ? null : formats.number(conference.perMeeting)),
          },
          { key: 'quorum', label: t.quorum, value: formats.list(conference.quorum.map(names.agency)) },
          {
            key: 'retention',
            label: t.retention,
            value: known(
              Object.entries(retention)
                .map(([outcome, kept]) => `${outcome === 'default' ? t.default : titles.code(outcome)}: ${term(kept)}`)
                .join('; ') || null,
            ),
          },
        ]}
      />
      <Table
        caption={`${t.terms}, ${programme.id}`}
        rows={steps}
        rowKey={({ name }) => name}
        columns={[
          { key: 'step', label: t.step, cell: ({ name }) => titles.step(name) },
          {
            key: 'responsible',
            label: t.responsible,
            cell: ({ responsible }) => (responsible === null ? t.nobody : names.agency(responsible)),
          },
          { key: 'target', label: t.target, cell: ({ terms }) => (terms ? term(terms.target) : t.noTerm) },
          { key: 'fatal', label: t.fatal, cell: ({ terms }) => (terms ? term(terms.fatal) : t.noTerm) },
        ]}
      />
    </details>
  );
}
