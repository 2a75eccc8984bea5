import type { z } from 'zod';
import { definitionsOf, rulesOf, type Programmes } from '../../trajectory/definitions/programme.js';
import { processingActivities } from '../../trajectory/access/sharing.js';
import type { Text } from '../../trajectory/definitions/step.js';
import type { processingRegister } from './sharingSchemas.js';

/** How it is guarded: the same for each activity. */
export const security: readonly Text[] = [
  {
    en: 'What was filled in is encrypted with a key of the person; when that key is destroyed, nothing can be read, also not in backups.',
    nl: 'Wat is ingevuld, is versleuteld met een sleutel per persoon. Is die sleutel vernietigd, dan is niets meer leesbaar, ook niet in back-ups.',
  },
  {
    en: 'People are known by a pseudonym. No names, numbers or other personal data are in addresses, logs, mails or webhooks.',
    nl: 'Mensen staan erin onder een pseudoniem. In adressen, logboeken, mails en webhooks staan geen namen, nummers of andere persoonsgegevens.',
  },
  {
    en: 'One policy decides who sees what: by agency, role, municipality, part in the trajectory, and field. Each decision is logged.',
    nl: 'Eén beleid bepaalt wie wat ziet: naar partij, rol, gemeente, aandeel in het traject en veld. Elke beslissing wordt vastgelegd.',
  },
  {
    en: 'Some steps are known only to the agencies that need to know of them.',
    nl: 'Van sommige stappen weten alleen de partijen die ervan moeten weten.',
  },
  {
    en: 'What was recorded is never changed; a chain of hashes shows it when it was.',
    nl: 'Wat is vastgelegd, verandert nooit. Een keten van hashes laat zien of dat toch is gebeurd.',
  },
];

/** The register of processing activities, as it holds at a moment. */
export function processingRegisterAt(programmes: Programmes, now: string): z.output<typeof processingRegister> {
  const { referral, steps, actions } = definitionsOf(programmes);
  return {
    persons: programmes.domain.persons,
    security: [...security],
    abroad: programmes.domain.abroad,
    controllers: programmes.municipalities.flatMap((municipality) => {
      const programme = programmes.at(municipality, now);
      if (!programme) return [];
      const { basis, partners, retention } = rulesOf(programme);
      return [{ municipality, programme: programme.id, basis, partners: [...partners], retention: { ...retention } }];
    }),
    activities: processingActivities([referral, ...steps, ...actions], programmes.domain.agencyNames),
  };
}
