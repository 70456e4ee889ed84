import type { FuzzCase, HttpCase } from './random-case.js';

/** What is asked whatever the seed: where a case of the fuzzer failed, it is written down here, so that it is asked ever after. */
export function keptCases(token: string): ReadonlyMap<string, FuzzCase> {
  const authorization = `Bearer ${token}`;
  const init = JSON.stringify({ type: 'connection_init', payload: { authorization } });
  const post = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): HttpCase => ({
    via: 'HTTP', method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json', authorization, ...headers }, body: Buffer.from(body as string), asked: null,
  });
  const query = '{ viewer { role } }';
  const socket = (...frames: Array<string | Buffer>): FuzzCase => ({ via: 'SOCKET', protocol: 'graphql-transport-ws', frames, asked: {} });
  return new Map<string, FuzzCase>([
    ['operations named as what every object has', socket(init, ...['__proto__', 'toString', 'constructor'].map((id) => JSON.stringify({ id, type: 'subscribe', payload: { query } })))],
    ['a body of nothing but openings', post('['.repeat(100_000))],
    ['variables nested without end', post(`{"query":"{ viewer { role } }","variables":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`)],
    ['half of a character', post(Buffer.concat([Buffer.from('{"query":"{ viewer { role } } #'), Buffer.from([0xe2, 0x82])]))],
    ['half of a pair as an id', post(JSON.stringify({ query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: '\ud800' } }))],
    ['a NUL in a name', post(JSON.stringify({ query: 'mutation ($input: AddPayerInput!) { addPayer(input: $input) { cursor } }', variables: { input: { name: 'a\u0000b', kind: 'MEDICAID' } } }))],
    ['a place in the log that is none', post(JSON.stringify({ query: 'subscription { alignmentChanged(after: "v1.AAAA.BBBB") { kind } }' }), { accept: 'text/event-stream', 'last-event-id': '\u00ff' })],
    ['a frame of bytes before anything else', socket(Buffer.from(init))],
    ['a mutation in a URL', { ...post(''), method: 'GET', path: `/graphql?${new URLSearchParams({ query: 'mutation { __typename }' })}`, headers: { authorization, 'apollo-require-preflight': '1' }, body: null }],
  ]);
}
