import 'reflect-metadata';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLField, type GraphQLObjectType, isIntrospectionType, isObjectType } from 'graphql';

import { entryOf, type Origin } from '../../src/audit/entry.js';
import { MAY_CHANGE, mayRead } from '../../src/auth/permissions.js';
import { UNLIMITED } from '../../src/auth/scope.js';
import { type Role, ROLES, systemOf, type Viewer } from '../../src/auth/viewer.js';
import type { DocumentationRequirement } from '../../src/care/payer-policy.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { breakGlass } from '../../src/changes/break-glass.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { revokeAccess } from '../../src/changes/revoke-access.js';
import { updatePatient } from '../../src/changes/update-patient.js';
import { asTold, changesAsTold } from '../../src/graphql/as-told.js';
import { MADE_BY } from '../../src/graphql/classes/made-by.js';
import { withheld } from '../../src/graphql/classes/hide-fields.js';
import { kindOf } from '../../src/graphql/classes/needs.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestAudit } from '../support/audit.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { closedAt, keysOf, needsArguments, type Seen, seen, type Way, waysOf } from '../support/matrix.js';
import { type MutationApi, mutationApi } from '../support/mutation-api.js';
import { askerOf, type Mutation, MUTATION_CASES } from '../support/mutation-cases.js';

/**
 * The table of permissions held against the server, both ways and without a gap: everyone who may see a field is told what is
 * there, and everyone who may not is told null and why; and so it is with every mutation. What is not exercised fails.
 */
let the: TestWorld;
let graphql: TestGraphQL;
let api: MutationApi;
let agency: TestAgency;
let ids: Readonly<Record<string, readonly string[]>>;
let ways: ReadonlyMap<string, readonly Way[]>;
/** Of each type the ways that lead to a value of each of its fields, for someone who may see everything. */
const reached = new Map<string, Map<string, Way[]>>();

/** Fields of which there is no value here, and why. They are wrapped as all others of their types are, which are held against the table. */
const UNREACHED: Readonly<Record<string, readonly string[]>> = {
  'nobody receives what is delivered': [
    'WebhookDelivery.at', 'WebhookDelivery.attempt', 'WebhookDelivery.cursor', 'WebhookDelivery.durationMs', 'WebhookDelivery.error', 'WebhookDelivery.messageId', 'WebhookDelivery.statusCode',
    'WebhookDeliveryEdge.cursor', 'WebhookDeliveryEdge.node', 'WebhookState.lastError',
  ],
  'nothing else would do for the visit that is asked about': [
    'AlternativeLine.line', 'AlternativeLine.serviceCode', 'AlternativeTime.endsAt', 'AlternativeTime.serviceOn', 'AlternativeTime.startsAt', 'Proposal.lastDateThatFits', 'Visit.earliestSafeOn',
  ],
  'no record says it': [
    'AsNeeded.count', 'AsNeeded.trigger', 'Authorization.cancelledAt', 'AuthorizationDecision.decisionReason', 'CapLimits.rollingDays', 'Finding.predictedRarc', 'Frequency.asNeeded',
    'KnownFinding.predictedRarc', 'LineLimits.serviceCode', 'Note.cosignedAt', 'Note.cosignedBy',
  ],
};

/** What only mutations answer is held against the table with the mutations. */
const isOfMutations = (name: string): boolean => name.endsWith('Payload') || ['Mutation', 'ChangeResult', 'ChangeRefusal', 'VisitSeries'].includes(name);

