import fc from 'fast-check';

import { dateOf, dayOf, MS_PER_DAY, MS_PER_HOUR } from '../../src/base/day.js';
import { Refusal } from '../../src/base/refusal.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { amendNote } from '../../src/changes/amend-note.js';
import { billVisit } from '../../src/changes/bill-visit.js';
import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { changeCoverage } from '../../src/changes/change-coverage.js';
import { changePatientStatus } from '../../src/changes/change-patient-status.js';
import { changeVisitService } from '../../src/changes/change-visit-service.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { correctVisit } from '../../src/changes/correct-visit.js';
import { discontinueOrder } from '../../src/changes/discontinue-order.js';
import { extendAuthorization } from '../../src/changes/extend-authorization.js';
import { missVisit } from '../../src/changes/miss-visit.js';
import { notifyPhysician } from '../../src/changes/notify-physician.js';
import { payVisit } from '../../src/changes/pay-visit.js';
import { perform } from '../../src/changes/perform.js';
import { pinVisit } from '../../src/changes/pin-visit.js';
import { reassignVisit } from '../../src/changes/reassign-visit.js';
import { recordCertification } from '../../src/changes/record-certification.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { recordFaceToFace } from '../../src/changes/record-face-to-face.js';
import { recordSupervision } from '../../src/changes/record-supervision.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { reviseAuthorization } from '../../src/changes/revise-authorization.js';
import { scheduleVisitSeries } from '../../src/changes/schedule-visit-series.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { signNote } from '../../src/changes/sign-note.js';
import { signOrder } from '../../src/changes/sign-order.js';
import { updateCarePlan } from '../../src/changes/update-care-plan.js';
import { updateStaff } from '../../src/changes/update-staff.js';
import { writeNote } from '../../src/changes/write-note.js';
import { reading } from '../../src/db/agency-scope.js';
import type { Database } from '../../src/db/database.js';
import { AuthorizationRow } from '../../src/db/rows/authorization-row.js';
import { CoverageRow } from '../../src/db/rows/coverage-row.js';
import { NoteRow } from '../../src/db/rows/note-row.js';
import { OrderRow } from '../../src/db/rows/order-row.js';
import { VisitRow } from '../../src/db/rows/visit-row.js';
import { statement } from '../../src/db/statement.js';
import { authorize, type Care, openCare, order, type TestWorld } from './care.js';
import { rowsOfPatient } from './rows-of-patient.js';

const START = '2026-03-02T15:00:00Z';

/** The more often something is in it, the more often it is done. */
const EVERYTHING = [
  'schedule', 'schedule', 'schedule', 'series', 'reschedule', 'reschedule', 'reassign', 'complete', 'complete', 'complete', 'cancel', 'miss', 'bill', 'bill', 'write', 'write', 'sign', 'amend',
  'correct', 'pay', 'changeService', 'pin', 'notify', 'verify', 'stand', 'certify', 'encounter', 'supervise', 'replan', 'cover', 'train',
  'extend', 'revise', 'recap', 'authorize', 'cancelAuthorization', 'order', 'signOrder', 'discontinueOrder', 'setPolicy', 'wait', 'wait',
] as const;

export type Deed = (typeof EVERYTHING)[number];

/** One thing that someone does. `pick` chooses among what there is to do it to; what makes no sense is refused. */
export interface Act {
  readonly does: Deed;
  readonly pick: number;
  readonly day: number;
  readonly minutes: number;
  readonly units: number;
  readonly hours: number;
  readonly is: boolean;
}

export function acts({ deeds = EVERYTHING, mostPicks = 30, days = { min: -6, max: 75 } }: Partial<Choice> = {}): fc.Arbitrary<Act> {
  return fc.record({
    does: fc.constantFrom(...deeds),
    pick: fc.nat(mostPicks),
    day: fc.integer(days),
    minutes: fc.constantFrom(7, 22, 45, 60, 119),
    units: fc.integer({ min: 1, max: 8 }),
    hours: fc.integer({ min: 1, max: 15 * 24 }),
    is: fc.boolean(),
  });
}

interface Choice {
  readonly deeds: readonly Deed[];
  readonly mostPicks: number;
  readonly days: { readonly min: number; readonly max: number };
}

export const terms = fc.record({
  isCosignRequired: fc.boolean(),
  capSemantics: fc.constantFrom('BLOCK', 'WARN'),
  splitsVisitAcrossLines: fc.boolean(),
  lateNote: fc.constantFrom('WARN', 'HOLD'),
  orderWeek: fc.constantFrom('SUN_SAT', 'MON_SUN', 'ROLLING_FROM_ANCHOR'),
});

export async function patientInCare(the: TestWorld, policy: Partial<PayerPolicyTerms>): Promise<Care> {
  the.clock.moveTo(START);
  const care = await openCare(the.world, policy);
  await order(the.world, care);
  await authorize(the.world, care, { visits: 4, caps: [{ period: 'WEEK', milliUnits: 2000 }], endsOn: '2026-03-31' });
  return care;
}

