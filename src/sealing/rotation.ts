import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import { reading, type Tx, writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { addKey, type AgencyKey, keepRewrapped, keysLocked, keysOfAgency, moveKeys } from '../db/queries/agency-keys.js';
import { isAnyOutdated, lockOutdated, outdatedOf, replaceSealed, SEALED_COLUMNS, type SealedColumn, type SealedValue, type UpToDate } from '../db/queries/sealed-columns.js';
import { purposeOf } from './key-ring.js';
import { indexPrefix, sealedPrefix } from './sealed-text.js';
import type { Sealing, Secrets } from './sealing.js';

/**
 * Another key for an agency, while everyone goes on reading and writing:
 *
 *   CURRENT 1                every value is sealed under 1 and found by index 1
 *   -> CURRENT 2, OLD 1      what is written is sealed under 2 and found by 2 and by 1; what looks for it looks for both
 *      ... until every value is so, batch by batch
 *   -> CURRENT 2, RETIRED 1  what is written is found by 2 alone; nothing is sealed under 1
 *      ... until no value has an index of 1
 *
 * At every moment any two values, and any value and whoever looks for it, share a key that is in use: so equal numbers are found
 * equal throughout, by searches and by the rules. Who seals holds the agency's keys as they are until its transaction ends, and
 * both steps wait for them; no node needs to be told. Values tell themselves under which key they are, so that a rotation
 * that was broken off is gone on with by the next one.
 *
 * A retired key stays, wrapped: answers that are kept for repeated requests, and backups, may hold what was sealed under it.
 */
export async function rotateKey(database: Database, sealing: Sealing, agencyId: string, pause: Pause): Promise<Rotated> {
  await sealing.prepare(database, agencyId);
  const before = await reading(database, agencyId, keysOfAgency);
  const wasBegun = before.some(({ state }) => state === 'OLD');
  if (!wasBegun) await begin(database, sealing, agencyId, before);
  let resealed = 0;
  do {
    resealed += await resealAll(database, sealing, agencyId, pause);
  } while (!(await retired(database, agencyId)));
  await resealAll(database, sealing, agencyId, pause);
  const [current] = await reading(database, agencyId, keysOfAgency);
  invariant(current, 'an agency has a key');
  return { number: current.number, resealed, wasBegun };
}

export interface Rotated {
  /** Of the key that is current now. */
  readonly number: number;
  readonly resealed: number;
  /** Whether a rotation that was broken off was gone on with. */
  readonly wasBegun: boolean;
}

/** Between two looks at patients whom others are changing. */
export type Pause = () => Promise<void>;

/** Whatever is plain, or not under the keys in use. @returns how many values */
export async function resealAll(database: Database, sealing: Sealing, agencyId: string, pause: Pause): Promise<number> {
  let resealed = 0;
  for (;;) {
    const done = await sweep(database, sealing, agencyId);
    resealed += done;
    if (!(await reading(database, agencyId, async (tx) => isAnyOutdated(tx, await upToDate(tx))))) return resealed;
    if (done === 0) await pause();
  }
}

/** The keys of an agency wrapped by the provider's current key. @returns how many were wrapped otherwise */
export async function rewrapKeys(database: Database, { provider }: Sealing, agencyId: string): Promise<number> {
  const current = await provider.currentKeyId();
  const keys = (await reading(database, agencyId, keysOfAgency)).filter(({ wrappedBy }) => wrappedBy !== current);
  for (const key of keys) {
    const purpose = purposeOf(agencyId, key.number);
    const secret = await provider.unwrap(key, purpose);
    const anew = { number: key.number, ...(await provider.wrap(secret, purpose)) };
    secret.fill(0);
    await writing(database, agencyId, (tx) => keepRewrapped(tx, anew));
  }
  return keys.length;
}

async function begin(database: Database, sealing: Sealing, agencyId: string, [latest]: readonly AgencyKey[]): Promise<void> {
  invariant(latest, 'an agency has a key');
  const number = latest.number + 1;
  // Before anyone has to wait: the provider may take its time.
  const wrapped = await sealing.newKey(agencyId, number);
  await writing(database, agencyId, async (tx) => {
    const [newest] = await keysLocked(tx);
    // Someone else was faster, and their rotation is gone on with.
    if (newest?.number !== latest.number) return;
    await moveKeys(tx, 'CURRENT', 'OLD');
    await addKey(tx, { number, ...wrapped });
  });
}

/** Waits for everyone who seals, so that what is not outdated then stays so. */
async function retired(database: Database, agencyId: string): Promise<boolean> {
  return writing(database, agencyId, async (tx) => {
    await keysLocked(tx);
    if (await isAnyOutdated(tx, await upToDate(tx))) return false;
    await moveKeys(tx, 'OLD', 'RETIRED');
    return true;
  });
}

/** Few enough that whoever changes one of them does not notice. */
const PATIENTS_AT_ONCE = 50;
const BEFORE_EVERYONE = '00000000-0000-0000-0000-000000000000';

async function sweep(database: Database, sealing: Sealing, agencyId: string): Promise<number> {
  let resealed = 0;
  for (let after: string | undefined = BEFORE_EVERYONE; after !== undefined; ) {
    const from: string = after;
    const batch = await writing(database, agencyId, (tx) => resealSome(tx, sealing.secretsIn(tx), from));
    resealed += batch.resealed;
    after = batch.last;
  }
  return resealed;
}

async function resealSome(tx: Tx, secrets: Secrets, after: string): Promise<{ readonly resealed: number; readonly last: string | undefined }> {
  const state = await upToDate(tx);
  const patientIds = await lockOutdated(tx, state, after, PATIENTS_AT_ONCE);
  let resealed = 0;
  if (patientIds.length > 0) {
    for (const column of SEALED_COLUMNS) {
      const outdated = await outdatedOf(tx, column, state, patientIds);
      await replaceSealed(tx, column, await Promise.all(outdated.map((value) => resealedValue(secrets, column, value))));
      resealed += outdated.length;
    }
  }
  return { resealed, last: patientIds.at(-1) };
}

/** What has no index was kept plain, before anything was sealed. */
async function resealedValue(secrets: Secrets, column: SealedColumn, { id, sealed, index }: SealedValue): Promise<SealedValue> {
  const plain = index.length === 0 ? sealed : await secrets.open({ column, recordId: id }, sealed);
  const anew = await secrets.seal(column, id, plain);
  return { id, sealed: anew.text, index: anew.index };
}

async function upToDate(tx: Tx): Promise<UpToDate> {
  const inUse = (await keysOfAgency(tx)).filter(({ state }) => state !== 'RETIRED');
  const [current] = inUse;
  if (current === undefined) throw new Refusal('NOT_FOUND', { expected: 'a key of the agency' });
  return { sealedPrefix: sealedPrefix(current.number), indexPrefix: indexPrefix(current.number), indexes: inUse.length };
}

