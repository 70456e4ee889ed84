import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type Scope, UNLIMITED } from '../../src/auth/scope.js';
import type { Role, Viewer } from '../../src/auth/viewer.js';
import { parseGlobalId, toGlobalId } from '../../src/graphql/global-id.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { EVERYTHING, idsIn } from '../support/everything.js';
import { openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { openScopedAgency, type ScopedAgency } from '../support/scoped-agency.js';

/** Everything is asked for in many scopes of one agency. Beside it stands what the tables themselves say is in the scope. */
let here: TestWorld;
let graphql: TestGraphQL;
let agency: ScopedAgency;
/** By global id. */
let facts: Map<string, Fact>;

interface Fact {
  readonly patientId: string;
  readonly payerId: string | null;
}

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openScopedAgency(here.world);
  facts = await factsOf(here);
});
afterAll(() => here.close());

const within = (scope: Partial<Scope>, role: Role = 'ADMIN'): Viewer => ({ ...agency.viewerAs(role), scope: { ...UNLIMITED, ...scope } });

type Asked = (ours: ScopedAgency) => Partial<Scope>;
const SCOPES: ReadonlyArray<readonly [string, Asked]> = [
  ['one branch', ({ branchId }) => ({ branchIds: [branchId] })],
  ['the other branch', ({ southId }) => ({ branchIds: [southId] })],
  ['both branches', ({ branchId, southId }) => ({ branchIds: [branchId, southId] })],
  ['one payer', ({ payerId }) => ({ payerIds: [payerId] })],
  ['the other payer', ({ betaId }) => ({ payerIds: [betaId] })],
  ['a caseload', ({ ofBoth }) => ({ patientIds: [ofBoth.patientId] })],
  ['a branch and a payer', ({ branchId, betaId }) => ({ branchIds: [branchId], payerIds: [betaId] })],
  ['a caseload outside of the branch', ({ southId, ofBoth }) => ({ branchIds: [southId], patientIds: [ofBoth.patientId] })],
  ['an empty caseload', () => ({ patientIds: [] })],
  ['no branch', () => ({ branchIds: [] })],
  ['no payer', () => ({ payerIds: [] })],
  ['one payer, and a patient who was opened in an emergency', ({ payerId, inSouth }) => ({ payerIds: [payerId], branchIds: [], emergencies: [{ id: 'e1', patientId: inSouth.patientId, endsAt: new Date('9999-01-01') }] })],
  ['one payer, and a patient of several payers who was opened in an emergency', ({ payerId, ofBoth }) => ({ payerIds: [payerId], emergencies: [{ id: 'e1', patientId: ofBoth.patientId, endsAt: new Date('9999-01-01') }] })],
];

describe.each(SCOPES)('whose scope is %s', (_what, asked) => {
  const viewer = (): Viewer => within(asked(agency));

  test('reaches every record of patients in it, and no other', async () => {
    const { scope } = viewer();
    const all = idsIn(await graphql.data(agency.viewer, EVERYTHING)).filter((id) => facts.has(id));
    const seen = idsIn(await graphql.data(viewer(), EVERYTHING)).filter((id) => facts.has(id));
    expect(seen.toSorted()).toEqual(all.filter((id) => isIn(scope, facts.get(id) as Fact)).toSorted());
  });

  test('gets null for the id of everything else, and is counted nothing of it', async () => {
    const seen = new Set(idsIn(await graphql.data(viewer(), EVERYTHING)));
    const hidden = idsIn(await graphql.data(agency.viewer, EVERYTHING)).filter((id) => !seen.has(id));
    const { nodes } = await graphql.data(viewer(), 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: hidden });
    expect(nodes).toEqual(hidden.map(() => null));

    const counts = await graphql.data(viewer(), '{ patients { totalCount } visits { totalCount } findings { totalCount } cleared: findings(filter: { status: CLEARED }) { totalCount } authorizations { totalCount } orders { totalCount } notes { totalCount } }');
    counts.findings.totalCount += counts.cleared.totalCount;
    delete counts.cleared;
    for (const [type, { totalCount }] of Object.entries<{ totalCount: number }>(counts)) {
      const kind = { patients: 'Patient', visits: 'Visit', findings: 'Finding', authorizations: 'Authorization', orders: 'Order', notes: 'Note' }[type];
      expect([type, totalCount]).toEqual([type, [...facts].filter(([id, fact]) => parseGlobalId(id)?.typeName === kind && isIn(viewer().scope, fact)).length]);
    }
  });

  test('reads of events only what leads to records in it', async () => {
    const { alignmentEvents } = await graphql.data(viewer(), '{ alignmentEvents(first: 100) { nodes { patient { id } effect { raised { id } balances { line { id } } affectedVisits { id } } } hasNextPage } }');
    const { scope } = viewer();
    for (const id of idsIn(alignmentEvents).filter((one) => facts.has(one))) expect(isIn(scope, facts.get(id) as Fact)).toBe(true);
    expect(alignmentEvents.hasNextPage).toBe(false);
  });
});

