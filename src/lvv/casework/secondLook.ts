import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import type { Fact } from '../../trajectory/replayed/fact.js';
import type { Text } from '../../trajectory/language.js';
import { Refusal, type Said } from '../../trajectory/replayed/refusal.js';
import {
  field,
  type AgencyRole,
  type Consequence,
  type DecidedOn,
  type TrajectoryView,
  type Agency,
} from '../define.js';
import { oneOf } from '../labels.js';
import type { StepName } from '../names.js';
import { laidBefore, mayLook, mustBeSomeoneElse, type Proposer } from './secondPair.js';

const lookers: AgencyRole[] = ['municipality:coordinator', 'municipality:case-director'];

/** What is said of one second look. */
interface SecondLook<P extends Proposer, Input> {
  name: StepName;
  /** Where the proposal is kept that is looked at. */
  proposal: Fact<P>;
  /** The refusal when there is none. */
  whenNone: Said;
  decide(t: TrajectoryView, proposal: P, input: Input): Consequence[];
}

/**
 * What the steps have in common in which a colleague looks at what someone proposed: it opens with the proposal alone, is shown
 * with what was filled in, and is performed by nobody who is behind the proposal.
 */
export function secondLook<P extends Proposer, Input>({
  name,
  proposal: kept,
  whenNone,
  decide,
}: SecondLook<P, Input>) {
  return {
    name,
    responsible: 'municipality' as const,
    performedBy: lookers,
    opensWhen: () => false,
    repeatable: false,
    terms: assumed({
      target: workingDays(3),
      fatal: workingDays(5),
      remind: [workingDays(2)],
      escalate: workingDays(8),
    }),
    offeredWhen(t: TrajectoryView): boolean {
      const proposal = t.fact(kept);
      return proposal === undefined || mayLook(t, proposal);
    },
    decidesOn(t: TrajectoryView): readonly DecidedOn[] {
      return laidBefore(t, name, t.fact(kept));
    },
    decide(t: TrajectoryView, input: Input): Consequence[] {
      const proposal = t.fact(kept);
      if (!proposal) throw new Refusal({ code: 'conflict', ...whenNone });
      mustBeSomeoneElse(t, proposal);
      return decide(t, proposal, input);
    },
  };
}

export interface Looked {
  verdict: 'confirmed' | 'sent-back';
  reason: string;
}

/** What the colleague makes of it. */
export const verdictField = (purpose: Text, audience: readonly Agency[]) =>
  field(oneOf(['confirmed', 'sent-back']), { title: { en: 'Verdict', nl: 'Oordeel' }, purpose, audience });
