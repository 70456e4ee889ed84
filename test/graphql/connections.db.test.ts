import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { Viewer } from '../../src/auth/viewer.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { perform } from '../../src/changes/perform.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, openTestWorld, type TestWorld, therapyOn } from '../support/care.js';
import { openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let viewer: Viewer;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  ({ viewer } = agency);
  // Two more on the same instant as another, so that places differ by the id alone.
  for (const date of ['2026-03-04', '2026-03-04', '2026-03-20', '2026-03-25', '2026-03-12']) await plan(here.world, agency, date);
});
afterAll(() => here.close());

interface PageOfVisits {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: { readonly id: string } }>;
  readonly nodes: ReadonlyArray<{ readonly id: string }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string | null; readonly endCursor: string | null };
}

const PAGE = 'edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const ARGS = '$first: Int, $after: String, $last: Int, $before: String, $sort: VisitSort';
const USED = 'first: $first, after: $after, last: $last, before: $before, sort: $sort';

/** The same list from the root and from its patient. */
const LISTS = {
  'the visits of an agency': async (variables: object): Promise<PageOfVisits> => (await graphql.data(viewer, `query (${ARGS}) { visits(${USED}) { ${PAGE} } }`, { ...variables })).visits,
  'the visits of a patient': async (variables: object): Promise<PageOfVisits> =>
    (await graphql.data(viewer, `query (${ARGS}) { patients { nodes { visits(${USED}) { ${PAGE} } } } }`, { ...variables })).patients.nodes[0].visits,
};

const SORTS = [
  { by: 'STARTS_AT', direction: 'ASC' },
  { by: 'STARTS_AT', direction: 'DESC' },
  { by: 'SERVICE_ON', direction: 'DESC' },
] as const;

