import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute, getNamedType, getVariableValues, type GraphQLOutputType, isObjectType, Kind, type OperationDefinitionNode, parse } from 'graphql';

import { type Scope, UNLIMITED } from '../../src/auth/scope.js';
import type { Role, Viewer } from '../../src/auth/viewer.js';
import { admitPatient } from '../../src/changes/admit-patient.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { ROWS } from '../../src/db/database.js';
import { propertiesOf, tableOf } from '../../src/db/rows/row.js';
import { openContext } from '../../src/graphql/context.js';
import { parseGlobalId, toGlobalId } from '../../src/graphql/global-id.js';
import { type Documents, openDocuments } from '../../src/graphql/limits/documents.js';
import { openPlans, type Plans } from '../../src/graphql/plans/plans.js';
import { schemaProperties } from '../../src/graphql/plans/properties.js';
import { READ_AS } from '../../src/graphql/plans/read-as.js';
import { document, openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, authorize, openTestWorld, order, type TestWorld } from '../support/care.js';
import { collectingLog, type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { type Known, type Random, randomDocument, seeded } from '../support/random-documents.js';

/** A plan and execution are two ways to one answer: whatever is asked, whoever asks. */
let here: TestWorld;
let graphql: TestGraphQL;
let plans: Plans;
/** What plans failed at. Callers would not notice: execution answers them. */
const broken: string[] = [];
let documents: Documents;
let agency: TestAgency;
let other: TestAgency;

const ROLES: readonly Role[] = ['SCHEDULER', 'BILLER', 'CLINICIAN', 'ADMIN', 'INTEGRATOR'];

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  plans = openPlans(graphql.schema, collectingLog(broken));
  documents = openDocuments(graphql.schema, { showsSchema: true, trusted: new Map() });
  agency = await openTestAgency(here.world);
  other = await openTestAgency(here.world);
  for (let i = 0; i < 3; i += 1) {
    const care = { ...agency, patientId: await admit(here.world, agency) };
    await order(here.world, care);
    await authorize(here.world, care, { caps: [{ period: 'WEEK', milliUnits: 1_000 }] });
    const visitId = await plan(here.world, care, '2026-03-01');
    await perform(here.world, completeVisit, { visitId }, care);
    await document(here.world, care, visitId);
    await plan(here.world, care, '2026-03-05');
    await plan(here.world, care, '2026-03-06');
  }
});
afterAll(() => here.close());

