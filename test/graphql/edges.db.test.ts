import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLField, isObjectType } from 'graphql';

import { breakGlass } from '../../src/changes/break-glass.js';
import { changePatientStatus } from '../../src/changes/change-patient-status.js';
import { extendAuthorization } from '../../src/changes/extend-authorization.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { pinVisit } from '../../src/changes/pin-visit.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordCertification } from '../../src/changes/record-certification.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { recordFaceToFace } from '../../src/changes/record-face-to-face.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { recordSupervision } from '../../src/changes/record-supervision.js';
import { writeNote } from '../../src/changes/write-note.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

/** Every column that names another record is an edge, and can be walked from both of its ends. */
let here: TestWorld;
let graphql: TestGraphQL;
let ours: TestAgency;
let theirs: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  ours = await openTestAgency(here.world);
  theirs = await openTestAgency(here.world);
  for (const agency of [ours, theirs]) await addOneOfEach(agency);
});
afterAll(() => here.close());

async function addOneOfEach(agency: TestAgency): Promise<void> {
  const { patientId, staffId, visitIds, authorizationId, lineId, payerId, coverageId, orderId } = agency;
  await here.owner.query('update staff set branch_id = $1 where id = $2', [agency.branchId, staffId]);
  await perform(here.world, changePatientStatus, { patientId, status: 'ACTIVE', startsOn: '2026-03-01' }, agency);
  await perform(here.world, recordCertification, { patientId, kind: 'INITIAL', startsOn: '2026-03-01', endsOn: '2026-04-29' }, agency);
  await perform(here.world, recordFaceToFace, { patientId, occurredOn: '2026-03-01', practitionerKind: 'PHYSICIAN' }, agency);
  await perform(here.world, recordSupervision, { patientId, kind: 'AIDE_SUPERVISION', discipline: 'HHA', staffId, aideStaffId: staffId, performedOn: '2026-03-01' }, agency);
  await perform(here.world, recordEvv, { visitId: visitIds[0], staffId, status: 'VERIFIED' }, agency);
  await perform(here.world, writeNote, { visitId: visitIds[1], elements: [{ key: 'intervention', text: 'Walked' }], isComplete: true }, agency);
  await perform(here.world, pinVisit, { visitId: visitIds[2], lineId }, agency);
  await perform(here.world, extendAuthorization, { authorizationId, endsOn: '2026-05-31' }, agency);
  await perform(here.world, grantAccess, { subject: 'nurse', role: 'CLINICIAN', patientIds: [] }, agency);
  await perform(here.world, breakGlass, { patientId, reasonCode: 'DISASTER', reason: 'Flood', minutes: 5 }, { viewer: { ...agency.viewerAs('CLINICIAN'), subject: 'nurse' } });
  const lines = [{ discipline: 'OT', unitDefinition: 'VISIT', authorizedMilliUnits: 4000, startsOn: '2026-03-01', endsOn: '2026-04-30' } as const];
  await perform(here.world, recordAuthorization, { patientId, payerId, coverageId, lines }, agency);
  await perform(here.world, recordOrder, { patientId, kind: 'SUPPLEMENTAL', discipline: 'PT', frequencyText: '1w4', startsOn: '2026-03-20', physicianName: 'Roe', supersedesOrderId: orderId }, agency);
}