describe.each(Object.entries(LISTS))('%s', (_name, list) => {
  describe.each(SORTS)('by $by $direction', (sort) => {
    const all = async (): Promise<Array<{ id: string; cursor: string }>> => (await list({ first: 100, sort })).edges.map(({ cursor, node }) => ({ cursor, id: node.id }));

    test('are in order, and each has a place of its own', async () => {
      const { rows } = await here.owner.query<{ id: string }>(
        `select id from visits order by ${sort.by === 'STARTS_AT' ? 'starts_at' : 'service_on'} ${sort.direction}, id ${sort.direction}`,
      );
      const edges = await all();
      expect(edges.map(({ id }) => id)).toEqual(rows.map(({ id }) => toGlobalId('Visit', id)));
      expect(edges).toHaveLength(9);
      expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(9);
    });

    test.each([1, 2, 3, 4, 8, 9, 10])('walked forward %i at a time are all there once, and the last page says so', async (size) => {
      const edges = await all();
      const walked: string[] = [];
      let after: string | null = null;
      for (;;) {
        const { nodes, pageInfo }: PageOfVisits = await list({ first: size, after, sort });
        expect(pageInfo.hasPreviousPage).toBe(walked.length > 0);
        walked.push(...nodes.map(({ id }) => id));
        expect(pageInfo).toMatchObject({ hasNextPage: walked.length < 9, endCursor: edges[walked.length - 1]?.cursor });
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(walked).toEqual(edges.map(({ id }) => id));
    });

    test.each([1, 2, 4, 9, 10])('walked backward %i at a time are the same, each page in the list\'s own order', async (size) => {
      const edges = await all();
      let walked: string[] = [];
      let before: string | null = null;
      for (;;) {
        const { nodes, pageInfo }: PageOfVisits = await list({ last: size, before, sort });
        expect(pageInfo.hasNextPage).toBe(walked.length > 0);
        walked = [...nodes.map(({ id }) => id), ...walked];
        expect(pageInfo).toMatchObject({ hasPreviousPage: walked.length < 9, startCursor: edges[9 - walked.length]?.cursor });
        if (!pageInfo.hasPreviousPage) break;
        before = pageInfo.startCursor;
      }
      expect(walked).toEqual(edges.map(({ id }) => id));
    });

    test('between two places are those between, from either side', async () => {
      const edges = await all();
      const between = { after: edges[1]?.cursor, before: edges[6]?.cursor, sort };
      const ids = edges.map(({ id }) => id);
      const forward = await list({ ...between, first: 3 });
      expect(forward.nodes.map(({ id }) => id)).toEqual(ids.slice(2, 5));
      expect(forward.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
      const backward = await list({ ...between, last: 3 });
      expect(backward.nodes.map(({ id }) => id)).toEqual(ids.slice(3, 6));
      expect(backward.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
      const everything = await list({ ...between, first: 4 });
      expect(everything.nodes.map(({ id }) => id)).toEqual(ids.slice(2, 6));
      expect(everything.pageInfo.hasNextPage).toBe(false);
    });

    test('after the last one are none, and something is before', async () => {
      const last = (await all()).at(-1);
      expect(await list({ first: 5, after: last?.cursor, sort })).toEqual({
        edges: [],
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      });
    });
  });
});

describe('a page', () => {
  test('holds twenty unless told otherwise', async () => {
    for (let i = 0; i < 25; i += 1) await admit(here.world, agency);
    const { patients } = await graphql.data(viewer, '{ patients { nodes { id } totalCount pageInfo { hasNextPage } } }');
    expect(patients.nodes).toHaveLength(20);
    expect(patients).toMatchObject({ totalCount: 26, pageInfo: { hasNextPage: true } });
  });

  test('of nothing is asked for with zero', async () => {
    const { visits } = await graphql.data(viewer, '{ visits(first: 0) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }');
    expect(visits).toEqual({ nodes: [], totalCount: 9, pageInfo: { hasNextPage: true, endCursor: null } });
  });

  test('counts its whole list only when asked', async () => {
    graphql.statements.length = 0;
    await graphql.data(viewer, '{ visits { nodes { id } } }');
    expect(graphql.statements.filter((text) => /count\(/.test(text))).toEqual([]);
  });

  test('goes on where it was while others plan visits before and after it', async () => {
    const other = await openTestAgency(here.world);
    const of = async (after: string | null): Promise<PageOfVisits> => (await graphql.data(other.viewer, `query ($after: String) { visits(first: 2, after: $after) { ${PAGE} } }`, { after })).visits;
    const first = await of(null);
    const early = (await perform(here.world, scheduleVisit, { patientId: other.patientId, ...therapyOn('2026-02-25') }, other)).record;
    const late = (await perform(here.world, scheduleVisit, { patientId: other.patientId, ...therapyOn('2026-03-06') }, other)).record;
    const second = await of(first.pageInfo.endCursor);
    const third = await of(second.pageInfo.endCursor);
    const seen = [first, second, third].flatMap(({ nodes }) => nodes.map(({ id }) => id));
    const [a, b, c, d] = other.visitIds;
    expect(seen).toEqual([a, b, c, late.id, d].map((id) => toGlobalId('Visit', id)));
    expect(seen).not.toContain(toGlobalId('Visit', early.id));
  });
});

test('a page goes on from a record that has left its place, and from one that has left the list', async () => {
  const other = await openTestAgency(here.world);
  const planned = async (after: string | null): Promise<PageOfVisits> =>
    (await graphql.data(other.viewer, `query ($after: String) { visits(first: 1, after: $after, filter: { statuses: [SCHEDULED] }) { ${PAGE} } }`, { after })).visits;
  const [, , third, fourth] = other.visitIds;
  const first = await planned(null);
  expect(first.nodes).toEqual([{ id: toGlobalId('Visit', third) }]);
  const { startsAt, endsAt } = therapyOn('2026-04-20');
  await perform(here.world, rescheduleVisit, { visitId: third, startsAt, endsAt }, other);
  const second = await planned(first.pageInfo.endCursor);
  expect(second.nodes).toEqual([{ id: toGlobalId('Visit', fourth) }]);
  await perform(here.world, cancelVisit, { visitId: fourth }, { ...other, cause: 'STAFF_UNAVAILABLE', reason: 'Ill' });
  const last = await planned(second.pageInfo.endCursor);
  expect(last).toMatchObject({ nodes: [{ id: toGlobalId('Visit', third) }], pageInfo: { hasNextPage: false } });
});

describe('refused', () => {
  const refusal = async (variables: object): Promise<unknown> => {
    const { data, errors } = await graphql.ask(viewer, `query (${ARGS}) { visits(${USED}) { nodes { id } } }`, { ...variables });
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    return errors?.[0]?.extensions;
  };

  test.each([
    ['first and last together', { first: 1, last: 1 }, 'INVALID_INPUT', ['last']],
    ['a negative number', { first: -1 }, 'INVALID_INPUT', ['first']],
    ['a negative number from the end', { last: -5 }, 'INVALID_INPUT', ['last']],
    ['more than a hundred', { first: 101 }, 'LIMIT_EXCEEDED', ['first']],
    ['more than a hundred from the end', { last: 1000 }, 'LIMIT_EXCEEDED', ['last']],
  ])('%s', async (_what, variables, code, path) => {
    expect(await refusal(variables)).toMatchObject({ code, path, remedy: expect.any(String) });
  });

  test.each([
    ['nothing', ''],
    ['text', 'garbage'],
    ['an offset', Buffer.from('arrayconnection:5').toString('base64')],
    ['JSON', Buffer.from('["2026-03-04T16:00:00.000Z","00000000-0000-0000-0000-000000000000"]').toString('base64url')],
    ['SQL', "') or true --"],
    ['far too much', 'A'.repeat(100_000)],
  ])('%s as a cursor', async (_what, cursor) => {
    expect(await refusal({ after: cursor })).toMatchObject({ code: 'INVALID_CURSOR', path: ['after'] });
    expect(await refusal({ before: cursor })).toMatchObject({ code: 'INVALID_CURSOR', path: ['before'] });
  });

  test('a cursor with one character changed, wherever it is', async () => {
    const { visits } = await graphql.data(viewer, '{ visits(first: 1) { edges { cursor } } }');
    const { cursor } = visits.edges[0];
    for (let i = 0; i < cursor.length - 1; i += 7) {
      const changed = `${cursor.slice(0, i)}${cursor[i] === 'A' ? 'B' : 'A'}${cursor.slice(i + 1)}`;
      expect(await refusal({ after: changed })).toMatchObject({ code: 'INVALID_CURSOR' });
    }
  });

  test('a cursor of the same list in another order', async () => {
    const { visits } = await graphql.data(viewer, '{ visits(first: 1) { edges { cursor } } }');
    const { cursor } = visits.edges[0];
    expect(await refusal({ after: cursor, sort: { by: 'SERVICE_ON' } })).toMatchObject({ code: 'INVALID_CURSOR' });
    expect(await refusal({ after: cursor, sort: { by: 'STARTS_AT', direction: 'DESC' } })).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  test('a cursor of another list', async () => {
    const { notes } = await graphql.data(viewer, '{ notes(first: 1) { edges { cursor } } }');
    expect(await refusal({ after: notes.edges[0].cursor })).toMatchObject({ code: 'INVALID_CURSOR' });
  });

  test('a cursor of another agency', async () => {
    const other = await openTestAgency(here.world);
    const { visits } = await graphql.data(other.viewer, '{ visits(first: 1) { edges { cursor } } }');
    expect(await refusal({ after: visits.edges[0].cursor })).toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

test('an edge that is not a page gives the latest two hundred', async () => {
  const other = await openTestAgency(here.world);
  await here.owner.query(
    `insert into schedule_changes select agency_id, uuidv7(), patient_id, visit_id, 'RESCHEDULED', before, after, cause, i::text, actor_subject, actor_role, occurred_at, recorded_at
       from schedule_changes, generate_series(1, 205) i where visit_id = $1 and kind = 'CREATED'`,
    [other.visitIds[3]],
  );
  const { node } = await graphql.data(other.viewer, 'query ($id: ID!) { node(id: $id) { ... on Visit { scheduleChanges { reason } } } }', { id: toGlobalId('Visit', other.visitIds[3]) });
  expect(node.scheduleChanges.map(({ reason }: { reason: string }) => reason)).toEqual(Array.from({ length: 200 }, (_, i) => `${205 - i}`));
});

test('a cursor shows nothing of what it is a place among', async () => {
  const { patients } = await graphql.data(viewer, '{ patients(first: 1) { edges { cursor } } }');
  const { cursor } = patients.edges[0];
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/Doe|Pat/);
});
