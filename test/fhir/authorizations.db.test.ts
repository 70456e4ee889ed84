import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { perform } from '../../src/changes/perform.js';
import { importFhir } from '../../src/fhir/import.js';
import type { ImportReport } from '../../src/fhir/report.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { at, countRows, type Document, type ImportingAgency, openImportingAgency, outcomes } from '../support/fhir.js';
import { authorizedCode, authorizedQuantity, bundle, coverage, decision, insurer, item, patient, request, response } from '../support/fhir-documents.js';

let world: TestWorld;
let agency: ImportingAgency;

beforeAll(async () => {
  world = await openTestWorld();
});

beforeEach(async () => {
  world.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openImportingAgency(world.world);
});

afterAll(async () => {
  await world.close();
});

async function take(document: Document): Promise<ImportReport> {
  return importFhir(world.world, agency.viewer, document);
}

const BACKGROUND = [insurer(), patient(), coverage()];

/** The lines of the agency's authorizations, in the order of their dates and codes. */
async function lines(): Promise<Document[]> {
  const { rows } = await world.owner.query(
    `select l.service_code as code, l.unit_definition as unit, l.authorized_milli_units::int as units, l.starts_on::text as from, l.ends_on::text as to, l.decision, l.decision_reason as reason, a.number
       from authorization_lines l join authorizations a on a.id = l.authorization_id where l.agency_id = $1 order by l.starts_on, l.service_code, l.id`,
    [agency.agencyId],
  );
  return rows;
}

async function openFindings(): Promise<string[]> {
  const { rows } = await world.owner.query<{ code: string }>(`select rule_id as code from findings where agency_id = $1 and status = 'OPEN' order by rule_id`, [agency.agencyId]);
  return rows.map(({ code }) => code);
}

async function patientId(): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(`select id from patients where agency_id = $1`, [agency.agencyId]);
  return rows[0]?.id ?? '';
}

