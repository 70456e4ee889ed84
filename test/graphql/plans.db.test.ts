import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLField, type GraphQLObjectType, isLeafType, parse, validate } from 'graphql';

import type { Role } from '../../src/auth/viewer.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { openContext } from '../../src/graphql/context.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { validationRules } from '../../src/graphql/limits.js';
import { openPlans, type Plans } from '../../src/graphql/plans/plans.js';
import { READ_AS } from '../../src/graphql/plans/read-as.js';
import { document, openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, authorize, openTestWorld, order, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { type Known, type Random, randomDocument, seeded } from '../support/random-documents.js';

/** A plan and execution are two ways to one answer: whatever is asked, whoever asks. */
let here: TestWorld;
let graphql: TestGraphQL;
let plans: Plans;
let agency: TestAgency;
let other: TestAgency;

const ROLES: readonly Role[] = ['SCHEDULER', 'BILLER', 'CLINICIAN', 'ADMIN', 'INTEGRATOR'];

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  plans = openPlans(graphql.schema);
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

async function planned(role: Role, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string | null> {
  const context = openContext(graphql.parts, agency.viewerAs(role));
  try {
    return await plans.answer({ document: parse(query), variables }, context);
  } finally {
    await context.close();
  }
}

test('whatever document is made from the schema, its plan answers what execution answers', async () => {
  const seed = Number(process.env['PLAN_SEED'] ?? 1);
  const runs = Number(process.env['PLAN_RUNS'] ?? 400);
  const cursors = await cursorsOf();
  let answered = 0;
  for (let i = 0; i < runs; i += 1) {
    const random = seeded(seed * 1_000_003 + i);
    const { query, variables } = randomDocument(graphql.schema, random, knownOf(cursors));
    if (validate(graphql.schema, parse(query), validationRules).length > 0) continue;
    const role = ROLES[random(ROLES.length)] as Role;
    const answer = await planned(role, query, variables);
    if (answer === null) continue;
    answered += 1;
    const executed = await graphql.ask(agency.viewerAs(role), query, { ...variables });
    expect({ i, query, variables, role, answer: JSON.stringify(JSON.parse(answer)) }).toEqual({ i, query, variables, role, answer: JSON.stringify(executed) });
  }
  expect(answered).toBeGreaterThan(runs / 2);
}, 300_000);

/** A column, or what a connection consists of. */
function isPart(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  if (type.name === 'Query') return false;
  const named = getNamedType(field.type);
  return isLeafType(named) ? field.args.length === 0 : /(Connection|Edge)$/.test(type.name) || named.name === 'PageInfo';
}

interface Cursors {
  readonly visits: readonly string[];
}

async function cursorsOf(): Promise<Cursors> {
  const { visits } = (await graphql.data(agency.viewer, '{ visits { edges { cursor } } }')) as Data;
  return { visits: visits.edges.map(({ cursor }: { cursor: string }) => cursor) };
}

function knownOf(cursors: Cursors): Known {
  const ids: ReadonlyArray<readonly [string, string]> = [
    ['Patient', agency.patientId], ['Order', agency.orderId], ['Note', agency.noteId], ['Coverage', agency.coverageId], ['Staff', agency.staffId],
    ...agency.visitIds.map((id) => ['Visit', id] as const), ['Patient', other.patientId], ['Visit', other.visitIds[0]],
  ];
  return {
    prefers: (type, field) => READ_AS in field.extensions || isPart(type, field),
    valueOf(random: Random, place: string, typeName: string) {
      if (/\.(after|before)$/.test(place)) return random(3) > 0 ? undefined : cursors.visits[random(cursors.visits.length)];
      if (/\.(first|last)$/.test(place)) return random(6);
      switch (typeName) {
        case 'ID': {
          const wanted = ids.filter(([kind]) => place.toLowerCase().includes(kind.toLowerCase()));
          const [kind, id] = (wanted.length > 0 && random(10) > 0 ? wanted : ids)[random((wanted.length > 0 ? wanted : ids).length)] ?? ids[0] ?? ['', ''];
          return toGlobalId(kind, id);
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
