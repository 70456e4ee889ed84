import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLArgument, isObjectType } from 'graphql';

import { READING_RULES } from '../../src/auth/permissions.js';
import { ROLES, type Role, type Viewer } from '../../src/auth/viewer.js';
import { amendNote } from '../../src/changes/amend-note.js';
import { perform } from '../../src/changes/perform.js';
import { signNote } from '../../src/changes/sign-note.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { NOTE_TEXT, openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, authorize, openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { viewerOf } from '../support/viewers.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  const { noteId, viewer } = agency;
  await perform(here.world, amendNote, { noteId, elements: [{ key: 'intervention', text: NOTE_TEXT }] }, { viewer, reason: 'Wrong distance' });
  await perform(here.world, signNote, { noteId }, { viewer });
  // Someone whose authorization ends before the visits do.
  const soon = { ...agency, patientId: await admit(here.world, agency) };
  await authorize(here.world, soon, { endsOn: '2026-03-10' });
  await plan(here.world, soon, '2026-03-12');
});
afterAll(() => here.close());

const MONEY: readonly Role[] = ['CLINICAL_LEAD', 'SCHEDULER', 'AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN', 'LEADER', 'EXTERNAL_OPERATOR'];
const NARRATIVE: readonly Role[] = ['CLINICIAN', 'CLINICAL_LEAD', 'CAREGIVER', 'ADMIN'];
/** To whom there are no notes at all, and to whom no authorizations. */
const WITHOUT_NOTES: readonly Role[] = ['LEADER'];
const WITHOUT_AUTHORIZATIONS: readonly Role[] = ['CAREGIVER'];

const SNAPSHOT = `query ($id: ID!) { patientSnapshot(patientId: $id) {
  today coverage { memberId } policy { version terms { feeSchedule { code cents } unitRules { code } } }
  lines { balance { authorizedUnits reservedUnits reservedPendingUnits usedUnits billedUnits remainingUnits } }
  nextVisits { serviceOn note { elements { key text } amendments { reason actorSubject } } }
  openFindings { code severity unitsAtRisk billingText centsAtRisk evidence { name value } visits { serviceOn note { elements { key text } amendments { reason replacedVersion } } } }
} }`;

