import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { PatientSnapshot } from '../../src/alignment/snapshot.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { changeCoverage } from '../../src/changes/change-coverage.js';
import { changePatientStatus } from '../../src/changes/change-patient-status.js';
import { changeVisitService } from '../../src/changes/change-visit-service.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { correctVisit } from '../../src/changes/correct-visit.js';
import { extendAuthorization } from '../../src/changes/extend-authorization.js';
import { perform } from '../../src/changes/perform.js';
import { pinVisit } from '../../src/changes/pin-visit.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { recordSupervision } from '../../src/changes/record-supervision.js';
import { reviseAuthorization } from '../../src/changes/revise-authorization.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { updateStaff } from '../../src/changes/update-staff.js';
import { writeNote } from '../../src/changes/write-note.js';
import { reading, writing } from '../../src/db/agency-scope.js';
import { patientSnapshot } from '../../src/db/queries/patient-snapshot.js';
import { recordsByIds, updateRows } from '../../src/db/queries/records.js';
import { VisitRow } from '../../src/db/rows/visit-row.js';
import { asTold } from '../../src/graphql/as-told.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { systemIds } from '../../src/system.js';
import { admit, type Authorized, authorize, type Care, openCare, openTestWorld, order, type TestWorld, therapyOn } from '../support/care.js';
import { until } from '../support/until.js';

let the: TestWorld;
let care: Care;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());
beforeEach(async () => {
  the.clock.moveTo('2026-03-02T15:00:00Z');
  care = await openCare(the.world);
});

const refused = (code: string): unknown => expect.objectContaining({ code });

async function snapshotOf(patientId = care.patientId): Promise<PatientSnapshot> {
  return reading(the.database, care.agencyId, async (tx) => (await patientSnapshot(tx, patientId, the.clock.now())).snapshot);
}

async function visitOn(date: string, changes: { readonly staffId?: string; readonly patientId?: string; readonly hour?: number } = {}): Promise<string> {
  const { hour, ...visit } = changes;
  return (await perform(the.world, scheduleVisit, { patientId: care.patientId, staffId: care.staffId, ...therapyOn(date, hour), ...visit }, care)).record.id;
}

describe('how a patient stands with the agency', () => {
  const stand = async (status: 'ACTIVE' | 'DISCHARGED' | 'ON_HOLD', startsOn: string): Promise<string> =>
    (await perform(the.world, changePatientStatus, { patientId: care.patientId, status, startsOn }, care)).record.status;
  const periods = async (): Promise<string[]> => {
    const { rows } = await the.owner.query(`select starts_on::text || ' ' || status as period from patient_status_periods where patient_id = $1 order by starts_on`, [care.patientId]);
    return rows.map(({ period }) => period as string);
  };

  test('is the status of the period that starts last, in whatever order they are recorded', async () => {
    expect(await stand('ON_HOLD', '2026-03-05')).toBe('ON_HOLD');
    expect(await stand('ACTIVE', '2026-03-10')).toBe('ACTIVE');
    expect(await stand('ON_HOLD', '2026-02-01')).toBe('ACTIVE');
    expect(await periods()).toEqual(['2026-02-01 ON_HOLD', '2026-03-05 ON_HOLD', '2026-03-10 ACTIVE']);
  });

  test('from a day on is what was said of that day last', async () => {
    await stand('DISCHARGED', '2026-03-05');
    expect(await stand('ON_HOLD', '2026-03-05')).toBe('ON_HOLD');
    expect(await stand('ACTIVE', '2026-03-06')).toBe('ACTIVE');
    expect(await stand('DISCHARGED', '2026-03-05')).toBe('ACTIVE');
    expect(await periods()).toEqual(['2026-03-05 DISCHARGED', '2026-03-06 ACTIVE']);
    expect((await snapshotOf()).statusPeriods).toHaveLength(2);
  });
});

