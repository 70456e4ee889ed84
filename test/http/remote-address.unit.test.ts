import type { IncomingMessage } from 'node:http';

import { describe, expect, test } from '@jest/globals';

import { remoteAddressOf } from '../../src/http/remote-address.js';
import { type TrustedProxies, trustedProxiesIn } from '../../src/http/trusted-proxies.js';

const proxies = trustedProxiesIn(['10.0.0.0/24', '192.168.7.7', 'fd00::/8']) as TrustedProxies;

function addressOf(peer: string, forwarded?: string): string {
  return remoteAddressOf({ socket: { remoteAddress: peer }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage, proxies);
}

describe('the address of a client', () => {
  test.each([
    ['of who asks directly is that of the connection', '203.0.113.9', undefined, '203.0.113.9'],
    ['of who asks directly is not what they say of themselves', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['behind a proxy is what the proxy says', '10.0.0.7', '198.51.100.1', '198.51.100.1'],
    ['behind a proxy is the last that the proxy added, whatever the client put before it', '10.0.0.7', '127.0.0.1, 10.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['behind several proxies is the last that none of them has', '10.0.0.7', '6.6.6.6, 198.51.100.1, 192.168.7.7, fd00::1', '198.51.100.1'],
    ['behind a proxy that says nothing is the proxy\'s', '10.0.0.7', undefined, '10.0.0.7'],
    ['behind a proxy that says nonsense is the proxy\'s', '10.0.0.7', '198.51.100.1, unknown', '10.0.0.7'],
    ['is known where every hop is a proxy', '10.0.0.7', '10.0.0.8', '10.0.0.8'],
    ['is read without the port that some proxies add', '10.0.0.7', '198.51.100.1:4711', '198.51.100.1'],
    ['of version 6 is read without the port that some proxies add', '10.0.0.7', '[2001:db8::1]:4711', '2001:db8::1'],
    ['of version 4 is the same on a socket for both versions', '::ffff:10.0.0.7', '::ffff:198.51.100.1', '198.51.100.1'],
    ['just outside the range of the proxies is no proxy', '10.0.1.0', '198.51.100.1', '10.0.1.0'],
    ['at the end of the range of the proxies is one', '10.0.0.255', '198.51.100.1', '198.51.100.1'],
  ])('%s', (_name, peer, forwarded, expected) => {
    expect(addressOf(peer, forwarded)).toBe(expected);
  });
});

test.each(['0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0/8', 'proxy.internal', '10.0.0.0/-1', '', '10.0.0.0/8/8'])('%j is no range of proxies', (range) => {
  expect(trustedProxiesIn([range])).toBeNull();
});
