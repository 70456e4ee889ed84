import type { ActorRole } from '../auth/viewer.js';
import { checkVersion } from '../base/check.js';
import { fieldChanges } from '../care/change.js';
import { signed } from '../care/note.js';
import { updateRows } from '../db/queries/records.js';
import { NoteRow } from '../db/rows/note-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { inBatches, type Job, recordsOfPatient } from './change.js';

export interface SignNoteInput {
  readonly noteId: string;
  /** The second signature, by someone other than the author. */
  readonly isCosignature?: boolean | null;
  readonly expectedVersion?: number | null;
}

const REPORTING: ReadonlySet<ActorRole> = new Set(['INTEGRATOR', 'SYSTEM']);

export const signNote = inBatches<SignNoteInput, NoteRow>({
  kind: 'signNote',
  about: 'PATIENT',
  row: NoteRow,
  patientOf: (input) => ({ of: 'RECORD', row: NoteRow, id: input.noteId, path: ['input', 'noteId'] }),
  async applyAll(jobs) {
    const [{ work }] = jobs as [Job<SignNoteInput>];
    const notes = await recordsOfPatient(work, NoteRow, jobs.map(({ input }) => input.noteId), ['input', 'noteId']);
    const visits = await recordsOfPatient(work, VisitRow, notes.map(({ visitId }) => visitId), ['input', 'noteId']);
    const changed = jobs.map(({ work: { why }, input }, i) => {
      const before = notes[i] as NoteRow;
      checkVersion(before, input.expectedVersion);
      // The moment of the signature in the world, which an import may tell long after.
      const signature = { at: why.occurredAt, by: work.viewer.subject, isCosignature: input.isCosignature ?? false, isReported: REPORTING.has(work.viewer.role) };
      return { before, record: signed(before, signature) as NoteRow };
    });
    await updateRows(work.tx, NoteRow, changed.map(({ record }) => record));
    return changed.map(({ before, record }, i) => ({
      record,
      what: fieldChanges('Note', before, record, ['status', 'signedAt', 'cosignedAt']),
      touchedOn: visits[i]?.serviceOn ?? null,
    }));
  },
});