describe('a request and its answer', () => {
  test('a request waits, and the approval that comes later certifies its line with the number, the dates and the quantity', async () => {
    expect(outcomes(await take(bundle('collection', ...BACKGROUND, request())))).toEqual(['Organization CREATED', 'Patient CREATED', 'Coverage CREATED', 'Claim CREATED']);
    expect(await lines()).toEqual([{ code: 'G0151', unit: 'VISIT', units: 12_000, from: '2026-02-22', to: '2026-04-22', decision: 'PENDED', reason: null, number: null }]);

    const approved = decision({ action: 'A2', number: 'AUTH-77', period: { start: '2026-02-25', end: '2026-03-31' }, detail: [authorizedQuantity(8, 'VS')], reasons: [{ coding: [{ code: '0V' }] }] });
    const report = await take(bundle('collection', response('ans', [approved])));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'UPDATED', changes: ['reviseAuthorization'], notApplied: [] });
    expect(await lines()).toEqual([{ code: 'G0151', unit: 'VISIT', units: 8_000, from: '2026-02-25', to: '2026-03-31', decision: 'CERTIFIED_PARTIALLY', reason: '0V', number: 'AUTH-77' }]);
    const { rows } = await world.owner.query(`select decided_at as at from authorizations where agency_id = $1`, [agency.agencyId]);
    expect(rows).toEqual([{ at: new Date('2026-02-24T15:00:00Z') }]);
  });

  test('an approval in total leaves what was asked for', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action: 'A1' })], { preAuthRef: 'PA-1' })));
    expect(await lines()).toEqual([{ code: 'G0151', unit: 'VISIT', units: 12_000, from: '2026-02-22', to: '2026-04-22', decision: 'CERTIFIED_IN_TOTAL', reason: null, number: 'PA-1' }]);
  });

  test('a rejection leaves a visit that is planned for the service refused by the payer', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const times = { startsAt: new Date('2026-03-10T15:00:00Z'), endsAt: new Date('2026-03-10T15:45:00Z') };
    await perform(world.world, scheduleVisit, { patientId: await patientId(), serviceCode: 'G0151', ...times }, { viewer: agency.viewer });
    expect(await openFindings()).not.toContain('AUTH-03');

    await take(bundle('collection', response('ans', [decision({ action: 'A3', reasons: [{ coding: [{ code: '0V', display: 'Not covered' }] }] })])));
    expect((await lines())[0]).toMatchObject({ decision: 'NOT_CERTIFIED', reason: '0V Not covered', units: 12_000 });
    expect(await openFindings()).toContain('AUTH-03');
  });

  test('an approval that arrives clears the finding for what was not approved', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const times = { startsAt: new Date('2026-03-10T15:00:00Z'), endsAt: new Date('2026-03-10T15:45:00Z') };
    await perform(world.world, scheduleVisit, { patientId: await patientId(), serviceCode: 'G0151', ...times }, { viewer: agency.viewer });
    await take(bundle('collection', response('no', [decision({ action: 'A3', reasons: [{ text: 'Not covered' }] })], { created: '2026-02-24T09:00:00-06:00' })));
    expect(await openFindings()).toContain('AUTH-03');
    await take(bundle('collection', response('yes', [decision({ action: 'A1' })], { created: '2026-02-26T09:00:00-06:00' })));
    expect(await openFindings()).not.toContain('AUTH-03');
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL', reason: null });
  });

  test.each([
    ['A1', 'CERTIFIED_IN_TOTAL'],
    ['A2', 'CERTIFIED_PARTIALLY'],
    ['A3', 'NOT_CERTIFIED'],
    ['A6', 'MODIFIED'],
    ['C', 'CANCELLED'],
    ['CT', 'CONTACT_PAYER'],
    ['NA', 'NOT_REQUIRED'],
  ])('review action %s is %s', async (action, expected) => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action })])));
    expect((await lines())[0]).toMatchObject({ decision: expected });
  });

  test('still pending is no news, and is known again all the same', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const pending = bundle('collection', response('ans', [decision({ action: 'A4' })]));
    expect(outcomes(await take(pending))).toEqual(['ClaimResponse UNCHANGED']);
    const contents = await contentsOf(world.owner);
    expect(outcomes(await take(pending))).toEqual(['ClaimResponse UNCHANGED']);
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('the same answer, decided in the meantime, is applied', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action: 'A4' })])));
    expect(outcomes(await take(bundle('collection', response('ans', [decision({ action: 'A1' })], { created: '2026-02-27T09:00:00-06:00' }))))).toEqual(['ClaimResponse UPDATED']);
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL' });
  });

  test('an older "still pending" does not undo a decision', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('yes', [decision({ action: 'A1' })], { created: '2026-02-26T09:00:00-06:00' })));
    const report = await take(bundle('collection', response('late', [decision({ action: 'A4' })], { created: '2026-02-24T09:00:00-06:00' })));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'UNCHANGED', issues: [{ code: 'VERSION_CONFLICT', path: 'ClaimResponse.item[0]' }] });
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL' });
  });

  test('answers about different items may arrive in any order', async () => {
    await take(bundle('collection', ...BACKGROUND, request('req', { item: [item(), item({ sequence: 2, code: 'G0152' })] })));
    await take(bundle('collection', response('b', [decision({ sequence: 2, action: 'A1' })], { created: '2026-02-26T09:00:00-06:00' })));
    await take(bundle('collection', response('a', [decision({ action: 'A3' })], { created: '2026-02-24T09:00:00-06:00' })));
    expect((await lines()).map(({ decision: decided }) => decided)).toEqual(['NOT_CERTIFIED', 'CERTIFIED_IN_TOTAL']);
  });

  test('an error is no decision: the request waits on, with the payer\'s error beside it', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const failed = response('err', [], { outcome: 'error', item: undefined, error: [{ code: { coding: [{ system: 'https://codesystem.x12.org/005010/901', code: 'T4' }] } }] });
    expect(outcomes(await take(bundle('collection', failed)))).toEqual(['ClaimResponse UPDATED']);
    expect((await lines())[0]).toMatchObject({ decision: 'PENDED', reason: 'Request not processed, error T4' });
  });

  test('request and answer in one bundle come to the same, in whatever order they stand', async () => {
    const answer = response('ans', [decision({ action: 'A1', number: 'N1' })]);
    expect(outcomes(await take(bundle('collection', answer, request(), ...BACKGROUND)))).toEqual(['ClaimResponse UPDATED', 'Claim CREATED', 'Organization CREATED', 'Patient CREATED', 'Coverage CREATED']);
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL', number: 'N1' });
  });

  test('several answers in one bundle are taken in the order in which they were given', async () => {
    const last = response('b', [decision({ action: 'A1' })], { created: '2026-02-26T09:00:00-06:00' });
    const first = response('a', [decision({ action: 'A4' })], { created: '2026-02-24T09:00:00-06:00' });
    await take(bundle('collection', last, first, ...BACKGROUND, request()));
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL' });
  });
});

