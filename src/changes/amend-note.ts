import { checkVersion } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { amended, type NoteElement } from '../care/note.js';
import { updateRows } from '../db/queries/records.js';
import { NoteRow } from '../db/rows/note-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { type PatientChange, recordOfPatient } from './change.js';

export interface AmendNoteInput {
  readonly noteId: string;
  readonly elements: readonly NoteElement[];
  readonly expectedVersion?: number | null;
}

/** Reopens a signed note with new text. Why is required: it stays with the note. */
export const amendNote: PatientChange<AmendNoteInput, NoteRow> = {
  kind: 'amendNote',
  about: 'PATIENT',
  row: NoteRow,
  patientOf: (input) => ({ of: 'RECORD', row: NoteRow, id: input.noteId, path: ['input', 'noteId'] }),
  async apply(work, input) {
    const { why, now, viewer } = work;
    if (why.reason === null) throw new Refusal('INVALID_INPUT', { path: ['reason'], expected: 'a reason for the amendment' });
    const before = await recordOfPatient(work, NoteRow, input.noteId, ['input', 'noteId']);
    checkVersion(before, input.expectedVersion);
    const visit = await recordOfPatient(work, VisitRow, before.visitId, ['input', 'noteId']);
    const record = amended(before, input.elements, {
      amendedAt: now.toISOString(),
      reason: why.reason,
      actorSubject: viewer.subject,
      replacedVersion: before.version,
    }) as NoteRow;
    await updateRows(work.tx, NoteRow, [record]);
    return { record, what: fieldChanges('Note', before, record, ['status', 'version', 'signedAt']), touchedOn: visit.serviceOn };
  },
};
