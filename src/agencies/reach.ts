import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { saysOfDelivery, Undelivered } from './undelivered.js';

/** Asks for all addresses of a name; as `dns.lookup` does. */
export type Resolve = (
  name: string,
  options: { all: true; family?: number; hints?: number },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A webhook may not go there. Whoever mends the configuration lets it be tried again. */
const notPublic = () => new Undelivered(saysOfDelivery('address-not-public'));
const notSecure = () => new Undelivered(saysOfDelivery('address-not-https'));

/**
 * Where webhooks may go. An address in the configuration, or a name that someone else answers for, must not make us call
 * what only we can reach: this machine, the network around it, or the cloud's own services. So each address is looked at
 * when it is about to be connected to: a name that answers otherwise the second time gains nothing by it.
 */
export class Reach {
  private readonly hosts: ReadonlySet<string>;
  private readonly networks = new BlockList();
  private readonly httpsOnly: boolean;
  private readonly resolve: Resolve;

  /** @param allowed names, addresses and networks (`10.1.0.0/16`) that may be called though they are not public, or by http */
  constructor(allowed: readonly string[], httpsOnly: boolean, resolve: Resolve = systemLookup) {
    this.httpsOnly = httpsOnly;
    this.resolve = resolve;
    this.hosts = new Set(allowed.filter((one) => !isNetwork(one)).map((one) => one.toLowerCase()));
    for (const one of allowed.filter(isNetwork)) addTo(this.networks, one);
  }

  /** @throws Undelivered for what can be seen of the URL itself */
  check(url: URL): void {
    const host = hostIn(url);
    const allowed = this.hosts.has(host) || (isIP(host) > 0 && this.isAllowed(host));
    if (this.httpsOnly && url.protocol !== 'https:' && !allowed) throw notSecure();
    if (isIP(host) > 0 && !allowed && !isPublic(host)) throw notPublic();
  }

  /** In place of `dns.lookup`, for one connection: gives only addresses that may be connected to. */
  readonly lookup = (
    name: string,
    options: { all?: boolean | undefined; family?: number | string | undefined; hints?: number | undefined },
    done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void => {
    const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : Number(options.family ?? 0);
    this.resolve(name, { all: true, family }, (error, addresses) => {
      if (error) return done(error, []);
      const known = this.hosts.has(name.toLowerCase());
      // One that is not public among others that are: a name that is up to something.
      if (!known && !addresses.every(({ address }) => this.isAllowed(address) || isPublic(address))) {
        return done(notPublic(), []);
      }
      const [first] = addresses;
      if (options.all || !first) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };

  private isAllowed(address: string): boolean {
    return this.networks.check(address, familyOf(address));
  }
}

/**
 * What is reserved for something else than the public Internet (RFC 6890 and its registries). A list for each family, since
 * Node takes every IPv4 address to be in the network of those that are mapped.
 */
const reserved = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const network of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Also all that is an IPv4 address in disguise: mapped, compatible, translated (NAT64), 6to4 and Teredo.
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]) {
  addTo(reserved[familyOf(network)], network);
}

function isPublic(address: string): boolean {
  return isIP(address) > 0 && !reserved[familyOf(address)].check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}
const isNetwork = (text: string) => isIP(text.split('/')[0] ?? '') > 0;

function addTo(list: BlockList, network: string): void {
  const [address = '', bits] = network.split('/');
  list.addSubnet(address, Number(bits ?? (isIP(address) === 6 ? 128 : 32)), familyOf(address));
}

/** Without the brackets of an IPv6 address, or the dot with which a full name may end. */
const hostIn = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
