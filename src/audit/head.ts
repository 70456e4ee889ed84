import type { Tx } from '../db/agency-scope.js';
import { statement } from '../db/statement.js';
import { hex } from './words.js';

/** How far a trail reaches. */
export interface Head {
  readonly agencyId: string;
  /** The number of the last entry; 0 while there is none. */
  readonly seq: number;
  readonly hash: string;
  /** The last entry that was archived, behind which the trail begins. */
  readonly archivedSeq: number;
  readonly archivedHash: string;
  readonly isOnHold: boolean;
}

/** What of a head is kept elsewhere. */
export type KeptHead = Pick<Head, 'agencyId' | 'seq' | 'hash'>;

const HEAD = statement(`
  select agency_id as "agencyId", seq, hash, archived_seq as "archivedSeq", archived_hash as "archivedHash", is_on_hold as "isOnHold" from audit_heads where agency_id = $1`);

type HeadRow = Omit<Head, 'hash' | 'archivedHash'> & { readonly hash: Uint8Array; readonly archivedHash: Uint8Array };

export async function headOf(tx: Tx): Promise<Head> {
  const [row] = await tx.rows<HeadRow>(HEAD, [tx.agencyId]);
  if (row === undefined) return { agencyId: tx.agencyId, seq: 0, hash: BEFORE_ALL, archivedSeq: 0, archivedHash: BEFORE_ALL, isOnHold: false };
  return { ...row, hash: hex(row.hash), archivedHash: hex(row.archivedHash) };
}

/** The hash before the first entry. */
const BEFORE_ALL = '00';
