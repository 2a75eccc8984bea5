import { dayOf } from '../../trajectory/terms/calendar.js';
import { suspensionsOf, type Stop } from '../../trajectory/terms/clock.js';
import { field, type TrajectoryView } from '../define.js';
import { everyone, pastDay } from './fields.js';
import { mistake } from './refusals.js';

/** The day from which a decision holds that stops the clock or lets it run again: it is often entered later. */
export const sinceWhen = field(pastDay().optional(), {
  title: { en: 'From', nl: 'Vanaf' },
  purpose: {
    en: 'To count terms from the day on which the decision holds, also when it is entered later. Left empty it is today.',
    nl: 'Om termijnen te tellen vanaf de dag waarop het besluit geldt, ook als u het later vastlegt. Laat u dit leeg, dan is het vandaag.',
  },
  audience: everyone,
});

/** @throws Refusal for a day before the trajectory began or its clock last started */
export function mustBeADayToStopOn(t: TrajectoryView, from: string | undefined): void {
  if (from === undefined) return;
  const began = dayOf(t.state.openedAt);
  if (from < began) throw mistake('from', 'opened-later', { day: began });
  const last = suspensionsOf(t.state)
    .flatMap(({ to }) => to ?? [])
    .toSorted()
    .at(-1);
  if (last !== undefined && from < last) {
    throw mistake('from', 'stood-still-until', { day: last });
  }
}

/** @throws Refusal for a day before the clock was stopped */
export function mustBeADayToStartOn({ since }: Stop, from: string | undefined): void {
  if (from === undefined) return;
  const stopped = dayOf(since);
  if (from < stopped) throw mistake('from', 'holds-since', { day: stopped });
}
