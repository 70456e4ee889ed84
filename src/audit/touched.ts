/**
 * The patients of whom an answer shows something, noted where their records come in. Noting is on the way of every answer,
 * so what the database names together is taken apart only when somebody looks.
 */
export class Touched {
  readonly #ids = new Set<string>();
  readonly #lists: string[] = [];

  note(patientId: string | null | undefined): void {
    if (patientId != null) this.#ids.add(patientId);
  }

  /** Several, separated by commas. */
  noteList(patientIds: string): void {
    if (patientIds !== '') this.#lists.push(patientIds);
  }

  /** Rows of anything: those that belong to a patient say to whom. */
  noteRows(rows: readonly unknown[]): void {
    for (const row of rows) this.note((row as { readonly patientId?: string | null } | null)?.patientId);
  }

  get patientIds(): readonly string[] {
    for (const list of this.#lists.splice(0)) for (const id of list.split(',')) this.#ids.add(id);
    return [...this.#ids];
  }
}
