import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { seconds } from '../../src/trajectory/terms/deadlines.js';
import { as, endedTrajectory, eraseAll, propose, startErasingStack } from './erasing.js';
import { stopAtEnd } from './shared.js';
import { eventually, type Stack } from './stack.js';
import { noteTyped } from './typed.js';
import { example, perform, refer, through } from './walk.js';

const director = 'municipality:case-director';

/** The IND's dossier is late after two seconds, so that some are. */
const hurried = standardSteps.map((step) =>
  step.name === 'dossier-ind' ? { ...step, terms: { ...step.terms!, target: seconds(1), fatal: seconds(2) } } : step,
);

/** One trajectory in each situation that a screen shows differently, by its name. */
export interface Situations {
  stack: Stack;
  running: string;
  suspended: string;
  held: string;
  transferred: string;
  ended: string;
  reopened: string;
  erased: string;
  /** Ended as well, and nobody has proposed to erase it. */
  due: string;
  /** On the agenda of the case conference. */
  discussed: string;
  escalated: string;
  /** At admission; a correction of that waits for a second person. */
  refused: string;
  /** A moment at which the suspended one was not suspended yet. */
  early: string;
}

export async function act(stack: Stack, id: string, name: string, changes: object = {}, by = director): Promise<void> {
  const body = { ...(example(name).body as object), ...changes };
  const answer = await stack.post(by, `/v1/trajectories/${id}/actions/${name}`, body);
  assert.equal(answer.status, 200, `${name}: ${JSON.stringify(answer.body)}`);
}

let situations: Promise<Situations> | undefined;

/** One stack for all tests of this run that look at it, in which there is something of everything. */
export function everySituation(): Promise<Situations> {
  situations ??= makeEvery();
  return situations;
}

async function makeEvery(): Promise<Situations> {
  const stack = await startErasingStack({ steps: hurried, env: { BESTENDIG_RATE_LIMIT: '100000' } });
  stopAtEnd(() => stack.stop());
  // How agencies are called in the directory is as it was typed in the configuration.
  noteTyped((await stack.get('municipality:coordinator@', '/v1/directory')).body);
  const referred = async (...steps: string[]): Promise<string> => {
    const id = await refer(stack);
    await through(stack, id, ...steps);
    return id;
  };
  const conferred = async (): Promise<string> => {
    const id = await referred('intake', 'dossier-ind', 'dossier-dtv', 'rest-period');
    await act(stack, id, 'schedule-conference');
    await act(stack, id, 'give-position');
    return id;
  };
  const made = {
    running: async () => {
      const id = await referred('intake', 'admission');
      await act(stack, id, 'raise-blocker', { blocker: 'medical', owner: 'ngo' });
      await act(stack, id, 'claim', { step: 'legal-review', reason: 'The lawyer is ill.' });
      return id;
    },
    suspended: async () => {
      const id = await referred('intake');
      early = new Date().toISOString();
      await through(stack, id, 'admission');
      await act(stack, id, 'change-direction');
      await act(stack, id, 'correct', { sequence: 3, changes: { heldOn: '2026-11-04' } });
      await act(stack, id, 'suspend');
      return id;
    },
    held: async () => {
      const id = await referred('intake');
      await act(stack, id, 'place-court-hold');
      return id;
    },
    transferred: async () => {
      const id = await referred('intake');
      await act(stack, id, 'offer-transfer', { to: 'amsterdam' });
      await act(stack, id, 'accept-transfer', {}, `${director}@amsterdam`);
      return id;
    },
    ended: () => endedTrajectory(stack),
    reopened: async () => {
      const id = await endedTrajectory(stack);
      await act(stack, id, 'reopen');
      return id;
    },
    erased: () => endedTrajectory(stack),
    due: () => endedTrajectory(stack),
    discussed: conferred,
    escalated: async () => {
      const id = await conferred();
      await through(stack, id, 'case-conference');
      await act(stack, id, 'escalate');
      return id;
    },
    refused: async () => {
      const id = await referred('intake');
      const { direction: _none, ...decided } = example('admission').body as Record<string, unknown>;
      const body = { ...decided, decision: 'refused', ground: 'outside-target-group' };
      const answer = await perform(stack, id, 'admission', { body });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      await perform(stack, id, 'admission-check', { by: 'municipality:coordinator' });
      const entry = await eventually(async () => {
        const { items } = (await stack.get(director, `/v1/trajectories/${id}/timeline`)).body;
        const done = (items as { sequence: number; type: string; step: string }[]).filter(
          ({ type }) => type === 'step-completed',
        );
        return done.some(({ step }) => step === 'admission-check') && done.find(({ step }) => step === 'admission');
      });
      await act(stack, id, 'correct', { sequence: entry.sequence, changes: { decidedOn: '2026-11-10' } });
      return id;
    },
  };
  let early = '';
  const found = await Promise.all(Object.entries(made).map(async ([name, make]) => [name, await make()] as const));
  const ids = Object.fromEntries(found) as Record<keyof typeof made, string>;
  await Promise.all([eraseAndPropose(stack, ids), delegated(stack), messagesOfEachKind(stack)]);
  await eventually(async () => {
    const { body } = await stack.get('municipality:coordinator', '/v1/tasks?overdue=true');
    return body['items'].length > 0;
  });
  return { stack, ...ids, early };
}

/** One erasure that is done, one that was rejected, and one that waits for a second pair of eyes. */
async function eraseAndPropose(stack: Stack, { erased, ended }: { erased: string; ended: string }): Promise<void> {
  await eraseAll(stack, [erased]);
  const rejected = await propose(stack, [ended]);
  const answer = await as(stack, 'admin-2', 'POST', `/v1/erasures/${rejected}/reject`, { reason: 'Not yet.' });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  await propose(stack, [ended]);
}

async function delegated(stack: Stack): Promise<void> {
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const body = { to: 'a.colleague', roles: ['case-director'], until, reason: 'On leave.' };
  const answer = await as(stack, 'official', 'POST', '/v1/delegations', body, director);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
}

/** Beside what was sent: a message that is on its way, and one that failed. */
async function messagesOfEachKind({ register }: Stack): Promise<void> {
  const one = (where: string) =>
    `(select id from notifications where channel = 'mail' order by created_at ${where} limit 1)`;
  const later = `now() + interval '1 hour'`;
  await eventually(async () => {
    const waiting = { text: `select id from notifications where channel = 'mail' and status = 'pending'` };
    return (await register.query(waiting)).length === 0;
  });
  await register.query({ text: `update notifications set status = 'failed' where id = ${one('asc')}` });
  await register.query({
    text: `update notifications set status = 'pending', claimed_until = ${later} where id = ${one('desc')}`,
  });
}
