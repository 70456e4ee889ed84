import 'reflect-metadata';

import pg from 'pg';

import { systemOf, type Viewer } from '../../src/auth/viewer.js';
import type { LocalDate } from '../../src/base/day.js';
import type { Clock } from '../../src/base/ports.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import type { EventType } from '../../src/care/change.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { admitPatient } from '../../src/changes/admit-patient.js';
import type { LineInput } from '../../src/changes/authorization-lines.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform, type World } from '../../src/changes/perform.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { type Database, openDatabase } from '../../src/db/database.js';
import type { Position } from '../../src/feed/position.js';
import { systemIds } from '../../src/system.js';
import { createTestDatabase } from './database.js';
import { testSealing } from './sealing.js';

/** A database of the test's own, with a clock that stands still until the test moves it. */
export interface TestWorld {
  readonly world: World;
  /** Of the database, as its owner. */
  readonly url: string;
  readonly database: Database;
  /** Sees every agency. */
  readonly owner: pg.Client;
  readonly clock: MovableClock;
  readonly hints: Array<{ readonly agencyId: string; readonly position: Position; readonly types: readonly EventType[] }>;
  close(): Promise<void>;
}

export interface MovableClock extends Clock {
  moveTo(instant: string | Date): void;
  moveBy(ms: number): void;
}

export async function openTestWorld({ poolSize = 8 }: { readonly poolSize?: number } = {}): Promise<TestWorld> {
  const stored = await createTestDatabase();
  const database = await openDatabase({ url: stored.url, poolSize, onConnectionLost: () => undefined });
  const owner = new pg.Client({ connectionString: stored.url });
  await owner.connect();
  const clock = movableClock('2026-03-02T15:00:00Z');
  const hints: TestWorld['hints'] = [];
  return {
    world: { database, clock, ids: systemIds, sealing: testSealing(), hint: (agencyId, position, types) => void hints.push({ agencyId, position, types }) },
    url: stored.url,
    database,
    owner,
    clock,
    hints,
    async close() {
      await owner.end();
      await database.close();
      await stored.drop();
    },
  };
}

export function movableClock(start: string): MovableClock {
  let now = new Date(start);
  return {
    now: () => now,
    moveTo: (instant) => void (now = new Date(instant)),
    moveBy: (ms) => void (now = new Date(now.getTime() + ms)),
  };
}

/** An agency in Chicago with one payer, one therapist and one patient, of whom nothing is known but the coverage. */
export interface Care {
  readonly viewer: Viewer;
  readonly agencyId: string;
  readonly branchId: string;
  readonly payerId: string;
  readonly staffId: string;
  readonly patientId: string;
}

export async function openCare(world: World, terms: Partial<PayerPolicyTerms> = {}): Promise<Care> {
  const agencyId = systemIds.next();
  const viewer = systemOf(agencyId);
  const as = { viewer };
  const slug = `a${agencyId.replaceAll('-', '').slice(-20)}`;
  await perform(world, openAgency, { slug, name: 'Agency' }, as);
  const branch = await perform(world, addBranch, { name: 'North', timeZone: 'America/Chicago' }, as);
  const payer = await perform(world, addPayer, { name: 'Acme', kind: 'COMMERCIAL' }, as);
  await perform(world, setPayerPolicy, { payerId: payer.record.id, effectiveFrom: '2020-01-01', terms: { ...DEFAULT_TERMS, ...terms } }, as);
  const staff = await perform(world, addStaff, { givenName: 'Ann', familyName: 'Lee', disciplines: ['PT'] }, as);
  const base = { viewer, agencyId, branchId: branch.record.id, payerId: payer.record.id, staffId: staff.record.id };
  return { ...base, patientId: await admit(world, base) };
}

export async function admit(world: World, { viewer, branchId, payerId }: Pick<Care, 'viewer' | 'branchId' | 'payerId'>): Promise<string> {
  const mrn = systemIds.next();
  const patient = await perform(world, admitPatient, { branchId, mrn, givenName: 'Pat', familyName: 'Doe', birthDate: '1950-04-01' }, { viewer });
  await perform(world, addCoverage, { patientId: patient.record.id, payerId, memberId: 'M1', startsOn: '2026-01-01' }, { viewer });
  return patient.record.id;
}

/** A physical therapist twice a week for nine weeks from the Sunday before the clock's start. */
export async function order(world: World, { viewer, patientId }: Care, frequencyText = 'PT 2w9'): Promise<string> {
  const input = { patientId, kind: 'PLAN_OF_CARE', discipline: 'PT', frequencyText, startsOn: '2026-03-01', physicianName: 'Roe' } as const;
  return (await perform(world, recordOrder, input, { viewer })).record.id;
}

export interface Authorized {
  readonly authorizationId: string;
  readonly lineId: string;
}

/** Visits by a physical therapist in March and April. */
export async function authorize(world: World, { viewer, patientId, payerId }: Care, { visits = 12, ...line }: Partial<LineInput> & { readonly visits?: number } = {}): Promise<Authorized> {
  const lineId = world.ids.next();
  const lines = [{ id: lineId, discipline: 'PT', unitDefinition: 'VISIT', authorizedMilliUnits: visits * 1000, startsOn: '2026-03-01', endsOn: '2026-04-30', ...line } as const];
  const { record } = await perform(world, recordAuthorization, { patientId, payerId, number: 'A123', lines }, { viewer });
  return { authorizationId: record.id, lineId };
}

/** 45 minutes of physical therapy from a time of day in Chicago, in winter time before the 8th of March 2026. */
export function therapyOn(date: LocalDate, hour = 10): { readonly serviceCode: string; readonly startsAt: Date; readonly endsAt: Date } {
  const startsAt = new Date(`${date}T${String(hour + 6).padStart(2, '0')}:00:00Z`);
  return { serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + 45 * 60_000) };
}

/**
 * A fingerprint of every table, for tests that nothing was kept. A row that was written has another
 * transaction of origin than before, even if it was written as it was; what was rolled back is not seen.
 */
export async function contentsOf(owner: pg.Client): Promise<Record<string, string>> {
  const { rows: tables } = await owner.query<{ name: string }>(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
  const fingerprints = tables.map(({ name }) => `select '${name}' as name, concat_ws(':', count(*), sum(xmin::text::bigint)) as content from "${name}"`);
  const { rows } = await owner.query<{ name: string; content: string }>(fingerprints.join(' union all '));
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]));
}
