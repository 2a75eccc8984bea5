import { parseArgs } from 'node:util';
import type { KeyStore, StoredKey, WrappedKey } from '../src/privacy/keyStore.js';
import { keyIdOf, partsOfKeyId } from '../src/privacy/keyStore.js';
import { parseMasterKeys, newMasterKey } from '../src/privacy/masterKeys.js';
import { PersonKeys } from '../src/privacy/personKeys.js';
import { sealerOf } from '../src/privacy/sealer.js';
import { addAccess } from '../src/register/access/accessLog.js';
import { beforeTheFirst, hashOf, type ChainedAccess } from '../src/register/access/accessRecord.js';
import type { Database } from '../src/register/database/database.js';
import { migrate, openRegister } from '../src/register/index.js';
import { lvvListing } from '../src/lvv/listing.js';
import { record } from '../src/register/trajectories/record.js';
import { verifyRegister } from '../src/register/integrity/verifyRegister.js';
import { accessRecord } from '../test/register/accessRecords.js';
import { recordingOf } from '../test/register/databases.js';
import { Play } from '../test/support/play.js';
import { startPostgres, type PostgresServer } from '../test/support/postgres.js';

const usage = `npm run bench:verify -- [options]

Fills registers in PostgreSQL with made-up records, in real chains, and measures what "bestendig audit verify" takes: the
access log and the events without keys, and the rows of trajectories with keys. Each is measured at a tenth and at the
whole, which should take ten times as long. Some minutes; needs PostgreSQL's programs.

  --records N         in the access log (1000000)
  --events N          in chains of twenty (1000000)
  --trajectories N    recorded in full, to be compared with their events (5000)
  --help              this text`;

interface Measured {
  seconds: number;
  /** Of this process, without the server. */
  cpu: number;
  megabytes: number;
}

/** Three writers that take turns of a thousand records, as three processes would. */
async function fillAccessLog(register: Database, count: number): Promise<void> {
  const indexes = ['time', 'subject', 'concern', 'person'].map((name) => `drop index access_log_by_${name}`);
  await register.execute(indexes.join(';'));
  const writers = ['one', 'two', 'three'].map((writer) => ({ writer, sequence: 0, hash: beforeTheFirst }));
  const text = JSON.stringify(accessRecord());
  for (let done = 0; done < count; done += 1_000) {
    const writer = writers[(done / 1_000) % writers.length]!;
    const records: ChainedAccess[] = [];
    for (let i = done; i < Math.min(done + 1_000, count); i += 1) {
      const place = { writer: writer.writer, sequence: writer.sequence + 1, record: text };
      Object.assign(writer, { sequence: place.sequence, hash: hashOf(writer.hash, place) });
      records.push({ ...place, hash: writer.hash });
    }
    await addAccess(register, records);
  }
}

const inChain = 20;

/** The trigger of the database makes the hashes, as when they are recorded. What is sealed is chance, of an event's size. */
async function fillEvents(register: Database, count: number): Promise<void> {
  const chains = count / inChain;
  await register.execute(`
    insert into trajectories (id, person_ref, episode, municipality, version, status, parties, overdue, opened_at, updated_at)
    select 'bench' || i || '.1', 'bench' || i, 1, 'utrecht', ${inChain}, 'open', '{}', false, now(), now()
    from generate_series(1, ${chains}) i;
    insert into events (trajectory_id, sequence, command_id, key_id, sealed, chain)
    select 'bench' || i || '.1', n, md5(i || '/' || n), md5('key' || i) || '.1',
      decode(repeat(md5(i || '.' || n), 40), 'hex'), md5('chain' || i)
    from generate_series(1, ${chains}) i, generate_series(1, ${inChain}) n order by i, n;
    analyze events; analyze trajectories`);
}