async function planned(who: Role | Viewer, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string | null> {
  return (await plannedIn(who, query, variables)).answer;
}

async function plannedIn(who: Role | Viewer, query: string, variables: Readonly<Record<string, unknown>>): Promise<{ readonly answer: string | null; readonly patientIds: readonly string[] }> {
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const { coerced } = getVariableValues(graphql.schema, operation.variableDefinitions ?? [], variables);
  if (coerced === undefined) return { answer: null, patientIds: [] };
  const context = openContext(graphql.parts, typeof who === 'string' ? agency.viewerAs(who) : who);
  try {
    const data = await plans.answer({ document, operation, variables: coerced }, context);
    return { answer: data === null ? null : `{"data":${data}}`, patientIds: context.touched.patientIds };
  } finally {
    await context.close();
  }
}

test('whatever document is made from the schema, its plan answers what execution answers, in every scope', async () => {
  const seed = Number(process.env['PLAN_SEED'] ?? 1);
  const runs = Number(process.env['PLAN_RUNS'] ?? 400);
  const cursors = await cursorsOf();
  const scopes: readonly Scope[] = [
    { ...UNLIMITED, patientIds: [agency.patientId] }, { ...UNLIMITED, branchIds: [agency.branchId] }, { ...UNLIMITED, payerIds: [agency.payerId] }, { ...UNLIMITED, payerIds: [] },
    { ...UNLIMITED, branchIds: [], emergencies: [{ id: 'e1', patientId: agency.patientId, endsAt: new Date('9999-01-01') }] },
  ];
  let answered = 0;
  for (let i = 0; i < runs; i += 1) {
    const random = seeded(seed * 1_000_003 + i);
    const { query, variables } = randomDocument(graphql.schema, random, knownOf(cursors));
    if (!('document' in documents.read(query))) continue;
    const role = ROLES[random(ROLES.length)] as Role;
    // One plan for all of them: what is there to be seen is no part of it.
    for (const scope of [UNLIMITED, scopes[random(scopes.length)] as Scope]) {
      const viewer = { ...agency.viewerAs(role), scope };
      const answer = await planned(viewer, query, variables);
      if (answer === null) continue;
      answered += 1;
      const executed = await graphql.ask(viewer, query, { ...variables });
      expect({ i, query, variables, viewer, answer: JSON.stringify(JSON.parse(answer)) }).toEqual({ i, query, variables, viewer, answer: JSON.stringify(executed) });
    }
  }
  expect(answered).toBeGreaterThan((2 * runs) / 3);
  expect(broken).toEqual([]);
}, 300_000);

test('whoever an answer shows something of is noted, whatever is asked and whichever way it is answered', async () => {
  const known = knownOf(await cursorsOf());
  const owners = await ownersOf();
  const roots = Object.keys(graphql.schema.getQueryType()?.getFields() ?? {});
  let shown = 0;
  for (const [place, root] of roots.entries()) {
    const ofRoot: Known = { ...known, prefers: (type, field) => type.name !== 'Query' || field.name === root };
    for (let i = 0; i < 8; i += 1) {
      const { query, variables } = randomDocument(graphql.schema, seeded(place * 1_000 + i), ofRoot);
      if (!('document' in documents.read(query))) continue;
      const answers = [await plannedIn('ADMIN', query, variables), await executedIn(query, variables)];
      for (const { answer, patientIds } of answers) {
        const noted = new Set(patientIds);
        const seen = shownIn(answer ?? '', owners);
        shown += seen.length;
        expect({ query, variables, missing: seen.filter((id) => !noted.has(id)) }).toEqual({ query, variables, missing: [] });
      }
    }
  }
  expect(shown).toBeGreaterThan(100);
}, 300_000);

test('of what leads over a caregiver to others, the others are noted, and of a page nobody who is on the next one', async () => {
  const over = '{ staff { nodes { visits(first: 100) { nodes { patient { id } } } } } }';
  const { answer, patientIds } = await plannedIn('ADMIN', over, {});
  expect([...patientIds].sort()).toEqual([...new Set(shownIn(answer ?? '', await ownersOf()))].sort());
  expect(patientIds.length).toBeGreaterThan(1);
  for (const query of ['{ patients(first: 2) { nodes { familyName } } }', '{ patients(first: 2) { edges { node { familyName } } pageInfo { hasNextPage } } }']) {
    expect((await plannedIn('ADMIN', query, {})).patientIds).toHaveLength(2);
    expect((await executedIn(query, {})).patientIds).toHaveLength(2);
  }
  expect((await plannedIn('ADMIN', '{ patients(first: 2) { totalCount } }', {})).patientIds).toEqual([]);
});

async function executedIn(query: string, variables: Readonly<Record<string, unknown>>): Promise<{ readonly answer: string; readonly patientIds: readonly string[] }> {
  const context = openContext(graphql.parts, agency.viewerAs('ADMIN'));
  try {
    const { data } = await execute({ schema: graphql.schema, document: parse(query), variableValues: variables, contextValue: context });
    return { answer: JSON.stringify(data ?? null), patientIds: context.touched.patientIds };
  } finally {
    await context.close();
  }
}

/** Whose each record is. */
async function ownersOf(): Promise<ReadonlyMap<string, string>> {
  const owned = ROWS.filter((row) => propertiesOf(row).includes('patientId') && propertiesOf(row).includes('id'));
  const each = [...owned.map((row) => `select id, patient_id as owner from ${tableOf(row)}`), 'select id, id from patients'];
  const { rows } = await here.owner.query<{ id: string; owner: string }>(each.join(' union all '));
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}

/** The patients whose records an answer names by an id. */
function shownIn(answer: string, owners: ReadonlyMap<string, string>): string[] {
  return [...answer.matchAll(/"([\w-]{40,})"/g)].flatMap(([, text = '']) => owners.get(parseGlobalId(text)?.id ?? '') ?? []);
}

test('whatever is stored as text is told as it is, also what looks like a mark of an answer that is not finished', async () => {
  const names = ['"\\u0000!"', '"\\u00000:[1]"', '\\', '"', "O'Brien", 'two\nlines\tand a tab', 'a\u2028b', 'Ж𝄞é', '%s $1 {}', '</script>'];
  for (const [i, name] of names.entries()) {
    await perform(here.world, admitPatient, { branchId: agency.branchId, mrn: `T-${i}`, givenName: name, familyName: `${name} ${name}`, birthDate: '1950-04-01' }, { viewer: agency.viewer });
  }
  const query = '{ patients(first: 100) { nodes { id mrn givenName familyName } edges { cursor } pageInfo { endCursor } } }';
  const answer = await planned('ADMIN', query);
  expect(JSON.parse(answer ?? '')).toEqual(await graphql.ask(agency.viewerAs('ADMIN'), query));
  expect((JSON.parse(answer ?? '') as Data).data.patients.nodes.map(({ givenName }: { givenName: string }) => givenName)).toEqual(expect.arrayContaining(names));
});

test('a deep question over a hundred records is one statement', async () => {
  const dates = Array.from({ length: 25 }, (_, i) => `2026-06-${String(1 + i).padStart(2, '0')}`);
  for (const date of dates) for (const hour of [8, 10, 13, 15]) await plan(here.world, agency, date, hour);
  const query = `{ visits(first: 100, sort: { by: STARTS_AT, direction: DESC }) { totalCount pageInfo { hasNextPage endCursor } nodes {
    patient { familyName branch { name } coverages { payer { name } } orders { status demand { planned } } authorizations { lines { balance { remainingUnits } caps { units } } } }
    note { status author { familyName } elements { key text } } findings { code team evidence { name value } } allocations { units line { authorization { number payer { name } } } }
    scheduleChanges { kind } } } }`;
  graphql.statements.length = 0;
  const answer = await planned('CLINICIAN', query);
  expect(graphql.statements).toHaveLength(1);
  expect((JSON.parse(answer ?? '') as Data).data.visits.nodes).toHaveLength(100);
});

test('what a role may not read is left for execution to refuse', async () => {
  const query = '{ members { nodes { subject } } }';
  expect(await planned('ADMIN', query)).not.toBeNull();
  expect(await planned('SCHEDULER', query)).toBeNull();
  expect(await graphql.ask(agency.viewerAs('SCHEDULER'), query)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});

test('arguments that only execution can refuse are left to it', async () => {
  const query = 'query ($id: ID = "x") { patient(id: $id) { mrn } }';
  expect(await planned('ADMIN', query, { id: null })).toBeNull();
  expect(await planned('ADMIN', 'query ($id: ID = "x") { node(id: $id) { id } }', { id: null })).toBeNull();
  expect(await graphql.ask(agency.viewerAs('ADMIN'), query, { id: null })).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('what the database has no time for is refused and not asked again', async () => {
  const client = await here.world.database.pool.connect();
  const held = await Promise.all(Array.from({ length: here.world.database.pool.options.max - 1 }, () => here.world.database.pool.connect()));
  try {
    const answer = planned('ADMIN', '{ patients { nodes { mrn } } }');
    await expect(answer).rejects.toMatchObject({ code: 'BUSY' });
  } finally {
    for (const one of [client, ...held]) one.release();
  }
});

test('a record of another agency is nowhere, by any way to it', async () => {
  const foreign = toGlobalId('Patient', other.patientId);
  expect(await planned('ADMIN', 'query ($id: ID!) { node(id: $id) { id } }', { id: foreign })).toBe('{"data":{"node":null}}');
  // To say NOT_FOUND is left to execution.
  expect(await planned('ADMIN', 'query ($id: ID!) { patient(id: $id) { id } }', { id: foreign })).toBeNull();
  expect(JSON.parse((await planned('ADMIN', 'query ($id: ID!) { visits(filter: { patientId: $id }) { totalCount nodes { id } } }', { id: foreign })) ?? '')).toEqual({ data: { visits: { totalCount: 0, nodes: [] } } });
});

/** Fields that lead to records and are answered by resolvers alone. */
const RESOLVED_ONLY: Readonly<Record<string, string>> = {
  'Patient.coverageOn': 'which coverage is the primary one on a date is decided by the rule that findings go by',
  'Patient.timeline': 'its entries are of many kinds, each with words of its own',
  'Payer.policyOn': 'which version holds on a date is one statement for many dates',
  'Webhook.deliveries': 'read by administrators now and then',
};

test('every way from one record to others says what it reads, or is left to resolvers for a reason', () => {
  const records = Object.values(graphql.schema.getTypeMap()).filter(isObjectType).filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));
  const isRecord = (type: GraphQLOutputType): boolean => {
    const named = getNamedType(type);
    return records.some((record) => record === named) || (isObjectType(named) && named.name.endsWith('Connection'));
  };
  const silent = records.flatMap((type) => Object.values(type.getFields()).filter((field) => isRecord(field.type) && !(READ_AS in field.extensions)).map((field) => `${type.name}.${field.name}`));
  expect(silent.sort()).toEqual(Object.keys(RESOLVED_ONLY).sort());
});

interface Cursors {
  readonly visits: readonly string[];
}

async function cursorsOf(): Promise<Cursors> {
  const { visits } = (await graphql.data(agency.viewer, '{ visits { edges { cursor } } }')) as Data;
  return { visits: visits.edges.map(({ cursor }: { cursor: string }) => cursor) };
}

function knownOf(cursors: Cursors): Known {
  const ids: ReadonlyArray<readonly [kind: string, id: string]> = [
    ['Authorization', agency.authorizationId], ['AuthorizationLine', agency.lineId], ['Branch', agency.branchId], ['Coverage', agency.coverageId], ['Note', agency.noteId], ['Order', agency.orderId],
    ['Patient', agency.patientId], ['Payer', agency.payerId], ['Staff', agency.staffId], ...agency.visitIds.map((id) => ['Visit', id] as const),
    // What is another agency's is as if it were nowhere.
    ['Patient', other.patientId], ['Visit', other.visitIds[0]], ['Payer', other.payerId],
  ];
  const properties = schemaProperties();
  return {
    prefers: (type, field) => READ_AS in field.extensions || properties.of(type.name, field.name) !== undefined,
    valueOf(random: Random, place: string, typeName: string) {
      if (/\.(after|before)$/.test(place)) return place.startsWith('Query.visits.') && random(2) === 0 ? cursors.visits[random(cursors.visits.length)] : undefined;
      if (place.endsWith('.first')) return random(6);
      if (place.endsWith('.last')) return random(4) === 0 ? random(6) : undefined;
      switch (typeName) {
        case 'ID': {
          const [, name = ''] = /(\w+?)(?:Id|Ids|\.id)$/.exec(place.replace(/staffMember|author|supervisor|aide/i, 'staff').replace(/\.line/i, '.authorizationLine')) ?? [];
          const wanted = place === 'Query.node.id' ? ids : ids.filter(([kind]) => kind.toLowerCase() === name.toLowerCase());
          const [kind, id] = wanted[random(wanted.length || 1)] ?? [];
          return kind === undefined || id === undefined ? undefined : toGlobalId(kind, id);
        }
        case 'LocalDate':
          return `2026-0${2 + random(2)}-${String(1 + random(28)).padStart(2, '0')}`;
        case 'DateTime':
          return `2026-03-0${1 + random(5)}T12:00:00Z`;
        case 'Int':
          return random(100);
        case 'Float':
        case 'Units':
        case 'Cents':
          return random(50);
        case 'Boolean':
          return random(2) === 0;
        default:
          return ['AUTH-05', 'A', 'physical', 'G0151'][random(4)];
      }
    },
  };
}
