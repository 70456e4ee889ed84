import type { Tx } from '../agency-scope.js';
import { NoteRow } from '../rows/note-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const OF_VISIT = statement(`select ${columnsOf(NoteRow, 'n')} from notes n where n.agency_id = $1 and n.visit_id = $2`);

export async function noteOfVisit(tx: Tx, visitId: string): Promise<NoteRow | undefined> {
  return (await tx.rows<NoteRow>(OF_VISIT, [tx.agencyId, visitId]))[0];
}
