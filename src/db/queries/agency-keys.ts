import type { Tx } from '../agency-scope.js';
import { type Statement, statement } from '../statement.js';

/** A key of an agency as it is kept: wrapped by a key that is not in the database. */
export interface AgencyKey {
  readonly number: number;
  /** New values are sealed under the CURRENT one. Under an OLD one some still are; under a RETIRED one, answers kept for repeated requests and backups may be. */
  readonly state: 'CURRENT' | 'OLD' | 'RETIRED';
  /** Which key wrapped it. */
  readonly wrappedBy: string;
  readonly wrapped: string;
}

const SELECT = `select number, state, wrapped_by as "wrappedBy", wrapped from agency_keys where agency_id = $1`;

const ALL = statement(`${SELECT} order by number desc`);
const LOCK_SHARED = statement(`select from agency_keys where agency_id = $1 order by number desc for share`);
const LOCK = statement(`select from agency_keys where agency_id = $1 order by number desc for update`);

/** The latest first. They are the agency's, whatever part of it someone may read. */
export async function keysOfAgency(tx: Tx): Promise<AgencyKey[]> {
  return tx.whole.rows<AgencyKey>(ALL, [tx.agencyId]);
}

/** For whoever seals: until the end of the transaction these are the keys in use. */
export async function keysHeld(tx: Tx): Promise<AgencyKey[]> {
  return lockedBy(LOCK_SHARED, tx);
}

/** For whoever changes which keys are in use: waits for everyone who is sealing. */
export async function keysLocked(tx: Tx): Promise<AgencyKey[]> {
  return lockedBy(LOCK, tx);
}

/** Read after the lock is had, by a statement of its own: one that waited does not see a key that was added meanwhile. */
async function lockedBy(lock: Statement, tx: Tx): Promise<AgencyKey[]> {
  const [, keys] = await Promise.all([tx.rows(lock, [tx.agencyId]), keysOfAgency(tx)]);
  return keys;
}

const BY_NUMBERS = statement(`${SELECT} and number = any($2::integer[])`);

export async function keysByNumbers(tx: Tx, numbers: readonly string[]): Promise<Map<string, AgencyKey>> {
  const keys = await tx.whole.rows<AgencyKey>(BY_NUMBERS, [tx.agencyId, numbers]);
  return new Map(keys.map((key) => [String(key.number), key]));
}

const ADD = statement(`insert into agency_keys (agency_id, number, state, wrapped_by, wrapped) values ($1, $2, 'CURRENT', $3, $4) on conflict do nothing`);

/** Where there is one of this number already, that one stays. */
export async function addKey(tx: Tx, { number, wrappedBy, wrapped }: Omit<AgencyKey, 'state'>): Promise<void> {
  await tx.rows(ADD, [tx.agencyId, number, wrappedBy, wrapped]);
}

const MOVE = statement(`update agency_keys set state = $3 where agency_id = $1 and state = $2`);

export async function moveKeys(tx: Tx, from: AgencyKey['state'], to: AgencyKey['state']): Promise<void> {
  await tx.rows(MOVE, [tx.agencyId, from, to]);
}

const REWRAP = statement(`update agency_keys set wrapped_by = $3, wrapped = $4 where agency_id = $1 and number = $2`);

export async function keepRewrapped(tx: Tx, { number, wrappedBy, wrapped }: Omit<AgencyKey, 'state'>): Promise<void> {
  await tx.rows(REWRAP, [tx.agencyId, number, wrappedBy, wrapped]);
}