describe('what the payer said of a line earlier', () => {
  let authorized: Authorized;
  beforeEach(async () => {
    authorized = await authorize(the.world, care);
  });
  const prior = async (lineId = authorized.lineId): Promise<readonly object[]> =>
    (await snapshotOf()).authorizations.flatMap(({ lines }) => lines).find(({ id }) => id === lineId)?.priorTerms.map(({ decision, authorizedMilliUnits }) => ({ decision, authorizedMilliUnits })) ?? [];
  const revise = async (line: object): Promise<unknown> =>
    perform(the.world, reviseAuthorization, { authorizationId: authorized.authorizationId, lines: [{ lineId: authorized.lineId, ...line }] }, care);
  const AS_RECORDED = { decision: 'CERTIFIED_IN_TOTAL', authorizedMilliUnits: 12_000 };

  test('is nothing as long as it has spoken once', async () => {
    expect(await prior()).toEqual([]);
  });

  test('is kept when it decides otherwise, each time', async () => {
    await revise({ authorizedMilliUnits: 8_000, decision: 'MODIFIED' });
    expect(await prior()).toEqual([AS_RECORDED]);
    await revise({ endsOn: '2026-03-31' });
    expect(await prior()).toEqual(expect.arrayContaining([AS_RECORDED, { decision: 'MODIFIED', authorizedMilliUnits: 8_000 }]));
    expect(await prior()).toHaveLength(2);
  });

  test('is not what it says now, where a revision changes only how the line is drawn on, or says the same again', async () => {
    await revise({ priority: 2, allowedWeekdays: [1, 3], staffIds: [care.staffId], caps: [{ period: 'WEEK', milliUnits: 1_000 }] });
    await revise({ authorizedMilliUnits: 12_000, decision: 'CERTIFIED_IN_TOTAL' });
    expect(await prior()).toEqual([]);
  });

  test('is kept when it gives another reason for the same decision', async () => {
    await revise({ decisionReason: 'Two visits a week are enough' });
    expect(await prior()).toEqual([AS_RECORDED]);
  });

  test('is kept of the lines that are extended, and of no others', async () => {
    const added = { id: systemIds.next(), discipline: 'OT', unitDefinition: 'VISIT', authorizedMilliUnits: 4_000, startsOn: '2026-03-01', endsOn: '2026-04-30' } as const;
    await perform(the.world, reviseAuthorization, { authorizationId: authorized.authorizationId, addedLines: [added] }, care);
    await perform(the.world, extendAuthorization, { authorizationId: authorized.authorizationId, lineIds: [authorized.lineId], endsOn: '2026-05-31' }, care);
    expect([await prior(), await prior(added.id)]).toEqual([[AS_RECORDED], []]);
  });

  test('is kept when all of it is withdrawn', async () => {
    await perform(the.world, cancelAuthorization, { authorizationId: authorized.authorizationId }, care);
    expect(await prior()).toEqual([AS_RECORDED]);
  });
});

describe('a line for certain staff', () => {
  const lineFor = (...staffIds: string[]): object => ({ discipline: 'PT', unitDefinition: 'VISIT', authorizedMilliUnits: 4_000, startsOn: '2026-03-01', endsOn: '2026-04-30', staffIds });
  const record = async (lines: readonly object[]): Promise<unknown> => perform(the.world, recordAuthorization, { patientId: care.patientId, payerId: care.payerId, lines: lines as never }, care);

  test('names staff of the agency, and the refusal says who is not', async () => {
    const other = await openCare(the.world);
    const details = expect.objectContaining({ path: ['input', 'lines', 1, 'staffIds', 1] });
    await expect(record([lineFor(care.staffId), lineFor(care.staffId, other.staffId)])).rejects.toMatchObject({ code: 'NOT_FOUND', details });
    await record([lineFor(care.staffId, care.staffId)]);
    expect((await snapshotOf()).authorizations[0]?.lines[0]?.staffIds).toEqual([care.staffId]);
  });

  test('is told in the log by the ids that callers know', () => {
    expect(asTold('staffIds', JSON.stringify([care.staffId]))).toEqual({ name: 'staffIds', value: JSON.stringify([toGlobalId('Staff', care.staffId)]) });
    expect(asTold('pinnedLineId', care.staffId)).toEqual({ name: 'pinnedLineId', value: toGlobalId('AuthorizationLine', care.staffId) });
  });
});

