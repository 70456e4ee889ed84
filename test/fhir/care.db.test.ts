import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { importFhir } from '../../src/fhir/import.js';
import type { ImportReport } from '../../src/fhir/report.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { at, type Document, type ImportingAgency, openImportingAgency, outcomes } from '../support/fhir.js';
import { bundle, CANARY, encounter, note, nurse, order, patient, physician, signature } from '../support/fhir-documents.js';

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

async function take(...resources: Document[]): Promise<ImportReport> {
  return importFhir(world.world, agency.viewer, bundle('collection', ...resources));
}

async function stored(select: string): Promise<Document[]> {
  return (await world.owner.query(select, [agency.agencyId])).rows;
}

const ORDERS = `select discipline, service_code as code, frequency_text as text, starts_on::text as from, ends_on::text as to, physician_name as physician, status, signature_date::text as signed, discontinued_on::text as ended from orders where agency_id = $1 order by starts_on, id`;
const VISITS = `select service_code as code, status, starts_at as start, ends_at as end, actual_starts_at as worked_from, actual_ends_at as worked_to, (select family_name from staff s where s.id = v.staff_id) as staff from visits v where agency_id = $1 order by starts_at, id`;
const NOTES = `select status, elements, written_at, signed_at, (select family_name from staff s where s.id = n.author_staff_id) as author from notes n where agency_id = $1`;

