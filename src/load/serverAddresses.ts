/** An address of PostgreSQL that can't be used. The message says what to write; it has nothing of the address in it. */
export class AddressFault extends Error {
  override name = 'AddressFault';
}

/** The servers that an address names, in its order, each as an address of its own. */
export interface ServerAddresses {
  urls: readonly string[];
  /** Whether only a server that takes writes will do, as opposed to a standby. */
  mustTakeWrites: boolean;
}

const form = /^(postgres(?:ql)?:\/\/)([^/?#]*@)?([^@/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/;
const attribute = 'target_session_attrs';

/**
 * Reads `postgres://user:password@a:5432,b:5432/name?target_session_attrs=read-write`, as libpq knows it: the driver takes
 * one host only. Of several hosts only one that takes writes will do, also when the address does not say so: everything
 * here is written to.
 * @throws AddressFault
 */
export function serverAddresses(address: string): ServerAddresses {
  const [, scheme, login = '', hosts = '', path = '', query = ''] = form.exec(address) ?? [];
  if (scheme === undefined) throw new AddressFault('must be a postgres:// address');
  const parameters = new URLSearchParams(query);
  const wanted = parameters.get(attribute);
  if (wanted !== null && !['read-write', 'primary'].includes(wanted)) {
    throw new AddressFault(`must have ${attribute}=read-write, or none: it is written to`);
  }
  parameters.delete(attribute);
  const rest = path + (parameters.size > 0 ? `?${parameters.toString()}` : '');
  const urls = hosts.split(',').map((host) => `${scheme}${login}${host}${rest}`);
  for (const url of urls) {
    if (!URL.canParse(url) || (urls.length > 1 && new URL(url).hostname === '')) {
      throw new AddressFault('must be a postgres:// address, with several hosts as a:5432,b:5432');
    }
  }
  return { urls, mustTakeWrites: wanted !== null || urls.length > 1 };
}