describe('a visit for which someone chooses the line', () => {
  const drawn = async (visitId: string): Promise<readonly object[]> =>
    (await the.owner.query('select line_id as line, milli_units::int as units from allocations where visit_id = $1', [visitId])).rows;
  const QUARTERS = { unitDefinition: 'QUARTER_HOUR', priority: 2 } as const;

  test('draws on it, and keeps what it needs of it in the unit of the line', async () => {
    const first = await authorize(the.world, care);
    const chosen = await authorize(the.world, care, QUARTERS);
    const visitId = await visitOn('2026-03-04');
    expect(await drawn(visitId)).toEqual([{ line: first.lineId, units: 1_000 }]);
    const { record } = await perform(the.world, pinVisit, { visitId, lineId: chosen.lineId }, care);
    expect(record).toMatchObject({ pinnedLineId: chosen.lineId, pinnedMilliUnits: 3_000 });
    expect(await drawn(visitId)).toEqual([{ line: chosen.lineId, units: 3_000 }]);
    await perform(the.world, pinVisit, { visitId, lineId: null }, care);
    expect(await drawn(visitId)).toEqual([{ line: first.lineId, units: 1_000 }]);
  });

  test('needs what the policy of its day makes of it', async () => {
    const { lineId } = await authorize(the.world, care, QUARTERS);
    const terms = { ...DEFAULT_TERMS, unitRules: { '*': { kind: 'WHOLE_HOUR', basis: 'CLOCKED' } } } as const;
    await perform(the.world, setPayerPolicy, { payerId: care.payerId, effectiveFrom: '2026-03-10', terms }, care);
    const needed = async (date: string): Promise<number | null> => (await perform(the.world, pinVisit, { visitId: await visitOn(date), lineId }, care)).record.pinnedMilliUnits;
    // 45 minutes are three quarters of an hour, and no whole hour.
    expect([await needed('2026-03-09'), await needed('2026-03-10')]).toEqual([3_000, 0]);
  });

  test('draws on no line of another patient', async () => {
    const other = { ...care, patientId: await admit(the.world, care) };
    const { lineId } = await authorize(the.world, other);
    const visitId = await visitOn('2026-03-04');
    await expect(perform(the.world, pinVisit, { visitId, lineId }, care)).rejects.toMatchObject({ code: 'NOT_FOUND', details: { path: ['input', 'lineId'] } });
  });

  test('is not one that was called off, nor does silence undo the choice', async () => {
    const { lineId } = await authorize(the.world, care);
    const visitId = await visitOn('2026-03-04');
    await perform(the.world, pinVisit, { visitId, lineId }, care);
    await expect(perform(the.world, pinVisit, { visitId }, care)).rejects.toThrow(refused('INVALID_INPUT'));
    expect((await snapshotOf()).visits[0]?.pinnedLineId).toBe(lineId);
  });
});

test('worked times are corrected for a reason, which stays with the visit, and what it draws follows', async () => {
  await authorize(the.world, care, { unitDefinition: 'QUARTER_HOUR' });
  const visitId = await visitOn('2026-03-01');
  await perform(the.world, completeVisit, { visitId }, care);
  const times = { actualStartsAt: new Date('2026-03-01T16:00:00Z'), actualEndsAt: new Date('2026-03-01T16:30:00Z') };
  await expect(perform(the.world, correctVisit, { visitId, ...times }, care)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { path: ['reason'] } });
  const { effect } = await perform(the.world, correctVisit, { visitId, ...times }, { ...care, reason: 'The clock-in was late' });
  expect(effect.balances).toMatchObject([{ before: { usedMilliUnits: 3_000 }, after: { usedMilliUnits: 2_000 } }]);
  const { rows } = await the.owner.query(`select reason from schedule_changes where visit_id = $1 and kind = 'CORRECTED'`, [visitId]);
  expect(rows).toEqual([{ reason: 'The clock-in was late' }]);
});

test('a visit that becomes another service leaves out nothing that was not spoken of', async () => {
  const visitId = await visitOn('2026-03-04');
  const { record } = await perform(the.world, changeVisitService, { visitId, type: 'EVALUATION' }, care);
  expect(record).toMatchObject({ serviceCode: 'G0151', modifiers: [], type: 'EVALUATION', placeOfService: '12' });
});

