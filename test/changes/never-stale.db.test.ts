import 'reflect-metadata';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { evaluate } from '../../src/alignment/evaluate.js';
import { dateOf, dayOf, MS_PER_DAY, MS_PER_HOUR } from '../../src/base/day.js';
import { Refusal } from '../../src/base/refusal.js';
import { DEFAULT_TERMS, type PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { amendNote } from '../../src/changes/amend-note.js';
import { billVisit } from '../../src/changes/bill-visit.js';
import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { discontinueOrder } from '../../src/changes/discontinue-order.js';
import { extendAuthorization } from '../../src/changes/extend-authorization.js';
import { missVisit } from '../../src/changes/miss-visit.js';
import { passTime } from '../../src/changes/pass-time.js';
import { perform } from '../../src/changes/perform.js';
import { reassignVisit } from '../../src/changes/reassign-visit.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { reviseAuthorization } from '../../src/changes/revise-authorization.js';
import { scheduleVisitSeries } from '../../src/changes/schedule-visit-series.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { signNote } from '../../src/changes/sign-note.js';
import { signOrder } from '../../src/changes/sign-order.js';
import { writeNote } from '../../src/changes/write-note.js';
import { reading } from '../../src/db/agency-scope.js';
import { patientSnapshot } from '../../src/db/queries/patient-snapshot.js';
import { AllocationRow } from '../../src/db/rows/allocation-row.js';
import { AuthorizationRow } from '../../src/db/rows/authorization-row.js';
import { FindingRow } from '../../src/db/rows/finding-row.js';
import { LineBalanceRow } from '../../src/db/rows/line-balance-row.js';
import { NoteRow } from '../../src/db/rows/note-row.js';
import { OrderRow } from '../../src/db/rows/order-row.js';
import { columnsOf, type RowClass, tableOf } from '../../src/db/rows/row.js';
import { VisitRow } from '../../src/db/rows/visit-row.js';
import { statement } from '../../src/db/statement.js';
import { authorize, type Care, openCare, openTestWorld, order, type TestWorld } from '../support/care.js';

/**
 * Alignment is never stale: whatever was done, and whenever someone looks, what is stored is what an
 * evaluation from scratch would say.
 */
let the: TestWorld;

beforeAll(async () => {
  the = await openTestWorld({ poolSize: 6 });
});

afterAll(() => the.close());

const START = '2026-03-02T15:00:00Z';

/** One thing that someone does. `pick` chooses among what there is to do it to; what makes no sense is refused. */
const act = fc.record({
  does: fc.constantFrom(
    'schedule', 'schedule', 'series', 'reschedule', 'reschedule', 'reassign', 'complete', 'complete', 'cancel', 'miss', 'bill', 'write', 'write', 'sign', 'amend',
    'extend', 'revise', 'recap', 'authorize', 'cancelAuthorization', 'order', 'signOrder', 'discontinueOrder', 'setPolicy', 'wait', 'wait',
  ),
  pick: fc.nat(30),
  day: fc.integer({ min: -6, max: 75 }),
  minutes: fc.constantFrom(7, 22, 45, 60, 119),
  units: fc.integer({ min: 1, max: 8 }),
  hours: fc.integer({ min: 1, max: 15 * 24 }),
  is: fc.boolean(),
});

type Act = typeof act extends fc.Arbitrary<infer Generated> ? Generated : never;

const terms = fc.record({
  isCosignRequired: fc.boolean(),
  capSemantics: fc.constantFrom('BLOCK', 'WARN'),
  splitsVisitAcrossLines: fc.boolean(),
  lateNote: fc.constantFrom('WARN', 'HOLD'),
  orderWeek: fc.constantFrom('SUN_SAT', 'MON_SUN', 'ROLLING_FROM_ANCHOR'),
});

test('after any sequence of changes the stored answer equals an evaluation from scratch', async () => {
  let acted = 0;
  await fc.assert(
    fc.asyncProperty(terms, fc.array(act, { minLength: 8, maxLength: 16 }), async (policy, acts) => {
      const care = await patientInCare(policy);
      for (const one of acts) {
        if (await isDone(care, one)) acted += 1;
        await letTheClockCatchUp(care);
        await expectNotStale(care);
      }
    }),
    { numRuns: 40 },
  );
  // Most of what is generated must make sense, or nothing has been tried.
  expect(acted).toBeGreaterThan(150);
}, 120_000);

test('the same holds when several people change a patient at once', async () => {
  await fc.assert(
    fc.asyncProperty(terms, fc.array(fc.array(act, { minLength: 3, maxLength: 5 }), { minLength: 2, maxLength: 4 }), async (policy, rounds) => {
      const care = await patientInCare(policy);
      for (const acts of rounds) {
        await Promise.all(acts.map((one) => isDone(care, one)));
        await letTheClockCatchUp(care);
        await expectNotStale(care);
      }
    }),
    { numRuns: 20 },
  );
}, 120_000);

async function patientInCare(policy: Partial<PayerPolicyTerms>): Promise<Care> {
  the.clock.moveTo(START);
  const care = await openCare(the.world, policy);
  await order(the.world, care);
  await authorize(the.world, care, { visits: 4, caps: [{ period: 'WEEK', milliUnits: 2000 }], endsOn: '2026-03-31' });
  return care;
}

/** False when it was refused, which is as good as not tried. */
async function isDone(care: Care, one: Act): Promise<boolean> {
  try {
    await doIt(care, one);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function doIt(care: Care, { does, pick, day, minutes, units, hours, is }: Act): Promise<unknown> {
  const { world, clock } = the;
  const { viewer, patientId, payerId, staffId } = care;
  const as = { viewer };
  const from = <Row>(rows: readonly Row[]): Row => {
    const chosen = rows[pick % rows.length];
    if (chosen === undefined) throw new Refusal('NOT_FOUND');
    return chosen;
  };
  const visit = async (...statuses: Array<VisitRow['status']>): Promise<VisitRow> => from((await all(care, VisitRow)).filter(({ status }) => statuses.includes(status)));
  const note = async (status: NoteRow['status']): Promise<NoteRow> => from((await all(care, NoteRow)).filter((one) => one.status === status));
  const authorization = async (): Promise<AuthorizationRow> => from((await all(care, AuthorizationRow)).filter(({ cancelledAt }) => cancelledAt === null));
  const startsAt = new Date(Date.parse(START) + day * MS_PER_DAY + pick * MS_PER_HOUR);
  const times = { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
  const date = dateOf(dayOf('2026-03-02') + day);

  switch (does) {
    case 'schedule':
      return perform(world, scheduleVisit, { patientId, serviceCode: is ? 'G0151' : 'G0157', isAsNeeded: pick === 0, ...times }, as);
    case 'series':
      return perform(world, scheduleVisitSeries, { patientId, serviceCode: 'G0151', ...times, recurrence: { weekdays: [0, 1, 2, 3, 4, 5, 6], everyWeeks: 1, count: units } }, as);
    case 'reschedule':
      return perform(world, rescheduleVisit, { visitId: (await visit('SCHEDULED')).id, ...times }, as);
    case 'reassign':
      return perform(world, reassignVisit, { visitId: (await visit('SCHEDULED')).id, staffId: is ? staffId : null }, as);
    case 'complete': {
      const planned = await visit('SCHEDULED');
      if (clock.now() < planned.endsAt) clock.moveTo(planned.endsAt);
      return perform(world, completeVisit, { visitId: planned.id, actualStartsAt: planned.startsAt, actualEndsAt: new Date(planned.startsAt.getTime() + Math.min(minutes, 60) * 60_000) }, as);
    }
    case 'cancel':
      return perform(world, cancelVisit, { visitId: (await visit('SCHEDULED')).id }, as);
    case 'miss':
      return perform(world, missVisit, { visitId: (await visit('SCHEDULED')).id }, as);
    case 'bill':
      return perform(world, billVisit, { visitId: (await visit('COMPLETED')).id }, as);
    case 'write':
      return perform(world, writeNote, { visitId: (await visit('COMPLETED', 'BILLED')).id, elements: [], isComplete: is }, as);
    case 'sign': {
      const isCosignature = is;
      return perform(world, signNote, { noteId: (await note(isCosignature ? 'COSIGN_PENDING' : 'COMPLETE_UNSIGNED')).id, isCosignature }, as);
    }
    case 'amend':
      return perform(world, amendNote, { noteId: (await note('SIGNED')).id, elements: [] }, { ...as, reason: 'A word was missing' });
    case 'extend':
      return perform(world, extendAuthorization, { authorizationId: (await authorization()).id, endsOn: date, addedMilliUnits: is ? units * 1000 : null }, as);
    case 'revise':
    case 'recap': {
      const { id } = await authorization();
      const lineId = from(await linesOf(care, id));
      const caps = [{ period: 'DAY', milliUnits: units * 500 }, { period: 'ROLLING_DAYS', rollingDays: 7, milliUnits: units * 1000 }] as const;
      const change = does === 'recap' ? { caps: is ? caps : [] } : { authorizedMilliUnits: units * 1000, endsOn: date, decision: is ? ('MODIFIED' as const) : ('PENDED' as const) };
      return perform(world, reviseAuthorization, { authorizationId: id, lines: [{ lineId, ...change }] }, as);
    }
    case 'authorize':
      return authorize(world, care, { visits: units, endsOn: '2026-05-15', decision: pick % 3 === 0 ? 'PENDED' : 'CERTIFIED_IN_TOTAL', serviceCode: is ? 'G0151' : null });
    case 'cancelAuthorization':
      return perform(world, cancelAuthorization, { authorizationId: (await authorization()).id }, as);
    case 'order':
      return order(world, care, is ? '1w4,2PRN' : 'PT 3w3');
    case 'signOrder':
      return perform(world, signOrder, { orderId: from(await all(care, OrderRow)).id, signatureDate: '2026-03-01' }, as);
    case 'discontinueOrder':
      return perform(world, discontinueOrder, { orderId: from(await all(care, OrderRow)).id, discontinuedOn: date }, as);
    case 'setPolicy':
      return perform(world, setPayerPolicy, { payerId, effectiveFrom: date, terms: { ...DEFAULT_TERMS, noteDueHours: hours, noteLateHours: hours, renewalLeadDays: units } }, as);
    case 'wait':
      return clock.moveBy(hours * MS_PER_HOUR);
  }
}

/** As the worker does. */
async function letTheClockCatchUp(care: Care): Promise<void> {
  const due = await dueAt(care);
  if (due !== null && due <= the.clock.now()) await perform(the.world, passTime, { patientId: care.patientId }, { viewer: care.viewer, cause: 'CLOCK' });
}

async function expectNotStale(care: Care): Promise<void> {
  const now = the.clock.now();
  const { snapshot } = await reading(the.database, care.agencyId, (tx) => patientSnapshot(tx, care.patientId, now));
  const scratch = evaluate(snapshot, now.getTime());
  const stored = {
    findings: (await all(care, FindingRow)).filter(({ status }) => status === 'OPEN').map(factsOfFinding).sort(byKey),
    allocations: (await all(care, AllocationRow)).map(({ agencyId: _a, patientId: _p, ...allocation }) => allocation).sort(byVisitAndLine),
    balances: (await all(care, LineBalanceRow)).map(({ agencyId: _a, patientId: _p, ...balance }) => balance).sort((a, b) => (a.lineId < b.lineId ? -1 : 1)),
    dueAt: await dueAt(care),
  };
  expect(stored).toEqual({
    findings: scratch.findings.map((finding) => ({ ...finding, visitIds: [...finding.visitIds].sort() })).sort(byKey),
    allocations: [...scratch.allocations].sort(byVisitAndLine),
    balances: scratch.balances,
    dueAt: scratch.nextChangeAt === null ? null : new Date(scratch.nextChangeAt),
  });
}

function factsOfFinding({ agencyId: _a, id: _i, patientId: _p, status: _s, openedAt: _o, clearedAt: _c, timesOpened: _t, serviceOn, visitIds, ...finding }: FindingRow): { readonly key: string } {
  return { ...finding, serviceOn: serviceOn === null ? null : dayOf(serviceOn), visitIds: [...visitIds].sort() } as { readonly key: string };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function byVisitAndLine(a: { readonly visitId: string; readonly lineId: string }, b: { readonly visitId: string; readonly lineId: string }): number {
  return `${a.visitId}${a.lineId}` < `${b.visitId}${b.lineId}` ? -1 : 1;
}

async function all<Row extends { readonly patientId: string }>({ agencyId, patientId }: Care, row: RowClass<Row>): Promise<Row[]> {
  const ofPatient = statement(`select ${columnsOf(row, 't')} from ${tableOf(row)} t where t.patient_id = $1 order by t::text`);
  return reading(the.database, agencyId, (tx) => tx.rows<Row>(ofPatient, [patientId]));
}

const LINES = statement('select id from authorization_lines where authorization_id = $1 order by id');

async function linesOf({ agencyId }: Care, authorizationId: string): Promise<string[]> {
  const rows = await reading(the.database, agencyId, (tx) => tx.rows<{ id: string }>(LINES, [authorizationId]));
  return rows.map(({ id }) => id);
}

const DUE = statement('select due_at from alignment_deadlines where patient_id = $1');

async function dueAt({ agencyId, patientId }: Care): Promise<Date | null> {
  const [row] = await reading(the.database, agencyId, (tx) => tx.rows<{ due_at: Date }>(DUE, [patientId]));
  return row?.due_at ?? null;
}
