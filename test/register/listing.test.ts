import assert from 'node:assert/strict';
import { migrate, openRegister } from '../../src/register/index.js';
import type { Database } from '../../src/register/database/database.js';
import { listQueue } from '../../src/register/trajectories/queue.js';
import { record } from '../../src/register/trajectories/record.js';
import { listTrajectories } from '../../src/register/trajectories/trajectories.js';
import { nobodySaid, type Listing } from '../../src/trajectory/definitions/listing.js';
import type { Batch, Effect } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, summarise, type Json } from '../../src/trajectory/replayed/state.js';
import { ownPrivacy } from '../support/privacy.js';
import { emptyImage } from '../support/shared.js';
import { allFaultsIn } from './tampering.js';

/** Of people who are helped with their debts, which no other domain knows. */
const listing: Listing = {
  flags: {
    budgeting: { openSteps: ['budget'], description: 'Makes a budget.' },
    helped: {
      begins: { on: 'helpedOn' },
      ends: [{ on: 'movedOn', given: 'moved' }, { on: 'doneOn' }],
      description: 'Is helped today.',
    },
    lodged: { begins: { dated: 'room' }, ends: [], description: 'Has a room today.' },
  },
  shown: ['stage'],
  person: nobodySaid,
  continuing: ['MERGED'],
  queue: {
    step: 'budget',
    shows: { plan: (fact) => ({ plannedOn: (fact as { day: string } | null)?.day ?? null, kind: 'talk' }) },
    precedence: {
      urgent: { fact: 'urgent', holds: (fact) => fact === true },
      threatened: { fact: 'threat', holds: (fact) => fact !== null },
    },
  },
};
const country = { municipality: null, agency: null };
const same = (name: string) => [name];

describe('The lists of a domain that the register has never heard of', () => {
  let register: Database;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  before(async () => {
    privacy = await ownPrivacy();
    register = await openRegister({ folder: undefined, image: await emptyImage() }, privacy.sealer, listing);
    await migrate(register);
  });
  after(async () => {
    await register?.close();
    await privacy?.remove();
  });

  let people = 0;
  /** Records someone with these figures and facts, who makes a budget. */
  async function person(figures: Record<string, Json>, facts: Effect['facts'] = {}, outcome?: string): Promise<string> {
    people += 1;
    const personRef = `person${people}`;
    const at = new Date(Date.UTC(2026, 0, people)).toISOString();
    const opened = { id: `${personRef}.1`, personRef, episode: 1, municipality: 'utrecht' };
    const open = { step: 'budget', responsible: 'bank', openedAt: at, targetDate: null, fatalDate: null };
    const events = [
      { type: 'trajectory-opened', effect: { opened, facts, ...(outcome !== undefined && { outcome }) }, figures },
      { type: 'step-opened', step: 'budget', effect: { open: { ...open, overdue: false, wakeUps: [] } } },
    ];
    const batches: Batch[] = [{ from: 1, commandId: personRef, bodyHash: 'h', at, actor: null, events }];
    const summary = summarise(batches.reduce(evolve, nothingYet));
    await record(register, { summary, personRef, episode: 1, batches, notifications: [] }, 0);
    return opened.id;
  }
  const listed = async (flag: string, wanted = true) => {
    const page = { limit: 50, sort: 'id', descending: false } as const;
    const { items } = await listTrajectories(register, country, { flags: { [flag]: wanted } }, page, same);
    return items.map(({ id }) => id);
  };

  it('have whom a flag names, by a period that the figures tell', async () => {
    const helped = await person({ helpedOn: '2026-01-01', stage: 'first' });
    const later = await person({ helpedOn: '2999-01-01' });
    const done = await person({ helpedOn: '2026-01-01', doneOn: '2026-01-05' });
    const stayed = await person({ helpedOn: '2026-01-01', movedOn: '2026-01-05' });
    const moved = await person({ helpedOn: '2026-01-01', movedOn: '2026-01-05', moved: 'yes' });
    const merged = await person({ helpedOn: '2026-01-01' }, {}, 'MERGED');
    assert.deepEqual(await listed('helped'), [helped, stayed]);
    assert.deepEqual(await listed('helped', false), [later, done, moved, merged].toSorted());
  });

  it('have whom a flag names, by what a dated figure says last and by a step that is open', async () => {
    const lodged = await person({ 'room@2026-01-01': 'yes' });
    await person({ 'room@2026-01-01': 'yes', 'room@2026-02-01': '' });
    await person({ 'room@2999-01-01': 'yes' });
    assert.deepEqual(await listed('lodged'), [lodged]);
    assert.equal((await listed('budgeting')).length, people);
    assert.deepEqual(await listed('budgeting', false), []);
  });

  it('show the figures that it declares', async () => {
    const page = { limit: 1, sort: 'id', descending: false } as const;
    const { items } = await listTrajectories(register, country, {}, page, same);
    assert.deepEqual(
      items.map(({ figures }) => figures),
      [{ stage: 'first' }],
    );
  });

  it('have a queue in which whoever has precedence comes first, with the reasons sealed', async () => {
    const urgent = await person({}, { urgent: true, threat: null, plan: { day: '2026-03-01' } });
    const threatened = await person({}, { urgent: false, threat: 'eviction' });
    const { items } = await listQueue(register, country, {}, { limit: 2 }, same);
    assert.deepEqual(
      items.map(({ trajectoryId, plannedOn, shown, reasons }) => [trajectoryId, plannedOn, shown, reasons]),
      [
        [urgent, '2026-03-01', { kind: 'talk' }, { urgent: true, threatened: false }],
        [threatened, null, {}, { urgent: false, threatened: true }],
      ],
    );
    const rows = await register.query<{ queue: object }>({ text: 'select queue from trajectories' });
    assert.doesNotMatch(JSON.stringify(rows), /urgent|threat|eviction/);
    assert.deepEqual(await allFaultsIn(register), []);
  });
});
