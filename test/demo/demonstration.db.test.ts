import 'reflect-metadata';

import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { ALLOCATION_STATES } from '../../src/alignment/alignment.js';
import { evaluate } from '../../src/alignment/evaluate.js';
import { RULES } from '../../src/alignment/rules/all.js';
import { dateOf } from '../../src/base/day.js';
import { NOTE_STATUSES } from '../../src/care/note.js';
import { VISIT_STATUSES } from '../../src/care/visit.js';
import type { World } from '../../src/changes/perform.js';
import { reading } from '../../src/db/agency-scope.js';
import { type Database, openDatabase } from '../../src/db/database.js';
import { patientSnapshot } from '../../src/db/queries/patient-snapshot.js';
import { recordsByIds } from '../../src/db/queries/records.js';
import { PatientRow } from '../../src/db/rows/patient-row.js';
import { SEALED_COLUMNS } from '../../src/db/queries/sealed-columns.js';
import { DEMO_AGENCY, SECOND_AGENCY } from '../../src/demo/agencies.js';
import { loadDemonstration } from '../../src/demo/load.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { versionless } from '../support/snapshots.js';
import { openedIn, testSealing } from '../support/sealing.js';

/** A Wednesday afternoon in both branches. */
const NOW = new Date('2025-06-18T21:00:00Z');

interface Loaded {
  readonly stored: TestDatabase;
  readonly database: Database;
  readonly owner: pg.Client;
  close(): Promise<void>;
}

let loaded: Loaded;

beforeAll(async () => {
  loaded = await opened();
  await loadDemonstration(worldOf(loaded.database), NOW);
}, 60_000);

afterAll(() => loaded.close());

async function opened(): Promise<Loaded> {
  const stored = await createTestDatabase();
  const database = await openDatabase({ url: stored.url, poolSize: 8, onConnectionLost: () => undefined });
  // Sees all agencies, to compare whole databases.
  const owner = new pg.Client(stored.url);
  await owner.connect();
  return {
    stored,
    database,
    owner,
    async close() {
      await owner.end();
      await database.close();
      await stored.drop();
    },
  };
}

/** The loader brings its own clock and ids; to need another would show here. */
function worldOf(database: Database, hint: World['hint'] = () => undefined): World {
  const never = (): never => {
    throw new Error('the demonstration asked for something that is not always the same');
  };
  return { database, clock: { now: never }, ids: { next: never }, sealing: testSealing(), hint };
}

async function values<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
  return (await loaded.owner.query({ text: sql, values: [...parameters], rowMode: 'array' })).rows.map((row: unknown[]) => row[0] as T);
}

/** The patients of the larger agency with an open finding of one of these severities. */
async function patientsWith(...severities: readonly string[]): Promise<string[]> {
  return values<string>(
    `select distinct p.mrn from findings f join patients p on p.agency_id = f.agency_id and p.id = f.patient_id
      where f.agency_id = $1 and f.status = 'OPEN' and f.severity = any($2) order by 1`,
    [DEMO_AGENCY.id, severities],
  );
}

function isMeant(mrn: string): boolean {
  return mrn === 'DEMO-STORY' || Number(mrn.slice(-4)) % DEMO_AGENCY.situationEvery === 0;
}

/**
 * A digest of every table; of the log without the places, which differ because several patients are loaded at once, and
 * of the history of findings without the ids, which the database draws.
 */
async function digestOf({ owner, database }: Loaded, agencyId: string): Promise<Record<string, string>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('migrations', 'stream_heads', 'agency_keys') and relname not like 'audit\\_%' order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const drawn = name === 'finding_history' ? ` - 'id'` : '';
    const { rows } = await owner.query<{ row: string }>(`select (to_jsonb(t) - 'seq' - 'chain' - '{member_id,member_index,ssn,ssn_index}'::text[]${drawn})::text as row from ${name} t where agency_id = $1 order by 1`, [agencyId]);
    digests[name] = digest(rows.map(({ row }) => row));
  }
  // Sealed, the same number looks different each time.
  for (const column of SEALED_COLUMNS) digests[`${column.table} ${column.column}`] = digest(await openedIn({ database, sealing: testSealing() }, agencyId, column, 'id'));
  return digests;
}

function digest(rows: readonly string[]): string {
  return `${rows.length} rows, ${createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 16)}`;
}

