import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getNamedType, isInputObjectType } from 'graphql';

import { MAY_CHANGE } from '../../src/auth/permissions.js';
import { type Role, ROLES, type Viewer } from '../../src/auth/viewer.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { RECORD_OF_FIELD } from '../../src/graphql/inputs/given.js';
import { systemIds } from '../../src/system.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { bent, type MutationApi, mutationApi } from '../support/mutation-api.js';
import { type Mutation, MUTATION_CASES, type MutationCase } from '../support/mutation-cases.js';

const START = '2026-03-02T15:00:00Z';
const MUTATIONS = Object.keys(MUTATION_CASES) as Mutation[];

let the: TestWorld;
let graphql: TestGraphQL;
let api: MutationApi;

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world);
  api = mutationApi(the, graphql);
});

afterAll(async () => {
  await graphql.close();
  await the.close();
});

beforeEach(() => {
  the.clock.moveTo(START);
  graphql.logged.length = 0;
});

interface Prepared {
  readonly agency: TestAgency;
  readonly request: MutationCase;
  readonly viewer: Viewer;
}

/** An agency in which the request of the case makes sense, and someone who may make it. */
async function prepared(mutation: Mutation): Promise<Prepared> {
  the.clock.moveTo(START);
  const agency = await openTestAgency(the.world);
  return { agency, request: await MUTATION_CASES[mutation](agency, the.world), viewer: agency.viewerAs(MAY_CHANGE[mutation][0] as Role) };
}

function trying(request: MutationCase): MutationCase {
  return { ...request, args: { ...request.args, dryRun: true } };
}

async function headOf({ agencyId }: TestAgency): Promise<number> {
  const { rows } = await the.owner.query('select head::int as head from stream_heads where agency_id = $1', [agencyId]);
  return rows[0].head;
}

function idsIn(input: unknown, path: ReadonlyArray<string | number> = []): Array<{ readonly path: ReadonlyArray<string | number>; readonly id: string; readonly record: string }> {
  if (Array.isArray(input)) return input.flatMap((item, i) => idsIn(item, [...path, i]));
  const name = path.findLast((step) => typeof step === 'string');
  const record = typeof name === 'string' ? RECORD_OF_FIELD.get(name) : undefined;
  if (typeof input === 'string') return record === undefined ? [] : [{ path, id: input, record }];
  return typeof input !== 'object' || input === null ? [] : Object.entries(input).flatMap(([step, held]) => idsIn(held, [...path, step]));
}

describe('the schema of the mutations', () => {
  test('there is a mutation for every change that a person or program can make', () => {
    expect(Object.keys(graphql.schema.getMutationType()?.getFields() ?? {}).sort()).toEqual([...MUTATIONS].sort());
  });

  test('every field that takes an id says by its name of which kind of record', () => {
    const inputs = new Set(MUTATIONS.map(api.inputOf));
    for (const input of inputs) {
      for (const { type } of Object.values(input.getFields())) {
        const inner = getNamedType(type);
        if (isInputObjectType(inner)) inputs.add(inner);
      }
    }
    const fields = [...inputs].flatMap((input) => Object.values(input.getFields()));
    const taking = new Set(fields.filter(({ type }) => getNamedType(type).name === 'ID').map(({ name }) => name));
    const named = new Set(fields.map(({ name }) => name).filter((name) => RECORD_OF_FIELD.has(name)));
    expect(taking).toEqual(named);
    expect([...named].sort()).toEqual([...RECORD_OF_FIELD.keys()].sort());
    for (const record of RECORD_OF_FIELD.values()) expect(graphql.schema.getType(record)).toBeDefined();
  });
});

