import { cpus } from 'node:os';
import type { Cost } from './measure.js';
import type { Options } from './options.js';
import { answering, concurrencies, type Measured, type Round } from './rounds.js';
import { variants, type Variant } from './stand.js';
import { spread, type Spread } from './statistics.js';

/** What a run is judged by: each number is the median of the rounds' own. */
export interface Bars {
  /** Of the product to the bare workflow with an API. */
  cpuRatioWithApi: number;
  cpuRatio: number;
  kernelCpuRatio: number;
  /** Of the kernel that decides each command by itself. */
  kernelColdCpuRatio: number;
  /** The same, to a bare workflow whose worker has the settings of the product's. */
  cpuRatioWithSameApi: number;
  kernelCpuRatioToSame: number;
  answerP50DeltaMs: number;
  eventsPerTrajectory: number;
  bytesPerTrajectory: number;
  rounds: number;
}

const parts = ['server', 'worker', 'api', 'client', 'total', 'register'] as const;

/** The bars, and all that they come from. */
export function summarise(
  { started, rounds }: Measured,
  options: Options,
  more: { idleServer: number; register: string },
) {
  const over = (value: (round: Round) => number, decimals?: number) => spread(rounds.map(value), decimals);
  const cost = (variant: Variant, part: keyof Cost, decimals?: number) =>
    over(({ costs }) => costs[variant][part], decimals);
  const ratio = (variant: Variant) => over(({ costs }) => costs[variant].total / costs.bare.total, 3);
  const cpuRatioWithApi = over(({ costs }) => costs.product.total / costs['bare-api'].total, 3);
  const sameApi = over(({ costs }) => costs.product.total / costs['bare-same-api'].total, 3);
  const kernelToSame = over(({ costs }) => costs.kernel.total / costs['bare-same'].total, 3);
  const cpuRatio = ratio('product');
  const kernelCpuRatio = ratio('kernel');
  const kernelColdCpuRatio = ratio('kernel-cold');
  const answerP50Delta = over(({ answers }) => answers.product[1].p50 - answers.bare[1].p50);
  const bars: Bars = {
    cpuRatioWithApi: cpuRatioWithApi.median,
    cpuRatio: cpuRatio.median,
    kernelCpuRatio: kernelCpuRatio.median,
    kernelColdCpuRatio: kernelColdCpuRatio.median,
    cpuRatioWithSameApi: sameApi.median,
    kernelCpuRatioToSame: kernelToSame.median,
    answerP50DeltaMs: answerP50Delta.median,
    eventsPerTrajectory: cost('product', 'events').median,
    bytesPerTrajectory: cost('product', 'bytes', 0).median,
    rounds: rounds.length,
  };
  return {
    ...bars,
    trajectoriesPerRound: options.trajectories,
    concurrency: options.concurrency,
    temporal: options.inMemory ? 'in memory' : 'SQLite file',
    register: more.register,
    deliveriesPerTrajectory: cost('product', 'deliveries').median,
    idleServerCpuMsPerSecond: Number(more.idleServer.toFixed(1)),
    spread: { cpuRatioWithApi, cpuRatio, kernelCpuRatio, kernelColdCpuRatio, answerP50DeltaMs: answerP50Delta },
    /** CPU in processes that have just started, warm-up included. */
    startedCpuMs: byKey(variants, (variant) => Number(started[variant].total.toFixed(2))),
    cpuMs: byKey(variants, (variant) => byKey(parts, (part) => cost(variant, part))),
    events: byKey(variants, (variant) => cost(variant, 'events').median),
    bytes: byKey(variants, (variant) => cost(variant, 'bytes', 0).median),
    answerMs: byKey(answering, (variant) =>
      byKey(concurrencies, (many) => ({
        p50: over(({ answers }) => answers[variant][many].p50),
        p95: over(({ answers }) => answers[variant][many].p95),
      })),
    ),
    machine: { cpus: cpus().length, model: cpus()[0]?.model ?? 'unknown', node: process.version },
  };
}

export type Summary = ReturnType<typeof summarise>;

/** The summary for people: medians, with the lowest and highest round in brackets. */
export function table(summary: Summary): string {
  const { cpuMs, startedCpuMs, events, bytes, answerMs } = summary;
  const ms = (variant: Variant) => `${cpuMs[variant].total.median.toFixed(1)} ms`;
  const total = (variant: Variant) => {
    if (variant === 'product') return shown(summary.spread.cpuRatio);
    if (variant === 'kernel') return shown(summary.spread.kernelCpuRatio);
    if (variant === 'kernel-cold') return shown(summary.spread.kernelColdCpuRatio);
    return (cpuMs[variant].total.median / cpuMs.bare.total.median).toFixed(2);
  };
  return [
    `CPU ms per trajectory: start, four steps and their notifications; ${summary.concurrency} at a time, ` +
      `${summary.trajectoriesPerRound} a round, ${summary.rounds} rounds`,
    columns([
      ['', 'server', 'worker', 'API', 'client', 'together', '÷ bare', 'just started', '÷ bare', 'register apart'],
      ...variants.map((variant) => [
        variant,
        ...parts.slice(0, -1).map((part) => shown(cpuMs[variant][part])),
        total(variant),
        startedCpuMs[variant].toFixed(1),
        (startedCpuMs[variant] / startedCpuMs.bare).toFixed(2),
        variant === 'product' ? shown(cpuMs[variant].register) : '',
      ]),
    ]),
    `Temporal: ${summary.temporal}, with eager activities; idle it uses ${summary.idleServerCpuMsPerSecond} ms a second. ` +
      `Register: ${summary.register}. Real deliveries per trajectory: ${summary.deliveriesPerTrajectory}.`,
    '',
    "A step's answer, ms",
    columns([
      ['', ...concurrencies.flatMap((many) => [`p50 at ${many}`, `p95 at ${many}`])],
      ...answering.map((variant) => [
        variant,
        ...concurrencies.flatMap((many) => {
          const { p50, p95 } = answerMs[variant][many];
          return [shown(p50), shown(p95)];
        }),
      ]),
      ['more at p50', shown(summary.spread.answerP50DeltaMs)],
    ]),
    '',
    'History per trajectory',
    columns([
      ['', 'events', 'bytes'],
      ...variants.map((variant) => [variant, `${events[variant]}`, `${bytes[variant]}`]),
    ]),
    '',
    `product ÷ bare with an API ${summary.cpuRatioWithApi} (at most 1.25): ${ms('product')} and ${ms('bare-api')}; ` +
      `÷ bare ${summary.cpuRatio}`,
    `kernel ÷ bare ${summary.kernelCpuRatio} (at most 1.15): ${ms('kernel')} and ${ms('bare')}; ` +
      `cold, where it decides each command by itself, ${summary.kernelColdCpuRatio}: ${ms('kernel-cold')}`,
    `answer ${summary.answerP50DeltaMs} ms later (at most 5): ${answerMs.product[1].p50.median} and ` +
      `${answerMs.bare[1].p50.median} ms; history ${bytes.product} bytes (at most 20000), cold ${bytes['kernel-cold']}`,
    `with the same settings: product ÷ bare with an API ${summary.cpuRatioWithSameApi}, ` +
      `kernel ÷ bare ${summary.kernelCpuRatioToSame}`,
  ].join('\n');
}

function shown({ median, min, max }: Spread): string {
  const digits = Math.abs(max) < 10 ? 2 : 1;
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}

/** Rows of cells, the first to the left and the others to the right, as wide as their widest. */
function columns(rows: string[][]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function byKey<K extends string | number, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}
