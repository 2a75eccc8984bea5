import { commandsApart } from '../deciding/correction.js';
import { isCalendarDay } from '../terms/calendar.js';
import { correcting } from '../definitions/ownNames.js';
import type { Batch, TrajectoryEvent } from '../replayed/events.js';
import { plannedFact } from '../replayed/plannedFact.js';
import type { Json, OpenStep } from '../replayed/state.js';
import { happened } from '../words/engine.js';

/**
 * Returns the days that people entered where a round of a step began: in what opened or planned it, in the proposal that a
 * colleague confirmed by that, and in what corrected it since. A date of the step that is among them was given, not counted.
 * @param isSecondLook whether a step is the look at what somebody else entered
 */
export function enteredDays(
  batches: readonly Batch[],
  { step, openedAt }: Pick<OpenStep, 'step' | 'openedAt'>,
  isSecondLook: (step: string) => boolean,
): string[] {
  const commands = commandsApart(batches);
  const sets = ({ effect }: TrajectoryEvent) => effect?.open?.step === step && effect.open.openedAt === openedAt;
  const opening = commands.findLastIndex(({ events }) =>
    events.some((event) => event.type === happened['step-opened'] && sets(event)),
  );
  if (opening < 0) return [];
  const earlier = commands.slice(0, opening);
  const [first] = commands[opening]!.events;
  const looked = first?.step !== undefined && isSecondLook(first.step) ? first.step : undefined;
  const corrections = commands
    .slice(opening + 1)
    .filter((one) => isCorrection(one) && one.events.some(sets))
    .flatMap((one) => [one, ...confirmedBy(one, commands)]);
  const found = [
    commands[opening],
    earlier.findLast(({ events }) =>
      events.some((one) => one.step === step && plannedFact.isIn(one.effect?.facts ?? {})),
    ),
    looked && earlier.findLast(({ events }) => events.some(({ effect }) => effect?.open?.step === looked)),
    ...corrections,
  ];
  return [...new Set(found.flatMap((one) => (one && one.actor !== null ? daysIn(one.events[0]?.data ?? null) : [])))];
}

const isCorrection = ({ events: [first] }: Batch): boolean =>
  first?.type === correcting.correct || first?.type === correcting.confirm;

/** The proposal of a correction that is confirmed here. */
function confirmedBy({ events: [first] }: Batch, commands: readonly Batch[]): Batch[] {
  if (first?.type !== correcting.confirm) return [];
  const { sequence } = first.data as { sequence: number };
  return commands.filter(({ from }) => from === sequence);
}

/** The calendar days in what was filled in, however deep. */
function daysIn(value: Json): string[] {
  if (typeof value === 'string') return isCalendarDay(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(daysIn);
}