describe('of the agency itself', () => {
  const NAMES = '{ branches { nodes { name } } payers { nodes { name policies { version } } } staff { nodes { familyName } } members { totalCount } webhooks { totalCount } }';
  const told = async (scope: Partial<Scope>): Promise<unknown> => {
    const { branches, payers, staff, members, webhooks } = await graphql.data(within(scope), NAMES);
    return {
      branches: branches.nodes.map(({ name }: { name: string }) => name).toSorted(), payers: payers.nodes.map(({ name }: { name: string }) => name).toSorted(),
      staff: staff.nodes.map(({ familyName }: { familyName: string }) => familyName).toSorted(), members: members.totalCount, webhooks: webhooks.totalCount,
    };
  };

  test('someone of a branch knows it, and those who work there or everywhere', async () => {
    expect(await told({ branchIds: [agency.branchId] })).toEqual({ branches: ['North'], payers: ['Acme', 'Beta'], staff: ['Lee'], members: 0, webhooks: 0 });
    expect(await told({ branchIds: [agency.southId] })).toEqual({ branches: ['South'], payers: ['Acme', 'Beta'], staff: ['Lee', 'South'], members: 0, webhooks: 0 });
  });

  test('someone of a payer knows it and what it requires, and no other payer', async () => {
    expect(await told({ payerIds: [agency.betaId] })).toEqual({ branches: ['North', 'South'], payers: ['Beta'], staff: ['Lee', 'South'], members: 0, webhooks: 0 });
  });

  test('someone with a caseload knows of colleagues only those who may see no more', async () => {
    expect(await told({ patientIds: [agency.patientId] })).toMatchObject({ members: 1, webhooks: 0 });
    expect(await told({ patientIds: [agency.inSouth.patientId] })).toMatchObject({ members: 0, webhooks: 0 });
    expect(await told({})).toMatchObject({ members: 1, webhooks: 1 });
  });

  test('a colleague from elsewhere can be named who is with a patient', async () => {
    const { visit } = await graphql.data(within({ patientIds: [agency.inSouth.patientId], branchIds: [agency.southId] }), 'query ($id: ID!) { visit(id: $id) { staff { familyName } patient { branch { name } } } }', { id: toGlobalId('Visit', agency.inSouth.visitId) });
    expect(visit).toEqual({ staff: { familyName: 'South' }, patient: { branch: { name: 'South' } } });
  });
});

describe('a number', () => {
  const LIMITS = 'query ($id: ID!) { authorizationLimits(patientId: $id) { isAuthorizationRequired lines { line { id } payer { name } balance { remainingUnits } } } }';

  test('is the same for someone who sees only some of what it is made of, and shown where the payer is theirs', async () => {
    const id = toGlobalId('Patient', agency.ofBoth.patientId);
    const all = (await graphql.data(agency.viewer, LIMITS, { id })).authorizationLimits;
    const some = (await graphql.data(within({ payerIds: [agency.payerId] }), LIMITS, { id })).authorizationLimits;
    expect(all.lines.map(({ payer }: { payer: { name: string } }) => payer.name).toSorted()).toEqual(['Acme', 'Beta']);
    expect(some).toEqual({ ...all, lines: all.lines.filter(({ payer }: { payer: { name: string } }) => payer.name === 'Acme') });
  });

  test('of a visit whose payer is not theirs is not taken from another payer', async () => {
    const ask = (scope: Partial<Scope>): Promise<unknown> => graphql.data(within(scope), 'query ($id: ID!) { documentationChecklist(visitId: $id) { payer { name } policyVersion } }', { id: toGlobalId('Visit', agency.ofBoth.visitId) });
    expect(await ask({ payerIds: [agency.payerId] })).toEqual({ documentationChecklist: { payer: { name: 'Acme' }, policyVersion: 1 } });
    expect(await ask({ payerIds: [agency.betaId] })).toEqual({ documentationChecklist: { payer: null, policyVersion: null } });
  });
});

function isIn({ branchIds, payerIds, patientIds, emergencies }: Scope, { patientId, payerId }: Fact): boolean {
  if (emergencies.some((emergency) => emergency.patientId === patientId)) return true;
  const patient = [
    { patientId: agency.patientId, branchId: agency.branchId, payerIds: [agency.payerId] },
    { patientId: agency.inSouth.patientId, branchId: agency.southId, payerIds: [agency.betaId] },
    { patientId: agency.ofBoth.patientId, branchId: agency.branchId, payerIds: [agency.payerId, agency.betaId] },
  ].find((one) => one.patientId === patientId);
  if (patient === undefined) return false;
  return (
    (branchIds === null || branchIds.includes(patient.branchId)) &&
    (patientIds === null || patientIds.includes(patientId)) &&
    (payerIds === null || (patient.payerIds.some((id) => payerIds.includes(id)) && (payerId === null || payerIds.includes(payerId))))
  );
}

async function factsOf({ owner }: TestWorld): Promise<Map<string, Fact>> {
  const ofPatients = { Visit: 'visits', Order: 'orders', Note: 'notes', ScheduleChange: 'schedule_changes', Certification: 'certifications', FaceToFace: 'face_to_face_encounters', Supervision: 'supervisions', EvvRecord: 'evv_records', PatientStatusPeriod: 'patient_status_periods' };
  const ofPayers = { Coverage: 'coverages', Authorization: 'authorizations', Finding: 'findings' };
  const ofLines = { AuthorizationCap: 'authorization_caps', AuthorizationDecision: 'authorization_decisions' };
  const { rows } = await owner.query<Fact & { type: string; id: string }>([
    `select 'Patient' as type, id, id as "patientId", null::uuid as "payerId" from patients`,
    ...Object.entries(ofPatients).map(([type, table]) => `select '${type}', id, patient_id, null from ${table}`),
    ...Object.entries(ofPayers).map(([type, table]) => `select '${type}', id, patient_id, payer_id from ${table}`),
    `select 'AuthorizationLine', l.id, l.patient_id, a.payer_id from authorization_lines l join authorizations a on a.id = l.authorization_id`,
    ...Object.entries(ofLines).map(([type, table]) => `select '${type}', t.id, t.patient_id, a.payer_id from ${table} t join authorization_lines l on l.id = t.line_id join authorizations a on a.id = l.authorization_id`),
  ].join(' union all '));
  return new Map(rows.map(({ type, id, ...fact }) => [toGlobalId(type, id), fact]));
}
