import type { Tx } from '../agency-scope.js';
import { AuthorizationLineRow } from '../rows/authorization-line-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const LINES = statement(`
  select ${columnsOf(AuthorizationLineRow, 'l')} from authorization_lines l
   where l.agency_id = $1 and l.authorization_id = $2 order by l.id`);

export async function linesOfAuthorization(tx: Tx, authorizationId: string): Promise<AuthorizationLineRow[]> {
  return tx.rows<AuthorizationLineRow>(LINES, [tx.agencyId, authorizationId]);
}

const REMOVE_CAPS = statement(`delete from authorization_caps where agency_id = $1 and line_id = any($2::uuid[])`);

/** Before a revision writes a line's caps anew. */
export async function removeCapsOfLines(tx: Tx, lineIds: readonly string[]): Promise<void> {
  await tx.rows(REMOVE_CAPS, [tx.agencyId, lineIds]);
}
