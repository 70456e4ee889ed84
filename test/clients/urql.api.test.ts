import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Client, fetchExchange, gql, type OperationResult, subscriptionExchange } from '@urql/core';
import { cacheExchange, offlineExchange, type SerializedEntries, type StorageAdapter } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { type Client as Sockets, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { until } from '../support/until.js';
import { type Agency, moveTo, startAgency } from './support.js';

/** urql with Graphcache, which is given the schema as it is committed, over HTTP and a WebSocket of a whole server. */
const schema = introspectionFromSchema(buildSchema(readFileSync(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8')));

let agency: Agency;
let sockets: Sockets;
let requests = 0;
let isOnline = true;
const warnings: string[] = [];

beforeAll(async () => {
  agency = await startAgency(7);
});
afterAll(() => agency.server.stop());

beforeEach(() => {
  const { server, token } = agency;
  // Graphcache keeps nothing in its storage where it takes itself to be tested.
  process.env['NODE_ENV'] = 'development';
  requests = 0;
  isOnline = true;
  warnings.length = 0;
  sockets = createClient({ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` } });
});

const RULES = {
  schema,
  resolvers: { Query: { visits: relayPagination() } },
  // What is not in the cache yet is told as well, and is no fault.
  logger: (severity: string, message: string) => void (severity !== 'debug' && warnings.push(message)),
  // What is a part of a record is kept with it.
  keys: { AlignmentEffect: () => null },
};

function open(cache = cacheExchange(RULES)): Client {
  const { server, token } = agency;
  return new Client({
    url: `${server.url}/graphql`,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    fetch: (address, init) => {
      requests += 1;
      // It aborts what it has read to the end, which Node then tells as an error that nobody caught.
      return isOnline ? fetch(address, { ...init, signal: null }) : Promise.reject(new TypeError('Failed to fetch'));
    },
    exchanges: [
      cache,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({ subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ query, variables: variables ?? {} }, sink as Parameters<Sockets['subscribe']>[1]) }) }),
      }),
    ],
  });
}

const VISITS = gql<Visits>`
  query Visits($first: Int, $after: String) {
    visits(first: $first, after: $after, sort: { by: STARTS_AT, direction: ASC }) {
      edges { cursor node { id startsAt version patient { id familyName } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;
const MOVE = gql<Moved>`mutation Move($input: RescheduleVisitInput!) { rescheduleVisit(input: $input) { record { id startsAt version } cursor } }`;

interface Visits {
  readonly visits: {
    readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: { readonly id: string; readonly startsAt: string; readonly version: number } }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Moved {
  readonly rescheduleVisit: { readonly record: { readonly id: string; readonly startsAt: string; readonly version: number }; readonly cursor: string };
}

test('pages are joined to one list out of the cache, without a hole or a double', async () => {
  const client = open();
  let after: string | null = null;
  for (;;) {
    const { data, error }: OperationResult<Visits> = await client.query<Visits>(VISITS, { first: 3, after });
    expect(error).toBeUndefined();
    if (!data?.visits.pageInfo.hasNextPage) break;
    after = data.visits.pageInfo.endCursor;
  }
  expect(requests).toBe(3);
  const whole = await client.query<Visits>(VISITS, { first: 3 }, { requestPolicy: 'cache-only' });
  expect(whole.data?.visits.edges.map(({ node }) => node.id)).toEqual(agency.visitIds);
  expect(warnings).toEqual([]);
});

test('a mutation shows in the list that has the record, without asking again', async () => {
  const client = open();
  const { data } = await client.query<Visits>(VISITS, { first: 7 });
  const last = data?.visits.edges.at(-1)?.node;
  const input = moveTo(last?.id ?? '', 20);
  const moved = await client.mutation<Moved>(MOVE, { input });
  expect(moved.data?.rescheduleVisit.record).toMatchObject({ id: last?.id, startsAt: input.startsAt, version: (last?.version ?? 0) + 1 });
  const again = await client.query<Visits>(VISITS, { first: 7 });
  expect(again.data?.visits.edges.at(-1)?.node).toMatchObject({ ...moved.data?.rescheduleVisit.record });
  expect(requests).toBe(2);
  expect(warnings).toEqual([]);
});

test('a refusal comes as an error with its code', async () => {
  const { error } = await open().mutation<Moved>(MOVE, { input: moveTo('nobody', 1) });
  expect(error?.graphQLErrors).toMatchObject([{ extensions: { code: 'INVALID_ID', path: ['input', 'visitId'] } }]);
});

test('a subscription tells of a change, and what it tells is in the cache', async () => {
  const client = open();
  await client.query<Visits>(VISITS, { first: 7 });
  interface Told { readonly visitChanged: { readonly cursor: string } }
  const told: string[] = [];
  const watched = client.subscription<Told>(gql`subscription Stream { visitChanged { kind cursor visits { id startsAt version } } }`, {}).subscribe(({ data }) => void (data && told.push(data.visitChanged.cursor)));
  await until(() => told.length > 0);
  const input = moveTo(agency.visitIds[0] ?? '', 0);
  const { data } = await agency.server.ask(agency.token, 'mutation ($input: RescheduleVisitInput!) { rescheduleVisit(input: $input) { cursor } }', { input });
  await until(() => told.includes(data.rescheduleVisit.cursor));
  const seen = await client.query<Visits>(VISITS, { first: 7 });
  expect(seen.data?.visits.edges[0]?.node).toMatchObject({ id: agency.visitIds[0], startsAt: input.startsAt });
  expect(requests).toBe(1);
  watched.unsubscribe();
  await sockets.dispose();
});

test('what was seen, and a mutation that found no network, are there for the next client without one', async () => {
  const storage = storageInMemory();
  const rules = { ...RULES, storage, optimistic: { rescheduleVisit: ({ input }: object & { readonly input?: unknown }) => optimistic(input as ReturnType<typeof moveTo>) } };
  const first = open(offlineExchange(rules));
  const { data } = await first.query<Visits>(VISITS, { first: 7 });
  const input = moveTo(data?.visits.edges[2]?.node.id ?? '', 30);
  await until(() => storage.kept.entries.size > 0);
  isOnline = false;
  // Nobody takes the wish back: the page is simply closed.
  first.mutation<Moved>(MOVE, { input }).subscribe(() => undefined);
  await until(() => storage.kept.metadata.length === 1);
  expect(storage.kept.metadata).toMatchObject([{ variables: { input } }]);

  const known = await open(offlineExchange(rules)).query<Visits>(VISITS, { first: 7 });
  expect(known.data?.visits.edges.map(({ node }) => node.id).sort()).toEqual([...agency.visitIds].sort());
});

function optimistic({ visitId, startsAt }: ReturnType<typeof moveTo>): { readonly __typename: string } & Record<string, unknown> {
  return { __typename: 'RescheduleVisitPayload', cursor: null, record: { __typename: 'Visit', id: visitId, startsAt, version: 2 } };
}

interface MemoryStorage extends StorageAdapter {
  readonly kept: { readonly entries: Map<string, string>; metadata: readonly object[] };
}

function storageInMemory(): MemoryStorage {
  const kept: { readonly entries: Map<string, string>; metadata: readonly object[] } = { entries: new Map(), metadata: [] };
  return {
    kept,
    async writeData(delta: SerializedEntries) {
      for (const [key, value] of Object.entries(delta)) {
        if (value === undefined) kept.entries.delete(key);
        else kept.entries.set(key, value);
      }
    },
    readData: async () => Object.fromEntries(kept.entries) as SerializedEntries,
    writeMetadata(json) {
      kept.metadata = json;
    },
    readMetadata: async () => kept.metadata as never,
    onOnline: () => undefined,
  };
}
