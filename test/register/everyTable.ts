import { randomUUID } from 'node:crypto';
import { addAccess } from '../../src/register/access/accessLog.js';
import { noteReading } from '../../src/register/settings/configurationReadings.js';
import { noteContradiction } from '../../src/register/trajectories/contradictions.js';
import type { Database } from '../../src/register/database/database.js';
import { endDelegation, giveDelegation } from '../../src/register/access/delegations.js';
import { endSession } from '../../src/register/access/endedSessions.js';
import { makeAnonymous, setStage } from '../../src/register/erasure/erasing.js';
import { decideErasure, declareErased, proposeErasure } from '../../src/register/erasure/erasures.js';
import { placeHold, releaseHold } from '../../src/register/erasure/holds.js';
import { keepOwnReference } from '../../src/register/trajectories/ownReferences.js';
import { record } from '../../src/register/trajectories/record.js';
import { keepSettings } from '../../src/register/settings/settings.js';
import { keyIdOf, familyOf } from '../../src/privacy/keyStore.js';
import { actor, like, Play } from '../support/play.js';
import { accessRecord, chained } from './accessRecords.js';
import { recordingOf } from './databases.js';

/** A trajectory in each situation that matters to what is compared. */
export interface EveryTable {
  open: string;
  claimed: string;
  told: string;
  held: string;
  closed: string;
  /** In an approved erasure that goes on. */
  erasing: string;
}

/** Fills every table with something of each kind, by the functions that do it for real. */
export async function fillEveryTable(register: Database): Promise<EveryTable> {
  const recorded = async (personRef: string, ...names: string[]): Promise<Play> => {
    const play = new Play(personRef);
    for (const name of names) {
      const [step = '', ...more] = name.split(' ');
      play.perform(step, more.length > 0 ? like(step, JSON.parse(more.join(' ')) as never) : undefined);
    }
    await record(register, recordingOf(play), 7);
    return play;
  };
  const open = await recorded('open', 'intake', 'admission', 'raise-blocker {"blocker":"medical","owner":"ngo"}');
  const claimed = await recorded(
    'claimed',
    'intake',
    'admission',
    'claim {"step":"legal-review","reason":"The lawyer is ill."}',
    'suspend',
  );
  const told = await recorded('told', 'intake', 'admission', 'suspend', 'resume');
  const held = await recorded('held', 'intake', 'withdraw');
  const closed = await recorded('closed', 'intake', 'withdraw');
  const erasing = await recorded('erasing', 'withdraw');
  const erased = await recorded('erased', 'intake', 'withdraw');
  await recorded('reopened', 'intake', 'withdraw', 'reopen');

  const entry = { reason: 'A court case.', reference: 'AWB 26/1', by: actor('municipality:case-director') };
  for (const change of [placeHold, releaseHold, placeHold]) await change(register, held.state.id, entry);
  for (const change of [placeHold, releaseHold]) await change(register, erased.state.id, entry);

  const own = { reference: 'file 2026/1', label: 'Tuesday group' };
  await keepOwnReference(register, open.state.id, 'ngo/utrecht', own, 'a-hash');
  await keepOwnReference(register, erased.state.id, 'ngo/utrecht', own, 'a-hash');

  const given = {
    agency: 'municipality',
    municipality: 'utrecht',
    roles: ['case-director'],
    until: '2099-01-01',
  } as const;
  for (const id of ['given', 'ended']) {
    const people = { giver: 'anna', receiver: 'bert', reason: 'On leave.' };
    await giveDelegation(register, { id, ...people, ...given, roles: [...given.roles] });
  }
  await endDelegation(register, 'ended', 'anna');

  const propose = (play: Play) =>
    proposeErasure(register, {
      municipality: 'utrecht',
      motivation: 'The terms are over.',
      reference: 'Selection list 3',
      proposedBy: actor('municipality:administrator'),
      proposedAt: new Date().toISOString(),
      lapsesAt: '2099-01-01T00:00:00.000Z',
      persons: [{ refs: [play.state.personRef], trajectories: [play.state.id] }],
    });
  const decision = { by: { ...actor('municipality:administrator'), subject: 'second' }, at: new Date().toISOString() };
  const done = await propose(erased);
  await decideErasure(register, done, { ...decision, approve: true, reason: 'Seen.' });
  await makeAnonymous(register, [erased.state.personRef], [erased.state.id], { erasureId: done, position: 1 });
  await declareErased(register, done, { destroyed: 1 }, 'f'.repeat(64));
  await decideErasure(register, await propose(closed), { ...decision, approve: false, reason: 'Not yet.' });
  await propose(closed);
  const going = await propose(erasing);
  await decideErasure(register, going, { ...decision, approve: true, reason: null });
  await register.query({ text: `update trajectories set erasing = true where id = '${erasing.state.id}'` });
  const keyIds = [keyIdOf(familyOf(erasing.state.personRef), 1)];
  await setStage(register, going, 1, { stage: 'going', keyIds });

  await endSession(register, randomUUID(), new Date('2099-01-01'));
  for (const writer of ['an-api', 'another-api']) {
    await addAccess(register, chained(writer, [accessRecord(), accessRecord(), accessRecord()]));
  }
  await keepSettings(register, 'anna', { view: 1 }, undefined);
  await noteReading(register, 'digest', {});
  await noteContradiction(register, { trajectoryId: told.state.id, kind: 'engine-older', engineVersion: 3 });
  const ids = { open, claimed, told, held, closed, erasing };
  return Object.fromEntries(Object.entries(ids).map(([name, { state }]) => [name, state.id])) as unknown as EveryTable;
}