describe('matching an answer to its request', () => {
  const traced = { request: undefined, identifier: [{ system: 'urn:trnorg:9012345678', value: 'TRACE-req' }] };

  test('by the trace number, where the answer points at nothing', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action: 'A1' })], traced)));
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL' });
  });

  test('by the identifier of the request in the reference', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action: 'A1' })], { request: { type: 'Claim', identifier: traced.identifier[0] } })));
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL' });
  });

  test('by the trace number, where the answer points at the payer\'s own copy', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action: 'A1' })], { ...traced, request: { reference: 'https://payer.example/fhir/Claim/77' } })));
    expect((await lines())[0]).toMatchObject({ decision: 'CERTIFIED_IN_TOTAL' });
  });

  test('not by the trace number, where the answer points at another request of the same server', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const report = await take(bundle('collection', response('ans', [decision({ action: 'A1' })], { ...traced, request: { reference: 'Claim/other' } })));
    expect(at(report, 'entry[0]').reason).toMatchObject({ code: 'NOT_FOUND', path: 'ClaimResponse.request' });
    expect((await lines())[0]).toMatchObject({ decision: 'PENDED' });
  });

  test('not to a request of another patient', async () => {
    await take(bundle('collection', ...BACKGROUND, request(), patient('p2')));
    const report = await take(bundle('collection', response('ans', [decision({ action: 'A1' })], { patient: { reference: 'Patient/p2' } })));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'REFUSED', reason: { path: 'ClaimResponse.request' } });
    expect((await lines())[0]).toMatchObject({ decision: 'PENDED' });
  });

  test('an answer to nothing that is known, but that says itself what is authorized, is an authorization', async () => {
    await take(bundle('collection', ...BACKGROUND));
    const alone = decision({ action: 'A1', number: 'AUTH-5', period: { start: '2026-03-01', end: '2026-03-31' }, detail: [authorizedCode('G0299'), authorizedQuantity(24)] });
    expect(outcomes(await take(bundle('collection', response('ans', [alone], { request: undefined }))))).toEqual(['ClaimResponse CREATED']);
    expect(await lines()).toEqual([{ code: 'G0299', unit: 'QUARTER_HOUR', units: 24_000, from: '2026-03-01', to: '2026-03-31', decision: 'CERTIFIED_IN_TOTAL', reason: null, number: 'AUTH-5' }]);
  });
});

describe('a request that comes after its answer', () => {
  test('is the authorization that the answer made, and takes nothing back', async () => {
    await take(bundle('collection', ...BACKGROUND));
    const approved = decision({ action: 'A1', number: 'AUTH-5', period: { start: '2026-03-01', end: '2026-03-31' }, detail: [authorizedCode('G0151'), authorizedQuantity(6, 'VS')] });
    expect(outcomes(await take(bundle('collection', response('ans', [approved]))))).toEqual(['ClaimResponse CREATED']);
    const before = await lines();
    expect(outcomes(await take(bundle('collection', request())))).toEqual(['Claim UNCHANGED']);
    expect(await lines()).toEqual(before);
  });
});

