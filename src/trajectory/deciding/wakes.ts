import { graceEnd, type Term } from '../terms/deadlines.js';
import { because, happened } from '../words/engine.js';
import type { TrajectoryEvent } from '../replayed/events.js';
import type { Agency, OpenStep, TrajectoryState, WakeUp } from '../replayed/state.js';
import type { Step } from '../definitions/step.js';

/** In the order in which they are told: who heard of a later one does not hear of an earlier one after that. */
const stages: readonly WakeUp['kind'][] = ['reminder', 'overdue', 'escalation'];
const types = { reminder: 'step-reminded', overdue: 'step-overdue', escalation: 'step-escalated' };

/**
 * What passed moments cause: reminders, marks and escalations. Never more: no decision is made by time.
 *
 * Each comes at its own moment, unless nobody was there to look: after an outage several have passed at once. All of them are
 * recorded then, and of each step only the last is told. An escalation says to the coordinator that someone let a term pass;
 * so where nothing was told of the step before, it waits, and the stage before it is told instead.
 */
export function wakeEvents(
  { id, openSteps }: TrajectoryState,
  steps: readonly Step[],
  at: string,
  grace: Term,
): TrajectoryEvent[] {
  return openSteps.flatMap((open) => {
    const due = open.wakeUps
      .filter((wake) => wake.at <= at)
      .toSorted((a, b) => stages.indexOf(a.kind) - stages.indexOf(b.kind) || (a.at < b.at ? -1 : 1));
    const tells = tellsOf(open, steps);
    const postponed = due.length > 1 && !wasTold(open) ? due.find(({ kind }) => kind === 'escalation') : undefined;
    const passed = due.filter((wake) => wake !== postponed);
    const events = passed.map(({ kind, at: moment }, i): TrajectoryEvent => {
      const isLast = i === passed.length - 1;
      const woke = { step: open.step, kind, at: moment, ...(isLast && { told: true as const }) };
      return { type: types[kind], step: open.step, ...(isLast && { tells: tells[kind] }), effect: { woke } };
    });
    if (postponed) {
      const until = graceEnd(at, grace, `${id}/${open.step}`);
      const woke = { step: open.step, kind: postponed.kind, at: postponed.at, postponedTo: until };
      events.push({
        type: happened['escalation-postponed'],
        step: open.step,
        reason: because['not-told-before'],
        effect: { woke },
      });
    }
    return events;
  });
}

/** Whether someone heard of a passed moment of this round. What was recorded before that was kept tells it by the mark. */
const wasTold = ({ told, overdue }: OpenStep) => told === true || overdue;

function tellsOf({ step, responsible }: OpenStep, steps: readonly Step[]): Record<WakeUp['kind'], Agency[]> {
  const tells = steps.find(({ name }) => name === step)?.tells;
  return {
    reminder: tells?.reminded ?? [responsible],
    overdue: tells?.overdue ?? [responsible],
    escalation: tells?.escalated ?? ['municipality'],
  };
}
