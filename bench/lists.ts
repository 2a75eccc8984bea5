import { parseArgs } from 'node:util';
import { migrate, openRegister } from '../src/register/index.js';
import { lvvListing } from '../src/lvv/listing.js';
import { dayOf } from '../src/trajectory/terms/calendar.js';
import { chromiumPath, stopBrowser } from '../test/support/chromium.js';
import { startPostgres } from '../test/support/postgres.js';

import { stopSharedParts } from '../test/support/shared.js';
import { startStack, type Stack } from '../test/support/stack.js';
import { load } from './listsLoad.js';
import { dropListIndexes, measureRecording } from './recording.js';
import { measureScreens, type Measured } from './screens.js';
import { percentile } from './statistics.js';

const usage = `npm run bench:lists -- [options]

Fills a register in PostgreSQL with made-up trajectories of five cities over five years, the same each time, and measures
over HTTP what the lists and figures take, in Chromium how soon a screen can be used, and what the indexes of the lists
cost recording. Some minutes; needs PostgreSQL's programs, and for the screens Chromium.

  --trajectories N    how many there are (100000)
  --times N           how often each is asked (30)
  --only WORD         only what has this in its name, such as overview
  --help              this text`;

/** Milliseconds within which nine in ten and more of the answers, and of the screens, should be there. */
const bar = 100;
const screenBar = 1_500;
const national = 'municipality:coordinator@';
const city = 'municipality:coordinator@amsterdam';
/** Party to one in fifty, in the smallest city; and party to all, in the largest. */
const narrow = 'avim:liaison@groningen';
const wide = 'ngo:counsellor@amsterdam';

interface Question {
  name: string;
  as: string;
  path: string;
  body?: object;
  /** Pages to turn before it is asked. */
  deep?: number;
}

const year = 'from=2026-01-01&to=2026-10-31';
function questions(): Question[] {
  const asked: Question[] = [];
  const every = [national, city, wide, narrow];
  const add = (name: string, by: string[], path: string, more: Partial<Question> = {}) =>
    asked.push(...by.map((as) => ({ name, as, path, ...more })));
  for (const deep of [0, 20]) {
    const page = deep > 0 ? ', deep' : '';
    add(`work list${page}`, every, '/v1/tasks', { deep });
    for (const sort of ['-updatedAt', 'openedAt', 'nextDeadline', 'id']) {
      add(`list by ${sort}${page}`, every, `/v1/trajectories?sort=${sort}`, { deep });
    }
    for (const filter of [
      'status=open',
      'overdue=true',
      'openStep=escalation',
      'blocked=true',
      'suspended=true',
      'outcome=MOB',
    ]) {
      add(`list ${filter}${page}`, every, `/v1/trajectories?${filter}`, { deep });
    }
    add(`messages${page}`, every, '/v1/notifications', { deep });
    add(`agenda${page}`, every, '/v1/agenda', { deep });
  }
  add('search', every, '/v1/searches', { body: { vNumber: '2790046133' } });
  add('overview', [national, city], '/v1/overview');
  add('figures of a period', [national, city], `/v1/statistics?view=period&${year}`);
  add('figures of a cohort', [national, city], `/v1/statistics?view=cohort&${year}`);
  add('figures as of', [national, city], `/v1/statistics?view=period&${year}&asOf=2026-11-01T00:00:00Z`);
  return asked;
}

/** The address of the page that is asked: pages are turned by their cursors, as people do. */
async function turned(stack: Stack, { as, path, deep = 0 }: Question): Promise<string> {
  let here = path;
  for (let page = 0; page < deep; page += 1) {
    const { body } = await stack.get(as, here);
    const cursor = body['nextCursor'] as string | null;
    if (cursor === null) break;
    here = `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
  }
  return here;
}

async function measure(stack: Stack, question: Question, times: number): Promise<{ p50: number; p95: number }> {
  const path = await turned(stack, question);
  const took: number[] = [];
  for (let i = 0; i < times + 3; i += 1) {
    const start = performance.now();
    const { status, body } = await stack.call(question.as, question.body ? 'POST' : 'GET', path, question.body);
    if (status !== 200) throw new Error(`${path} as ${question.as}: ${status} ${JSON.stringify(body)}`);
    // The first ones warm up.
    if (i >= 3) took.push(performance.now() - start);
  }
  return { p50: percentile(took, 0.5), p95: percentile(took, 0.95) };
}

/** @returns whether it took longer than it should */
function told({ name, as, p50, p95 }: Measured, most: number): boolean {
  const isSlow = p95 > most;
  const figures = `p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)} ms`;
  console.log(`${name.padEnd(32)} ${as.padEnd(36)} ${figures}${isSlow ? `  over ${most} ms` : ''}`);
  return isSlow;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      trajectories: { type: 'string', default: '100000' },
      times: { type: 'string', default: '30' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const postgres = await startPostgres();
  if (!postgres) throw new Error("This needs PostgreSQL's programs: install postgresql.");
  const databaseUrl = await postgres.createDatabase();
  // A stack has keys of its own, so what is loaded is sealed by the stack's.
  const stack = await startStack({ databaseUrl, withoutWorker: true, env: { BESTENDIG_RATE_LIMIT: '1000000' } });
  try {
    const start = performance.now();
    const today = dayOf(new Date().toISOString());
    await load(stack.register, Number(values.trajectories), today);
    console.error(`loaded in ${Math.round((performance.now() - start) / 1000)} s`);
    const reading = performance.now();
    while ((await stack.get(national, '/v1/overview')).status === 503);
    console.error(`read in for the figures in ${((performance.now() - reading) / 1000).toFixed(1)} s`);
    const over: string[] = [];
    for (const question of questions()) {
      if (values.only !== undefined && !question.name.includes(values.only)) continue;
      const { p50, p95 } = await measure(stack, question, Number(values.times));
      if (told({ ...question, p50, p95 }, bar)) over.push(question.name);
    }
    if (chromiumPath() !== undefined && 'screens'.includes(values.only ?? '')) {
      for await (const screen of measureScreens(stack, Number(values.times))) {
        if (told({ ...screen, name: `screen: ${screen.name}` }, screenBar)) over.push(screen.name);
      }
    }
    if ('recording'.includes(values.only ?? '')) {
      const bare = await openRegister({ url: await postgres.createDatabase() }, stack.register.sealer, lvvListing);
      await migrate(bare);
      await dropListIndexes(bare);
      await load(bare, Number(values.trajectories), today);
      const both = await measureRecording(stack.register, bare);
      for (const one of both) told(one, Infinity);
      const [withIndexes, without] = both;
      console.log(`so the indexes make recording ${(withIndexes!.p50 / without!.p50).toFixed(2)} times as long (p50)`);
      await bare.close();
    }
    console.log(over.length === 0 ? 'All as quick as they should be.' : `${over.length} slower: ${over.join(', ')}.`);
  } finally {
    await stopBrowser();
    await stack.stop();
    await postgres.stop();
    await stopSharedParts();
  }
}

await main();
process.exit();