describe('orders', () => {
  test('a ServiceRequest with a timing is an order in the notation of home care, and is not signed by being active', async () => {
    const report = await take(patient(), physician(), order());
    expect(outcomes(report)).toEqual(['Patient CREATED', 'Practitioner CREATED', 'ServiceRequest CREATED']);
    expect(await stored(ORDERS)).toEqual([{ discipline: 'PT', code: 'G0151', text: '2w4', from: '2026-02-22', to: '2026-03-21', physician: 'Maja Lindqvist', status: 'VERBAL_RECEIVED', signed: null, ended: null }]);
  });

  test('a Provenance with the signature of the physician who ordered signs it, on the date of signing at the branch', async () => {
    await take(patient(), physician(), order());
    // Late in the evening in Chicago it is the next day already in UTC.
    const report = await take(signature('ServiceRequest/so', 'Practitioner/md', '2026-02-25T04:30:00Z'));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'UPDATED', changes: ['signOrder'] });
    expect((await stored(ORDERS))[0]).toMatchObject({ status: 'SIGNED', signed: '2026-02-24' });
    const contents = await contentsOf(world.owner);
    expect(outcomes(await take(signature('ServiceRequest/so', 'Practitioner/md', '2026-02-25T04:30:00Z')))).toEqual(['Provenance UNCHANGED']);
    expect(await contentsOf(world.owner)).toEqual(contents);
  });

  test('the signature of someone else, or one that is not for signing, leaves it unsigned and says so', async () => {
    await take(patient(), physician(), nurse(), order());
    const byNurse = await take(signature('ServiceRequest/so', 'Practitioner/rn', '2026-02-25T10:00:00Z'));
    expect(at(byNurse, 'entry[0]')).toMatchObject({ outcome: 'UNCHANGED', issues: [{ code: 'INVALID_INPUT', path: 'Provenance.signature[0].who' }] });
    const witness = signature('ServiceRequest/so', 'Practitioner/md', '2026-02-25T10:00:00Z', { id: 'w' });
    witness.signature[0].type[0].code = '1.2.840.10065.1.12.1.8';
    expect(at(await take(witness), 'entry[0]')).toMatchObject({ outcome: 'UNCHANGED', issues: [{ path: 'Provenance.signature[0]' }] });
    expect((await stored(ORDERS))[0]).toMatchObject({ status: 'VERBAL_RECEIVED', signed: null });
  });

  test('a signature in the resource itself signs it as it comes', async () => {
    const { signature: signatures } = signature('ServiceRequest/so', 'Practitioner/md', '2026-02-21T10:00:00-06:00');
    const report = await take(patient(), physician(), order('so', { extension: [{ url: 'https://ehr.example/signed', valueSignature: signatures[0] }] }));
    expect(at(report, 'entry[2]').changes).toEqual(['recordOrder', 'signOrder']);
    expect((await stored(ORDERS))[0]).toMatchObject({ status: 'SIGNED', signed: '2026-02-21' });
  });

  test('order, doctor and signature in one transaction', async () => {
    const report = await importFhir(world.world, agency.viewer, bundle('transaction', signature('ServiceRequest/so', 'Practitioner/md', '2026-02-21T10:00:00-06:00'), order(), physician(), patient()));
    expect(outcomes(report)).toEqual(['Provenance UPDATED', 'ServiceRequest CREATED', 'Practitioner CREATED', 'Patient CREATED']);
    expect((await stored(ORDERS))[0]).toMatchObject({ status: 'SIGNED', signed: '2026-02-21' });
  });

  test('a revoked order is discontinued today, and one entered in error supports nothing', async () => {
    await take(patient(), physician(), order(), order('wrong', { code: { coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'G0152' }] } }));
    const report = await take(order('so', { status: 'revoked' }), order('wrong', { status: 'entered-in-error', code: { coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'G0152' }] } }));
    expect(report.resources.map(({ changes }) => changes)).toEqual([['discontinueOrder'], ['discontinueOrder']]);
    expect((await stored(ORDERS)).map(({ code, status, ended }) => [code, status, ended])).toEqual([
      ['G0151', 'DISCONTINUED', '2026-03-02'],
      ['G0152', 'DISCONTINUED', '2026-02-22'],
    ]);
  });

  test('another frequency than before is a change that a new order must make', async () => {
    await take(patient(), physician(), order());
    const changed = order('so');
    changed.occurrenceTiming.repeat.frequency = 3;
    const report = await take(changed);
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'CHANGED', notApplied: ['ServiceRequest.occurrenceTiming'] });
    expect((await stored(ORDERS))[0]).toMatchObject({ text: '2w4' });
  });

  test.each([
    ['a proposal', { intent: 'proposal' }, 'ServiceRequest.intent'],
    ['an order not to do it', { doNotPerform: true }, 'ServiceRequest.doNotPerform'],
    ['a draft', { status: 'draft' }, 'ServiceRequest.status'],
    ['a therapy that nobody says is at home', { code: { coding: [{ system: 'http://snomed.info/sct', code: '91251008', display: 'Physical therapy procedure' }] } }, 'ServiceRequest.code'],
  ])('%s is no order', async (_what, changes, path) => {
    const report = await take(patient(), physician(), order('so', changes));
    expect(at(report, 'entry[2]')).toMatchObject({ outcome: 'SKIPPED', reason: { path } });
    expect(await stored(ORDERS)).toEqual([]);
  });

  test('the same therapy at the home of the patient is one', async () => {
    const home = { locationCode: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'PTRES' }] }], code: { coding: [{ system: 'http://snomed.info/sct', code: '91251008' }] } };
    await take(patient(), physician(), order('so', home));
    expect((await stored(ORDERS))[0]).toMatchObject({ discipline: 'PT', code: null });
  });

  test('an order that does not say how often is refused with the element that is missing', async () => {
    const report = await take(patient(), physician(), order('so', { occurrenceTiming: undefined }));
    expect(at(report, 'entry[2]')).toMatchObject({ outcome: 'REFUSED', reason: { code: 'INVALID_INPUT', path: 'ServiceRequest.occurrenceTiming' } });
  });

  test('an urgent order and its diagnoses are taken over, as far as they are coded in ICD-10-CM', async () => {
    const coded = (system: string, code: string): object => ({ coding: [{ system, code }] });
    const reasonCode = [coded('http://hl7.org/fhir/sid/icd-10-cm', 'M25.561'), coded('http://snomed.info/sct', '84229001'), coded('http://hl7.org/fhir/sid/icd-10-cm', 'M25561')];
    const report = await take(patient(), physician(), order('so', { priority: 'urgent', reasonCode }));
    expect(await stored('select urgency, diagnosis_codes as codes from orders where agency_id = $1')).toEqual([{ urgency: 'URGENT', codes: ['M25.561'] }]);
    expect(JSON.stringify(at(report, 'entry[2]'))).toContain('ServiceRequest.reasonCode[1]');
  });

  test.each([['routine', 'ROUTINE'], ['asap', 'URGENT'], ['stat', 'URGENT']])('an order of priority %s is %s', async (priority, urgency) => {
    await take(patient(), physician(), order('so', { priority }));
    expect(await stored('select urgency from orders where agency_id = $1')).toEqual([{ urgency }]);
  });

  test('an ambiguous frequency is kept as it was written', async () => {
    await take(patient(), physician(), order('so', { occurrenceTiming: { code: { text: 'BIW x 4 weeks' } } }));
    expect((await stored(ORDERS))[0]).toMatchObject({ text: 'BIW x 4 weeks' });
    expect(await stored('select frequency from orders where agency_id = $1')).toEqual([{ frequency: null }]);
  });
});