async function fillTrajectories(register: Database, count: number): Promise<void> {
  const one = async (i: number): Promise<void> => {
    const play = new Play(`compared${i}`);
    for (const step of ['intake', 'admission', 'legal-review']) play.perform(step);
    await record(register, recordingOf(play), 7);
  };
  for (let done = 0; done < count; done += 8) {
    await Promise.all(Array.from({ length: Math.min(8, count - done) }, (_, i) => one(done + i)));
  }
}

async function measured(register: Database, hasKeys: boolean, expected: number): Promise<Measured> {
  const fail = (fault: object): never => {
    throw new Error(`A fault where there is none: ${JSON.stringify(fault)}`);
  };
  let megabytes = 0;
  const look = setInterval(() => (megabytes = Math.max(megabytes, process.memoryUsage().rss / 2 ** 20)), 50);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { events, accessLog, rows } = await verifyRegister(register, {
    hasKeys,
    onFault: fail,
    onAccessFault: fail,
    onDeedFault: fail,
  });
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(look);
  const found = hasKeys ? rows!.trajectories : accessLog.records + events.events;
  if (found !== expected) throw new Error(`${found} were verified, of ${expected}`);
  return { seconds, cpu: (user + system) / 1_000_000, megabytes };
}

async function compared(
  what: string,
  whole: number,
  server: PostgresServer,
  hasKeys: boolean,
  fill: (register: Database, count: number) => Promise<void>,
): Promise<void> {
  const took: Measured[] = [];
  for (const count of [whole / 10, whole]) {
    const register = await openRegister({ url: await server.createDatabase() }, sealerOf(keysInMemory()), lvvListing);
    await migrate(register);
    const start = performance.now();
    await fill(register, count);
    const filled = ((performance.now() - start) / 1_000).toFixed(0);
    const { seconds, cpu, megabytes } = await measured(register, hasKeys, count);
    took.push({ seconds, cpu, megabytes });
    const each = ((cpu / count) * 1e6).toFixed(1);
    console.log(
      `${count.toLocaleString('en-GB').padStart(10)} ${what}: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU (${each} µs each), at most ${megabytes.toFixed(0)} MB; filled in ${filled} s`,
    );
    await register.close();
  }
  const [tenth, all] = took as [Measured, Measured];
  console.log(
    `           ten times as many: ${(all.seconds / tenth.seconds).toFixed(1)} times as long, ${(all.cpu / tenth.cpu).toFixed(1)} times the CPU`,
  );
}

/** A key store that keeps nothing: what is measured is not the disk of the keys. */
function keysInMemory(): PersonKeys {
  const families = new Map<string, StoredKey[]>();
  const store: KeyStore = {
    initialise: () => Promise.resolve(),
    read: (family) => Promise.resolve([...(families.get(family) ?? [])]),
    add(key: WrappedKey) {
      const { family, generation } = partsOfKeyId(key.id)!;
      const known = families.get(family) ?? [];
      if (known.some(({ id }) => id === keyIdOf(family, generation))) return Promise.resolve(false);
      families.set(family, [...known, { ...key, state: 'in-use' }]);
      return Promise.resolve(true);
    },
    rewrap: () => Promise.resolve(),
    retire: () => Promise.resolve(),
    restore: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    async *all() {
      for (const keys of families.values()) yield* keys;
    },
    close: () => Promise.resolve(),
  };
  const [master] = parseMasterKeys(newMasterKey('bench'));
  return new PersonKeys(store, { current: () => Promise.resolve(master), byId: () => Promise.resolve(master) });
}

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    events: { type: 'string', default: '1000000' },
    trajectories: { type: 'string', default: '5000' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(usage);
else {
  const server = await startPostgres();
  if (!server) throw new Error("This needs PostgreSQL's programs: install postgresql.");
  try {
    await compared('access records', Number(values.records), server, false, fillAccessLog);
    await compared('events', Number(values.events), server, false, fillEvents);
    await compared('trajectories', Number(values.trajectories), server, true, fillTrajectories);
  } finally {
    await server.stop();
  }
}
