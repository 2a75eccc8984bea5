import { Person } from '../test/support/chromium.js';
import type { Stack } from '../test/support/stack.js';
import { percentile } from './statistics.js';

/** Screens that people begin with, and what is there when they can be used. */
const begun: { name: string; as: string; path: string; usable: string }[] = [
  { name: 'my work', as: 'ngo:counsellor@amsterdam', path: '/work', usable: 'main table tbody tr:visible' },
  {
    name: 'trajectories',
    as: 'municipality:coordinator@',
    path: '/trajectories',
    usable: 'main table tbody tr:visible',
  },
  {
    name: 'coordination',
    as: 'municipality:coordinator@',
    path: '/coordinator',
    usable: 'main table tbody tr:visible',
  },
  { name: 'statistics', as: 'municipality:coordinator@', path: '/statistics', usable: 'main table tbody tr:visible' },
];

export interface Measured {
  name: string;
  as: string;
  p50: number;
  p95: number;
}

/** Milliseconds from an address to a screen with its rows, in a browser that has nothing of it yet but who is signed in. */
export async function* measureScreens(stack: Stack, times: number): AsyncGenerator<Measured> {
  for (const { name, as, path, usable } of begun) {
    const person = await Person.signedIn({ url: stack.url, as });
    const signedIn = await person.context.storageState();
    const browser = person.context.browser()!;
    const took: number[] = [];
    for (let i = 0; i < times; i += 1) {
      const context = await browser.newContext({ storageState: signedIn, locale: 'nl-NL' });
      const page = await context.newPage();
      const start = performance.now();
      await page.goto(`${stack.url}${path}`, { waitUntil: 'commit' });
      await page.locator(usable).first().waitFor();
      took.push(performance.now() - start);
      await context.close();
    }
    await person.leave();
    yield { name, as, p50: percentile(took, 0.5), p95: percentile(took, 0.95) };
  }
}
