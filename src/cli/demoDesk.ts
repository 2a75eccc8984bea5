import { addDays, dayOf } from '../trajectory/terms/calendar.js';
import type { DemoApi } from './demoApi.js';

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
