import type { Consequence } from '../definitions/consequence.js';
import type { Effect, Mark, TrajectoryEvent } from '../replayed/events.js';
import type { Agency, Json } from '../replayed/state.js';

/** What consequences add to the event of the command itself. The others become events of their own: `BatchBuilder.follow`. */
export interface CommandEvent {
  facts: Record<string, Json>;
  /** What a correction sets; what else it changes are steps, with events of their own. */
  set: Pick<Effect, 'direction' | 'outcome'>;
  counted: Pick<TrajectoryEvent, 'figures' | 'marks'>;
  asks: Pick<TrajectoryEvent, 'asks'>;
  /** Those that are brought in. */
  invites: Agency[];
}

export function commandEventOf(consequences: readonly Consequence[]): CommandEvent {
  const facts: Record<string, Json> = {};
  const figures: Record<string, Json> = {};
  const marks: Mark[] = [];
  const asks: NonNullable<TrajectoryEvent['asks']> = [];
  const invites: Agency[] = [];
  let set: CommandEvent['set'] = {};
  for (const consequence of consequences) {
    switch (consequence.kind) {
      case 'set-facts':
        Object.assign(facts, consequence.facts);
        break;
      case 'count':
        Object.assign(figures, consequence.figures);
        break;
      case 'mark':
        marks.push(consequence.mark);
        break;
      case 'tell':
        invites.push(...consequence.agencies);
        break;
      case 'ask':
        asks.push(consequence.ask);
        break;
      case 'correct':
        set = setBy(consequence.difference);
        Object.assign(facts, consequence.difference.facts);
        Object.assign(figures, consequence.difference.figures);
        marks.push(...consequence.difference.marks);
        break;
      case 'set-direction':
      case 'open-step':
      case 'withdraw-step':
      case 'change-step':
      case 'set-outcome':
      case 'withdraw-outcome':
      case 'close':
      case 'reopen':
      case 'tell-elsewhere':
      case 'move':
      case 'stop-clock':
      case 'start-clock':
        break;
      default:
        consequence satisfies never;
    }
  }
  return {
    facts,
    set,
    counted: { ...(Object.keys(figures).length > 0 && { figures }), ...(marks.length > 0 && { marks }) },
    asks: asks.length > 0 ? { asks } : {},
    invites,
  };
}

const setBy = ({
  direction,
  outcome,
}: Pick<Effect, 'direction' | 'outcome'>): Pick<Effect, 'direction' | 'outcome'> => ({
  ...(direction !== undefined && { direction }),
  ...(outcome !== undefined && { outcome }),
});
