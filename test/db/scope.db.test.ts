import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { permits } from '../../src/auth/access.js';
import { type Scope, UNLIMITED } from '../../src/auth/scope.js';
import { reading, readingWithin, type Tx, writing } from '../../src/db/agency-scope.js';
import { statement } from '../../src/db/statement.js';
import { eventsBetween } from '../../src/feed/read.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { admit, openCare, openTestWorld, type TestWorld } from '../support/care.js';

let here: TestWorld;
let agency: TestAgency;
let colleagueId: string;

beforeAll(async () => {
  here = await openTestWorld({ poolSize: 1 });
  agency = await openTestAgency(here.world);
  colleagueId = await admit(here.world, agency);
});
afterAll(() => here.close());

const PATIENTS = statement('select id from patients where agency_id = $1 order by id');
const VISITS = statement('select count(*)::integer as count from visits where agency_id = $1');

const patientsOf = async (tx: Tx): Promise<string[]> => (await tx.rows<{ id: string }>(PATIENTS, [tx.agencyId])).map(({ id }) => id);
const seenBy = (scope: Partial<Scope>): Promise<string[]> => readingWithin(here.database, { agencyId: agency.agencyId, scope: { ...UNLIMITED, ...scope } }, here.clock.now(), patientsOf);

describe('whoever reads within a scope', () => {
  test('finds only the patients of each list that there is', async () => {
    const both = [agency.patientId, colleagueId].sort();
    const nobody = '01a20000-0000-7000-8000-000000000000';
    expect(await seenBy({})).toEqual(both);
    expect(await seenBy({ patientIds: [agency.patientId] })).toEqual([agency.patientId]);
    expect(await seenBy({ patientIds: [nobody] })).toEqual([]);
    expect(await seenBy({ branchIds: [agency.branchId] })).toEqual(both);
    expect(await seenBy({ branchIds: [nobody] })).toEqual([]);
    expect(await seenBy({ payerIds: [agency.payerId] })).toEqual(both);
    expect(await seenBy({ payerIds: [nobody] })).toEqual([]);
    expect(await seenBy({ branchIds: [agency.branchId], payerIds: [nobody], patientIds: both })).toEqual([]);
  });

  test('finds nothing where a list is empty', async () => {
    expect(await seenBy({ patientIds: [] })).toEqual([]);
    expect(await seenBy({ branchIds: [] })).toEqual([]);
    expect(await seenBy({ payerIds: [] })).toEqual([]);
  });

  test('finds a patient who was opened in an emergency, until it ends', async () => {
    const opened = (endsAt: Date): Partial<Scope> => ({ patientIds: [], emergencies: [{ id: 'e1', patientId: colleagueId, endsAt }] });
    const now = here.clock.now();
    expect(await seenBy(opened(new Date(now.getTime() + 1)))).toEqual([colleagueId]);
    expect(await seenBy(opened(now))).toEqual([]);
  });

  test('leaves nothing behind on the connection, and finds nothing left by others', async () => {
    const counts = async (scope: Partial<Scope> | null): Promise<number> => {
      const count = async (tx: Tx): Promise<number> => (await tx.rows<{ count: number }>(VISITS, [tx.agencyId]))[0]?.count ?? -1;
      return scope === null ? reading(here.database, agency.agencyId, count) : readingWithin(here.database, { agencyId: agency.agencyId, scope: { ...UNLIMITED, ...scope } }, here.clock.now(), count);
    };
    // One connection, and the same statement for each in turn, so often that PostgreSQL keeps its plan.
    for (let i = 0; i < 8; i += 1) {
      expect([await counts({ patientIds: [colleagueId] }), await counts(null), await counts({ patientIds: [agency.patientId] }), await counts({ branchIds: [] })]).toEqual([0, 4, 4, 0]);
    }
  });

  test('finds nothing where the scope was not named', async () => {
    const { rows } = await here.database.pool.query(`begin; select set_config('app.agency_id', '${agency.agencyId}', true); set local role plumbline_scoped; select id from patients; rollback`)
      .then((results) => (results as unknown as Array<{ rows: unknown[] }>)[3] as { rows: unknown[] });
    expect(rows).toEqual([]);
  });

  test('can write nothing, also in a transaction that can', async () => {
    const attempt = writing(here.database, agency.agencyId, (tx) =>
      tx.within({ ...UNLIMITED, patientIds: [agency.patientId] }, () => tx.rows(statement(`update patients set mrn = 'x' where agency_id = $1`), [tx.agencyId])));
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  test('in a change sees the scope for a while, and all again afterwards', async () => {
    await writing(here.database, agency.agencyId, async (tx) => {
      const scope = { ...UNLIMITED, patientIds: [], emergencies: [{ id: 'e1', patientId: colleagueId, endsAt: new Date('9999-01-01') }] };
      expect(await tx.within(scope, () => patientsOf(tx))).toEqual([colleagueId]);
      expect(await patientsOf(tx)).toHaveLength(2);
    });
  });
});

/** Few of each, so that lists and events meet. */
const idOf = (kind: string, n: number): string => `01a20000-0000-7000-8000-0000000${kind}000${n}`;
const someOf = (kind: string): fc.Arbitrary<string[]> => fc.uniqueArray(fc.integer({ min: 0, max: 3 }).map((n) => idOf(kind, n)), { maxLength: 3 });
const listOf = (kind: string): fc.Arbitrary<string[] | null> => fc.option(someOf(kind), { nil: null });
const scopes: fc.Arbitrary<Scope> = fc.record({
  branchIds: listOf('b'), payerIds: listOf('c'), patientIds: listOf('a'),
  emergencies: someOf('a').map((ids) => ids.slice(0, 1).map((patientId) => ({ id: patientId, patientId, endsAt: new Date('9999-01-01') }))),
});
const concerns = fc.record({
  patientId: fc.option(fc.integer({ min: 0, max: 3 }).map((n) => idOf('a', n)), { nil: null }),
  branchId: fc.option(fc.integer({ min: 0, max: 3 }).map((n) => idOf('b', n)), { nil: null }),
  payerIds: someOf('c'),
});

test('row security lets through the events that the streams let through, and no others', async () => {
  const { agencyId } = await openCare(here.world);
  await fc.assert(
    fc.asyncProperty(fc.array(concerns, { minLength: 1, maxLength: 12 }), fc.array(scopes, { minLength: 1, maxLength: 4 }), async (events, asked) => {
      await here.owner.query('delete from alignment_events where agency_id = $1', [agencyId]);
      for (const [i, { patientId, branchId, payerIds }] of events.entries()) {
        await here.owner.query(
          `insert into alignment_events (agency_id, seq, epoch, event_id, correlation_id, schema_version, type, patient_id, branch_id, payer_ids, body, occurred_at, recorded_at, chain)
           values ($1, $2, 1, gen_random_uuid(), gen_random_uuid(), 1, 'VISIT_SCHEDULED', $3, $4, $5::uuid[], '{}', now(), now(), '')`,
          [agencyId, i + 1, patientId, branchId, payerIds],
        );
      }
      for (const scope of asked) {
        const seen = await readingWithin(here.database, { agencyId, scope }, here.clock.now(), (tx) => eventsBetween(tx, 0, events.length));
        const permitted = events.flatMap((event, i) => (permits(scope, event) ? [i + 1] : []));
        expect(seen.map(({ seq }) => seq)).toEqual(permitted);
      }
    }),
    { numRuns: 60 },
  );
});