const everyone = (): Viewer => systemOf(agency.agencyId);

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world);
  api = mutationApi(the, graphql);
  agency = await openTestAgency(the.world, { documentation: [REQUIREMENT] });
  await makeRich();
  the.clock.moveTo('2026-03-02T16:00:00Z');
  for (const role of ['CAREGIVER', 'EXTERNAL_OPERATOR'] as const) {
    const scope = { branchIds: [agency.branchId], payerIds: role === 'CAREGIVER' ? null : [agency.payerId], patientIds: role === 'CAREGIVER' ? [agency.patientId] : null };
    await perform(the.world, grantAccess, { subject: agency.viewerAs(role).subject, role, ...scope }, { viewer: agency.viewer });
  }
  ids = await idsOfRecords();
  ways = waysOf(graphql.schema, argumentsOf);
  for (const type of types()) await explore(type);
}, 600_000);
afterAll(() => the.close());

/** Everything that mutations can make of an agency, as far as one goes with another. */
async function makeRich(): Promise<void> {
  const last: readonly Mutation[] = ['cancelAuthorization', 'removeWebhook', 'revokeAccess', 'endFindingWaiver', 'discontinueOrder'];
  for (const mutation of (Object.keys(MUTATION_CASES) as Mutation[]).filter((one) => !last.includes(one))) {
    try {
      const request = await MUTATION_CASES[mutation](agency, the.world, graphql.parts);
      const { expectedVersion: _, ...input } = request.input;
      await api.ask(askerOf(agency, request, MAY_CHANGE[mutation][0] as Role), mutation, { ...request, input });
    } catch {
      // What it would need another mutation has changed already.
    }
  }
  const visit = { patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', startsAt: '2026-03-18T15:00:00Z', endsAt: '2026-03-18T15:45:00Z' };
  const evv = { visitId: toGlobalId('Visit', agency.visitIds[1]), status: 'RECEIVED', serviceCode: 'G0151', memberId: 'M1' };
  const { findings } = await graphql.data(everyone(), '{ findings(first: 1) { nodes { id team } } }');
  const findingId = findings.nodes[0].id as string;
  const { record: told } = await perform(the.world, addPayer, { name: 'Told', kind: 'COMMERCIAL' }, agency);
  const { record: gone } = await perform(the.world, grantAccess, { subject: 'gone', role: 'BILLER' }, agency);
  await perform(the.world, revokeAccess, { agencyMemberId: gone.id }, agency);
  const changes = [
    { upsertVisit: { identifier: { system: 'urn:matrix', value: '1' }, record: visit } },
    { recordEvv: evv },
    { handOverFinding: { findingId, team: findings.nodes[0].team === 'CLINICAL' ? 'BILLING' : 'CLINICAL' }, reason: 'Theirs' },
    { acknowledgeFinding: { findingId } },
    { assignFinding: { findingId, assignedTo: 'kim' } },
    { waiveFinding: { findingId, until: '2026-03-31' }, reason: 'Agreed' },
    { addStaff: { branchId: toGlobalId('Branch', agency.branchId), givenName: 'Bo', familyName: 'Ray', disciplines: ['OT'], npi: '1234567893' } },
    { updatePatient: { patientId: toGlobalId('Patient', agency.patientId), ssn: '123-45-6789' } },
    { revokeToken: { tokenId: 'lost' }, reason: 'Left in a train' },
    { addWebhook: { url: 'https://receiver.example/all', filter: { severities: ['HIGH'], teams: ['BILLING'] } } },
    { setPayerPolicy: { payerId: toGlobalId('Payer', told.id), effectiveFrom: '2026-01-01', terms: TERMS } },
  ];
  const made = await graphql.data(agency.viewerAs('ADMIN'), 'mutation ($changes: [ChangeInput!]!) { performChanges(changes: $changes) { refusal { code path } } }', { changes });
  expect(made.performChanges.map(({ refusal }: Data) => refusal)).toEqual(changes.map(() => null));
  await actInAnEmergency();
}

/** Someone from elsewhere is called to the patient, changes what they find, is told of it as it happens, and asks for more than they may. */
async function actInAnEmergency(): Promise<void> {
  const { record: far } = await perform(the.world, addBranch, { name: 'Far', timeZone: 'America/Chicago' }, agency);
  await perform(the.world, grantAccess, { subject: 'called', role: 'CLINICAL_LEAD', branchIds: [far.id] }, agency);
  const viewer = { ...agency.viewerAs('CLINICAL_LEAD'), subject: 'called' };
  const { patientId } = agency;
  const { record: emergency } = await perform(the.world, breakGlass, { patientId, reasonCode: 'IMMINENT_DANGER', reason: 'Found on the floor', minutes: 30 }, { viewer });
  const scope = { ...UNLIMITED, branchIds: [far.id], emergencies: [emergency] };
  await perform(the.world, updatePatient, { patientId, givenName: 'Kim' }, { viewer: { ...viewer, scope }, origin: ORIGIN });
  const audit = await openTestAudit(the.world.database);
  const seen = { recordedAt: the.world.clock.now(), patientIds: [patientId], emergencyAccessId: emergency.id };
  await audit.read(entryOf(ORIGIN, viewer, { ...seen, kind: 'PUSH', pushed: { epoch: 1, fromSeq: 1, toSeq: 2, count: 1 } }));
  await audit.read(entryOf(ORIGIN, viewer, { ...seen, kind: 'QUERY', outcome: 'REFUSED', code: 'FORBIDDEN' }));
  expect(await audit.ship()).toBe(true);
  await audit.stop();
}

const ORIGIN: Origin = {
  issuer: 'PEOPLE', clientId: 'a-chart', purpose: 'ETREAT', operation: 'Found', documentHash: 'd0c', recordKinds: ['Patient'], fieldClasses: ['IDENTITY'], transport: 'WEBSOCKET', address: '192.0.2.7', userAgent: 'A chart', requestId: 'r-1',
};

/** A payer that says everything that a payer can say. */
const TERMS = {
  allowedWeekdays: [1, 2, 3, 4, 5], filingLimitDays: 95, decisionHoursExpedited: 24, decisionDaysStandard: 5, requestNoticeDays: -2, authorizationNumberFormat: 'EX-9999',
  unitRules: [{ code: '*', kind: 'PER_VISIT', basis: 'CLOCKED', minimumMinutes: 20 }, { code: 'T1019', kind: 'THRESHOLD', basis: 'SCHEDULED', thresholdMinutes: 8 }],
  evv: { disciplines: ['PCS'], matchedElements: ['TIME', 'STAFF'], toleranceMinutes: 8, maintenanceDays: 60 },
  supervision: { aideWithSkilledCareDays: 10, aideWithoutSkilledCareDays: 50, aideObservationMonths: 3, therapyReassessmentDays: 20, leadDays: 1 },
};
const REQUIREMENT: DocumentationRequirement = {
  element: 'vitals', disciplines: ['PT'], visitTypes: ['ROUTINE'], serviceCodes: ['G0151'], severity: 'WARNING', reason: 'The payer asks for them', citation: 'Manual 7', template: 'BP: ', example: 'BP 120/80',
  guidance: 'Measure', vaguePhrases: ['stable'],
};

async function idsOfRecords(): Promise<typeof ids> {
  const found: Record<string, readonly string[]> = {};
  for (const [field, list] of Object.entries(LIST_OF_ROOT)) {
    const data = await graphql.data(everyone(), `{ ${list} }`);
    found[field] = [...JSON.stringify(data).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id as string);
  }
  return found;
}

const page = (list: string): string => `${list}(first: 1) { nodes { id } }`;
const LIST_OF_ROOT: Readonly<Record<string, string>> = {
  authorization: page('authorizations'), authorizationLine: page('authorizationLines'), branch: page('branches'), certification: page('certifications'), coverage: page('coverages'), evvRecord: page('evvRecords'),
  faceToFaceEncounter: 'patients { nodes { faceToFaceEncounters { id } } }', finding: page('findings'), member: page('members'), note: page('notes'), order: page('orders'), patient: page('patients'),
  payer: page('payers'), payerPolicy: 'payers { nodes { policies { id } } }', scheduleChange: page('scheduleChanges'), staffMember: page('staff'), supervision: page('supervisions'), visit: page('visits'), webhook: page('webhooks'),
  emergencyAccess: page('emergencyAccesses'), tokenRevocation: 'alignmentEvents(first: 100, filter: { types: [TOKEN_REVOKED] }) { nodes { what { id } } }',
};

function argumentsOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): readonly string[] {
  const groupings = GROUPINGS[field.name];
  if (type === graphql.schema.getQueryType() && groupings) return groupings.map((by) => `(by: ${by})`);
  return [argumentOf(type, field)];
}

