import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * Where the local identity provider keeps what it must remember between two requests: for as long as the process runs.
 * Access tokens are not among it, since they carry everything themselves; the provider itself looks at expiry.
 */
export function memoryAdapter(): Adapter {
  const kept = new Map<string, AdapterPayload>();
  const first = (matches: (payload: AdapterPayload) => boolean) => [...kept.values()].find(matches);
  return {
    upsert: async (id, payload) => void kept.set(id, payload),
    find: async (id) => kept.get(id),
    findByUid: async (uid) => first((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => first((payload) => payload.userCode === userCode),
    consume: async (id) => {
      const payload = kept.get(id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void kept.delete(id),
    revokeByGrantId: async (grantId) => {
      for (const [id, payload] of kept) if (payload.grantId === grantId) kept.delete(id);
    },
  };
}
