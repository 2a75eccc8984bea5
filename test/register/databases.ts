import { messagesOf } from '../../src/agencies/messagesOf.js';
import type { Directory } from '../../src/agencies/directory.js';
import type { Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import type { Recording } from '../../src/register/trajectories/record.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import { summarise } from '../../src/trajectory/replayed/state.js';
import type { Play } from '../support/play.js';
import { hasPostgres } from '../support/postgres.js';
import { ownPrivacy } from '../support/privacy.js';
import { emptyImage, sharedPostgres } from '../support/shared.js';
import { isThorough } from '../support/thorough.js';

type Tests = (
  register: () => Database,
  emptyDatabase: () => Promise<Database>,
  privacy: () => Awaited<ReturnType<typeof ownPrivacy>>,
) => void;

const kinds = ['PGlite', 'PostgreSQL'] as const;

/** Runs the same tests on PostgreSQL in this process and on a real server; each file has a database of its own. */
export function onBothDatabases(what: string, tests: Tests): void {
  on(kinds, what, tests);
}

/** The same for what asks much of the database: on both when there is time for it, and otherwise on the real server. */
export function onOneOrBoth(what: string, tests: Tests): void {
  on(isThorough || !hasPostgres() ? kinds : ['PostgreSQL'], what, tests);
}

function on(some: readonly (typeof kinds)[number][], what: string, tests: Tests): void {
  for (const kind of some) {
    describe(`${what}, in ${kind}`, () => {
      let database: Database;
      const others: Database[] = [];
      let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
      const empty = async (): Promise<Database> => {
        const location =
          kind === 'PostgreSQL'
            ? { url: await (await sharedPostgres())!.createDatabase() }
            : { folder: undefined, image: await emptyImage() };
        return openRegister(location, privacy.sealer, lvvListing);
      };
      before(async function () {
        const server = kind === 'PostgreSQL' ? await sharedPostgres() : undefined;
        if (server === null) {
          this.test!.parent!.title += ' (skipped: this machine has no PostgreSQL server)';
          return this.skip();
        }
        privacy = await ownPrivacy();
        database = await empty();
        await migrate(database);
      });
      after(async () => {
        await Promise.all([database, ...others].map((one) => one?.close()));
        await privacy?.remove();
      });
      tests(
        () => database,
        async () => {
          const another = await empty();
          others.push(another);
          return another;
        },
        () => privacy,
      );
    });
  }
}

const mail = { type: 'mail' as const, to: 'lvv@utrecht.example' };
const webhook = { type: 'webhook' as const, url: 'http://127.0.0.1:9', secret: 'whsec_unused' };

/** The agencies of Utrecht: two ways to the municipality, an inbox for the IND, and AVIM takes no part. */
export const directory: Directory = new Map([
  [
    'utrecht',
    {
      municipality: { name: 'Utrecht', channels: [mail, webhook] },
      ngo: { name: 'NGO', channels: [mail] },
      dtv: { name: 'DT&V', channels: [webhook] },
      ind: { name: 'IND', channels: [] },
    },
  ],
]);

/** What the notify activity would record of a trajectory: these events, and the trajectory as it is now. */
const nameless = { concernedBy: () => null };

export function recordingOf(play: Pick<Play, 'state' | 'batches'>, batches: Batch[] = play.batches): Recording {
  const { state } = play;
  return {
    summary: summarise(state),
    personRef: state.personRef,
    episode: state.episode,
    batches: [...batches],
    notifications: messagesOf(state, batches, directory, nameless),
  };
}

/** Everything that the register holds, to see that nothing has changed. */
export async function contents(database: Database): Promise<Record<string, unknown[]>> {
  const tables = {
    events: '1, 2',
    trajectories: '1',
    open_steps: '1, 2',
    notifications: '1',
    case_versions: '1, 2',
    marks: '1, 2, 3',
    waits: '1, 2',
  };
  const all: Record<string, unknown[]> = {};
  for (const [table, order] of Object.entries(tables)) {
    all[table] = await database.query({ text: `select * from ${table} order by ${order}` });
  }
  return all;
}