/** By column: the field from the record that has it, and the field back. */
const EDGES: Readonly<Record<string, readonly [there: string, back: string]>> = {
  'allocations.line_id': ['Allocation.line', 'AuthorizationLine.allocations'],
  'allocations.patient_id': ['Allocation.patient', 'Patient.allocations'],
  'allocations.visit_id': ['Allocation.visit', 'Visit.allocations'],
  'authorization_caps.line_id': ['AuthorizationCap.line', 'AuthorizationLine.caps'],
  'authorization_decisions.authorization_id': ['AuthorizationDecision.authorization', 'Authorization.priorDecisions'],
  'authorization_decisions.line_id': ['AuthorizationDecision.line', 'AuthorizationLine.priorDecisions'],
  'authorization_decisions.patient_id': ['AuthorizationDecision.patient', 'Patient.authorizationDecisions'],
  'authorization_lines.authorization_id': ['AuthorizationLine.authorization', 'Authorization.lines'],
  'authorization_lines.patient_id': ['AuthorizationLine.patient', 'Patient.authorizationLines'],
  'authorizations.coverage_id': ['Authorization.coverage', 'Coverage.authorizations'],
  'authorizations.patient_id': ['Authorization.patient', 'Patient.authorizations'],
  'authorizations.payer_id': ['Authorization.payer', 'Payer.authorizations'],
  'certifications.patient_id': ['Certification.patient', 'Patient.certifications'],
  'coverages.patient_id': ['Coverage.patient', 'Patient.coverages'],
  'coverages.payer_id': ['Coverage.payer', 'Payer.coverages'],
  'emergency_accesses.patient_id': ['EmergencyAccess.patient', 'Patient.emergencyAccesses'],
  'evv_records.patient_id': ['EvvRecord.patient', 'Patient.evvRecords'],
  'evv_records.staff_id': ['EvvRecord.staff', 'Staff.evvRecords'],
  'evv_records.visit_id': ['EvvRecord.visit', 'Visit.evvRecord'],
  'face_to_face_encounters.patient_id': ['FaceToFace.patient', 'Patient.faceToFaceEncounters'],
  'finding_history.finding_id': ['FindingHistoryEntry.finding', 'Finding.history'],
  'finding_history.patient_id': ['FindingHistoryEntry.patient', 'Patient.findingHistory'],
  'findings.authorization_id': ['Finding.authorization', 'Authorization.findings'],
  'findings.line_id': ['Finding.line', 'AuthorizationLine.findings'],
  'findings.note_id': ['Finding.note', 'Note.findings'],
  'findings.order_id': ['Finding.order', 'Order.findings'],
  'findings.patient_id': ['Finding.patient', 'Patient.findings'],
  'findings.payer_id': ['Finding.payer', 'Payer.findings'],
  'notes.author_staff_id': ['Note.author', 'Staff.notes'],
  'notes.patient_id': ['Note.patient', 'Patient.notes'],
  'notes.visit_id': ['Note.visit', 'Visit.note'],
  'orders.patient_id': ['Order.patient', 'Patient.orders'],
  'orders.supersedes_order_id': ['Order.supersedes', 'Order.supersededBy'],
  'patient_status_periods.patient_id': ['PatientStatusPeriod.patient', 'Patient.statusPeriods'],
  'patients.branch_id': ['Patient.branch', 'Branch.patients'],
  'payer_policies.payer_id': ['PayerPolicy.payer', 'Payer.policies'],
  'schedule_changes.patient_id': ['ScheduleChange.patient', 'Patient.scheduleChanges'],
  'schedule_changes.visit_id': ['ScheduleChange.visit', 'Visit.scheduleChanges'],
  'staff.branch_id': ['Staff.branch', 'Branch.staff'],
  'supervisions.aide_staff_id': ['Supervision.aide', 'Staff.supervisionsReceived'],
  'supervisions.patient_id': ['Supervision.patient', 'Patient.supervisions'],
  'supervisions.staff_id': ['Supervision.staff', 'Staff.supervisions'],
  'visits.patient_id': ['Visit.patient', 'Patient.visits'],
  'visits.pinned_line_id': ['Visit.pinnedLine', 'AuthorizationLine.pinnedVisits'],
  'visits.staff_id': ['Visit.staff', 'Staff.visits'],
};

/** Columns that name a record and are no edge, each with the reason. */
const NO_EDGES: Readonly<Record<string, string>> = {
  'alignment_deadlines.patient_id': 'when the clock looks again is work of the server, told by nextChangeAt of a snapshot',
  'alignment_events.branch_id': 'the log is read with a cursor, by alignmentEvents and streams',
  'alignment_events.correlation_id': 'it names a change, which is no record',
  'alignment_events.event_id': 'it names the event itself',
  'alignment_events.patient_id': 'the log is read with a cursor, by alignmentEvents and streams',
  'alignment_wakes.patient_id': 'whom the clock wakes is work of the server',
  'audit_entries.correlation_id': 'it names a change, which is no record',
  'audit_entries.emergency_access_id': 'the trail says what happened and leads nowhere',
  'audit_spools.spool_id': 'it names a file of a node',
  'authorization_caps.patient_id': 'a cap is part of its line, and the line has the patient',
  'finding_history.correlation_id': 'it names a change, which is no record',
  'finding_states.finding_id': 'what a finding was is asked by an instant, with findingsAsOf',
  'finding_states.patient_id': 'what a finding was is asked by an instant, with findingsAsOf',
  'identifiers.record_id': 'an identifier is part of the record that it names',
  'line_balances.line_id': 'a balance is a part of its line, which is the only way to it',
  'line_balances.patient_id': 'a balance is a part of its line, which has the patient',
  'line_balance_states.line_id': 'what a balance was is asked by an instant, with balanceAsOf',
  'line_balance_states.patient_id': 'what a balance was is asked by an instant, with balanceAsOf',
  'visits.series_id': 'a series is nothing but the id that its visits share',
  'webhook_deliveries.message_id': 'it names what was sent, which is no record',
  'webhook_deliveries.webhook_id': 'a delivery is a part of its webhook, which is the only way to it',
  'webhook_states.webhook_id': 'a state is a part of its webhook, which is the only way to it',
};

