import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { Viewer } from '../../src/auth/viewer.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { type Answer, type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { expectNotStale } from '../support/staleness.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let integrator: Viewer;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openTestAgency(here.world);
  integrator = agency.viewerAs('INTEGRATOR');
});

const NAME = { system: 'https://emr.example', value: '17' };

function ask(kind: string, record: object, { viewer = integrator, args = '', identifier = NAME, selection = '' } = {}): Promise<Answer> {
  const type = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Input`;
  return graphql.ask(viewer, `mutation ($input: ${type}!) { ${kind}(input: $input${args}) { outcome cursor record { id identifiers { system value } ${selection} } alignment { raised { ruleId } cleared { ruleId } } } }`, { input: { identifier, record } });
}

async function done(kind: string, record: object, options: Parameters<typeof ask>[2] = {}): Promise<Data> {
  const { data, errors } = await ask(kind, record, options);
  expect(errors).toBeUndefined();
  return data[kind];
}

const visit = (more: object = {}): object => ({
  patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', staffId: toGlobalId('Staff', agency.staffId), startsAt: '2026-03-17T15:00:00Z', endsAt: '2026-03-17T15:45:00Z', ...more,
});

async function events(): Promise<string[]> {
  return (await here.owner.query('select type from alignment_events where agency_id = $1 order by seq', [agency.agencyId])).rows.map(({ type }) => type);
}

/** For each kind: what is sent first, what differs the second time, and the events that the difference leaves. */
const KINDS: Record<string, (the: TestAgency) => { readonly first: object; readonly second: object; readonly selection: string; readonly says: object; readonly events: readonly string[] }> = {
  upsertPatient: ({ branchId }) => ({
    first: { branchId: toGlobalId('Branch', branchId), mrn: 'MRN-9', givenName: 'Kim', familyName: 'Canary', birthDate: '1944-02-29' },
    second: { familyName: 'Finch', startOfCareOn: '2026-03-01' },
    selection: 'givenName familyName startOfCareOn version',
    says: { givenName: 'Kim', familyName: 'Finch', startOfCareOn: '2026-03-01', version: 2 },
    events: ['PATIENT_UPDATED'],
  }),
  upsertStaff: () => ({
    first: { givenName: 'Bo', familyName: 'Ray', disciplines: ['OT', 'PT'], npi: '1234567893' },
    second: { familyName: 'Rey', disciplines: ['SN'], credential: 'RN' },
    selection: 'givenName familyName disciplines credential npi',
    says: { givenName: 'Bo', familyName: 'Rey', disciplines: ['SN'], credential: 'RN', npi: '1234567893' },
    events: ['STAFF_UPDATED'],
  }),
  upsertPayer: () => ({ first: { name: 'Borealis', kind: 'MEDICAID' }, second: { kind: 'MEDICARE' }, selection: 'name kind', says: { name: 'Borealis', kind: 'MEDICARE' }, events: ['PAYER_UPDATED'] }),
  upsertCoverage: ({ patientId, payerId }) => ({
    first: { patientId: toGlobalId('Patient', patientId), payerId: toGlobalId('Payer', payerId), memberId: 'M-2', rank: 2, startsOn: '2026-01-01' },
    second: { memberId: 'M-3', rank: 3, endsOn: '2026-12-31' },
    selection: 'memberId rank startsOn endsOn version',
    says: { memberId: 'M-3', rank: 3, startsOn: '2026-01-01', endsOn: '2026-12-31', version: 2 },
    events: ['COVERAGE_CHANGED'],
  }),
  upsertOrder: ({ patientId }) => ({
    first: { patientId: toGlobalId('Patient', patientId), kind: 'PLAN_OF_CARE', discipline: 'OT', frequencyText: 'OT 1w4', startsOn: '2026-03-01', physicianName: 'Roe' },
    second: { sentAt: '2026-03-02T14:00:00Z', urgency: 'URGENT' },
    selection: 'status urgency version',
    says: { status: 'SENT_FOR_SIGNATURE', urgency: 'URGENT', version: 2 },
    events: ['ORDER_UPDATED'],
  }),
  upsertCertification: ({ patientId }) => ({
    first: { patientId: toGlobalId('Patient', patientId), kind: 'INITIAL', startsOn: '2026-02-01', endsOn: '2026-04-01' },
    second: { endsOn: '2026-03-31', certifiedOn: '2026-02-10', assessedOn: '2026-02-01' },
    selection: 'endsOn certifiedOn assessedOn version',
    says: { endsOn: '2026-03-31', certifiedOn: '2026-02-10', assessedOn: '2026-02-01', version: 2 },
    events: ['CERTIFICATION_UPDATED'],
  }),
  upsertAuthorization: ({ patientId, payerId }) => ({
    first: {
      patientId: toGlobalId('Patient', patientId), payerId: toGlobalId('Payer', payerId),
      lines: [{ discipline: 'OT', serviceCode: 'G0152', unitDefinition: 'VISIT', authorizedUnits: 0, startsOn: '2026-03-01', endsOn: '2026-04-30', decision: 'PENDED' }],
    },
    second: {
      number: 'A-9',
      lines: [
        { discipline: 'SN', unitDefinition: 'VISIT', authorizedUnits: 4, startsOn: '2026-03-01', endsOn: '2026-04-30' },
        { discipline: 'OT', serviceCode: 'G0152', unitDefinition: 'VISIT', authorizedUnits: 6, startsOn: '2026-03-01', endsOn: '2026-04-30', decision: 'CERTIFIED_PARTIALLY' },
      ],
    },
    selection: 'number lines { discipline authorizedUnits decision } version',
    says: {
      number: 'A-9', version: 2,
      lines: expect.arrayContaining([
        { discipline: 'OT', authorizedUnits: 6, decision: 'CERTIFIED_PARTIALLY' },
        { discipline: 'SN', authorizedUnits: 4, decision: 'CERTIFIED_IN_TOTAL' },
      ]),
    },
    events: ['AUTHORIZATION_REVISED'],
  }),
  upsertVisit: ({ patientId, staffId }) => ({
    first: { patientId: toGlobalId('Patient', patientId), serviceCode: 'G0151', startsAt: '2026-03-17T15:00:00Z', endsAt: '2026-03-17T15:45:00Z' },
    second: { staffId: toGlobalId('Staff', staffId), startsAt: '2026-03-18T15:00:00Z', endsAt: '2026-03-18T15:45:00Z', type: 'EVALUATION' },
    selection: 'startsAt type staff { id } status',
    says: { startsAt: '2026-03-18T15:00:00.000Z', type: 'EVALUATION', status: 'SCHEDULED' },
    events: ['VISIT_RESCHEDULED', 'VISIT_REASSIGNED', 'VISIT_SERVICE_CHANGED'],
  }),
};

describe.each(Object.keys(KINDS))('%s', (kind) => {
  test('makes the record, leaves it alone when the same is sent again, and brings it up to what differs', async () => {
    const { first, second, selection, says, events: left } = (KINDS[kind] as (typeof KINDS)[string])(agency);
    const made = await done(kind, first, { selection });
    expect(made).toMatchObject({ outcome: 'CREATED', record: { identifiers: [NAME] } });
    expect(made.cursor).not.toBeNull();
    const before = await events();

    expect(await done(kind, first, { selection })).toEqual({ outcome: 'UNCHANGED', cursor: null, record: made.record, alignment: { raised: [], cleared: [] } });
    expect(await events()).toEqual(before);

    const changed = await done(kind, { ...first, ...second }, { selection });
    expect(changed).toMatchObject({ outcome: 'UPDATED', record: { id: made.record.id, ...says } });
    expect((await events()).slice(before.length)).toEqual(left);
    expect((await done(kind, { ...first, ...second }, { selection })).outcome).toBe('UNCHANGED');
    await expectNotStale(here, agency);
  });

  test('leaves nothing when it is tried out, or sent by someone who may not', async () => {
    const { first } = (KINDS[kind] as (typeof KINDS)[string])(agency);
    const before = await contentsOf(here.owner);
    expect(await done(kind, first, { args: ', dryRun: true' })).toMatchObject({ outcome: 'CREATED', cursor: null });
    const readerRole = ['upsertOrder', 'upsertCertification', 'upsertStaff', 'upsertPayer'].includes(kind) ? 'SCHEDULER' : 'CLINICIAN';
    const { errors } = await ask(kind, first, { viewer: agency.viewerAs(readerRole) });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await contentsOf(here.owner)).toEqual(before);
  });
});

describe('an upsert', () => {
  test('makes one record when a new name is sent by two at once', async () => {
    const [a, b] = await Promise.all([done('upsertVisit', visit()), done('upsertVisit', visit({ startsAt: '2026-03-17T14:30:00Z' }))]);
    expect([a.outcome, b.outcome].sort()).toEqual(['CREATED', 'UPDATED']);
    expect(a.record.id).toBe(b.record.id);
    await expectNotStale(here, agency);
  });

  test('of the same name in two agencies makes two records', async () => {
    const other = await openTestAgency(here.world);
    const payer = { name: 'Borealis', kind: 'MEDICAID' };
    const [a, b] = [await done('upsertPayer', payer), await done('upsertPayer', payer, { viewer: other.viewerAs('INTEGRATOR') })];
    expect([a.outcome, b.outcome]).toEqual(['CREATED', 'CREATED']);
    expect(a.record.id).not.toBe(b.record.id);
  });

  test('finds and names nothing of another agency', async () => {
    const other = await openTestAgency(here.world);
    const { record } = await done('upsertVisit', visit());
    for (const more of [{ patientId: toGlobalId('Patient', other.patientId) }, { staffId: toGlobalId('Staff', other.staffId) }]) {
      const { errors } = await ask('upsertVisit', visit(more), { identifier: { ...NAME, value: '18' } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'record', Object.keys(more)[0]] });
    }
    const theirs = await done('upsertVisit', { ...visit(), patientId: toGlobalId('Patient', other.patientId), staffId: toGlobalId('Staff', other.staffId) }, { viewer: other.viewerAs('INTEGRATOR') });
    expect(theirs.outcome).toBe('CREATED');
    expect(theirs.record.id).not.toBe(record.id);
    expect((await done('upsertVisit', visit())).outcome).toBe('UNCHANGED');
  });

  test('repeated with its key gives the first answer again and acts no more, also where nothing was to do', async () => {
    const args = ', idempotencyKey: "night-1"';
    const first = await done('upsertVisit', visit(), { args });
    await done('upsertVisit', visit({ startsAt: '2026-03-17T14:00:00Z' }));
    expect(await done('upsertVisit', visit(), { args })).toEqual(first);
    const idle = await done('upsertVisit', visit({ startsAt: '2026-03-17T14:00:00Z' }), { args: ', idempotencyKey: "night-2"' });
    expect(idle).toMatchObject({ outcome: 'UNCHANGED', cursor: null });
    await done('upsertVisit', visit({ startsAt: '2026-03-17T13:00:00Z' }));
    expect(await done('upsertVisit', visit({ startsAt: '2026-03-17T14:00:00Z' }), { args: ', idempotencyKey: "night-2"' })).toEqual(idle);
    const { errors } = await ask('upsertVisit', visit({ startsAt: '2026-03-17T12:00:00Z' }), { args });
    expect(errors?.[0]?.extensions?.['code']).toBe('IDEMPOTENCY_MISMATCH');
  });

  test('refuses what a record of that name cannot become, and says where', async () => {
    await done('upsertVisit', visit());
    const { errors } = await ask('upsertVisit', visit({ isAsNeeded: true }));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'record', 'isAsNeeded'] });
    const order = { patientId: toGlobalId('Patient', agency.patientId), kind: 'PLAN_OF_CARE', discipline: 'OT', frequencyText: 'OT 1w4', startsOn: '2026-03-01', physicianName: 'Roe', receivedAt: '2026-03-01T15:00:00Z' };
    await done('upsertOrder', order);
    expect((await done('upsertOrder', order)).outcome).toBe('UNCHANGED');
    for (const more of [{ receivedAt: '2026-02-28T15:00:00Z' }, { supersedesOrderId: toGlobalId('Order', agency.orderId) }]) {
      expect((await ask('upsertOrder', { ...order, ...more })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'record', Object.keys(more)[0]] });
    }
    const unknown = await ask('upsertVisit', visit({ serviceCode: 'X' }), { identifier: { ...NAME, value: '18' } });
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ path: ['input', 'record', 'serviceCode'] });
    const nameless = await ask('upsertVisit', visit(), { identifier: { ...NAME, value: ' ' } });
    expect(nameless.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'identifier', 'value'] });
  });

  test('does not move a visit that has taken place, and leaves it alone when it says the same', async () => {
    const { record } = await done('upsertVisit', visit({ startsAt: '2026-03-02T12:00:00Z', endsAt: '2026-03-02T12:45:00Z' }));
    const { rows } = await here.owner.query(`select record_id from identifiers where agency_id = $1 and value = '17'`, [agency.agencyId]);
    expect(record.id).toBe(toGlobalId('Visit', rows[0].record_id));
    await perform(here.world, completeVisit, { visitId: rows[0].record_id }, agency);
    expect((await done('upsertVisit', visit({ startsAt: '2026-03-02T12:00:00Z', endsAt: '2026-03-02T12:45:00Z' }))).outcome).toBe('UNCHANGED');
    const { errors } = await ask('upsertVisit', visit());
    expect(errors?.[0]?.extensions?.['code']).toBe('ILLEGAL_TRANSITION');
  });

  test('tells another primary diagnosis from the same diagnoses, and no other order of a set from the set', async () => {
    const order = (more: object): object => ({
      patientId: toGlobalId('Patient', agency.patientId), kind: 'PLAN_OF_CARE', discipline: 'OT', frequencyText: 'OT 1w4', startsOn: '2026-03-01', physicianName: 'Roe', ...more,
    });
    await done('upsertOrder', order({ diagnosisCodes: ['I50.9', 'E11.9'] }));
    const { outcome, record } = await done('upsertOrder', order({ diagnosisCodes: ['E11.9', 'I50.9', 'E11.9'] }), { selection: 'diagnosisCodes' });
    expect([outcome, record.diagnosisCodes]).toEqual(['UPDATED', ['E11.9', 'I50.9']]);
    await done('upsertStaff', { givenName: 'Bo', familyName: 'Ray', disciplines: ['OT', 'PT'] });
    expect((await done('upsertStaff', { givenName: 'Bo', familyName: 'Ray', disciplines: ['PT', 'OT'] })).outcome).toBe('UNCHANGED');
  });

  test('takes back that an order went out for its signature', async () => {
    const { first } = (KINDS['upsertOrder'] as (typeof KINDS)[string])(agency);
    expect((await done('upsertOrder', { ...first, sentAt: '2026-03-02T14:00:00Z' }, { selection: 'status sentAt' })).record).toMatchObject({ status: 'SENT_FOR_SIGNATURE' });
    expect((await done('upsertOrder', { ...first, sentAt: null }, { selection: 'status sentAt' })).record).toMatchObject({ status: 'VERBAL_RECEIVED', sentAt: null });
  });

  test.each([
    ['upsertPatient', { familyName: 'Finch-Canary' }], ['upsertStaff', { familyName: 'Finch-Canary' }], ['upsertStaff', { npi: '1932102084' }], ['upsertCoverage', { memberId: 'Finch-Canary' }],
    ['upsertOrder', { physicianName: 'Finch-Canary' }],
  ])('by %s of %j tells the log which record has changed, and no name', async (kind, second) => {
    const { first } = (KINDS[kind] as (typeof KINDS)[string])(agency);
    const { record } = await done(kind, first);
    expect(await done(kind, { ...first, ...second })).toMatchObject({ outcome: 'UPDATED', record: { id: record.id } });
    const { alignmentEvents } = await graphql.data(agency.viewer, '{ alignmentEvents(first: 100) { nodes { what { entity id } } } }');
    expect(alignmentEvents.nodes.at(-1).what).toEqual([{ entity: kind.slice('upsert'.length), id: record.id }]);
    const { rows } = await here.owner.query(`select body::text from alignment_events where agency_id = $1`, [agency.agencyId]);
    expect(rows.filter(({ body }) => body.includes('Finch-Canary'))).toEqual([]);
  });

  test('gives the record the other names that were sent', async () => {
    await done('upsertVisit', visit());
    const { record } = await done('upsertVisit', visit({ identifiers: [{ system: 'urn:portal', value: 'P-1' }] }));
    expect(record.identifiers).toEqual([NAME, { system: 'urn:portal', value: 'P-1' }]);
  });
});
