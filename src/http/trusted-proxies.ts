import { BlockList, isIP } from 'node:net';

/** The machines whose word counts about who asked and how. */
export interface TrustedProxies {
  trusts(address: string): boolean;
}

export const NO_PROXIES: TrustedProxies = { trusts: () => false };

/** Null when one of them is no address and no range. A range of all addresses is none either: it would let every caller say who they are. */
export function trustedProxiesIn(ranges: readonly string[]): TrustedProxies | null {
  const list = new BlockList();
  for (const range of ranges) {
    const [, address = '', bits] = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(range) ?? [];
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (version === 0 || prefix < 1 || prefix > most) return null;
    list.addSubnet(address, prefix, familyOf(version));
  }
  return {
    trusts(address) {
      const version = isIP(address);
      return version !== 0 && list.check(address, familyOf(version));
    },
  };
}

function familyOf(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}
