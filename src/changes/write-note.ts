import { checkedOptionalPast, checkVersion } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { rewritten, written } from '../care/note.js';
import { notesOfVisits } from '../db/queries/notes.js';
import { cosignedDates } from '../db/queries/policies.js';
import { insertRows, recordsByIds, updateRows } from '../db/queries/records.js';
import { NoteRow } from '../db/rows/note-row.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { inBatches, type Job, type PatientWork, recordsOfPatient } from './change.js';
import { noteContent, type NoteContentInput } from './note-content.js';

export interface WriteNoteInput extends NoteContentInput {
  readonly id?: string;
  readonly visitId: string;
  readonly authorStaffId?: string | null;
  /** The author considers it finished, though not yet signed. */
  readonly isComplete: boolean;
  readonly writtenAt?: Date | null;
  readonly expectedVersion?: number | null;
}

/** Starts the note of a visit, or goes on with it as long as nobody has signed it. */
export const writeNote = inBatches<WriteNoteInput, NoteRow>({
  kind: 'writeNote',
  about: 'PATIENT',
  row: NoteRow,
  patientOf: (input) => ({ of: 'RECORD', row: VisitRow, id: input.visitId, path: ['input', 'visitId'] }),
  async applyAll(jobs) {
    const [{ work }] = jobs as [Job<WriteNoteInput>];
    const visits = await recordsOfPatient(work, VisitRow, jobs.map(({ input }) => input.visitId), ['input', 'visitId']);
    for (const { status } of visits) expectTookPlace(status);
    const notes = new Map((await notesOfVisits(work.tx, visits.map(({ id }) => id))).map((note) => [note.visitId, note]));
    const started = await startingOf(work, jobs, visits.filter(({ id }) => !notes.has(id)));

    const changed = jobs.map((job, i) => {
      const visit = visits[i] as VisitRow;
      const before = notes.get(visit.id) ?? null;
      return { before, visit, record: before === null ? started(job, visit) : goneOnWith(before, job.input) };
    });
    await updateRows(work.tx, NoteRow, changed.flatMap(({ before, record }) => (before === null ? [] : [record])));
    await insertRows(work.tx, NoteRow, changed.flatMap(({ before, record }) => (before === null ? [record] : [])));
    return changed.map(({ before, visit, record }) => ({
      record,
      what: fieldChanges('Note', before, record, before === null ? ['visitId', 'status'] : ['status', 'version']),
      touchedOn: visit.serviceOn,
    }));
  },
});

function expectTookPlace(status: VisitRow['status']): void {
  if (status !== 'COMPLETED' && status !== 'BILLED' && status !== 'PAID') {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'visitId'], expected: 'a visit that took place', found: `one that is ${status}` });
  }
}

function goneOnWith(before: NoteRow, input: WriteNoteInput): NoteRow {
  checkVersion(before, input.expectedVersion);
  return rewritten(before, noteContent(input, before), input.isComplete) as NoteRow;
}

/** Asks what must be known to start the notes of some visits: whether the authors exist and who has to co-sign. */
async function startingOf(
  { tx, patient }: PatientWork,
  jobs: ReadonlyArray<Job<WriteNoteInput>>,
  visits: readonly VisitRow[],
): Promise<(job: Job<WriteNoteInput>, visit: VisitRow) => NoteRow> {
  const starting = new Set(visits.map(({ id }) => id));
  const authorIds = [...new Set(jobs.flatMap(({ input }) => (starting.has(input.visitId) ? (input.authorStaffId ?? []) : [])))];
  if (authorIds.length > 0 && (await recordsByIds(tx, StaffRow, authorIds)).length < authorIds.length) {
    throw new Refusal('NOT_FOUND', { path: ['input', 'authorStaffId'] });
  }
  const cosigned = await cosignedDates(tx, patient.id, visits.map(({ serviceOn }) => serviceOn));
  return ({ work: { ids, now }, input }, visit) =>
    written(
      {
        agencyId: tx.agencyId,
        id: input.id ?? ids.next(),
        patientId: patient.id,
        visitId: visit.id,
        authorStaffId: input.authorStaffId ?? visit.staffId,
        ...noteContent(input, null),
        isCosignRequired: cosigned.has(visit.serviceOn),
        writtenAt: checkedOptionalPast(input.writtenAt, now, ['input', 'writtenAt']) ?? now,
      },
      input.isComplete,
    ) as NoteRow;
}