const GROUPINGS: Readonly<Record<string, readonly string[]>> = {
  visitCounts: ['STAFF', 'BRANCH', 'DAY', 'DISCIPLINE', 'MONTH', 'PAYER', 'SERVICE', 'STATUS', 'WEEK'],
  exposure: ['PATIENT', 'AGE', 'BRANCH', 'PAYER', 'RULE', 'SEVERITY', 'TEAM'],
  findingCounts: ['PATIENT', 'AGE', 'BRANCH', 'PAYER', 'RULE', 'SEVERITY', 'TEAM'],
  authorizationCounts: ['PAYER', 'BRANCH', 'DECISION', 'DISCIPLINE'],
};

function argumentOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
  const patient = toGlobalId('Patient', agency.patientId);
  switch (`${type.name}.${field.name}`) {
    case 'Query.authorizationLimits':
      return `(patientId: "${patient}", discipline: PT, serviceCode: "G0151", minutes: 45, from: "2026-03-02", to: "2026-04-30", visits: { serviceCode: "G0151", startsAt: "2026-03-17T15:00:00Z", endsAt: "2026-03-17T15:45:00Z", recurrence: { weekdays: [1, 2, 3, 4, 5], everyWeeks: 1, count: 20 } })`;
    case 'Query.patientSnapshot':
    case 'Query.accountingOfDisclosures':
      return `(patientId: "${patient}")`;
    case 'Query.documentationChecklist':
      return `(visitId: "${toGlobalId('Visit', agency.visitIds[0])}")`;
    case 'Query.recordByIdentifier':
      return '(kind: VISIT, system: "urn:matrix", value: "1")';
    case 'Query.recordsByIdentifiers':
      return '(kind: VISIT, identifiers: [{ system: "urn:matrix", value: "1" }])';
    case 'Query.whatIf':
      return `(changes: [{ rescheduleVisit: { visitId: "${toGlobalId('Visit', agency.visitIds[3])}", startsAt: "2026-05-04T15:00:00Z", endsAt: "2026-05-04T15:45:00Z" } }])`;
    case 'Query.node':
      return `(id: "${patient}")`;
    case 'Query.nodes':
      return `(ids: [${[...new Set(Object.values(ids).flat())].map((id) => `"${id}"`).join(', ')}])`;
    case 'Query.findings':
    case 'Patient.findings':
      return '(first: 100, filter: { status: null })';
    case 'Subscription.workQueueChanged':
      return '(team: CLINICAL)';
    default:
      break;
  }
  if (type === graphql.schema.getQueryType() && ids[field.name] !== undefined) return `(id: "${ids[field.name]?.[0]}")`;
  if (!needsArguments(field)) return field.args.some(({ name }) => name === 'first') ? '(first: 50)' : '';
  const given = field.args.map(({ name, type: of }) => [name, ({ LocalDate: '"2026-03-02"', DateTime: '"2026-03-02T15:30:00Z"', Int: '30' } as Record<string, string>)[getNamedType(of).name]]).filter(([, value]) => value !== undefined);
  return `(${given.map(([name, value]) => `${name}: ${value}`).join(', ')})`;
}

