import { BarsOverTime } from '../../charts/BarsOverTime.tsx';
import { HorizontalBars } from '../../charts/HorizontalBars.tsx';
import { Definition, Section } from '../../components/basic.tsx';
import { Empty, Loading } from '../../components/states.tsx';
import { useFormats } from '../../language/formats.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useNames } from '../../language/names.ts';
import type { Table } from '../statistics/asking.ts';
import { figureIn, shownIn, totalOf, useMonths, type Choice } from './reading.ts';
import { coordinatorTexts } from './words.ts';

/** What of a figure is counted, under its own name. */
function Counts({ table, figure }: { table: Table; figure: string }) {
  const { say } = useLanguage();
  const row = figureIn(table, figure);
  return row ? <Definition of={row.title}>{say(row.definition)}</Definition> : null;
}

export function Flow({ table, choice }: { table: Table; choice: Choice }) {
  const t = useTexts(coordinatorTexts);
  const formats = useFormats();
  const { months, isComplete } = useMonths(choice);
  const inPeriod = (figure: string) => {
    const value = shownIn(totalOf(figureIn(table, figure)));
    return typeof value === 'number' ? formats.number(value) : (value ?? t.unknown);
  };
  const hasHidden = months.some(({ inflow, outflow }) => inflow === 'x' || outflow === 'x');
  const numbers = {
    title: t.flowTitle,
    head: [t.month, t.inflow, t.outflow],
    rows: months.map(({ month, inflow, outflow }) => [formats.month(month), inflow, outflow]),
  };
  return (
    <Section title={t.flow}>
      {isComplete ? (
        <BarsOverTime
          numbers={numbers}
          gist={t.flowGist(inPeriod('referred'), inPeriod('outflow'))}
          file="bestendig-in-uit"
        />
      ) : (
        <Loading />
      )}
      {hasHidden && <p className="b-soft">{t.hidden}</p>}
      <Counts table={table} figure="referred" />
      <Counts table={table} figure="outflow" />
    </Section>
  );
}

/** What waits on which agency, and for how long. */
export function Waits({ table }: { table: Table }) {
  const t = useTexts(coordinatorTexts);
  const formats = useFormats();
  const names = useNames();
  const rows = table.rows
    .filter(({ figure, part }) => figure === 'waiting-n' && part !== null)
    .map((row) => ({
      agency: names.agency(row.part!),
      steps: shownIn(totalOf(row)),
      oldest: shownIn(totalOf(table.rows.find(({ figure, part }) => figure === 'waiting-oldest' && part === row.part))),
    }))
    .filter(({ steps }) => steps !== 0 && steps !== null);
  const most = rows
    .filter(({ steps }) => typeof steps === 'number')
    .toSorted((a, b) => Number(b.steps) - Number(a.steps))[0];
  const numbers = {
    title: t.waitsTitle,
    head: [t.agency, t.steps, t.oldest],
    rows: rows.map(({ agency, steps, oldest }) => [agency, steps, oldest]),
  };
  return (
    <Section title={t.waits}>
      {rows.length === 0 ? (
        <Empty>{t.waitsNone}</Empty>
      ) : (
        <HorizontalBars
          numbers={numbers}
          gist={most ? t.waitsGist(most.agency, formats.number(Number(most.steps))) : t.hidden}
          file="bestendig-wacht-op"
        />
      )}
      <Counts table={table} figure="waiting-n" />
      <Counts table={table} figure="waiting-oldest" />
    </Section>
  );
}