describe.each(ROLES.map((role) => ({ role })))('as $role', ({ role }) => {
  const snapshot = async (): Promise<Data> => (await graphql.data(agency.viewerAs(role), SNAPSHOT, { id: toGlobalId('Patient', agency.patientId) })).patientSnapshot;

  test('the permissions say what can be read and changed', async () => {
    const { viewer } = await graphql.data(agency.viewerAs(role), '{ viewer { role subject agency { name } permissions { mayRead maySee mayChange } } }');
    expect(viewer).toMatchObject({ role, agency: { name: 'Agency' } });
    expect(viewer.permissions.maySee.includes('MONEY')).toBe(MONEY.includes(role));
    expect(viewer.permissions.maySee.includes('NARRATIVE')).toBe(NARRATIVE.includes(role));
    expect(viewer.permissions.mayRead.includes('ACCESS')).toBe(role === 'ADMIN');
    expect(viewer.permissions.mayChange.includes('amendNote')).toBe(role === 'CLINICIAN' || role === 'CLINICAL_LEAD');
    for (const change of ['passTime', 'suspendAgency', 'resumeAgency']) expect(viewer.permissions.mayChange).not.toContain(change);
  });

  test(`amounts are ${MONEY.includes(role) ? 'shown' : 'null'}`, async () => {
    const { openFindings, policy } = await snapshot();
    expect(openFindings.length).toBeGreaterThan(0);
    const isShown = MONEY.includes(role);
    for (const { centsAtRisk, billingText } of openFindings) expect([centsAtRisk !== null, billingText !== null]).toEqual([isShown, isShown && role !== 'LEADER']);
    // Whose policy it is would tell who pays.
    expect(policy === null).toBe(WITHOUT_AUTHORIZATIONS.includes(role));
    expect(policy?.terms.feeSchedule ?? null).toEqual(isShown ? [{ code: 'G0151', cents: 4500 }] : null);
  });

  test(`amounts among the evidence are ${MONEY.includes(role) ? 'shown' : 'left out'}`, async () => {
    const { findings } = await graphql.data(agency.viewerAs(role), '{ findings(filter: { ruleIds: ["AUTH-11"] }) { nodes { evidence { name value } } } }');
    const names = findings.nodes[0].evidence.map(({ name }: Data) => name);
    expect(names).toEqual(expect.arrayContaining(['leadDays']));
    const seesUnits = !WITHOUT_AUTHORIZATIONS.includes(role);
    expect(['cents', 'units', 'endsOn'].map((name) => names.includes(name))).toEqual([MONEY.includes(role), seesUnits, seesUnits]);
  });

  test(`the text of notes is ${NARRATIVE.includes(role) ? 'shown' : 'null'}, and its parts are seen by all`, async () => {
    const notes = (await snapshot()).openFindings.flatMap(({ visits }: Data) => visits).flatMap(({ note }: Data) => note ?? []);
    expect(notes.length > 0).toBe(!WITHOUT_NOTES.includes(role));
    for (const note of notes) {
      expect(note.elements).toEqual([{ key: 'intervention', text: NARRATIVE.includes(role) ? NOTE_TEXT : null }]);
      expect(note.amendments).toEqual([{ reason: NARRATIVE.includes(role) ? 'Wrong distance' : null, replacedVersion: 2 }]);
    }
  });

  test(`why a note was amended is ${NARRATIVE.includes(role) ? 'shown' : 'null'} in the history of findings, from wherever it is asked for`, async () => {
    const ENTRIES = 'nodes { eventType reason }';
    const { findingHistory, patients, findings } = await graphql.data(
      agency.viewerAs(role),
      `{ findingHistory(first: 100) { ${ENTRIES} } patients { nodes { findingHistory(first: 100) { ${ENTRIES} } } } findings(first: 100, filter: { status: null }) { nodes { history { eventType reason } } } }`,
    );
    const lists = [findingHistory.nodes, patients.nodes.flatMap((patient: Data) => patient.findingHistory.nodes), findings.nodes.flatMap(({ history }: Data) => history)];
    for (const entries of lists) {
      const amended = entries.filter(({ eventType }: Data) => eventType === 'NOTE_AMENDED');
      expect(amended).not.toEqual([]);
      for (const { reason } of amended) expect(reason).toBe(NARRATIVE.includes(role) ? 'Wrong distance' : null);
    }
  });

  test('the number with the payer is told only to those who enrol and bill', async () => {
    expect((await snapshot()).coverage?.memberId ?? null).toBe(READING_RULES.MEMBER_ID.roles.includes(role) ? 'M1' : null);
  });

  test('every number that is shown is the one that everyone sees', async () => {
    expect((await graphql.data(agency.viewer, SNAPSHOT, { id: toGlobalId('Patient', agency.patientId) })).patientSnapshot).toMatchObject(withoutHidden(await snapshot()));
  });

  test(`findings are ${MONEY.includes(role) ? '' : 'not '}sorted by amounts`, async () => {
    const sort = 'sort: { by: MONEY_AT_RISK, direction: DESC }';
    for (const query of [`{ findings(${sort}) { nodes { code } } }`, `{ patients { nodes { findings(${sort}) { nodes { code } } } } }`]) {
      const { errors } = await graphql.ask(agency.viewerAs(role), query);
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(MONEY.includes(role) ? undefined : ['FORBIDDEN']);
    }
  });
});