function types(): readonly GraphQLObjectType[] {
  const roots = [graphql.schema.getQueryType(), graphql.schema.getSubscriptionType()];
  return Object.values(graphql.schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type) && !isOfMutations(type.name) && !roots.includes(type));
}

const fieldsOf = (type: GraphQLObjectType): ReadonlyArray<GraphQLField<unknown, unknown>> => Object.values(type.getFields());

async function explore(type: GraphQLObjectType): Promise<void> {
  const found = new Map<string, Way[]>(fieldsOf(type).map(({ name }) => [name, []]));
  reached.set(type.name, found);
  for (const way of ways.get(type.name) ?? []) {
    if ([...found.values()].every((list) => list.length >= 3)) break;
    const { objects } = await seen(graphql, everyone(), way, fieldsOf(type), argumentsOf);
    for (const [name, list] of found) if (objects.some((one: Data) => one[name] !== null)) list.push(way);
  }
}

/** Which pairs of a role and a field, or a mutation, were held against the table. */
const exercised = new Set<string>();

describe.each(ROLES.map((role) => ({ role })))('as $role', ({ role }) => {
  test('every field of every type is told to those who may see it, and to no others', async () => {
    const viewer = agency.viewerAs(role);
    const wrong: string[] = [];
    for (const type of types()) {
      const asked = new Map<Way, Array<GraphQLField<unknown, unknown>>>();
      for (const field of fieldsOf(type)) {
        const led = reached.get(type.name)?.get(field.name) ?? [];
        const way = led.find((one) => closedAt(one, viewer) === null) ?? led[0];
        if (way) asked.set(way, [...(asked.get(way) ?? []), field]);
      }
      for (const [way, fields] of asked) {
        const answer = await seen(graphql, viewer, way, fields, argumentsOf);
        for (const field of fields) {
          exercised.add(`${role} ${type.name}.${field.name}`);
          const problem = problemOf(viewer, way, field, answer);
          if (problem !== null) wrong.push(`${type.name}.${field.name} by ${keysOf(way.steps).join('.')}: ${problem}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);

  test('every root is open to those who may read what it leads to, and to no others', async () => {
    const viewer = agency.viewerAs(role);
    const query = graphql.schema.getQueryType() as GraphQLObjectType;
    const wrong: string[] = [];
    for (const field of fieldsOf(query)) {
      const { data, errors } = await graphql.ask(viewer, `{ ${field.name}${argumentsOf(query, field)[0]} { __typename } }`);
      const code = errors?.[0]?.extensions?.['code'] ?? null;
      const isRecord = isObjectType(getNamedType(field.type)) && (getNamedType(field.type) as GraphQLObjectType).getInterfaces().length > 0;
      const mayAsk = withheld(field, viewer) === null && (field.name !== 'whatIf' || MAY_CHANGE.rescheduleVisit.includes(role));
      const expected = mayAsk ? null : isRecord ? 'NOT_FOUND' : 'FORBIDDEN';
      if (code !== expected || (expected !== null && (data?.[field.name] ?? null) !== null)) wrong.push(`${field.name}: ${String(code)}`);
      exercised.add(`${role} Query.${field.name}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

function problemOf(viewer: Viewer, way: Way, field: GraphQLField<unknown, unknown>, { objects, codes, hidden }: Seen): string | null {
  const closed = closedAt(way, viewer);
  const path = [...keysOf(way.steps), field.name].join('.');
  // What would follow from a change is told to those who may make it.
  if (path.startsWith('whatIf.') && !MAY_CHANGE.rescheduleVisit.includes(viewer.role as Role)) return objects.length === 0 && codes.includes('FORBIDDEN') ? null : 'told what would follow';
  if (closed !== null) {
    // Of what an id may lead to, a kind that one may not read is one that is not there.
    const isTold = closed.kind === 'TYPE' || codes.length > 0 || hidden.some((one) => path.startsWith(`${one.path}.`));
    return objects.length > 0 ? 'got where it may not' : isTold ? null : 'not told that the way is closed';
  }
  if (codes.length > 0) return `refused ${codes.join(', ')}`;
  const values = objects.map((one: Data) => one[field.name]).filter((value: unknown) => value !== null);
  const isListed = hidden.some((one) => one.path === path);
  if (withheld(field, viewer) === null) return values.length === 0 ? 'not told what it may know' : isListed ? 'told as hidden' : null;
  if (values.length > 0) return 'told what it may not know';
  return objects.length === 0 ? 'nothing to be told of' : isListed ? null : 'not told that it is hidden';
}

describe('every mutation', () => {
  test.each(Object.keys(MUTATION_CASES) as Mutation[])('%s is made by those who may, and by no others', async (mutation) => {
    const own = await openTestAgency(the.world);
    const request = await MUTATION_CASES[mutation](own, the.world, graphql.parts);
    for (const role of ROLES) {
      const { data, errors } = await api.ask(askerOf(own, request, role), mutation, { ...request, args: { ...request.args, dryRun: true } });
      expect([role, errors?.map(({ extensions }) => extensions?.['code']) ?? 'may']).toEqual([role, MAY_CHANGE[mutation].includes(role) ? 'may' : ['FORBIDDEN']]);
      expect([role, (data?.[mutation]?.record ?? null) !== null]).toEqual([role, MAY_CHANGE[mutation].includes(role)]);
      exercised.add(`${role} Mutation.${mutation}`);
    }
  });

  test('what it answers is never hidden from those who may make it', () => {
    for (const field of fieldsOf(graphql.schema.getMutationType() as GraphQLObjectType)) {
      const kind = field.extensions[MADE_BY] as Mutation | undefined;
      const payload = getNamedType(field.type);
      if (kind === undefined || !isObjectType(payload)) continue;
      for (const role of MAY_CHANGE[kind]) for (const told of fieldsOf(payload)) expect([role, payload.name, told.name, withheld(told, { role, smart: null })]).toEqual([role, payload.name, told.name, null]);
    }
  });
});

test('of what changed, each field is told to those who may read it in its record, and to no others', async () => {
  const { rows } = await the.owner.query<{ entity: string; field: string }>(
    `select distinct w ->> 'entity' as entity, w ->> 'field' as field from alignment_events e, jsonb_array_elements(e.body -> 'what') w where e.agency_id = $1`,
    [agency.agencyId],
  );
  const wrong: string[] = [];
  let held = 0;
  for (const { entity, field } of rows) {
    const type = graphql.schema.getType(entity);
    const shown = isObjectType(type) ? type.getFields()[asTold(field, null).name] : undefined;
    if (type === undefined || shown === undefined) continue;
    held += 1;
    for (const role of ROLES) {
      const reader = { role, smart: null };
      const told = changesAsTold(reader, [{ entity, id: agency.patientId, field, before: '1', after: '2' }]);
      const expected = !mayRead(reader, kindOf(type) ?? 'OPERATIONAL') ? 'NOTHING' : withheld(shown, reader) === null ? 'VALUES' : 'NAME';
      const found = told[0] === undefined ? 'NOTHING' : told[0].after === null ? 'NAME' : 'VALUES';
      if (found !== expected) wrong.push(`${role} is told of ${entity}.${field}: ${found}, and may be told ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(held).toBeGreaterThan(60);
});

test('no role and no field is left untested', () => {
  const fields = [...types(), graphql.schema.getQueryType() as GraphQLObjectType].flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field.name}`));
  const mutations = Object.keys(MUTATION_CASES).map((name) => `Mutation.${name}`);
  const missing = new Set([...fields, ...mutations].filter((name) => ROLES.some((role) => !exercised.has(`${role} ${name}`))));
  expect([...missing].sort()).toEqual(Object.values(UNREACHED).flat().sort());
  expect(exercised.size).toBeGreaterThan(ROLES.length * 500);
});

