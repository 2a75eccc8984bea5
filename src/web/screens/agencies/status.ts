import type { Tone } from '../../components/basic.tsx';

export type Status = 'pending' | 'sent' | 'failed';

export const statusWords = {
  pending: { nl: 'Onderweg', en: 'On its way' },
  sent: { nl: 'Verstuurd', en: 'Sent' },
  failed: { nl: 'Mislukt', en: 'Failed' },
};
export const statusTones: Record<Status, Tone> = { pending: 'warning', sent: 'success', failed: 'danger' };

export const channelWords = {
  mail: { nl: 'E-mail', en: 'E-mail' },
  webhook: { nl: 'Systeembericht (webhook)', en: 'System message (webhook)' },
  inbox: { nl: 'Werklijst', en: 'Work list' },
};