describe('no list and no number tells amounts to a role that may not read them', () => {
  const isFindings = ({ type }: GraphQLArgument): boolean => ['FindingFilter', 'FindingSort'].includes(getNamedType(type).name);
  const WAYS: Readonly<Record<string, string>> = { filter: '{ centsAtRiskFrom: 1 }', sort: '{ by: MONEY_AT_RISK }' };
  const ID_OF: Readonly<Record<string, () => string>> = {
    Authorization: () => agency.authorizationId, AuthorizationLine: () => agency.lineId, Note: () => agency.noteId, Order: () => agency.orderId, Patient: () => agency.patientId, Payer: () => agency.payerId,
  };

  test('by a filter or an order of findings, wherever it is offered', async () => {
    const refused: string[] = [];
    for (const type of Object.values(graphql.schema.getTypeMap())) {
      if (!isObjectType(type) || type.name === 'Subscription') continue;
      for (const { name, args } of Object.values(type.getFields())) {
        for (const { name: way } of args.filter(isFindings)) {
          const asked = `${name}(${way}: ${WAYS[way]}) { __typename }`;
          const query = type.name === 'Query' ? `{ ${asked} }` : `{ node(id: "${toGlobalId(type.name, ID_OF[type.name]?.() ?? '')}") { ... on ${type.name} { ${asked} } } }`;
          const codes = async (role: Role): Promise<unknown[]> => ((await graphql.ask(agency.viewerAs(role), query)).errors ?? []).map(({ extensions }) => extensions?.['code']);
          expect([query, await codes('CLINICIAN'), await codes('BILLER')]).toEqual([query, ['FORBIDDEN'], []]);
          refused.push(`${type.name}.${name}`);
        }
      }
    }
    expect(refused).toEqual(expect.arrayContaining(['Query.findings', 'Query.deadlines', 'Query.findingCounts', 'Query.findingTrend', 'Patient.findings', 'Payer.findings', 'Note.findings']));
  });
});

describe('a role that no line of the permissions names', () => {
  const nobody = (): Viewer => viewerOf(agency.agencyId, 'NOBODY' as Role, 'nobody');
  const codesOf = async (query: string): Promise<unknown[]> => ((await graphql.ask(nobody(), query)).errors ?? []).map(({ extensions }) => extensions?.['code']);

  test.each(['patients', 'orders', 'authorizations', 'visits', 'scheduleChanges', 'notes', 'findings', 'members'])('gets no %s, not even their count', async (list) => {
    expect(await codesOf(`{ ${list} { nodes { id } } }`)).toEqual(['FORBIDDEN']);
    expect(await codesOf(`{ ${list}(first: 0) { totalCount } }`)).toEqual(['FORBIDDEN']);
  });

  test('gets no record by its id', async () => {
    const { patientId, orderId, authorizationId, lineId, visitIds, noteId, coverageId } = agency;
    const ids = { Patient: patientId, Order: orderId, Authorization: authorizationId, AuthorizationLine: lineId, Visit: visitIds[0], Note: noteId, Coverage: coverageId };
    const parts = ['AuthorizationCap', 'AuthorizationDecision', 'Certification', 'EvvRecord', 'FaceToFace', 'Member', 'PatientStatusPeriod', 'ScheduleChange', 'Supervision', 'TokenRevocation'];
    for (const [type, id] of [...Object.entries(ids), ...parts.map((part) => [part, patientId] as const)]) expect([type, await codesOf(`{ node(id: "${toGlobalId(type, id)}") { id } }`)]).toEqual([type, []]);
    for (const [type, id] of Object.entries(ids)) expect((await graphql.data(nobody(), `{ node(id: "${toGlobalId(type, id)}") { id } }`)).node).toBeNull();
    expect(await codesOf(`{ patient(id: "${toGlobalId('Patient', patientId)}") { id } }`)).toEqual(['NOT_FOUND']);
  });

  test('gets no snapshot and no limits', async () => {
    const id = toGlobalId('Patient', agency.patientId);
    expect(await codesOf(`{ patientSnapshot(patientId: "${id}") { asOf } }`)).toEqual(['FORBIDDEN']);
    expect(await codesOf(`{ authorizationLimits(patientId: "${id}") { isAuthorizationRequired } }`)).toEqual(['FORBIDDEN']);
  });
});

function withoutHidden(snapshot: Data): Data {
  // Of lists whose entries are hidden one by one, and of what is hidden, nothing is compared.
  return JSON.parse(JSON.stringify(snapshot, (key, value: unknown) => (value === null || key === 'evidence' ? undefined : value)));
}