/** False when it was refused, which is as good as not tried. */
export async function isDone(the: TestWorld, care: Care, one: Act): Promise<boolean> {
  try {
    await doIt(the, care, one);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function doIt({ world, clock, database }: TestWorld, care: Care, { does, pick, day, minutes, units, hours, is }: Act): Promise<unknown> {
  const { viewer, patientId, payerId, staffId } = care;
  const as = { viewer };
  const from = <Row>(rows: readonly Row[]): Row => {
    const chosen = rows[pick % rows.length];
    if (chosen === undefined) throw new Refusal('NOT_FOUND');
    return chosen;
  };
  const visit = async (...statuses: Array<VisitRow['status']>): Promise<VisitRow> => from((await rowsOfPatient(database, care, VisitRow)).filter(({ status }) => statuses.includes(status)));
  const note = async (status: NoteRow['status']): Promise<NoteRow> => from((await rowsOfPatient(database, care, NoteRow)).filter((one) => one.status === status));
  const authorization = async (): Promise<AuthorizationRow> => from((await rowsOfPatient(database, care, AuthorizationRow)).filter(({ cancelledAt }) => cancelledAt === null));
  const startsAt = new Date(Date.parse(START) + day * MS_PER_DAY + pick * MS_PER_HOUR);
  const times = { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
  const date = dateOf(dayOf('2026-03-02') + day);

  switch (does) {
    case 'schedule':
      return perform(world, scheduleVisit, { patientId, staffId: units > 3 ? staffId : null, serviceCode: is ? 'G0151' : 'G0157', isAsNeeded: pick === 0, ...times }, as);
    case 'series':
      return perform(world, scheduleVisitSeries, { patientId, staffId: units > 3 ? staffId : null, serviceCode: 'G0151', ...times, recurrence: { weekdays: [0, 1, 2, 3, 4, 5, 6], everyWeeks: 1, count: units } }, as);
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
      return perform(world, billVisit, { visitId: (await visit(is ? 'COMPLETED' : 'BILLED')).id, billedMinutes: is ? minutes : null, isCorrection: !is }, as);
    case 'correct': {
      const { id, startsAt: from } = await visit('COMPLETED', 'BILLED', 'PAID');
      return perform(world, correctVisit, { visitId: id, actualStartsAt: from, actualEndsAt: new Date(from.getTime() + Math.min(minutes, 45) * 60_000) }, { ...as, reason: 'The clock was wrong' });
    }
    case 'pay':
      return perform(world, payVisit, { visitId: (await visit('BILLED')).id }, as);
    case 'changeService':
      return perform(world, changeVisitService, { visitId: (await visit('SCHEDULED', 'COMPLETED')).id, serviceCode: is ? 'G0157' : 'G0151' }, as);
    case 'pin': {
      const lineId = is ? from(await linesOf(database, care, (await authorization()).id)) : null;
      return perform(world, pinVisit, { visitId: (await visit('SCHEDULED', 'COMPLETED')).id, lineId }, as);
    }
    case 'notify':
      return perform(world, notifyPhysician, { visitId: (await visit('MISSED', 'CANCELLED')).id }, as);
    case 'verify':
      return perform(world, recordEvv, { visitId: (await visit('SCHEDULED', 'COMPLETED', 'BILLED')).id, status: is ? 'EXCEPTION' : 'ACCEPTED', staffId: is ? staffId : null, startsAt }, as);
    case 'stand':
      return perform(world, changePatientStatus, { patientId, status: is ? 'ON_HOLD' : 'ACTIVE', startsOn: date }, as);
    case 'certify':
      return perform(world, recordCertification, { patientId, kind: is ? 'INITIAL' : 'RECERTIFICATION', startsOn: date, endsOn: dateOf(dayOf(date) + 59) }, as);
    case 'encounter':
      return perform(world, recordFaceToFace, { patientId, occurredOn: '2026-02-27', practitionerKind: is ? 'PHYSICIAN' : 'OTHER' }, as);
    case 'supervise':
      return perform(world, recordSupervision, { patientId, kind: 'THERAPY_REASSESSMENT', discipline: 'PT', staffId, performedOn: '2026-03-01' }, as);
    case 'replan':
      return perform(world, updateCarePlan, { patientId }, as);
    case 'cover':
      return perform(world, changeCoverage, { coverageId: from(await rowsOfPatient(database, care, CoverageRow)).id, endsOn: is ? date : null }, as);
    case 'train':
      return perform(world, updateStaff, { staffId, disciplines: is ? ['PT'] : ['OT'], credentialExpiresOn: date }, as);
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
      const lineId = from(await linesOf(database, care, id));
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
      return perform(world, signOrder, { orderId: from(await rowsOfPatient(database, care, OrderRow)).id, signatureDate: '2026-03-01' }, as);
    case 'discontinueOrder':
      return perform(world, discontinueOrder, { orderId: from(await rowsOfPatient(database, care, OrderRow)).id, discontinuedOn: date }, as);
    case 'setPolicy':
      return perform(world, setPayerPolicy, { payerId, effectiveFrom: date, terms: { ...DEFAULT_TERMS, noteDueHours: hours, noteLateHours: hours, renewalLeadDays: units } }, as);
    case 'wait':
      return clock.moveBy(hours * MS_PER_HOUR);
  }
}

const LINES = statement('select id from authorization_lines where authorization_id = $1 order by id');

async function linesOf(database: Database, { agencyId }: Care, authorizationId: string): Promise<string[]> {
  const rows = await reading(database, agencyId, (tx) => tx.rows<{ id: string }>(LINES, [authorizationId]));
  return rows.map(({ id }) => id);
}