describe('items', () => {
  test('each is decided by itself', async () => {
    const both = request('req', { item: [item(), item({ sequence: 2, code: 'G0299', quantity: { value: 40 } })] });
    await take(bundle('collection', ...BACKGROUND, both));
    await take(bundle('collection', response('ans', [decision({ action: 'A1' }), decision({ sequence: 2, action: 'A3' })])));
    expect((await lines()).map(({ code, unit, units, decision: decided }) => [code, unit, units, decided])).toEqual([
      ['G0151', 'VISIT', 12_000, 'CERTIFIED_IN_TOTAL'],
      ['G0299', 'QUARTER_HOUR', 40_000, 'NOT_CERTIFIED'],
    ]);
  });

  test('one that home care does not bill is named and left out, and so is the decision about it', async () => {
    const mixed = request('req', { item: [item({ code: 'B4184' }), item({ sequence: 2 })] });
    const asked = await take(bundle('collection', ...BACKGROUND, mixed));
    expect(at(asked, 'entry[3]')).toMatchObject({ outcome: 'CREATED', issues: [{ code: 'UNKNOWN_CODE', path: 'Claim.item[0].productOrService' }] });
    const answered = await take(bundle('collection', response('ans', [decision({ action: 'A1' }), decision({ sequence: 2, action: 'A1' })])));
    expect(at(answered, 'entry[0]')).toMatchObject({ outcome: 'UPDATED', issues: [{ code: 'NOT_FOUND', path: 'ClaimResponse.item[0]' }] });
    expect(await lines()).toHaveLength(1);
  });

  test('an approval without any quantity, of a request without one, says what it lacks and changes nothing', async () => {
    await take(bundle('collection', ...BACKGROUND, request('req', { item: [item({ quantity: null })] })));
    expect((await lines())[0]).toMatchObject({ units: 0, decision: 'PENDED' });
    const report = await take(bundle('collection', response('ans', [decision({ action: 'A1' })])));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'REFUSED', reason: { code: 'INVALID_INPUT', path: 'ClaimResponse.item[0]' } });
    expect((await lines())[0]).toMatchObject({ units: 0, decision: 'PENDED' });
  });

  test('a decision that is not understood is refused rather than guessed', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const report = await take(bundle('collection', response('ans', [decision({ action: 'A9' })])));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'REFUSED', reason: { code: 'UNKNOWN_CODE' } });
  });

  test('what the payer adds on its own becomes a line', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const { itemSequence: _sequence, extension: _extension, ...reviewed } = decision({ action: 'A1' });
    const added = { ...reviewed, itemSequence: [1], productOrService: item({ code: 'G0157' }).productOrService, servicedPeriod: { start: '2026-03-01', end: '2026-03-31' }, quantity: { value: 4, code: 'VS' } };
    await take(bundle('collection', response('ans', [], { addItem: [added] })));
    expect((await lines()).map(({ code, units, decision: decided }) => [code, units, decided])).toEqual([
      ['G0151', 12_000, 'PENDED'],
      ['G0157', 4_000, 'CERTIFIED_IN_TOTAL'],
    ]);
  });

  test('an answer that comes again, changed, finds the lines that it added', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const { itemSequence: _sequence, extension: _extension, ...reviewed } = decision({ action: 'A1' });
    const added = (value: number): Document => ({ ...reviewed, itemSequence: [1], productOrService: item({ code: 'G0157' }).productOrService, servicedPeriod: { start: '2026-03-01', end: '2026-03-31' }, quantity: { value, code: 'VS' } });
    const switched = (value: number): Document => decision({ action: 'A6', detail: [authorizedCode('G0152'), authorizedQuantity(value, 'VS')] });
    await take(bundle('collection', response('ans', [switched(6)], { addItem: [added(4)] })));
    await take(bundle('collection', response('ans', [switched(7)], { addItem: [added(5)] })));
    expect((await lines()).map(({ code, units, decision: decided }) => [code, units, decided])).toEqual([
      ['G0151', 12_000, 'CANCELLED'],
      ['G0152', 7_000, 'MODIFIED'],
      ['G0157', 5_000, 'CERTIFIED_IN_TOTAL'],
    ]);
  });

  test('another discipline than was asked for is another line', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action: 'A6', detail: [authorizedCode('G0152'), authorizedQuantity(6, 'VS')] })])));
    expect((await lines()).map(({ code, units, decision: decided }) => [code, units, decided])).toEqual([
      ['G0151', 12_000, 'CANCELLED'],
      ['G0152', 6_000, 'MODIFIED'],
    ]);
  });

  test('dates that the item does not have come from the order behind it', async () => {
    const { servicedPeriod: _dates, ...undated } = item();
    const behind = { ...undated, extension: [{ url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-requestedService', valueReference: { reference: 'ServiceRequest/behind' } }] };
    const ordered = { resourceType: 'ServiceRequest', id: 'behind', status: 'draft', intent: 'order', subject: { reference: 'Patient/p1' }, occurrencePeriod: { start: '2026-03-05', end: '2026-03-25' } };
    await take(bundle('collection', ...BACKGROUND, ordered, request('req', { item: [behind] })));
    expect((await lines())[0]).toMatchObject({ from: '2026-03-05', to: '2026-03-25' });
  });
});

describe('updates of a request', () => {
  const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition';
  const related = [{ claim: { reference: 'Claim/req' }, relationship: { coding: [{ code: 'prior' }] } }];
  const cancelled = { modifierExtension: [{ url: `${PAS}/modifierextension-infoCancelled`, valueBoolean: true }] };
  const flagged = (mode: string) => ({ extension: [{ url: `${PAS}/extension-infoChanged`, valueCode: mode }] });

  test('items are changed, withdrawn and added in the same authorization', async () => {
    await take(bundle('collection', ...BACKGROUND, request('req', { item: [item(), item({ sequence: 2, code: 'G0152' })] })));
    const update = request('upd', { related, item: [item({ quantity: { value: 20, code: 'VS' }, more: flagged('changed') }), item({ sequence: 2, code: 'G0152', more: cancelled }), item({ sequence: 3, code: 'G0153', more: flagged('added') })] });
    const report = await take(bundle('collection', update));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'UPDATED', changes: ['reviseAuthorization'] });
    expect((await lines()).map(({ code, units, decision: decided }) => [code, units, decided])).toEqual([
      ['G0151', 20_000, 'PENDED'],
      ['G0152', 12_000, 'CANCELLED'],
      ['G0153', 12_000, 'PENDED'],
    ]);
    expect((await countRows(world.owner)).authorizations).toBeGreaterThan(0);
    // The payer's answer to the update finds the items by their numbers in it.
    await take(bundle('collection', response('ans', [decision({ sequence: 3, action: 'A1' })], { request: { reference: 'Claim/upd' } })));
    expect((await lines())[2]).toMatchObject({ code: 'G0153', decision: 'CERTIFIED_IN_TOTAL' });
  });

  test('a line that the payer has decided stays as it is until the payer answers the update', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    await take(bundle('collection', response('ans', [decision({ action: 'A1' })])));
    const report = await take(bundle('collection', request('upd', { related, item: [item({ quantity: { value: 20, code: 'VS' }, more: flagged('changed') })] })));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'CHANGED', notApplied: ['Claim.item[0]'] });
    expect((await lines())[0]).toMatchObject({ units: 12_000, decision: 'CERTIFIED_IN_TOTAL' });
  });

  test('the same request with another quantity is applied while nobody has decided', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    const report = await take(bundle('collection', request('req', { item: [item({ quantity: { value: 9, code: 'VS' } })] })));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'UPDATED', notApplied: [] });
    expect((await lines())[0]).toMatchObject({ units: 9_000 });
  });

  test('a request that is withdrawn is cancelled', async () => {
    await take(bundle('collection', ...BACKGROUND, request()));
    expect(at(await take(bundle('collection', request('req', { status: 'cancelled' }))), 'entry[0]').changes).toEqual(['cancelAuthorization']);
  });

  test('an inquiry asks for nothing', async () => {
    const report = await take(bundle('collection', ...BACKGROUND, request('inq', { meta: { profile: [`${PAS}/profile-claim-inquiry`] } })));
    expect(at(report, 'entry[3]').outcome).toBe('SKIPPED');
  });
});
