import { knowsStep } from '../access/compartments.js';
import type { Text } from '../language.js';
import { responsibleForRound } from '../definitions/partners.js';
import { plannedIn } from '../deciding/planned.js';
import { rulesOf, type Programme } from '../definitions/programme.js';
import type { Actor, Agency, TrajectoryState } from '../replayed/state.js';
import { reachableSteps } from './reachableSteps.js';

export interface PictureNode {
  step: string;
  title: Text;
  state: 'done' | 'open' | 'overdue' | 'planned' | 'possible' | 'not-yet' | 'withdrawn';
  responsible: Agency | null;
  rounds: number;
  lastDoneAt: string | null;
  openedAt: string | null;
  /** The calendar day on which it opens, when it is planned for later. */
  opensOn: string | null;
  targetDate: string | null;
  fatalDate: string | null;
  /** The actions that can open it. */
  openedBy: string[];
}

export interface Picture {
  nodes: PictureNode[];
  edges: { from: string; to: string }[];
}

/**
 * Where a trajectory stands among the steps of its programme, for one who may know of it: what is done, open, possible next.
 * @param withdrawn the steps that were taken away when they were open, and are not open again
 */
export function pictureOf(
  programme: Programme,
  state: TrajectoryState,
  actor: Actor,
  withdrawn: ReadonlySet<string>,
): Picture {
  const ways = reachableSteps(programme);
  const { partners } = rulesOf(programme);
  const knows = knowsStep(actor.agency, programme.steps);
  const openSteps = state.openSteps.filter(({ step, knownTo }) => knows(step, knownTo));
  const steps = programme.steps.filter(({ name }) => knows(name));
  const { referral, actions } = programme;
  const goesOn = state.status === 'open' && state.outcome === null;
  const next = new Set(goesOn ? openSteps.flatMap(({ step }) => ways.get(step) ?? []) : []);
  const nodes = steps.map((step): PictureNode => {
    const { name, title } = step;
    const open = openSteps.find((one) => one.step === name);
    const { times, lastAt } = state.done[name] ?? { times: 0, lastAt: null };
    const plan = plannedIn(state)[name];
    const opensOn = plan?.opensOn ?? null;
    const waiting = next.has(name) ? 'possible' : 'not-yet';
    const notOpen = times > 0 ? 'done' : withdrawn.has(name) ? 'withdrawn' : waiting;
    return {
      step: name,
      title,
      state: open ? (open.overdue ? 'overdue' : 'open') : opensOn ? 'planned' : notOpen,
      responsible: open?.responsible ?? responsibleForRound(step, plan?.responsible, partners) ?? null,
      rounds: times,
      lastDoneAt: lastAt,
      openedAt: open?.openedAt ?? null,
      opensOn,
      targetDate: open?.targetDate ?? null,
      fatalDate: open?.fatalDate ?? null,
      openedBy: actions.filter((action) => ways.get(action.name)?.includes(name)).map((action) => action.name),
    };
  });
  const shown = new Set(steps.map(({ name }) => name));
  const edges = [referral, ...steps].flatMap(({ name: from }) =>
    (ways.get(from) ?? []).filter((to) => shown.has(to)).map((to) => ({ from, to })),
  );
  const first: PictureNode = {
    step: referral.name,
    title: referral.title,
    state: 'done',
    responsible: referral.responsible,
    rounds: 1,
    lastDoneAt: state.openedAt,
    openedAt: null,
    opensOn: null,
    targetDate: null,
    fatalDate: null,
    openedBy: [],
  };
  return { nodes: [first, ...nodes], edges };
}
