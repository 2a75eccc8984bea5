import { setTimeout as delay } from 'node:timers/promises';
import { clockWorkflow } from '../src/api/engine/temporalClock.js';
import { cpuMs, treeCpuMs } from './cpu.js';
import type { Driven, Load } from './load.js';
import type { Stand, Variant } from './stand.js';
import { median, percentile } from './statistics.js';

const driveWithinMs = 180_000;
const settleWithinMs = 60_000;
/** After the last workflow has ended, its server still has some writing to do. */
const restMs = 400;
const historiesLookedAt = 10;

/** What one trajectory cost in a slice. CPU in milliseconds. */
export interface Cost {
  server: number;
  worker: number;
  api: number;
  client: number;
  /** The four above together. */
  total: number;
  /** PostgreSQL's, for the register: not in the total. */
  register: number;
  /** Messages that reached an agency's own mail server or webhook. */
  deliveries: number;
  events: number;
  bytes: number;
}

/** How long a step's answer took, in milliseconds. */
export interface Answers {
  p50: number;
  p95: number;
}

/** Drives one variant at a time, and never before everything that the one before caused is done. */
export class Measuring {
  private readonly stand: Stand;
  private trajectories = 0;

  constructor(stand: Stand) {
    this.stand = stand;
  }

  /** CPU from the first request until every notification has been delivered and every workflow has ended. */
  async cost(variant: Variant, load: Load): Promise<Cost> {
    const before = await this.used(variant);
    const { workflowIds } = await this.drive(variant, load);
    const after = await this.used(variant);
    const each = (part: keyof typeof before) => (after[part] - before[part]) / load.trajectories;
    const [server, worker, api, client] = [each('server'), each('worker'), each('api'), each('client')];
    const total = server + worker + api + client;
    const [register, deliveries] = [each('register'), each('deliveries')];
    return { server, worker, api, client, total, register, deliveries, ...(await this.history(workflowIds)) };
  }

  async answers(variant: Variant, load: Load): Promise<Answers> {
    const { answers } = await this.drive(variant, load);
    return { p50: percentile(answers, 0.5), p95: percentile(answers, 0.95) };
  }

  /** What the Temporal server uses in a second in which nothing is asked of it: it is in every slice, and small. */
  async idleServer(): Promise<number> {
    const seconds = 3;
    const before = cpuMs(this.stand.temporalPid);
    await delay(seconds * 1000);
    return (cpuMs(this.stand.temporalPid) - before) / seconds;
  }

  private async drive(variant: Variant, load: Load): Promise<Driven> {
    const driven = await this.stand.variants[variant].client.ask<Driven>('drive', load, driveWithinMs);
    this.trajectories += load.trajectories;
    await this.settled();
    return driven;
  }

  private async used(variant: Variant) {
    const { temporalPid, postgresPid, variants, surroundings } = this.stand;
    const { worker, api, client } = variants[variant];
    return {
      server: cpuMs(temporalPid),
      worker: cpuMs(worker.pid),
      api: api ? cpuMs(api.pid) : 0,
      client: cpuMs(client.pid),
      register: postgresPid === null ? 0 : treeCpuMs(postgresPid),
      deliveries: await surroundings.ask<number>('delivered', null, settleWithinMs),
    };
  }

  /** A workflow ends after its last notification, so when all have ended there is nothing left to do. */
  private async settled(): Promise<void> {
    const end = Date.now() + settleWithinMs;
    for (;;) {
      const { groups } = await this.stand.client.workflow.count(
        `WorkflowType != '${clockWorkflow}' GROUP BY ExecutionStatus`,
      );
      const counts = Object.fromEntries(groups.map(({ count, groupValues }) => [String(groupValues[0]), count]));
      const { Completed = 0, Running = 0, ...others } = counts;
      if (Object.keys(others).length > 0) throw new Error(`Workflows ended badly: ${JSON.stringify(others)}.`);
      if (Completed >= this.trajectories && Running === 0) break;
      if (Date.now() > end) {
        throw new Error(`Of ${this.trajectories} trajectories ${Completed} ended within ${settleWithinMs / 1000} s.`);
      }
      await delay(100);
    }
    await delay(restMs);
  }

  private async history(workflowIds: string[]): Promise<Pick<Cost, 'events' | 'bytes'>> {
    const { workflow } = this.stand.client;
    const ids = workflowIds.slice(-historiesLookedAt);
    const described = await Promise.all(ids.map((id) => workflow.getHandle(id).describe()));
    return {
      events: median(described.map(({ historyLength }) => historyLength)),
      bytes: median(described.map(({ historySize }) => historySize ?? 0)),
    };
  }
}