describe('the demonstration', () => {
  test('loading it again changes nothing, whatever the day', async () => {
    const digests = async (): Promise<unknown> => [await digestOf(loaded, DEMO_AGENCY.id), await digestOf(loaded, SECOND_AGENCY.id)];
    const before = await digests();
    await loadDemonstration(worldOf(loaded.database), NOW);
    await loadDemonstration(worldOf(loaded.database), new Date('2025-09-01T00:00:00Z'));
    expect(await digests()).toEqual(before);
  });

  test('the same day gives the same facts, findings and ids, although loading was interrupted and taken up on another day', async () => {
    const other = await opened();
    try {
      for (const commits of [40, 250]) {
        let left = commits;
        const interrupted = worldOf(other.database, () => {
          left -= 1;
          if (left === 0) throw new Error('interrupted');
        });
        await expect(loadDemonstration(interrupted, NOW)).rejects.toThrow('interrupted');
      }
      await loadDemonstration(worldOf(other.database), new Date('2025-06-20T09:00:00Z'));
      expect(await digestOf(other, DEMO_AGENCY.id)).toEqual(await digestOf(loaded, DEMO_AGENCY.id));
    } finally {
      await other.close();
    }
  }, 60_000);

  test('every rule finds something', async () => {
    const found = await values<string>(`select distinct rule_id from findings where agency_id = $1 and status = 'OPEN' order by 1`, [DEMO_AGENCY.id]);
    expect(found).toEqual(RULES.map(({ id }) => id).toSorted());
  });

  test('some findings have been cleared again', async () => {
    expect(await values<number>(`select count(*)::int from findings where status = 'CLEARED'`)).not.toEqual([0]);
  });

  test('visits, notes, orders and authorized lines are in every state that a change can bring about', async () => {
    expect(await values('select distinct status from visits order by 1')).toEqual([...VISIT_STATUSES].toSorted());
    expect(await values('select distinct status from notes order by 1')).toEqual([...NOTE_STATUSES].toSorted());
    expect(await values('select distinct status from orders order by 1')).toEqual(['DISCONTINUED', 'SENT_FOR_SIGNATURE', 'SIGNED', 'SUPERSEDED']);
    expect(await values('select distinct status from evv_records order by 1')).toEqual(['ACCEPTED', 'RECEIVED', 'REJECTED']);
    expect(await values('select distinct decision from authorization_lines order by 1')).toEqual(['CERTIFIED_IN_TOTAL', 'CERTIFIED_PARTIALLY', 'NOT_CERTIFIED', 'PENDED']);
    expect(await values('select distinct state from allocations order by 1')).toEqual([...ALLOCATION_STATES].toSorted());
    expect(await values('select distinct unit_definition from authorization_lines order by 1')).toEqual(['HOUR', 'QUARTER_HOUR', 'VISIT']);
    expect(await values(`select count(*)::int > 0 from notes where amendments <> '[]'`)).toEqual([true]);
    expect(await values('select count(*)::int > 0 from authorizations where cancelled_at is not null')).toEqual([true]);
  });

  test('about one patient in five has a grave finding, and only those who were meant to', async () => {
    const grave = await patientsWith('BLOCKER', 'HIGH');
    expect(grave.length / DEMO_AGENCY.patients).toBeGreaterThan(0.15);
    expect(grave.length / DEMO_AGENCY.patients).toBeLessThan(0.25);
    expect(grave.filter((mrn) => !isMeant(mrn))).toEqual([]);
  });

  test('with the others nothing is worse than what a missed visit leaves over of an authorization, and that with few', async () => {
    expect((await patientsWith('WARNING')).filter((mrn) => !isMeant(mrn))).toEqual([]);
    const mild = (await patientsWith('INFO')).filter((mrn) => !isMeant(mrn));
    expect(mild.length / DEMO_AGENCY.patients).toBeLessThan(0.1);
  });

  test('every patient who was meant to has or has had a finding', async () => {
    const known = await values<string>(
      `select distinct p.mrn from findings f join patients p on p.agency_id = f.agency_id and p.id = f.patient_id where f.agency_id = $1 order by 1`,
      [DEMO_AGENCY.id],
    );
    const meant = (await values<string>('select mrn from patients where agency_id = $1 order by 1', [DEMO_AGENCY.id])).filter(isMeant);
    expect(known).toEqual(expect.arrayContaining(meant));
  });

  test('nobody is in two places at once but where a situation wants it', async () => {
    const doubled = await values<string>(
      `select distinct p.mrn from findings f join patients p on p.agency_id = f.agency_id and p.id = f.patient_id
        where f.agency_id in ($1, $2) and f.rule_id = 'SCH-01'`,
      [DEMO_AGENCY.id, SECOND_AGENCY.id],
    );
    expect(doubled).toHaveLength(1);
  });

  test('no member of staff works on more than six days of a week', async () => {
    const worked = await values<number>(
      `select max(days)::int from (
         select count(distinct service_on) as days from visits where agency_id = $1 and status <> 'CANCELLED' group by staff_id, date_trunc('week', service_on)
       ) weeks`,
      [DEMO_AGENCY.id],
    );
    expect(worked[0]).toBeLessThanOrEqual(6);
  });

  test('the stored findings, allocations and balances of every patient are what an evaluation from scratch gives', async () => {
    for (const agency of [DEMO_AGENCY, SECOND_AGENCY]) {
      const ids = await values<string>('select id from patients where agency_id = $1', [agency.id]);
      expect(ids).toHaveLength(agency.patients);
      for (const id of ids) {
        const { snapshot, stored } = await reading(loaded.database, agency.id, (tx) => patientSnapshot(tx, id, NOW));
        const { findings, allocations, balances, nextChangeAt } = evaluate(snapshot, NOW.getTime());
        const inOrderOfVisits = stored.allocations.toSorted((a, b) => (`${a.visitId} ${a.lineId}` < `${b.visitId} ${b.lineId}` ? -1 : 1));
        expect(inOrderOfVisits.map(versionless)).toEqual(allocations.map(versionless));
        const inOrderOfLines = (some: typeof balances): typeof balances => some.toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1));
        expect(inOrderOfLines(stored.balances)).toEqual(inOrderOfLines(balances));
        expect(stored.dueAt).toEqual(nextChangeAt);
        const inOrder = stored.findings.toSorted((a, b) => (a.key < b.key ? -1 : 1));
        expect(inOrder).toMatchObject(findings.map(versionless).map((finding) => ({
            ...finding,
            serviceOn: finding.serviceOn === null ? null : dateOf(finding.serviceOn),
            deadlineAt: finding.deadlineAt === null ? null : new Date(finding.deadlineAt),
          })));
      }
    }
  }, 60_000);

  test('it is what a visitor is told: two zones, six payers of six kinds, a policy in two versions, eight weeks of visits', async () => {
    expect(await values('select time_zone from branches where agency_id = $1 order by 1', [DEMO_AGENCY.id])).toEqual(['America/Chicago', 'America/Denver']);
    expect(await values('select count(distinct kind)::int from payers where agency_id = $1', [DEMO_AGENCY.id])).toEqual([6]);
    expect(await values('select max(version) from payer_policies where agency_id = $1', [DEMO_AGENCY.id])).toEqual([2]);
    expect(await values('select count(*)::int from staff where agency_id = $1', [DEMO_AGENCY.id])).toEqual([46]);
    const [weeks] = await values<number>('select (max(service_on) - min(service_on)) / 7 from visits where agency_id = $1', [DEMO_AGENCY.id]);
    expect(weeks).toBeGreaterThanOrEqual(8);
    const frequencies = await values<string>('select distinct frequency_text from orders where agency_id = $1', [DEMO_AGENCY.id]);
    expect(frequencies).toEqual(expect.arrayContaining(['2w4,1w5', '1-2w9', '3w1,2w8', 'q2w x 8w', '1w9,3PRN for pain above 6', 'BIW']));
  });

  test('neither agency sees anything of the other', async () => {
    const ids = await values<string>('select id from patients where agency_id = $1', [DEMO_AGENCY.id]);
    const seen = await reading(loaded.database, SECOND_AGENCY.id, (tx) => recordsByIds({ ...tx, agencyId: DEMO_AGENCY.id, rows: tx.rows.bind(tx) }, PatientRow, ids));
    expect(seen).toEqual([]);
    const own = await reading(loaded.database, DEMO_AGENCY.id, (tx) => recordsByIds(tx, PatientRow, ids));
    expect(own).toHaveLength(DEMO_AGENCY.patients);
  });
});