describe('visits', () => {
  const therapist = nurse('pt', { qualification: [{ code: { coding: [{ code: 'PTA' }] } }], identifier: undefined, name: [{ family: 'Haugen', given: ['Nils'] }] });

  test('a planned encounter is a visit; finished, it is one that was made in the time that was worked', async () => {
    const participant = [{ individual: { reference: 'Practitioner/pt' } }];
    await take(patient(), therapist, encounter('enc', { participant }));
    expect(await stored(VISITS)).toEqual([
      { code: 'G0151', status: 'SCHEDULED', start: new Date('2026-02-25T15:00:00Z'), end: new Date('2026-02-25T15:45:00Z'), worked_from: null, worked_to: null, staff: 'Haugen' },
    ]);
    const done = encounter('enc', { participant, status: 'finished', period: { start: '2026-02-25T09:05:00-06:00', end: '2026-02-25T09:58:00-06:00' } });
    expect(at(await take(done), 'entry[0]')).toMatchObject({ outcome: 'UPDATED', changes: ['completeVisit'], notApplied: [] });
    expect((await stored(VISITS))[0]).toMatchObject({ status: 'COMPLETED', start: new Date('2026-02-25T15:00:00Z'), worked_from: new Date('2026-02-25T15:05:00Z'), worked_to: new Date('2026-02-25T15:58:00Z') });
    expect(outcomes(await take(done))).toEqual(['Encounter UNCHANGED']);
  });

  test('one that comes finished is planned and made at once', async () => {
    expect(at(await take(patient(), encounter('enc', { status: 'finished' })), 'entry[1]').changes).toEqual(['scheduleVisit', 'completeVisit']);
  });

  test('one that moves is rescheduled, and one that is called off is cancelled', async () => {
    await take(patient(), encounter());
    expect(at(await take(encounter('enc', { period: { start: '2026-02-26T10:00:00-06:00', end: '2026-02-26T10:45:00-06:00' } })), 'entry[0]').changes).toEqual(['rescheduleVisit']);
    expect(at(await take(encounter('enc', { status: 'cancelled', period: { start: '2026-02-26T10:00:00-06:00', end: '2026-02-26T10:45:00-06:00' } })), 'entry[0]').changes).toEqual(['cancelVisit']);
    expect((await stored(VISITS))[0]).toMatchObject({ status: 'CANCELLED', start: new Date('2026-02-26T16:00:00Z') });
  });

  test('a home-health visit without a code is billed under the usual code of who makes it', async () => {
    const report = await take(patient(), therapist, encounter('enc', { type: undefined, participant: [{ individual: { reference: 'Practitioner/pt' } }] }));
    expect(at(report, 'entry[2]').issues).toEqual([{ code: 'ASSUMED', path: 'Encounter.type', expected: 'the usual code of PT, G0157' }]);
    expect((await stored(VISITS))[0]).toMatchObject({ code: 'G0157' });
  });

  test('a home-health visit of nobody knows which discipline is passed over, and says why', async () => {
    const report = await take(patient(), encounter('enc', { type: undefined }));
    expect(at(report, 'entry[1]')).toMatchObject({ outcome: 'SKIPPED', reason: { code: 'UNKNOWN_CODE' } });
  });

  test('an ambulatory encounter is none of ours, but a code that only home care bills is', async () => {
    const ambulatory = { class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' } };
    expect(outcomes(await take(patient(), encounter('a', { ...ambulatory, type: [{ text: 'Physical therapy at home' }] }), encounter('b', ambulatory)))).toEqual(['Patient CREATED', 'Encounter SKIPPED', 'Encounter CREATED']);
  });

  test('a visit without an end is refused by the name of what is missing', async () => {
    const report = await take(patient(), encounter('enc', { period: { start: '2026-02-25T09:00:00-06:00' } }));
    expect(at(report, 'entry[1]').reason).toMatchObject({ code: 'INVALID_INPUT', path: 'Encounter.period.end' });
  });

  test('one that is said to be finished before it was is refused by what it says', async () => {
    const report = await take(patient(), encounter('enc', { status: 'finished', period: { start: '2026-03-09T09:00:00-06:00', end: '2026-03-09T09:45:00-06:00' } }));
    expect(at(report, 'entry[1]').reason).toMatchObject({ code: 'INVALID_DATE', path: 'Encounter.period.end' });
    expect(await stored(VISITS)).toEqual([]);
  });

  const appointment = (changes: Document = {}): Document => ({
    resourceType: 'Appointment',
    id: 'app',
    status: 'booked',
    serviceType: [{ coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'G0151' }] }],
    start: '2026-02-25T09:00:00-06:00',
    minutesDuration: 45,
    participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }, { actor: { reference: 'Practitioner/pt' }, status: 'accepted' }],
    ...changes,
  });

  test('an appointment is a visit, and its encounter is the same visit', async () => {
    await take(patient(), therapist, appointment());
    expect((await stored(VISITS))[0]).toMatchObject({ status: 'SCHEDULED', end: new Date('2026-02-25T15:45:00Z'), staff: 'Haugen' });
    expect(at(await take(encounter('enc', { status: 'finished', appointment: [{ reference: 'Appointment/app' }] })), 'entry[0]').changes).toEqual(['completeVisit']);
    expect(await stored(VISITS)).toHaveLength(1);
    expect(outcomes(await take(appointment({ status: 'fulfilled' })))).toEqual(['Appointment UNCHANGED']);
  });

  test('an appointment that nobody kept is a missed visit', async () => {
    await take(patient(), therapist, appointment());
    expect(at(await take(appointment({ status: 'noshow' })), 'entry[0]').changes).toEqual(['missVisit']);
  });

  test('an appointment that is only proposed is not planned', async () => {
    expect(outcomes(await take(patient(), therapist, appointment({ status: 'proposed' })))).toEqual(['Patient CREATED', 'Practitioner CREATED', 'Appointment SKIPPED']);
  });
});

