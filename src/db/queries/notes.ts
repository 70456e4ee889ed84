import type { Tx } from '../agency-scope.js';
import { NoteRow } from '../rows/note-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const OF_VISITS = statement(`select ${columnsOf(NoteRow, 'n')} from notes n where n.agency_id = $1 and n.visit_id = any($2::uuid[])`);

/** A visit has at most one. */
export async function notesOfVisits(tx: Tx, visitIds: readonly string[]): Promise<NoteRow[]> {
  return tx.rows<NoteRow>(OF_VISITS, [tx.agencyId, visitIds]);
}
