import { stringify } from 'yaml';
import { municipality } from './examples.js';
import type { Surroundings } from './processes/surroundings.js';

/**
 * A configuration with one municipality, whose agencies are reached in all three ways. By the examples, a trajectory then
 * causes four real deliveries, three by mail and one by webhook, as many as there are steps. The other agencies look in
 * the work list; their messages are recorded all the same.
 */
export function configurationFile({ webhookBase, webhookSecret }: Surroundings): string {
  return stringify({
    municipalities: {
      [municipality]: {
        name: 'Utrecht',
        programme: { id: 'utrecht-2025' },
        agencies: {
          municipality: { name: 'Gemeente Utrecht', channels: [{ type: 'mail', to: 'lvv@utrecht.example' }] },
          ngo: { name: 'NGO partner Utrecht' },
          ind: { name: 'IND', channels: [{ type: 'webhook', url: `${webhookBase}/ind`, secret: webhookSecret }] },
          dtv: { name: 'DT&V' },
          avim: { name: 'AVIM' },
        },
      },
    },
  });
}