describe('notes', () => {
  const finished = encounter('enc', { status: 'finished' });

  test('a preliminary document is a note that is not signed; final, with author and date, it is', async () => {
    await take(patient(), nurse(), finished, note('note', { author: [{ reference: 'Practitioner/rn' }] }));
    expect(await stored(NOTES)).toEqual([
      { status: 'IN_PROGRESS', elements: [{ key: 'intervention', text: `${CANARY} walked forty feet` }], written_at: new Date('2026-02-26T00:00:00Z'), signed_at: null, author: 'Ortega' },
    ]);
    const final = note('note', { docStatus: 'final', author: [{ reference: 'Practitioner/rn' }], date: '2026-02-26T08:00:00-06:00' });
    expect(at(await take(final), 'entry[0]')).toMatchObject({ outcome: 'UPDATED', changes: ['writeNote', 'signNote'], notApplied: [] });
    expect((await stored(NOTES))[0]).toMatchObject({ status: 'SIGNED', signed_at: new Date('2026-02-26T14:00:00Z') });
    expect(outcomes(await take(final))).toEqual(['DocumentReference UNCHANGED']);
  });

  test('text that changes under a signature is not taken over', async () => {
    const final = note('note', { docStatus: 'final', author: [{ reference: 'Practitioner/rn' }] });
    await take(patient(), nurse(), finished, final);
    const rewritten = { ...final, content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('something else').toString('base64') } }] };
    expect(at(await take(rewritten), 'entry[0]')).toMatchObject({ outcome: 'CHANGED', notApplied: ['DocumentReference.content'] });
    expect((await stored(NOTES))[0].elements[0].text).toContain('walked forty feet');
  });

  test('a document that is no plain text is a note without text, and says so', async () => {
    const report = await take(patient(), nurse(), finished, note('note', { docStatus: 'final', author: [{ reference: 'Practitioner/rn' }], content: [{ attachment: { contentType: 'application/pdf', url: 'https://ehr.example/1.pdf' } }] }));
    expect(at(report, 'entry[3]')).toMatchObject({ outcome: 'CREATED', unmodelled: expect.arrayContaining(['DocumentReference.content']) });
    expect((await stored(NOTES))[0]).toMatchObject({ status: 'SIGNED', elements: [] });
  });

  test('a document about an encounter that is no visit at home is passed over, and one about nothing known is refused', async () => {
    const clinic = encounter('enc', { class: { code: 'AMB' }, type: [{ text: 'Office visit' }] });
    expect(outcomes(await take(patient(), clinic, note()))).toEqual(['Patient CREATED', 'Encounter SKIPPED', 'DocumentReference SKIPPED']);
    expect(at(await take(note('other', { context: { encounter: [{ reference: 'Encounter/nowhere' }] } })), 'entry[0]').reason).toMatchObject({ code: 'NOT_FOUND', path: 'DocumentReference.context.encounter[0]' });
  });

  test('a visit has one note: a second document about it is refused', async () => {
    const report = await take(patient(), finished, note(), note('second'));
    expect(at(report, 'entry[3]')).toMatchObject({ outcome: 'REFUSED', reason: { code: 'ALREADY_EXISTS', path: 'DocumentReference' } });
  });

  test('a note about a visit that has not taken place is refused', async () => {
    const report = await take(patient(), encounter(), note());
    expect(at(report, 'entry[2]')).toMatchObject({ outcome: 'REFUSED', reason: { code: 'ILLEGAL_TRANSITION', path: 'DocumentReference.context.encounter' } });
  });

  test('a composition brings its sections as elements, and is signed by who attested it', async () => {
    const composition = {
      resourceType: 'Composition', id: 'comp', status: 'final', type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] }, title: 'Visit note', subject: { reference: 'Patient/p1' },
      encounter: { reference: 'Encounter/enc' }, date: '2026-02-25T18:00:00-06:00', author: [{ reference: 'Practitioner/rn' }],
      attester: [{ mode: 'legal', time: '2026-02-26T09:00:00-06:00', party: { reference: 'Practitioner/rn' } }],
      section: [
        { title: 'Vitals', code: { coding: [{ system: 'http://loinc.org', code: '8716-3' }] }, text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>RR 120/80 &amp; stable</p></div>' } },
        { title: 'Course', text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Gait <b>training</b></div>' } },
      ],
    };
    const report = await importFhir(world.world, agency.viewer, bundle('document', composition, patient(), nurse(), finished));
    expect(at(report, 'entry[0]')).toMatchObject({ outcome: 'CREATED', changes: ['writeNote', 'signNote'] });
    expect(await stored(NOTES)).toEqual([
      { status: 'SIGNED', elements: [{ key: 'vitals', text: 'RR 120/80 & stable' }, { key: 'intervention', text: 'Gait training' }], written_at: new Date('2026-02-26T00:00:00Z'), signed_at: new Date('2026-02-26T15:00:00Z'), author: 'Ortega' },
    ]);
  });
});