describe('the verification of a visit', () => {
  test('is one record, of which each telling is a version', async () => {
    const visitId = await visitOn('2026-03-01');
    const first = await perform(the.world, recordEvv, { visitId, status: 'RECEIVED', serviceCode: 'G0151', memberId: 'M1', staffId: care.staffId }, care);
    const second = await perform(the.world, recordEvv, { visitId, status: 'VERIFIED', memberId: null, expectedVersion: 1 }, care);
    expect(second.record).toMatchObject({ id: first.record.id, version: 2, status: 'VERIFIED', serviceCode: 'G0151', memberId: null, staffId: care.staffId });
    await expect(perform(the.world, recordEvv, { visitId, status: 'SUBMITTED', expectedVersion: 1 }, care)).rejects.toThrow(refused('VERSION_CONFLICT'));
    expect((await snapshotOf()).evvRecords).toMatchObject([{ visitId, status: 'VERIFIED', memberIndex: [] }]);
  });

  test('tells the log neither where the patient lives nor how the payer knows them', async () => {
    const visitId = await visitOn('2026-03-01');
    await perform(the.world, recordEvv, { visitId, status: 'RECEIVED', memberId: 'SECRET-1', location: 'SECRET-2' }, care);
    const { rows } = await the.owner.query(`select body::text as body from alignment_events where agency_id = $1 and type = 'EVV_RECORDED'`, [care.agencyId]);
    expect(rows).toHaveLength(1);
    expect(rows[0].body).not.toMatch(/SECRET/);
  });
});

describe('an order in place of another', () => {
  const replace = async (supersedesOrderId: string, startsOn: string): Promise<string> => {
    const input = { patientId: care.patientId, kind: 'SUPPLEMENTAL', discipline: 'PT', frequencyText: 'PT 1w4', startsOn, physicianName: 'Roe', supersedesOrderId } as const;
    return (await perform(the.world, recordOrder, input, care)).record.id;
  };

  test('ends the other on its first day', async () => {
    const first = await order(the.world, care);
    const second = await replace(first, '2026-03-15');
    const { rows } = await the.owner.query('select status, discontinued_on::text as on, version from orders where id = $1', [first]);
    expect(rows).toEqual([{ status: 'SUPERSEDED', on: '2026-03-15', version: 2 }]);
    expect((await snapshotOf()).orders.find(({ id }) => id === second)?.supersedesOrderId).toBe(first);
  });

  test('replaces one that is in force, once, and not before it began', async () => {
    const first = await order(the.world, care);
    await expect(replace(first, '2026-02-28')).rejects.toThrow(refused('INVALID_RANGE'));
    await replace(first, '2026-03-01');
    await expect(replace(first, '2026-03-15')).rejects.toThrow(refused('ILLEGAL_TRANSITION'));
  });

  test('replaces none of another patient', async () => {
    const other = await order(the.world, { ...care, patientId: await admit(the.world, care) });
    await expect(replace(other, '2026-03-15')).rejects.toMatchObject({ code: 'NOT_FOUND', details: { path: ['input', 'supersedesOrderId'] } });
  });
});

test('a frequency that cannot be read is kept as it came, with nothing made of it', async () => {
  const input = { patientId: care.patientId, kind: 'VERBAL', discipline: 'PT', frequencyText: 'as the weather allows', startsOn: '2026-03-01', physicianName: 'Roe' } as const;
  const { record } = await perform(the.world, recordOrder, input, care);
  expect(record).toMatchObject({ frequencyText: 'as the weather allows', frequency: null });
});

test('a coverage keeps the date that is not spoken of, and can be left open again', async () => {
  const [coverage] = (await snapshotOf()).coverages;
  const coverageId = coverage?.id ?? '';
  const change = async (dates: object): Promise<object> => {
    const { startsOn, endsOn } = (await perform(the.world, changeCoverage, { coverageId, ...dates }, care)).record;
    return { startsOn, endsOn };
  };
  expect(await change({ endsOn: '2026-06-30' })).toEqual({ startsOn: '2026-01-01', endsOn: '2026-06-30' });
  expect(await change({ startsOn: '2026-02-01' })).toEqual({ startsOn: '2026-02-01', endsOn: '2026-06-30' });
  expect(await change({ endsOn: null })).toEqual({ startsOn: '2026-02-01', endsOn: null });
});