test('every column that names a record is walked by a test below, or is left out for a reason', async () => {
  const { rows } = await here.owner.query<{ name: string }>(`
    select c.relname || '.' || a.attname as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace and a.atttypid = 'uuid'::regtype and a.attnum > 0 and not a.attisdropped
       and a.attname <> 'agency_id' and (a.attname like '%\\_id'
         or exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any(f.conkey)))`);
  const named = rows.map(({ name }) => name);
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => EDGES[name] === undefined && NO_EDGES[name] === undefined)).toEqual([]);
  const accounted = [...Object.keys(EDGES), ...Object.keys(NO_EDGES).filter((name) => name !== 'webhook_deliveries.message_id')];
  expect(accounted.filter((name) => !named.includes(name))).toEqual([]);
});

test('every edge is found by an index, however many records the agency has', async () => {
  const { rows } = await here.owner.query<{ name: string }>(`
    select c.relname || '.' || a.attname as name
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[1]
     where c.relnamespace = 'public'::regnamespace`);
  const indexed = new Set(rows.map(({ name }) => name));
  expect(Object.keys(EDGES).filter((column) => !indexed.has(column))).toEqual([]);
});

/** What has no id of its own is reached through something that has one. */
const WAYS: Readonly<Record<string, readonly [owner: string, column: string, field: string]>> = {
  Allocation: ['Visit', 'visit_id', 'allocations'],
  FindingHistoryEntry: ['Finding', 'finding_id', 'history'],
};

describe.each(Object.entries(EDGES))('%s', (column, [there, back]) => {
  const [table, name] = column.split('.') as [string, string];
  const [child, up] = there.split('.') as [string, string];
  const [parent, down] = back.split('.') as [string, string];

  test(`is ${there} one way and ${back} the other, in the data of either agency`, async () => {
    for (const agency of [ours, theirs]) {
      const { rows } = await here.owner.query<{ row: Record<string, string> }>(`select to_jsonb(t) as row from ${table} t where agency_id = $1 and ${name} is not null limit 1`, [agency.agencyId]);
      const row = rows[0]?.row;
      if (row === undefined) throw new Error(`The test has nothing for ${column}`);
      const parentId = toGlobalId(parent, row[name] as string);
      expect(await parentsOf(agency, row)).toContain(parentId);
      expect(await childrenOf(agency, parentId)).toContain(WAYS[child] ? toGlobalId(WAYS[child][0], row[WAYS[child][1]] as string) : toGlobalId(child, row['id'] as string));
    }
  });

  test(`leads from the other agency's record nowhere`, async () => {
    const { rows } = await here.owner.query<{ id: string }>(`select ${name} as id from ${table} where agency_id = $1 and ${name} is not null limit 1`, [theirs.agencyId]);
    for (const { id } of rows) {
      const { node } = await graphql.data(ours.viewer, 'query ($id: ID!) { node(id: $id) { id } }', { id: toGlobalId(parent, id) });
      expect(node).toBeNull();
    }
  });

  async function parentsOf({ viewer }: TestAgency, row: Readonly<Record<string, string>>): Promise<string[]> {
    const way = WAYS[child];
    const [owner, id] = way ? [way[0], row[way[1]]] : [child, row['id']];
    const field = `${up} { id }`;
    const { node } = await graphql.data(viewer, `query ($id: ID!) { node(id: $id) { ... on ${owner} { ${way ? `${way[2]} { ${field} }` : field} } } }`, { id: toGlobalId(owner, id as string) });
    return (way ? node[way[2]] : [node]).map((record: Data) => record[up]?.id);
  }

  async function childrenOf({ viewer }: TestAgency, id: string): Promise<string[]> {
    const way = WAYS[child];
    const selection = way ? `${way[0] === 'Visit' ? 'visit' : 'finding'} { id }` : 'id';
    const kind = shapeOf(parent, down);
    const status = child === 'Finding' ? '(filter: { status: null }, first: 100)' : kind === 'page' ? '(first: 100)' : '';
    const asked = kind === 'page' ? `${down}${status} { totalCount nodes { ${selection} } }` : `${down} { ${selection} }`;
    const { node } = await graphql.data(viewer, `query ($id: ID!) { node(id: $id) { ... on ${parent} { ${asked} } } }`, { id });
    const found: Data[] = kind === 'page' ? node[down].nodes : [node[down]].flat();
    // The whole list fits one page here, so its length is known.
    if (kind === 'page' && node[down].totalCount !== found.length) throw new Error(`${back} counts ${node[down].totalCount} and shows ${found.length}`);
    return found.map((record) => (way ? record[way[0] === 'Visit' ? 'visit' : 'finding'].id : record.id));
  }
});

