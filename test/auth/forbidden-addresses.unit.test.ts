import { describe, expect, test } from '@jest/globals';

import { isForbiddenAddress, isForbiddenHost } from '../../src/auth/forbidden-addresses.js';
import { webhookRules } from '../../src/auth/webhook-rules.js';

describe('an address', () => {
  test.each([
    '127.0.0.1', '127.255.255.255', '0.0.0.0', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '192.0.0.192',
    '198.18.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', '::ffff:127.0.0.1', '::ffff:8.8.8.8', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::a00:1', '2002:a00:1::', '2001:db8::1', '2001::1',
  ])('%s is not called', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  // The neighbours of what is forbidden, and two well-known resolvers.
  test.each(['9.255.255.255', '11.0.0.0', '126.255.255.255', '128.0.0.0', '172.15.255.255', '172.32.0.0', '169.253.255.255', '169.255.0.0', '192.167.255.255', '192.169.0.0', '8.8.8.8', '2606:4700::1111', '2001:4860:4860::8888'])('%s may be called', (address) => {
    expect(isForbiddenAddress(address)).toBe(false);
  });
});

describe('a host', () => {
  test.each(['localhost', 'LOCALHOST', 'localhost.', 'api.localhost', 'metadata', 'metadata.google.internal', 'printer.local', 'nas.home.arpa', '127.0.0.1', '[::1]'])('%s is not called', (host) => {
    expect(isForbiddenHost(host)).toBe(true);
  });

  test.each(['receiver.example', 'notlocalhost.example', 'internal.example', '8.8.8.8', '[2606:4700::1111]'])('%s may be called', (host) => {
    expect(isForbiddenHost(host)).toBe(false);
  });
});

describe('the address of a webhook', () => {
  const [strict, local] = [false, true].map((allowsLocal) => webhookRules({ secret: Buffer.alloc(32), allowsLocal }));

  // In all the spellings that a URL knows for the same address.
  test.each(['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://[::ffff:7f00:1]/', 'https://localhost:8443/', 'http://receiver.example/'])('%s is refused outside development', (url) => {
    expect(() => strict?.checkedUrl(url, ['input', 'url'])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', details: expect.objectContaining({ path: ['input', 'url'] }) }));
  });

  test('on the internet is taken, and in development one on the same machine', () => {
    expect(strict?.checkedUrl('https://receiver.example/hooks?a=b', [])).toBe('https://receiver.example/hooks?a=b');
    expect(local?.checkedUrl('http://127.0.0.1:9/', [])).toBe('http://127.0.0.1:9/');
  });
});
