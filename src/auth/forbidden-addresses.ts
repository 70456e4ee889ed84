import { BlockList, isIP } from 'node:net';

/**
 * Addresses that a server must not call because someone asked it to: those of its own machine, of its own network and of
 * the services that hand out credentials there. Whoever may add a webhook could otherwise reach through it what only the
 * server can reach.
 */
export function isForbiddenAddress(address: string): boolean {
  return isIP(address) === 6 ? !PUBLIC_V6.check(address, 'ipv6') || SPECIAL_V6.check(address, 'ipv6') : SPECIAL_V4.check(address, 'ipv4');
}

/** Of a host as it stands in a URL, before anyone has looked it up; names are looked at again by what they lead to. */
export function isForbiddenHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
  return isIP(host) === 0 ? LOCAL_NAME.test(host) : isForbiddenAddress(host);
}

/** Names without a dot, and the domains that are never on the internet. */
const LOCAL_NAME = /^[^.]*$|(^|\.)(localhost|local|internal|localdomain|home\.arpa)$/;

/** IANA's registry of special-purpose addresses, with multicast and what is reserved. */
const SPECIAL_V4 = subnets('ipv4', [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]);

/** Everything that is routed today. What maps or translates IPv4 is outside of it, or among the exceptions. */
const PUBLIC_V6 = subnets('ipv6', [['2000::', 3]]);
const SPECIAL_V6 = subnets('ipv6', [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]]);

function subnets(family: 'ipv4' | 'ipv6', nets: ReadonlyArray<readonly [string, number]>): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family);
  return list;
}
