import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from './callers/caller.js';
import { referral, steps } from './examples.js';

export interface Load {
  trajectories: number;
  concurrency: number;
  /** Between an answer and the next step of the same trajectory, in milliseconds. */
  pauseMs: number;
}

/** What a load led to. Times in milliseconds. */
export interface Driven {
  /** How long each step's answer took: four for each trajectory. */
  answers: number[];
  workflowIds: string[];
}

/** Takes so many people from referral to outcome, so many at a time, each step as soon as the one before is answered. */
export async function drive(caller: Caller, { trajectories, concurrency, pauseMs }: Load): Promise<Driven> {
  const driven: Driven = { answers: [], workflowIds: [] };
  let begun = 0;
  const walker = async () => {
    while (begun < trajectories) {
      begun += 1;
      const id = await caller.refer(referral);
      driven.workflowIds.push(caller.workflowIdOf(id));
      for (const step of steps) {
        if (pauseMs > 0) await delay(pauseMs);
        const start = performance.now();
        await caller.perform(id, step);
        driven.answers.push(performance.now() - start);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, trajectories) }, walker));
  return driven;
}
