import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getNamedType, isInputObjectType } from 'graphql';

import { MAY_CHANGE } from '../../src/auth/permissions.js';
import { type Role, ROLES, type Viewer } from '../../src/auth/viewer.js';
import { perform } from '../../src/changes/perform.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { RECORD_OF_FIELD } from '../../src/graphql/inputs/given.js';
import { AlignmentEffectResolver } from '../../src/graphql/resolvers/alignment-effect-resolver.js';
import { systemIds } from '../../src/system.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { bent, type MutationApi, mutationApi, type MutationRequest } from '../support/mutation-api.js';
import { askerOf, type Mutation, MUTATION_CASES, type MutationCase } from '../support/mutation-cases.js';

const START = '2026-03-02T15:00:00Z';
const MUTATIONS = Object.keys(MUTATION_CASES) as Mutation[];

let the: TestWorld;
let graphql: TestGraphQL;
let api: MutationApi;
/** Another agency, in which everything that the requests need is made. */
let elsewhere: TestAgency;

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world);
  api = mutationApi(the, graphql);
  elsewhere = await openTestAgency(the.world);
});

afterAll(async () => {
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
  const request = await MUTATION_CASES[mutation](agency, the.world, graphql.parts);
  return { agency, request, viewer: askerOf(agency, request, MAY_CHANGE[mutation][0] as Role) };
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

const SOON = { serviceCode: 'G0151', startsAt: '2026-03-17T15:00:00Z', endsAt: '2026-03-17T15:45:00Z' };

describe('the schema of the mutations', () => {
  test('there is a mutation for every change that a person or program can make', () => {
    // Beside them are those that make several of these changes, or whichever is needed.
    const others = Object.keys(graphql.schema.getMutationType()?.getFields() ?? {}).filter((name) => !/^(upsert[A-Z]|performChanges$)/.test(name));
    expect(others.sort()).toEqual([...MUTATIONS].sort());
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
      const answers = await Promise.all(ROLES.map(async (role) => ({ role, errors: (await api.ask(askerOf(agency, request, role), mutation, trying(request))).errors })));
      expect(answers.map(({ role, errors }) => [role, errors?.map(({ extensions }) => extensions?.['code']) ?? 'may'])).toEqual(
        ROLES.map((role) => [role, MAY_CHANGE[mutation].includes(role) ? 'may' : ['FORBIDDEN']]),
      );
    });
  });

  test('knows no record of another agency', async () => {
    const { request, viewer } = shared;
    const foreign = new Map(idsIn((await MUTATION_CASES[mutation](elsewhere, the.world, graphql.parts)).input).map(({ path, id }) => [path.join(), id]));
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

  // The last of them, because in the end it makes the change.
  test('can be tried out: the answer is that of the change itself, and nothing is kept', async () => {
    const { agency, request, viewer } = shared;
    let tried: Data;
    await api.withoutTrace(async () => {
      tried = await api.done(viewer, mutation, trying(request));
    });
    expect(tried.cursor).toBeNull();
    expect(tried.record).toMatchObject(request.record);
    const { alignment } = await api.done(viewer, mutation, request);
    expect(shapeOf(tried.alignment, agency)).toEqual(shapeOf(alignment, agency));
  });
});

describe('what a change does', () => {
  let agency: TestAgency;
  let scheduler: Viewer;
  beforeEach(async () => {
    agency = await openTestAgency(the.world);
    scheduler = agency.viewerAs('SCHEDULER');
  });

  const moveAway = (visitId = agency.visitIds[2]): MutationRequest => ({
    input: { visitId: toGlobalId('Visit', visitId), startsAt: '2026-05-01T16:00:00Z', endsAt: '2026-05-01T16:45:00Z' },
    args: { cause: 'PATIENT_REQUEST', reason: 'Away until then', occurredAt: '2026-03-02T14:00:00Z' },
  });

  test('a visit that is moved past the end of the authorization is answered with the finding, the freed units and itself', async () => {
    const visit = toGlobalId('Visit', agency.visitIds[2]);
    const line = toGlobalId('AuthorizationLine', agency.lineId);
    const { alignment } = await api.done(scheduler, 'rescheduleVisit', moveAway());
    expect(alignment.raised).toMatchObject([{ ruleId: 'AUTH-04', code: 'OUTSIDE_AUTHORIZED_DATES', status: 'OPEN', line: { id: line }, visits: [{ id: visit }], patient: { id: toGlobalId('Patient', agency.patientId) } }]);
    expect(alignment.balances).toMatchObject([{ lineId: line, line: { id: line, authorizedUnits: 12 }, before: { remainingUnits: 8 }, after: { usedUnits: 2, reservedUnits: 1, remainingUnits: 9 } }]);
    expect(alignment.affectedVisitIds).toContain(visit);
    expect(alignment.affectedVisits).toContainEqual({ id: visit, status: 'SCHEDULED', serviceOn: '2026-05-01' });

    const extended = await api.done(agency.viewerAs('AUTHORIZATION'), 'extendAuthorization', { input: { authorizationId: toGlobalId('Authorization', agency.authorizationId), endsOn: '2026-05-31' } });
    expect(extended.alignment.cleared).toMatchObject([{ id: alignment.raised[0].id, status: 'CLEARED' }]);
    expect(extended.alignment.balances).toMatchObject([{ after: { reservedUnits: 2, remainingUnits: 8 } }]);
  });

  test('who did it, why and when is kept with the visit', async () => {
    const { record } = await api.done(scheduler, 'rescheduleVisit', {
      ...moveAway(),
      selection: 'scheduleChanges { kind cause reason actorSubject actorRole occurredAt recordedAt before { serviceOn } after { serviceOn } }',
    });
    expect(record.scheduleChanges[0]).toEqual({
      kind: 'RESCHEDULED', cause: 'PATIENT_REQUEST', reason: 'Away until then', actorSubject: scheduler.subject, actorRole: 'SCHEDULER',
      occurredAt: '2026-03-02T14:00:00.000Z', recordedAt: '2026-03-02T15:00:00.000Z', before: { serviceOn: '2026-03-04' }, after: { serviceOn: '2026-05-01' },
    });
  });

  test('what is read beside the answer is read after the change, also when the same request read it before', async () => {
    const visitId = toGlobalId('Visit', agency.visitIds[2]);
    const move = (date: string): string =>
      `rescheduleVisit(input: { visitId: "${visitId}", startsAt: "${date}T16:00:00Z", endsAt: "${date}T16:45:00Z" }) { record { findings { ruleId } patient { visits(first: 10) { nodes { serviceOn } } } } }`;
    const { away, back } = await graphql.data(scheduler, `mutation { away: ${move('2026-05-01')} back: ${move('2026-03-06')} }`);
    const dates = (payload: Data): string[] => payload.record.patient.visits.nodes.map(({ serviceOn }: Data) => serviceOn).sort();
    expect(away.record.findings).toContainEqual({ ruleId: 'AUTH-04' });
    expect(dates(away)).toEqual(['2026-03-01', '2026-03-01', '2026-03-10', '2026-05-01']);
    expect(back.record.findings).not.toContainEqual({ ruleId: 'AUTH-04' });
    expect(dates(back)).toEqual(['2026-03-01', '2026-03-01', '2026-03-06', '2026-03-10']);
  });

  test('a series that is only tried out shows its visits where findings speak of them, and nowhere else', async () => {
    const input = { patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', startsAt: '2026-04-21T15:00:00Z', endsAt: '2026-04-21T15:45:00Z', recurrence: { weekdays: [2], count: 3 } };
    const { record, alignment } = await api.done(scheduler, 'scheduleVisitSeries', { input, args: { dryRun: true }, selection: 'visits { id serviceOn }' });
    const late = record.visits.find(({ serviceOn }: Data) => serviceOn === '2026-05-05');
    expect(alignment.raised.filter(({ ruleId }: Data) => ruleId === 'AUTH-04')).toMatchObject([{ visits: [{ id: late.id, status: 'SCHEDULED' }] }]);
    expect(alignment.affectedVisits).toHaveLength(alignment.affectedVisitIds.length);
    expect((await graphql.data(scheduler, `{ node(id: "${late.id}") { id } }`)).node).toBeNull();
  });

  test('an authorization that is only tried out has balances without a line', async () => {
    const { request, viewer } = await prepared('recordAuthorization');
    const { alignment } = await api.done(viewer, 'recordAuthorization', trying(request));
    expect(alignment.balances).toMatchObject([{ line: null, before: null, after: { authorizedUnits: 40.5 } }, { line: null }]);
  });

  test('twenty duplicates at once act once, and all are answered the same', async () => {
    const head = await headOf(agency);
    const request = { ...moveAway(), args: { idempotencyKey: 'twenty' }, selection: 'version' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.done(scheduler, 'rescheduleVisit', request)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].record.version).toBe(2);
    expect(await headOf(agency)).toBe(head + 1);
  });

  test('a key is the caller\'s own: another caller\'s request under the same one is a request of its own', async () => {
    const request = { input: { patientId: toGlobalId('Patient', agency.patientId), ...SOON }, args: { idempotencyKey: 'mine' } };
    const [mine, another] = [await api.done(scheduler, 'scheduleVisit', request), await api.done(agency.viewerAs('ADMIN'), 'scheduleVisit', request)];
    expect(another.record.id).not.toBe(mine.record.id);
  });

  test('of two who change the same version of a visit at once, one is told that it has changed', async () => {
    const request = { ...moveAway(), input: { ...moveAway().input, expectedVersion: 1 } };
    const answers = await Promise.all([api.ask(scheduler, 'rescheduleVisit', request), api.ask(agency.viewerAs('ADMIN'), 'rescheduleVisit', request)]);
    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'done').sort()).toEqual(['VERSION_CONFLICT', 'done']);
  });

  test('two who take the last unit at once leave one visit clean', async () => {
    const lines = [{ lineId: toGlobalId('AuthorizationLine', agency.lineId), authorizedUnits: 5, caps: [] }];
    await api.done(agency.viewerAs('AUTHORIZATION'), 'reviseAuthorization', { input: { authorizationId: toGlobalId('Authorization', agency.authorizationId), lines } });
    const take = (startsAt: string, endsAt: string): Promise<Data> => api.done(scheduler, 'scheduleVisit', { input: { patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', startsAt, endsAt }, selection: 'id' });
    await Promise.all([take('2026-03-18T15:00:00Z', '2026-03-18T16:00:00Z'), take('2026-03-25T15:00:00Z', '2026-03-25T16:00:00Z')]);
    const { rows } = await the.owner.query(`select array_length(visit_ids, 1) as visits from findings where patient_id = $1 and code = 'UNITS_EXCEEDED' and status = 'OPEN'`, [agency.patientId]);
    expect(rows).toEqual([{ visits: 1 }]);
  });

  test('an effect reads the same from the log as from the change', async () => {
    const { effect } = await perform(the.world, rescheduleVisit, { visitId: agency.visitIds[2], startsAt: new Date('2026-05-01T16:00:00Z'), endsAt: new Date('2026-05-01T16:45:00Z') }, { viewer: scheduler });
    const kept = JSON.parse(JSON.stringify(effect));
    const resolver = new AlignmentEffectResolver();
    expect(resolver.raised(kept, { viewer: scheduler })).toEqual(effect.raised);
    expect(resolver.cleared(kept, { viewer: scheduler })).toEqual(effect.cleared);
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
