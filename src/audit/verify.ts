import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { AuditEntryRow } from '../db/rows/audit-entry-row.js';
import { columnsOf } from '../db/rows/row.js';
import { statement } from '../db/statement.js';
import { type Head, headOf, type KeptHead } from './head.js';
import { hashOf, hex } from './words.js';

/** Where a trail is not what was written, and in which way. */
export interface Damage {
  readonly seq: number;
  readonly what:
    /** The entry does not say what it said when it was chained. */
    | 'EDITED'
    /** Entries are missing before this one. */
    | 'MISSING'
    /** There are two of this number. */
    | 'DOUBLE'
    /** It does not follow from the one before it: it was put here, or what was before it was. */
    | 'OUT_OF_CHAIN'
    /** The trail ends before its head. */
    | 'CUT_OFF'
    /** The trail goes on behind its head. */
    | 'BEYOND_HEAD'
    /** A head that was kept elsewhere is not the one that stands here. */
    | 'REWRITTEN';
  /** The table of the month in which it stands; null where nothing stands. */
  readonly partition: string | null;
}

export interface Verified {
  /** Up to where the trail was looked at. */
  readonly head: Head;
  readonly entries: number;
  readonly damages: readonly Damage[];
}

/** From which entry on: everything, or what came after one that has been verified. */
export interface Place {
  readonly seq: number;
  readonly hash: string;
}

const STRETCH = 2_000;
/** More says nothing more. */
const MOST_DAMAGES = 20;

const ENTRIES = statement(`
  select ${columnsOf(AuditEntryRow, 't')}, t.tableoid::regclass::text as partition from audit_entries t
   where t.agency_id = $1 and (t.seq, t.chained_at) > ($2, $3) order by t.seq, t.chained_at limit $4`);

const BEYOND = statement('select min(seq) as seq from audit_entries where agency_id = $1 and seq > $2');

type Found = AuditEntryRow & { readonly partition: string };

/**
 * Walks the trail of one agency and works out every hash anew. The head is read first, and what comes meanwhile is left for the
 * next time. Heads that were kept elsewhere find what the trail cannot say of itself: that all of it was written anew.
 */
export async function verifyTrail(database: Database, agencyId: string, { kept = [], from = null }: { readonly kept?: readonly KeptHead[]; readonly from?: Place | null } = {}): Promise<Verified> {
  const { head, beyond } = await reading(database, agencyId, async (tx) => {
    const known = await headOf(tx);
    return { head: known, beyond: (await tx.rows<{ seq: number | null }>(BEYOND, [agencyId, known.seq]))[0]?.seq ?? null };
  });
  const walk = new Walk(from ?? { seq: head.archivedSeq, hash: head.archivedHash }, kept);
  let at: { readonly seq: number; readonly chainedAt: Date | 'infinity' } = { seq: walk.last.seq, chainedAt: 'infinity' };
  while (walk.damages.length < MOST_DAMAGES) {
    const { seq, chainedAt } = at;
    const rows = await reading(database, agencyId, (tx) => tx.rows<Found>(ENTRIES, [agencyId, seq, chainedAt, STRETCH]));
    for (const row of rows) if (row.seq <= head.seq) walk.step(row);
    const last = rows.at(-1);
    if (last === undefined || last.seq > head.seq) break;
    at = last;
  }
  if (walk.damages.length < MOST_DAMAGES) walk.end(head, beyond);
  return { head, entries: walk.entries, damages: walk.damages.slice(0, MOST_DAMAGES) };
}

class Walk {
  last: Place;
  entries = 0;
  readonly damages: Damage[] = [];
  readonly #kept: readonly KeptHead[];

  constructor(from: Place, kept: readonly KeptHead[]) {
    this.last = from;
    this.#kept = kept.filter(({ seq }) => seq >= from.seq && seq > 0);
    this.#compare(from.seq, from.hash, null);
  }

  step(row: Found): void {
    const { seq, partition } = row;
    this.entries += 1;
    if (seq === this.last.seq) return this.#found(seq, 'DOUBLE', partition);
    if (seq > this.last.seq + 1) this.#found(seq, 'MISSING', partition);
    else if (hex(row.previous) !== this.last.hash) this.#found(seq, 'OUT_OF_CHAIN', partition);
    const hash = hex(row.hash);
    if (hashOf(row) !== hash) this.#found(seq, 'EDITED', partition);
    this.#compare(seq, hash, partition);
    this.last = { seq, hash };
  }

  end({ seq, hash }: Head, beyond: number | null): void {
    if (this.last.seq < seq) this.#found(this.last.seq + 1, 'CUT_OFF', null);
    else if (this.last.hash !== hash) this.#found(seq, 'REWRITTEN', null);
    if (beyond !== null) this.#found(beyond, 'BEYOND_HEAD', null);
    for (const kept of this.#kept) if (kept.seq > seq) this.#found(seq + 1, 'CUT_OFF', null);
  }

  #compare(seq: number, hash: string, partition: string | null): void {
    if (this.#kept.some((head) => head.seq === seq && head.hash !== hash)) this.#found(seq, 'REWRITTEN', partition);
  }

  #found(seq: number, what: Damage['what'], partition: string | null): void {
    this.damages.push({ seq, what, partition });
  }
}
