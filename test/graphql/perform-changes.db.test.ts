import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { type Answer, type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { expectNotStale } from '../support/staleness.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openTestAgency(here.world);
});

function ask(changes: readonly object[], args = '', viewer = agency.viewerAs('INTEGRATOR')): Promise<Answer> {
  return graphql.ask(
    viewer,
    `mutation ($changes: [ChangeInput!]!) { performChanges(changes: $changes${args}) {
      place outcome cursor records { id __typename ... on Visit { status } } alignment { balances { before { remainingUnits } after { remainingUnits } } } refusal { code path remedy }
    } }`,
    { changes },
  );
}

async function done(changes: readonly object[], args = ''): Promise<Data[]> {
  const { data, errors } = await ask(changes, args);
  expect(errors).toBeUndefined();
  return data.performChanges;
}

const cancel = (visit: number, more: object = {}): object => ({ cancelVisit: { visitId: toGlobalId('Visit', agency.visitIds[visit] as string) }, ...more });
const sign = (): object => ({ signOrder: { orderId: toGlobalId('Order', agency.orderId), signatureDate: '2026-03-01' } });
const upsert = (value: string): object => ({
  upsertVisit: {
    identifier: { system: 'urn:emr', value },
    record: { patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', startsAt: '2026-03-17T15:00:00Z', endsAt: '2026-03-17T15:45:00Z' },
  },
});

test('changes of every kind are answered in their order, and what is refused leaves the others standing', async () => {
  const results = await done([cancel(2), cancel(0), upsert('1'), upsert('1'), sign()]);
  expect(results.map(({ place, outcome, refusal }) => [place, outcome, refusal?.code ?? null])).toEqual([
    [0, null, null], [1, null, 'ILLEGAL_TRANSITION'], [2, 'CREATED', null], [3, 'UNCHANGED', null], [4, null, null],
  ]);
  expect(results[0].records).toEqual([{ id: toGlobalId('Visit', agency.visitIds[2]), __typename: 'Visit', status: 'CANCELLED' }]);
  expect(results[1]).toMatchObject({ records: [], alignment: null, cursor: null });
  expect(results[3].records[0].id).toBe(results[2].records[0].id);
  expect(results[4].records[0].__typename).toBe('Order');
  await expectNotStale(here, agency);
});

test('a refusal names the place in the arguments', async () => {
  const other = await openTestAgency(here.world);
  const results = await done([cancel(2), { cancelVisit: { visitId: toGlobalId('Visit', other.visitIds[2]) } }, { ...cancel(3), ...sign() }, {}, { cancelVisit: { visitId: 'x' } }]);
  expect(results.map(({ refusal }) => refusal && [refusal.code, refusal.path.join('.')])).toEqual([
    null, ['NOT_FOUND', 'changes.1.cancelVisit.visitId'], ['INVALID_INPUT', 'changes.2'], ['INVALID_INPUT', 'changes.3'], ['INVALID_ID', 'changes.4.cancelVisit.visitId'],
  ]);
});

test('each change asks for the role of its mutation', async () => {
  const { data } = await ask([sign(), cancel(2)], '', agency.viewerAs('SCHEDULER'));
  expect(data.performChanges.map(({ refusal }: Data) => refusal?.code ?? null)).toEqual(['FORBIDDEN', null]);
});

test('a request that is sent again with its key acts once, change by change', async () => {
  const keyed = [cancel(2), { ...cancel(3), idempotencyKey: 'mine' }, sign()];
  const first = await done(keyed.slice(0, 2), ', idempotencyKey: "night"');
  const again = await done(keyed, ', idempotencyKey: "night"');
  expect(again.slice(0, 2)).toEqual(first);
  expect(again[2].refusal).toBeNull();
});

test('a series answers with its visits', async () => {
  const [{ records }] = await done([
    {
      scheduleVisitSeries: {
        patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', startsAt: '2026-03-17T15:00:00Z', endsAt: '2026-03-17T15:45:00Z',
        recurrence: { everyWeeks: 1, weekdays: [2], count: 3 },
      },
    },
  ]);
  expect(records.map(({ __typename }: Data) => __typename)).toEqual(['Visit', 'Visit', 'Visit']);
});

test('trying out leaves nothing', async () => {
  const before = await contentsOf(here.owner);
  const results = await done([cancel(2), upsert('1')], ', dryRun: true');
  expect(results.map(({ cursor, refusal }) => [cursor, refusal])).toEqual([[null, null], [null, null]]);
  expect(await contentsOf(here.owner)).toEqual(before);
});

test('what is tried out can be looked at, whichever of many it is', async () => {
  // Nothing authorizes so many visits, so each is named by a finding of its own trial.
  const many = (value: string): object => ({
    scheduleVisitSeries: {
      patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', startsAt: `2026-03-${value}T15:00:00Z`, endsAt: `2026-03-${value}T15:45:00Z`,
      recurrence: { everyWeeks: 1, weekdays: [1, 2, 3, 4, 5], count: 10 },
    },
  });
  const { data, errors } = await graphql.ask(
    agency.viewerAs('INTEGRATOR'),
    `mutation ($changes: [ChangeInput!]!) { performChanges(changes: $changes, dryRun: true) {
      refusal { code } records { id } alignment { raised { code visits { id } } }
    } }`,
    { changes: [many('16'), many('18')] },
  );
  expect(errors).toBeUndefined();
  for (const { refusal, records, alignment } of data.performChanges) {
    expect(refusal).toBeNull();
    const made = new Set(records.map(({ id }: Data) => id));
    expect(alignment.raised.flatMap(({ visits }: Data) => visits).filter(({ id }: Data) => made.has(id))).not.toEqual([]);
  }
});

test('none and more than a hundred are refused as a whole', async () => {
  for (const changes of [[], Array.from({ length: 101 }, () => cancel(2))]) {
    const { errors } = await ask(changes);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', path: ['changes'] });
  }
});

test('everything that one mutation does can be one of many, and nothing else', () => {
  const fields = (name: string): string[] => Object.keys((graphql.schema.getType(name) as Data).getFields());
  const others = ['idempotencyKey', 'reason', 'occurredAt'];
  expect(fields('ChangeInput').filter((name) => !others.includes(name)).sort()).toEqual(fields('Mutation').filter((name) => name !== 'performChanges').sort());
});
