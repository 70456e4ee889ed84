import type { RowClass } from '../db/rows/row.js';
import { PatientRow } from '../db/rows/patient-row.js';

/**
 * The patients of whom an answer shows something, noted where their records come in. Noting is on the way of every answer,
 * so what the database names together is taken apart only when somebody looks.
 */
export class Touched {
  readonly #ids = new Set<string>();
  readonly #lists: string[] = [];
  readonly #changed = new Set<string>();
  #hasChanges = false;
  #isOnlyChanges = true;

  note(patientId: string | null | undefined): void {
    if (patientId != null) this.#ids.add(patientId);
  }

  /** Several, separated by commas. */
  noteList(patientIds: string): void {
    if (patientIds !== '') this.#lists.push(patientIds);
  }

  /** Those that belong to a patient say to whom. */
  noteRows(rows: Iterable<unknown>): void {
    for (const row of rows) this.note((row as Owned | null)?.patientId);
  }

  noteRecords(row: RowClass<unknown>, records: Iterable<unknown>): void {
    if (row !== PatientRow) return this.noteRows(records);
    for (const record of records) this.note((record as Owned | null)?.id);
  }

  /** What a change of these patients committed is on record with it; null for a change that was only tried, or made before. */
  noteChange(auditedPatientIds: readonly string[] | null): void {
    if (auditedPatientIds === null) this.#isOnlyChanges = false;
    else for (const id of auditedPatientIds) this.#changed.add(id);
    this.#hasChanges ||= auditedPatientIds !== null;
  }

  /** Everything that was done and shown is on record with the changes that were made. */
  get isOnRecord(): boolean {
    return this.#hasChanges && this.#isOnlyChanges && this.patientIds.every((id) => this.#changed.has(id));
  }

  get patientIds(): readonly string[] {
    for (const list of this.#lists.splice(0)) for (const id of list.split(',')) this.#ids.add(id);
    return [...this.#ids];
  }
}

interface Owned {
  readonly id?: string;
  readonly patientId?: string | null;
}
