import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { until } from '../support/until.js';
import { type Agency, moveTo, startAgency } from './support.js';

/** Apollo Client 4 with a cache by ids, over HTTP and a WebSocket of a whole server. */
let agency: Agency;
let sockets: Client;
let apollo: ApolloClient;
let requests = 0;

beforeAll(async () => {
  agency = await startAgency(7);
});
afterAll(() => agency.server.stop());

beforeEach(() => {
  const { server, token } = agency;
  requests = 0;
  sockets = createClient({ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` } });
  const http = new HttpLink({
    uri: `${server.url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    fetch: (address, init) => {
      requests += 1;
      return fetch(address, init);
    },
  });
  apollo = new ApolloClient({
    link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, new GraphQLWsLink(sockets), http),
    cache: new InMemoryCache({ possibleTypes: { Node: ['Visit', 'Patient'] }, typePolicies: { Query: { fields: { visits: relayStylePagination(['filter', 'sort']) } } } }),
  });
});

const VISITS = gql`
  query Visits($first: Int, $after: String) {
    visits(first: $first, after: $after, sort: { by: STARTS_AT, direction: ASC }) {
      edges { cursor node { id startsAt version patient { id familyName } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;
const MOVE = gql`mutation Move($input: RescheduleVisitInput!) { rescheduleVisit(input: $input) { record { id startsAt version } cursor } }`;

interface Visits {
  readonly visits: {
    readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: { readonly id: string; readonly startsAt: string; readonly version: number } }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Moved {
  readonly rescheduleVisit: { readonly record: { readonly id: string; readonly startsAt: string; readonly version: number }; readonly cursor: string };
}

test('pages are joined to one list, without a hole or a double, until there are no more', async () => {
  const list = apollo.watchQuery<Visits>({ query: VISITS, variables: { first: 3 } });
  const watched = list.subscribe(() => undefined);
  await until(() => list.getCurrentResult().data !== undefined);
  const shown = (): Visits['visits'] => (list.getCurrentResult().data as Visits).visits;
  while (shown().pageInfo.hasNextPage) {
    const known = shown().edges.length;
    await list.fetchMore({ variables: { after: shown().pageInfo.endCursor } });
    await until(() => shown().edges.length > known);
  }
  expect(shown().edges.map(({ node }) => node.id)).toEqual(agency.visitIds);
  expect(requests).toBe(3);
  watched.unsubscribe();
});

test('a mutation shows in every list that has the record, without asking again', async () => {
  const { data } = await apollo.query<Visits>({ query: VISITS, variables: { first: 7 } });
  const last = data?.visits.edges.at(-1)?.node;
  const input = moveTo(last?.id ?? '', 20);
  const moved = await apollo.mutate<Moved>({ mutation: MOVE, variables: { input } });
  expect(requests).toBe(2);
  const again = await apollo.query<Visits>({ query: VISITS, variables: { first: 7 } });
  expect(requests).toBe(2);
  const record = moved.data?.rescheduleVisit.record;
  expect(record).toMatchObject({ id: last?.id, startsAt: input.startsAt, version: (last?.version ?? 0) + 1 });
  expect(again.data?.visits.edges.at(-1)?.node).toMatchObject({ ...record });
});

test('a record that is known is read out of the cache by its id, and another is asked for', async () => {
  await apollo.query({ query: VISITS, variables: { first: 1 } });
  const NODE = gql`query Node($id: ID!) { node(id: $id) { __typename id ... on Visit { startsAt } } }`;
  const { data } = await apollo.query<{ readonly node: { readonly startsAt: string } }>({ query: NODE, variables: { id: agency.visitIds[0] } });
  const fragment = gql`fragment Start on Visit { startsAt }`;
  expect(apollo.readFragment({ id: `Visit:${agency.visitIds[0]}`, fragment })).toMatchObject({ startsAt: data?.node.startsAt });
  expect(apollo.readFragment({ id: `Visit:${agency.visitIds[1]}`, fragment })).toBeNull();
});

test('a refusal comes as an error with its code', async () => {
  const refused = await apollo.mutate({ mutation: MOVE, variables: { input: moveTo('nobody', 1) }, errorPolicy: 'all' });
  expect(refused.error).toMatchObject({ errors: [{ extensions: { code: 'INVALID_ID', path: ['input', 'visitId'] } }] });
  const invalid = await apollo.query({ query: gql`{ nothing }`, errorPolicy: 'all' });
  expect(invalid.error).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
});

test('a subscription tells of a change, and what it tells is in the cache', async () => {
  await apollo.query<Visits>({ query: VISITS, variables: { first: 7 } });
  const STREAM = gql`subscription Stream { visitChanged { kind cursor visits { id startsAt version } } }`;
  interface Told { readonly visitChanged: { readonly kind: string; readonly cursor: string; readonly visits: ReadonlyArray<{ readonly startsAt: string }> | null } }
  const told: Array<Told['visitChanged']> = [];
  const watched = apollo.subscribe<Told>({ query: STREAM }).subscribe(({ data }) => void (data && told.push(data.visitChanged)));
  await until(() => told.length > 0);
  // Somebody else moves it: of this the client knows by the stream alone.
  const input = moveTo(agency.visitIds[0] ?? '', 0);
  const { data } = await agency.server.ask(agency.token, 'mutation ($input: RescheduleVisitInput!) { rescheduleVisit(input: $input) { cursor } }', { input });
  await until(() => told.some(({ cursor }) => cursor === data.rescheduleVisit.cursor));
  const seen = await apollo.query<Visits>({ query: VISITS, variables: { first: 7 } });
  expect(seen.data?.visits.edges[0]?.node).toMatchObject({ id: agency.visitIds[0], startsAt: input.startsAt });
  expect(requests).toBe(1);
  watched.unsubscribe();
  await sockets.dispose();
});
