import { checkVersion } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { type ChangeKind, fieldChanges } from '../care/change.js';
import { type ScheduleChangeKind, slotOf, staffSlotsOf, type Visit } from '../care/visit.js';
import { updateVisits } from '../db/queries/save-visits.js';
import type { ScheduleChangeRow } from '../db/rows/schedule-change-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { inBatches, type Job, type PatientChange, type PatientWork, recordsOfPatient } from './change.js';

/** What every change to an existing visit is told. */
export interface VisitInput {
  readonly visitId: string;
  readonly expectedVersion?: number | null;
}

/** What becomes of an existing visit; the work says when, where and why. */
type Decide<Input> = (visit: Visit, input: Input, work: PatientWork) => Visit;

/** A change to existing visits: reads them, lets `decide` say what becomes of each, and saves that with its schedule change. */
export function visitChange<Input extends VisitInput>(kind: ChangeKind, logged: ScheduleChangeKind, decide: Decide<Input>): PatientChange<Input, VisitRow> {
  return inBatches({
    kind,
    about: 'PATIENT',
    row: VisitRow,
    patientOf: ({ visitId }) => ({ of: 'RECORD', row: VisitRow, id: visitId, path: ['input', 'visitId'] }),
    async applyAll(jobs) {
      const [{ work }] = jobs as [Job<Input>];
      const visits = await recordsOfPatient(work, VisitRow, jobs.map(({ input }) => input.visitId), ['input', 'visitId']);
      const changed = jobs.map((job, i) => {
        const before = visits[i] as VisitRow;
        checkVersion(before, job.input.expectedVersion);
        const record = decide(before, job.input, job.work) as VisitRow;
        return { before, record, log: scheduleChange(job.work, logged, before, record) };
      });
      await updateVisits(work.tx, changed.map(({ record }) => record), changed.map(({ log }) => log));
      return changed.map(({ before, record }) => ({
        record,
        what: fieldChanges('Visit', before, record, TOLD_FIELDS),
        touchedOn: earlier(before.serviceOn, record.serviceOn),
        slots: staffSlotsOf([before, record]),
      }));
    },
  });
}

const TOLD_FIELDS = [
  'startsAt', 'endsAt', 'serviceOn', 'staffId', 'status', 'actualStartsAt', 'actualEndsAt', 'serviceCode', 'modifiers', 'type', 'placeOfService',
  'pinnedLineId', 'pinnedMilliUnits', 'physicianNotifiedAt', 'billedAt', 'billedMinutes',
] as const;

export function scheduleChange({ tx, ids, now, viewer, why, patient }: PatientWork, kind: ScheduleChangeKind, before: Visit | null, after: Visit): ScheduleChangeRow {
  return {
    agencyId: tx.agencyId,
    id: ids.next(),
    patientId: patient.id,
    visitId: after.id,
    kind,
    before: before === null ? null : slotOf(before),
    after: slotOf(after),
    cause: why.cause,
    reason: why.reason,
    actorSubject: viewer.subject,
    actorRole: viewer.role,
    occurredAt: why.occurredAt,
    recordedAt: now,
  };
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
