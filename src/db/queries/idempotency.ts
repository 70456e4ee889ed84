import { invariant } from '../../base/invariant.js';
import { Refusal } from '../../base/refusal.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

const CLAIM = statement(`
  insert into idempotency_keys (agency_id, subject, key, request_hash, created_at) values ($1, $2, $3, $4, $5)
  on conflict do nothing returning key`);

const ANSWER = statement(`
  select request_hash = any($4::bytea[]) as "isSameRequest", answer from idempotency_keys where agency_id = $1 and subject = $2 and key = $3`);

/**
 * Takes the key for this transaction, or returns the answer that was kept under it. A second request
 * with the same key waits on the index until the first has committed or gone.
 *
 * @param digests by which the request is known: one that is made anew is kept under the first.
 * @throws Refusal IDEMPOTENCY_MISMATCH when the key was used for another request.
 */
export async function claimKey(tx: Tx, { subject, key, digests, now }: { readonly subject: string; readonly key: string; readonly digests: readonly Buffer[]; readonly now: Date }): Promise<object | null> {
  const [claimed] = await tx.rows(CLAIM, [tx.agencyId, subject, key, digests[0], now]);
  if (claimed) return null;
  const [kept] = await tx.rows<{ isSameRequest: boolean; answer: object | null }>(ANSWER, [tx.agencyId, subject, key, digests]);
  invariant(kept?.answer, 'a committed idempotency key has its answer');
  if (!kept.isSameRequest) throw new Refusal('IDEMPOTENCY_MISMATCH', { path: ['idempotencyKey'] });
  return kept.answer;
}

const KEEP = statement(`update idempotency_keys set answer = $4 where agency_id = $1 and subject = $2 and key = $3`);

/** For a request that left nothing in the log; that of any other is kept where its place in the log becomes known. */
export async function keepAnswer(tx: Tx, { subject, key, answer }: { readonly subject: string; readonly key: string; readonly answer: object }): Promise<void> {
  await tx.rows(KEEP, [tx.agencyId, subject, key, JSON.stringify(answer)]);
}
