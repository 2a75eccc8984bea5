import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { procedureKinds } from '../../src/lvv/procedures/procedureKinds.js';
import { eventually, type Answer } from '../support/stack.js';
import { example, inDays } from '../support/walk.js';

type Commanding = (id: string, kind: 'steps' | 'actions', name: string) => Promise<Answer>;
type Called = (as: string, operation: string, values: Record<string, string>, body: unknown) => Promise<Answer>;

/** What runs beside the four steps: dossier, shelter, blockers, procedures, objections, a choice that is revoked. */
export async function besides(command: Commanding, call: Called, id: string): Promise<void> {
  const act = (name: string, changes: object) => {
    const { by, body } = example(name);
    return call(by, `POST /v1/trajectories/{id}/actions/${name}`, { id }, { ...(body as object), ...changes });
  };
  await command(id, 'steps', 'intake');
  for (const name of ['start-shelter', 'end-shelter', 'chase']) await command(id, 'actions', name);
  for (const name of ['dossier-ind', 'dossier-dtv', 'rest-period']) await command(id, 'steps', name);
  for (const [blocker, owner] of [
    ['identity', 'avim'],
    ['medical', 'ngo'],
  ] as const) {
    await act('raise-blocker', { blocker, owner });
    await command(id, 'steps', blocker);
  }
  await command(id, 'steps', 'admission');
  for (const procedure of procedureKinds) {
    await act('start-procedure', { procedure });
    await command(id, 'steps', `procedure-${procedure}`);
  }
  await command(id, 'actions', 'lodge-objection');
  await command(id, 'steps', 'objection-decision');
  await command(id, 'steps', 'return-counselling');
  await command(id, 'actions', 'revoke-return');
}

/** A refusal that a colleague looked at, with a correction that a colleague looks at. */
export async function correctedTwice(
  command: Commanding,
  call: Called,
  get: (as: string, path: string) => Promise<Answer>,
  id: string,
): Promise<void> {
  const director = 'municipality:case-director';
  await command(id, 'steps', 'intake');
  const { direction: _none, ...decided } = example('admission').body as Record<string, unknown>;
  const refused = { ...decided, decision: 'refused', ground: 'outside-target-group' };
  await call(director, 'POST /v1/trajectories/{id}/steps/admission', { id }, refused);
  await command(id, 'steps', 'admission-check');
  const items = async () =>
    (await get(director, `/v1/trajectories/${id}/timeline`)).body['items'] as Record<string, unknown>[];
  const entry = await eventually(async () =>
    (await items()).find(({ type, step }) => type === 'step-completed' && step === 'admission'),
  );
  const changes = { motivation: 'DEC-2026-0189' };
  const actions = 'POST /v1/trajectories/{id}/actions';
  const correction = { ...(example('correct').body as object), sequence: entry['sequence'], changes };
  const { body: proposed } = await call(director, `${actions}/correct`, { id }, correction);
  await eventually(async () => (await items()).some(({ sequence }) => sequence === proposed['version']));
  const { by, body } = example('confirm-correction');
  await call(by, `${actions}/confirm-correction`, { id }, { ...(body as object), sequence: proposed['version'] });
}

/** The conference and the ladder, the second pairs of eyes, the review and the follow-up, each by its example. */
export async function conferring(command: Commanding, call: Called, refer: () => Promise<string>): Promise<void> {
  const like = (id: string, step: string, changes: object) => {
    const { by, body } = example(step);
    return call(by, `POST /v1/trajectories/{id}/steps/${step}`, { id }, { ...(body as object), ...changes });
  };
  const discussed = await refer();
  await like(discussed, 'intake', { dublinClaim: 'not-known-yet' });
  await command(discussed, 'actions', 'complete-intake');
  for (const name of ['dossier-ind', 'dossier-dtv', 'rest-period']) await command(discussed, 'steps', name);
  for (const name of ['schedule-conference', 'give-position']) await command(discussed, 'actions', name);
  await command(discussed, 'steps', 'case-conference');
  await command(discussed, 'actions', 'escalate');
  await command(discussed, 'steps', 'escalation');
  const ground = 'outside-target-group';
  const objectionUntil = inDays(42);
  await like(discussed, 'admission', { decision: 'refused', ground, direction: undefined, objectionUntil });
  await command(discussed, 'steps', 'admission-check');
  await command(discussed, 'steps', 'objection-term');
  await command(await refer(), 'actions', 'register-ending');
  const ended = await refer();
  for (const name of ['intake', 'admission', 'periodic-review']) await command(ended, 'steps', name);
  await like(ended, 'outcome-registration', { outcome: 'MOB', evidenceKind: 'last-contact-report' });
  await command(ended, 'steps', 'outcome-check');
  const followed = await refer();
  for (const name of ['intake', 'admission']) await command(followed, 'steps', name);
  await like(followed, 'outcome-registration', { followUpOn: inDays(105) });
  await command(followed, 'steps', 'follow-up');
  // Of the five cities Amsterdam has a maximum stay, and can therefore extend it.
  const inAmsterdam = async (operation: string, name: string, id = '') => {
    const { by, body } = example(name);
    return (await call(`${by}@amsterdam`, operation, { id }, body)).body['id'] as string;
  };
  const staying = await inAmsterdam('POST /v1/trajectories', 'referral');
  for (const name of ['intake', 'admission']) {
    await inAmsterdam(`POST /v1/trajectories/{id}/steps/${name}`, name, staying);
  }
  await inAmsterdam('POST /v1/trajectories/{id}/actions/extend-stay', 'extend-stay', staying);
  await inAmsterdam('POST /v1/trajectories/{id}/steps/end-of-stay', 'end-of-stay', staying);
}

