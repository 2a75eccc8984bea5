import type { Answers, Cost, Measuring } from './measure.js';
import type { Options } from './options.js';
import { variants, type Variant } from './stand.js';

/** Answers are measured with one caller, and with many. */
export const concurrencies = [1, 50] as const;
export type Concurrency = (typeof concurrencies)[number];

/** The kernel's own answers are within the product's: they are not asked for apart. */
export const answering = ['bare', 'product'] as const;
export type Answering = (typeof answering)[number];

export interface Round {
  costs: Record<Variant, Cost>;
  answers: Record<Answering, Record<Concurrency, Answers>>;
}

/** So that what is measured is code that V8 has made fast, as in a service that has been up for a while. */
const warmUpTrajectories = 200;
const answerTrajectories: Record<Concurrency, number> = { 1: 12, 50: 60 };

/** What the warm-up cost, in processes that have just started; and the rounds that count. */
export interface Measured {
  started: Round['costs'];
  rounds: Round[];
}

/**
 * Runs the rounds, after one that warms up. In each round every variant has its turn and nothing else runs, so what
 * slows the machine down for a while slows all of them; and the order moves on, so no one always comes first.
 */
export async function runRounds(
  measuring: Measuring,
  { rounds, trajectories, concurrency, pauseMs }: Options,
  say: (line: string) => void,
): Promise<Measured> {
  const all: Round[] = [];
  let started = {} as Round['costs'];
  for (let number = 0; number <= rounds; number += 1) {
    const costs = {} as Round['costs'];
    for (const variant of rotated(variants, number)) {
      const many = number === 0 ? Math.max(trajectories, warmUpTrajectories) : trajectories;
      costs[variant] = await measuring.cost(variant, { trajectories: many, concurrency, pauseMs });
    }
    const answers = { bare: {}, product: {} } as Round['answers'];
    for (const many of concurrencies) {
      for (const variant of rotated(answering, number)) {
        const load = { trajectories: answerTrajectories[many], concurrency: many, pauseMs: many === 1 ? pauseMs : 0 };
        answers[variant][many] = await measuring.answers(variant, load);
      }
    }
    const ratio = (variant: 'bare' | 'bare-api') => (costs.product.total / costs[variant].total).toFixed(2);
    const ratios = `product ÷ bare with an API ${ratio('bare-api')}, ÷ bare ${ratio('bare')}`;
    say(number === 0 ? 'warmed up' : `round ${number} of ${rounds}: ${ratios}`);
    if (number === 0) started = costs;
    else all.push({ costs, answers });
  }
  return { started, rounds: all };
}

function rotated<T>(items: readonly T[], by: number): T[] {
  return items.map((_item, i) => items[(i + by) % items.length]!);
}