describe.each(MUTATIONS)('%s', (mutation) => {
  /** For what leaves no trace; whatever does takes one of its own. */
  let shared: Prepared;
  beforeAll(async () => {
    shared = await prepared(mutation);
  });

  test('changes the record, tells the effect, and leaves one event at the cursor that it answers', async () => {
    const { agency, request, viewer } = await prepared(mutation);
    const head = await headOf(agency);
    const { record, cursor } = await api.done(viewer, mutation, request);
    expect(record).toMatchObject(request.record);
    expect(graphql.parts.cursors.decode(agency.agencyId, cursor)).toEqual({ epoch: 1, seq: head + 1 });
    expect(await headOf(agency)).toBe(head + 1);
  });

  test('can be tried out: the answer is that of the change itself, and nothing is kept', async () => {
    const { agency, request, viewer } = await prepared(mutation);
    let tried: Data;
    await api.withoutTrace(async () => {
      tried = await api.done(viewer, mutation, trying(request));
    });
    expect(tried.cursor).toBeNull();
    expect(tried.record).toMatchObject(request.record);
    const { alignment } = await api.done(viewer, mutation, request);
    expect(shapeOf(tried.alignment, agency)).toEqual(shapeOf(alignment, agency));
  });

  test('acts once under a key, and gives the same answer again', async () => {
    const { agency, request, viewer } = await prepared(mutation);
    const head = await headOf(agency);
    const keyed = { ...request, args: { ...request.args, idempotencyKey: 'once' } };
    const first = await api.done(viewer, mutation, keyed);
    expect(await api.done(viewer, mutation, keyed)).toEqual(first);
    expect(await headOf(agency)).toBe(head + 1);
    await api.withoutTrace(async () => {
      expect(await api.refused(viewer, mutation, { ...keyed, args: { ...keyed.args, reason: 'Another' } })).toEqual({ code: 'IDEMPOTENCY_MISMATCH', path: ['idempotencyKey'] });
    });
  });

  test('is for the roles that the table of permissions names, and no others', async () => {
    const { agency, request } = shared;
    await api.withoutTrace(async () => {
      const answers = await Promise.all(ROLES.map(async (role) => ({ role, errors: (await api.ask(agency.viewerAs(role), mutation, trying(request))).errors })));
      expect(answers.map(({ role, errors }) => [role, errors?.map(({ extensions }) => extensions?.['code']) ?? 'may'])).toEqual(
        ROLES.map((role) => [role, MAY_CHANGE[mutation].includes(role) ? 'may' : ['FORBIDDEN']]),
      );
    });
  });

  test('knows no record of another agency', async () => {
    const { request, viewer } = shared;
    const foreign = new Map(idsIn((await prepared(mutation)).request.input).map(({ path, id }) => [path.join(), id]));
    await api.withoutTrace(async () => {
      for (const { path } of idsIn(request.input)) {
        const { code, path: at } = await api.refused(viewer, mutation, { ...request, input: bent(request.input, path, foreign.get(path.join())) });
        // Of a list of lines it is only said that they are not all lines of this authorization.
        expect({ code, path: at }).toEqual({ code: 'NOT_FOUND', path: ['input', ...path].slice(0, path.includes('lineIds') ? 2 : undefined) });
      }
    });
  });

  test('refuses ids of another kind, and what is no id', async () => {
    const { request, viewer } = shared;
    const uuid = systemIds.next();
    await api.withoutTrace(async () => {
      for (const { path, record } of idsIn(request.input)) {
        for (const id of [toGlobalId(record === 'Payer' ? 'Visit' : 'Payer', uuid), uuid, toGlobalId(record, 'x'), 'x'.repeat(5000), '']) {
          expect(await api.refused(viewer, mutation, { ...request, input: bent(request.input, path, id) })).toEqual({ code: 'INVALID_ID', path: ['input', ...path] });
        }
      }
    });
  });

  test('refuses a version that is no longer the present one, where it takes one', async () => {
    const { request, viewer } = shared;
    const isNew = !('expectedVersion' in api.inputOf(mutation).getFields()) || mutation === 'writeNote';
    await api.withoutTrace(async () => {
      if (isNew) return;
      expect(await api.refused(viewer, mutation, { ...request, input: bent(request.input, ['expectedVersion'], 999) })).toEqual({ code: 'VERSION_CONFLICT', path: ['input', 'expectedVersion'] });
    });
  });
});

/** Without the ids that a try-out and the change itself each make anew. */
function shapeOf(alignment: Data, { visitIds, lineId }: TestAgency): unknown {
  const old = new Set([...visitIds.map((id) => toGlobalId('Visit', id)), toGlobalId('AuthorizationLine', lineId)]);
  const known = (id: string): string => (old.has(id) ? id : 'new');
  return {
    raised: alignment.raised.map(({ code, visits, line }: Data) => ({ code, visits: visits.map(({ id }: Data) => known(id)), line: line && known(line.id) })),
    cleared: alignment.cleared,
    changed: alignment.changed,
    balances: alignment.balances.map(({ lineId, before, after }: Data) => ({ line: known(lineId), before, after })).sort(byText),
    affected: alignment.affectedVisits.map(({ id, status }: Data) => ({ id: known(id), status })).sort(byText),
    count: alignment.affectedVisitIds.length,
  };
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
