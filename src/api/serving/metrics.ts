import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { countContradictions } from '../../register/trajectories/contradictions.js';
import type { Database } from '../../register/database/database.js';
import type { MissingWatch } from '../engine/missingWatch.js';
import type { Proposals } from '../engine/proposals.js';

/** What is measured of this process. Labels are codes only: no ids, no people. */
export interface Metrics {
  registry: Registry;
  /** Counts and times requests by route, not by address. */
  observe: RequestHandler;
}

export function createMetrics(
  register: Database,
  missingWatch: Pick<MissingWatch, 'missing'>,
  proposals?: Pick<Proposals, 'counts'>,
): Metrics {
  const registry = new Registry();
  if (proposals) countProposals(registry, proposals);
  collectDefaultMetrics({ register: registry });
  measureContradictions(registry, register);
  const missing: Gauge = new Gauge({
    name: 'bestendig_trajectories_missing',
    help: 'Trajectories that are open in the register and that the engine does not have; run "bestendig recover"',
    registers: [registry],
    collect: () => missing.set(missingWatch.missing),
  });
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'bestendig_http_requests_total',
    help: 'Requests answered',
    labelNames,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'bestendig_http_request_seconds',
    help: 'Time to answer',
    labelNames,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    registry,
    observe(request, response, next) {
      const start = process.hrtime.bigint();
      response.on('finish', () => {
        const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
        const labels = { method: request.method, route, status: String(response.statusCode) };
        requests.inc(labels);
        durations.observe(labels, Number(process.hrtime.bigint() - start) / 1e9);
      });
      next();
    },
  };
}

/** Few are taken where the API and the workers are of different versions, or a clock is wrong: nothing fails, answers come later. */
function countProposals(registry: Registry, { counts }: Pick<Proposals, 'counts'>): void {
  const counter: Counter = new Counter({
    name: 'bestendig_commands_total',
    help: 'Commands accepted, by what became of the proposal of the API: taken, passed-over by the kernel, or none was sent',
    labelNames: ['proposal'] as const,
    registers: [registry],
    collect() {
      counter.reset();
      counter.inc({ proposal: 'taken' }, counts.taken);
      counter.inc({ proposal: 'passed-over' }, counts.passedOver);
      counter.inc({ proposal: 'none' }, counts.none);
    },
  });
}

/** More than none is an alarm. While the register is down it tells what it told last. */
function measureContradictions(registry: Registry, register: Database): void {
  const gauge = new Gauge({
    name: 'bestendig_contradictions',
    help: 'Trajectories of which the engine and the register tell different things; run "bestendig recover"',
    labelNames: ['kind'] as const,
    registers: [registry],
    async collect() {
      const counts = await countContradictions(register).catch(() => ({}));
      for (const [kind, count] of Object.entries(counts)) gauge.set({ kind }, count);
    },
  });
}