describe('when someone may give other care, or no longer', () => {
  const dueAt = async (patientId: string): Promise<Date | null> => (await the.owner.query('select due_at as due from alignment_deadlines where patient_id = $1', [patientId])).rows[0]?.due ?? null;
  const now = (): Date => the.clock.now();

  test('everyone whom they visit, write about or supervise is due, and nobody else', async () => {
    const { record: bo } = await perform(the.world, addStaff, { givenName: 'Bo', familyName: 'Ray', disciplines: ['PT'] }, care);
    const [visited, noted, watched, unknown] = [await admit(the.world, care), await admit(the.world, care), await admit(the.world, care), await admit(the.world, care)] as const;
    await visitOn('2026-03-04', { patientId: visited, staffId: bo.id });
    const visitId = await visitOn('2026-03-01', { patientId: noted });
    await perform(the.world, completeVisit, { visitId }, care);
    await perform(the.world, writeNote, { visitId, authorStaffId: bo.id, elements: [], isComplete: false }, care);
    await perform(the.world, recordSupervision, { patientId: watched, kind: 'AIDE_SUPERVISION', discipline: 'HHA', staffId: bo.id, performedOn: '2026-03-01' }, care);

    const { record, effect } = await perform(the.world, updateStaff, { staffId: bo.id, credential: 'PTA', credentialExpiresOn: '2026-03-31' }, care);
    expect(record).toMatchObject({ givenName: 'Bo', disciplines: ['PT'], credential: 'PTA', credentialExpiresOn: '2026-03-31' });
    expect(effect.raised).toEqual([]);
    for (const patientId of [visited, noted, watched]) expect((await dueAt(patientId))?.getTime()).toBeLessThanOrEqual(now().getTime());
    expect((await dueAt(unknown))?.getTime() ?? Infinity).toBeGreaterThan(now().getTime());
  });

  test('what is not spoken of stays, and null takes it away', async () => {
    const update = async (input: object): Promise<unknown> => {
      const { disciplines, credential, credentialExpiresOn } = (await perform(the.world, updateStaff, { staffId: care.staffId, ...input }, care)).record;
      return [disciplines, credential, credentialExpiresOn];
    };
    expect(await update({ credential: 'PT', credentialExpiresOn: '2026-12-31' })).toEqual([['PT'], 'PT', '2026-12-31']);
    expect(await update({ disciplines: ['PT', 'OT'] })).toEqual([['PT', 'OT'], 'PT', '2026-12-31']);
    expect(await update({ credential: null, credentialExpiresOn: null, disciplines: null })).toEqual([['PT', 'OT'], null, null]);
    const { rows } = await the.owner.query('select disciplines, credential from staff where id = $1', [care.staffId]);
    expect(rows).toEqual([{ disciplines: ['PT', 'OT'], credential: null }]);
  });

  test('whoever is being given a visit by them at that moment is reached, too', async () => {
    const [visitId, { record: bo }] = [await visitOn('2026-03-04'), await perform(the.world, addStaff, { givenName: 'Bo', familyName: 'Ray', disciplines: ['PT'] }, care)];
    let isUpdated = false;
    const { updating } = await writing(the.database, care.agencyId, async (tx) => {
      const [visit] = await recordsByIds(tx, VisitRow, [visitId]);
      await updateRows(tx, VisitRow, [{ ...(visit as VisitRow), staffId: bo.id }]);
      const update = perform(the.world, updateStaff, { staffId: bo.id, credentialExpiresOn: '2026-03-03' }, care).then(() => (isUpdated = true));
      // It is either through, not having seen the visit, or waits for this transaction.
      await until(async () => isUpdated || (await waiting()) > 0);
      return { updating: update };
    });
    await updating;
    expect((await dueAt(care.patientId))?.getTime()).toBeLessThanOrEqual(now().getTime());
  });
});

async function waiting(): Promise<number> {
  const { rows } = await the.owner.query<{ count: number }>(`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.count ?? 0;
}