function shapeOf(typeName: string, fieldName: string): 'page' | 'records' {
  const type = graphql.schema.getType(typeName);
  const field: GraphQLField<unknown, unknown> | undefined = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`There is no field ${typeName}.${fieldName}`);
  return getNamedType(field.type).name.endsWith('Connection') ? 'page' : 'records';
}

describe('one record by its id', () => {
  const roots = (): ReadonlyArray<readonly [field: string, type: string, table: string]> => [
    ['authorization', 'Authorization', 'authorizations'], ['authorizationLine', 'AuthorizationLine', 'authorization_lines'], ['branch', 'Branch', 'branches'],
    ['certification', 'Certification', 'certifications'], ['coverage', 'Coverage', 'coverages'], ['evvRecord', 'EvvRecord', 'evv_records'],
    ['faceToFaceEncounter', 'FaceToFace', 'face_to_face_encounters'], ['finding', 'Finding', 'findings'], ['note', 'Note', 'notes'], ['order', 'Order', 'orders'],
    ['patient', 'Patient', 'patients'], ['payer', 'Payer', 'payers'], ['payerPolicy', 'PayerPolicy', 'payer_policies'], ['scheduleChange', 'ScheduleChange', 'schedule_changes'],
    ['staffMember', 'Staff', 'staff'], ['supervision', 'Supervision', 'supervisions'], ['visit', 'Visit', 'visits'],
  ];

  test.each(roots())('%s is given to its agency, and does not exist for another', async (field, type, table) => {
    const { rows } = await here.owner.query<{ id: string }>(`select id from ${table} where agency_id = $1 limit 1`, [theirs.agencyId]);
    const id = toGlobalId(type, rows[0]?.id ?? '');
    const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
    expect(await graphql.data(theirs.viewer, query, { id })).toEqual({ [field]: { id } });
    const nobodys = toGlobalId(type, '01a20000-0000-7000-8000-000000000000');
    const [others, unknown] = [await graphql.ask(ours.viewer, query, { id }), await graphql.ask(ours.viewer, query, { id: nobodys })];
    expect(others).toEqual(unknown);
    expect(others).toMatchObject({ data: null, errors: [{ extensions: { code: 'NOT_FOUND', path: ['id'] } }] });
  });

  test('an id of another kind is refused', async () => {
    const { errors } = await graphql.ask(ours.viewer, 'query ($id: ID!) { patient(id: $id) { id } }', { id: toGlobalId('Visit', ours.visitIds[0]) });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ID', path: ['id'] } }]);
  });

  test('members and webhooks are not there for those who may not read them, as if there were none', async () => {
    for (const [field, type] of [['member', 'Member'], ['tokenRevocation', 'TokenRevocation'], ['webhook', 'Webhook']] as const) {
      const query = `query ($id: ID!) { ${field}(id: $id) { id } }`;
      for (const role of ['BILLER', 'ADMIN'] as const) expect(await graphql.ask(ours.viewerAs(role), query, { id: toGlobalId(type, ours.patientId) })).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
  });
});
