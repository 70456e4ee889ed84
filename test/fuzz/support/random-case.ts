import type { GraphQLSchema } from 'graphql';

import { type Random, randomDocument, seeded } from '../../support/random-documents.js';
import { hostile, spoiled } from './hostile-values.js';
import { spoiledDocument, strangeDocument } from './hostile-documents.js';
import { knownIn, type Targets } from './targets.js';

/** What was asked, where it can be told: then the answer is held against it. */
export interface AskedCase {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface HttpCase {
  readonly via: 'HTTP';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  readonly asked: AskedCase | null;
}

export interface SocketCase {
  readonly via: 'SOCKET';
  readonly protocol: string | null;
  readonly frames: ReadonlyArray<string | Buffer>;
  /** By the id of their operation. */
  readonly asked: Readonly<Record<string, AskedCase>>;
}

export type FuzzCase = HttpCase | SocketCase;

const ACCEPTS = ['*/*', 'application/json', 'application/graphql-response+json', 'application/graphql-response+json, application/json;q=0.9', 'text/event-stream', 'text/html', 'multipart/mixed', 'application/json;q=0', 'x', ''];
const TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/fhir+json', 'application/graphql', 'json', ''];
const PATHS = ['/', '/graphql/', '//graphql', '/graphql/../graphql', '/%67raphql', '/fhir', '/healthz', '/readyz', '/metrics', '/admin', '/graphql?%', '/graphql?query=%ff%fe', '/graphql?variables=%7B', '/.env', '/graphql?query={__typename}&query={__typename}', '/graphql?extensions=7'];
const METHODS = ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'];

/** The same for the same seed, schema and targets. */
export function randomCase(schema: GraphQLSchema, targets: Targets, seed: number): FuzzCase {
  const random = seeded(seed);
  const asked = randomAsked(schema, targets, random);
  return random(4) === 0 ? socketCase(asked, () => randomAsked(schema, targets, random), targets, random) : httpCase(asked, targets, random);
}

function randomAsked(schema: GraphQLSchema, targets: Targets, random: Random): AskedCase {
  const kind = (['query', 'query', 'mutation', 'mutation', 'subscription'] as const)[random(5)] as 'query' | 'mutation' | 'subscription';
  const document = randomDocument(schema, random, knownIn(targets, { percentHostile: random(3) === 0 ? 15 : 0 }), kind);
  const asked: AskedCase = { ...document, operationName: null };
  switch (random(10)) {
    case 0:
    case 1:
      return { ...asked, query: spoiledDocument(asked.query, random) };
    case 2:
    case 3:
      return { ...asked, variables: objectOr(spoiled(asked.variables, random)) };
    case 4:
      return { ...asked, query: strangeDocument(random) };
    case 5:
      return random(3) === 0 ? { ...asked, operationName: JSON.stringify(hostile(random)) } : asked;
    default:
      return asked;
  }
}

function objectOr(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : { v0: value };
}

function httpCase(asked: AskedCase, targets: Targets, random: Random): HttpCase {
  const accept = random(3) === 0 ? oneOf(ACCEPTS, random) : 'application/json';
  const headers = { 'content-type': 'application/json', accept, ...authorization(targets, random), ...(random(25) === 0 && { 'last-event-id': String(oneOf(['', 'x', 'v1.AAAA.BBBB', 'a'.repeat(500)], random)) }) };
  const envelope = envelopeOf(asked, random);
  const plain: HttpCase = { via: 'HTTP', method: 'POST', path: '/graphql', headers, body: Buffer.from(JSON.stringify(envelope)), asked: envelope === asked ? asked : null };
  switch (random(14)) {
    case 0:
      return { ...plain, method: 'GET', path: `/graphql?${new URLSearchParams({ query: wellFormed(asked.query), variables: JSON.stringify(asked.variables), ...(asked.operationName && { operationName: wellFormed(asked.operationName) }) })}`, body: null, headers: { ...headers, 'apollo-require-preflight': '1' } };
    case 1:
      return { ...plain, body: spoiledBytes(plain.body as Buffer, random), asked: null };
    case 2:
      return { ...plain, headers: { ...headers, 'content-type': oneOf(TYPES, random) }, asked: null };
    case 3:
      return random(2) === 0 ? { ...plain, path: oneOf(PATHS, random), asked: null } : { ...plain, method: oneOf(METHODS, random), body: null, asked: null };
    case 4:
      return { ...plain, path: '/fhir', body: Buffer.from(JSON.stringify(fhirDocument(targets, random))), asked: null };
    default:
      return plain;
  }
}

/** What a request is wrapped in, mostly as it should be. */
function envelopeOf(asked: AskedCase, random: Random): unknown {
  switch (random(24)) {
    case 0:
      return [asked, asked];
    case 1:
      return hostile(random);
    case 2:
      return { ...asked, [oneOf(['query', 'variables', 'operationName', 'extensions', 'documentId'], random)]: hostile(random) };
    case 3:
      return { ...asked, extensions: { cost: hostile(random), persistedQuery: random(2) === 0 ? hostile(random) : { version: 1, sha256Hash: hostile(random) } } };
    default:
      return asked;
  }
}

function authorization(targets: Targets, random: Random): { readonly authorization?: string } {
  switch (random(40)) {
    case 0:
      return {};
    case 1:
      return { authorization: oneOf(['Bearer', 'Bearer x', 'Basic YTpi', 'Bearer eyJhbGciOiJub25lIn0.e30.', `Bearer ${'a'.repeat(5_000)}`], random) };
    default:
      return { authorization: `Bearer ${oneOf(targets.tokens, random)}` };
  }
}

function spoiledBytes(body: Buffer, random: Random): Buffer {
  const at = random(Math.max(1, body.length));
  switch (random(7)) {
    case 0:
      return body.subarray(0, at);
    case 1:
      return Buffer.concat([body.subarray(0, at), Buffer.from([0xff, 0xfe, 0xc3]), body.subarray(at)]);
    case 2:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
    case 3:
      return Buffer.concat([body.subarray(0, at), Buffer.from([0]), body.subarray(at)]);
    case 4:
      // The same name twice: whichever counts, it is one of the two.
      return Buffer.from(`{"query":"{ __typename }",${body.toString('utf8').slice(1)}`);
    case 5:
      return Buffer.from('['.repeat(1 + random(60_000)));
    default:
      return Buffer.concat([body, body]);
  }
}

function fhirDocument({ words }: Targets, random: Random): unknown {
  const type = oneOf(['Patient', 'Coverage', 'ServiceRequest', 'Encounter', 'Practitioner', 'Claim', 'ClaimResponse', 'Bundle', 'DocumentReference', 'Observation', ''], random);
  const resource = {
    resourceType: type, id: oneOf(['1', 'a b', '\u0000', ...words], random), identifier: [{ system: 'urn:x', value: oneOf(words, random) }], name: [{ family: oneOf(words, random), given: ['A'] }], birthDate: '1950-01-01',
    status: 'active', intent: 'order', subject: { reference: 'Patient/1' }, code: { coding: [{ system: 'x', code: 'G0151' }] }, period: { start: '2026-01-01', end: '2025-01-01' },
  };
  const bundle = { resourceType: 'Bundle', type: 'transaction', entry: Array.from({ length: random(4) }, () => ({ resource: random(2) === 0 ? resource : spoiled(resource, random) })) };
  return random(2) === 0 ? spoiled(bundle, random) : spoiled(resource, random);
}

function socketCase(first: AskedCase, another: () => AskedCase, targets: Targets, random: Random): SocketCase {
  const init = JSON.stringify({ type: 'connection_init', payload: { ...authorization(targets, random) } });
  const asked: Record<string, AskedCase> = { a: first, ...(random(2) === 0 && { b: another() }) };
  const subscribe = (id: string): string => JSON.stringify({ id, type: 'subscribe', payload: asked[id] });
  const frames: Array<string | Buffer> = [init, ...Object.keys(asked).map(subscribe)];
  const valid: SocketCase = { via: 'SOCKET', protocol: 'graphql-transport-ws', frames, asked };
  const spoiledFrames = (change: (frames: Array<string | Buffer>) => Array<string | Buffer>): SocketCase => ({ ...valid, frames: change([...frames]) });
  switch (random(16)) {
    case 0:
      return { ...spoiledFrames(([, ...others]) => others), asked };
    case 1:
      return spoiledFrames((all) => [...all, init]);
    case 2:
      return spoiledFrames((all) => [...all, subscribe('a')]);
    case 3:
      return spoiledFrames((all) => [...all, JSON.stringify({ id: 'a', type: 'complete' })]);
    case 4:
      return spoiledFrames((all) => [...all, JSON.stringify({ id: 'a', type: oneOf(['next', 'error', 'connection_ack', 'data', '', 'SUBSCRIBE'], random), payload: hostile(random) })]);
    case 5:
      return spoiledFrames((all) => [...all, Buffer.from(init)]);
    case 6:
      return spoiledFrames((all) => [...all, oneOf(['', '{', '[]', 'null', '7', '"x"', '{"type":null}', '{"id":7,"type":"subscribe","payload":{}}', `{"type":"ping","payload":"${'x'.repeat(200_000)}"}`], random)]);
    case 7:
      return spoiledFrames(([begin, ...all]) => [begin as string, JSON.stringify({ id: oneOf(['__proto__', 'constructor', '', 'x'.repeat(3_000), 'toString'], random), type: 'subscribe', payload: first }), ...all]);
    case 8:
      return spoiledFrames((all) => [...all, JSON.stringify({ id: 'c', type: 'subscribe', payload: spoiled(first, random) })]);
    case 9:
      return { ...valid, protocol: oneOf([null, 'graphql-ws', 'x'], random) };
    default:
      return valid;
  }
}

function oneOf<T>(choices: readonly T[], random: Random): T {
  return choices[random(choices.length)] as T;
}

/** A URL holds no half of a pair. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString('utf8');
}
