import { addDays, dayOf } from '../trajectory/calendar.js';
import { months } from '../trajectory/deadlines.js';
import { programmesOf, rulesOf } from '../trajectory/programme.js';
import type { Configuration } from '../programmes/configuration.js';
import type { DemoApi } from './demoApi.js';

/** Made up: no source says how long data are kept, and without a term nothing is ever due. */
const keptFor = months(18);

/**
 * The configuration with a made-up term after which records are due, in every version of every programme; unless the
 * file settles terms of its own. It holds as long as this process runs.
 */
export function withDemoTerm(configuration: Configuration): Configuration {
  const { all } = configuration.programmes;
  if (all.some((version) => Object.keys(rulesOf(version).retention).length > 0)) return configuration;
  const versions = all.map((version) => ({ ...version, rules: { ...version.rules, retention: { default: keptFor } } }));
  return { ...configuration, programmes: programmesOf(versions) };
}

/**
 * What coordinators and administrators have on their desks beside trajectories: someone stands in for a colleague, a
 * record is held, an erasure waits for the second administrator, and the log says who has looked where.
 */
export async function playDesk(api: DemoApi, municipalities: readonly string[]): Promise<void> {
  const until = addDays(dayOf(new Date().toISOString()), 14);
  for (const city of municipalities) {
    const director = `municipality:case-director@${city}`;
    const administrator = `municipality:administrator@${city}`;
    await api.post(director, '/v1/delegations', {
      to: `municipality-coordinator@${city}`,
      roles: ['case-director'],
      until,
      reason: 'Verlof (verzonnen voorbeeld).',
    });
    const { items } = await api.get<{ items: { id: string }[] }>(administrator, '/v1/erasures/due?limit=4');
    const [held, ...due] = items.map(({ id }) => id);
    if (held !== undefined) {
      await api.post(director, `/v1/trajectories/${held}/hold`, {
        reason: 'Er loopt een beroep (verzonnen voorbeeld).',
        reference: 'DEMO-AWB-2026-001',
      });
    }
    if (due.length > 0) {
      await api.post(administrator, '/v1/erasures', {
        trajectoryIds: due,
        motivation: 'De termijn is voorbij (verzonnen voorbeeld).',
        reference: 'DEMO-Selectielijst',
      });
    }
    const open = await api.get<{ items: { id: string }[] }>(director, '/v1/trajectories?status=open&limit=3');
    for (const { id } of open.items) await api.get(director, `/v1/trajectories/${id}`);
  }
}