/** Who one is, and a colleague who may act for one, until it is ended. */
export async function delegating(call: Called, as: string): Promise<void> {
  const roles = as.split(':').slice(1);
  const until = dayOf(new Date().toISOString());
  const { body } = await call(as, 'POST /v1/delegations', {}, { to: 'a.colleague', roles, until, reason: 'On leave.' });
  await call(as, 'GET /v1/delegations', {}, undefined);
  await call(as, 'GET /v1/me', {}, undefined);
  await call(as, 'GET /v1/directory', {}, undefined);
  await call('municipality:administrator', 'GET /v1/configuration/readings', {}, undefined);
  await call(as, 'POST /v1/delegations/{id}/end', { id: body['id'] as string }, undefined);
}

/** What is someone's own at the screens. */
export async function ownThings(call: Called, as: string): Promise<void> {
  await call(as, 'POST /v1/me/visit', {}, undefined);
  await call(as, 'GET /v1/me/settings', {}, undefined);
  const query = { municipality: 'utrecht', overdue: 'true' };
  const savedViews = [{ id: 'overdue', name: 'Over tijd', page: 'work', query }];
  await call(as, 'POST /v1/me/settings', {}, { savedViews, language: 'nl' });
}

/** Holding and letting go, a person's own file, and erasing with two people, of who has ended. */
export async function keeping(call: Called, ended: string): Promise<void> {
  const director = 'municipality:case-director';
  const hold = { reason: 'An appeal is pending.', reference: 'AWB 26/1234' };
  for (const name of ['hold', 'release'])
    await call(director, `POST /v1/trajectories/{id}/${name}`, { id: ended }, hold);
  await call(director, 'GET /v1/trajectories/{id}/holds', { id: ended }, undefined);
  await call(director, 'GET /v1/trajectories/{id}/file', { id: ended }, undefined);
  const administrator = 'municipality:administrator';
  await call(administrator, 'GET /v1/erasures/due', {}, undefined);
  const propose = async () => {
    const body = { trajectoryIds: [ended], motivation: 'The term is over.', reference: '8.1' };
    return (await call(administrator, 'POST /v1/erasures', {}, body)).body['id'] as string;
  };
  // By another person: who proposed it may not.
  const second = 'municipality:coordinator:administrator';
  await call(second, 'POST /v1/erasures/{id}/reject', { id: await propose() }, { reason: 'Not yet.' });
  const id = await propose();
  await call(administrator, 'POST /v1/erasures/{id}/approve', { id }, undefined);
  await call(second, 'POST /v1/erasures/{id}/approve', { id }, undefined);
  await call(administrator, 'GET /v1/erasures/{id}', { id }, undefined);
  await call(administrator, 'GET /v1/erasures', {}, undefined);
}

type Sending = (as: string, path: string, body: object) => Promise<Answer>;

/** What is said of two trajectories: a link, and that both are of one person, in one municipality and in two. */
export async function duplicates(called: Called, send: Sending): Promise<void> {
  const director = 'municipality:case-director';
  const does = (id: string, what: string, changes: object = {}, by = director) => {
    const body = { ...(example(what.split('/')[1]!).body as object), ...changes };
    return called(by, `POST /v1/trajectories/{id}/${what}`, { id }, body);
  };
  /** What has to be known at the other one first comes true in a moment. */
  const untilDone = (doing: () => Promise<Answer>) =>
    eventually(() =>
      doing().then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
  // Without a number: of two that have different ones neither is a duplicate.
  const refer = async () =>
    (await send(director, '/v1/trajectories', example('referral').body as object)).body['id'] as string;
  const [kept, double] = [await refer(), await refer()];
  await does(double, 'actions/link-trajectory', { other: kept });
  await does(double, 'actions/unlink-trajectory', { other: kept });
  for (const end of [() => does(double, 'actions/revoke-duplicate'), undefined]) {
    await untilDone(() => does(double, 'actions/close-as-duplicate', { continuesIn: kept }));
    await end?.();
  }
  await untilDone(() => does(double, 'steps/duplicate-check', {}, 'municipality:coordinator'));

  const groningen = `${director}@groningen`;
  const vNumber = '2790046122';
  const why = { reason: 'Seen in the letter.' };
  await send(groningen, '/v1/trajectories', { ...(example('referral').body as object), vNumber });
  const here = await refer();
  await send(director, `/v1/trajectories/${here}/actions/add-v-number`, { vNumber, ...why });
  const look = { verdict: 'confirmed', vNumber, ...why };
  await send('municipality:coordinator', `/v1/trajectories/${here}/steps/v-number-check`, look);
  for (const answer of ['refuse-duplicate', 'accept-duplicate']) {
    await untilDone(() => does(here, 'actions/offer-duplicate'));
    await untilDone(() => does(here, `actions/${answer}`, {}, groningen));
  }
}
