import { createHash, randomBytes } from 'node:crypto';

import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import { reading, type Tx, writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { addKey, type AgencyKey, keysHeld, keysOfAgency } from '../db/queries/agency-keys.js';
import type { SealedColumn } from '../db/queries/sealed-columns.js';
import { type KeyProvider, ProviderOut, type Wrapped } from './key-provider.js';
import { type KeyRing, openKeyRing, purposeOf } from './key-ring.js';
import { blindIndex, keyNumberOf, opened, type Place, requestDigest, sealed, SECRET_BYTES, type SealingKeys, Unreadable } from './sealed-text.js';

/**
 * Values that only those who may read them should find anywhere: not in the database, its log, a backup, an event, or the answer
 * that is kept for a repeated request. Rows hold them sealed; they are sealed where a change takes them in, and opened where a
 * field of the API gives them out. In between nothing needs them: equality is told by their blind indexes.
 */
export interface Sealing {
  /** Before a transaction that may seal: an agency that has no key yet is given one. @throws Refusal BUSY */
  prepare(database: Database, agencyId: string): Promise<void>;
  secretsIn(tx: Tx): Secrets;
  /** At once, where the key is at hand and opens it; else undefined. */
  openedAtOnce(agencyId: string, place: Place, text: string): string | undefined;
  /** @param key the one of the number that the text names; null where there is none @throws Refusal BUSY; Unreadable */
  openedWith(agencyId: string, key: AgencyKey | null, place: Place, text: string): Promise<string>;
  /** A new secret of an agency, wrapped. @throws Refusal BUSY */
  newKey(agencyId: string, number: number): Promise<Wrapped>;
  readonly provider: KeyProvider;
}

/** Sealing within one transaction, under the keys that are in use as it sees them. */
export interface Secrets {
  /** For rows to be saved: until the transaction ends the keys stay in use. */
  seal(column: SealedColumn, recordId: string, text: string): Promise<SealedText>;
  /** Those under which the same value may be on record. */
  indexesOf(kind: SealedColumn['kind'], text: string): Promise<readonly string[]>;
  open(place: Place, text: string): Promise<string>;
  /** A request as it is known again: as a digest that says nothing of a value in it. The first is the one to keep; it may have been kept under any. */
  digestsOf(request: unknown): Promise<readonly Buffer[]>;
}

export interface SealedText {
  readonly text: string;
  readonly index: readonly string[];
}

export interface SealingOptions {
  readonly provider: KeyProvider;
  readonly nowMs: () => number;
  /** Something sealed did not open. */
  readonly alarm: (agencyId: string) => void;
}

export function openSealing({ provider, nowMs, alarm }: SealingOptions): Sealing {
  const ring = openKeyRing(provider, nowMs);
  const prepared = new Set<string>();

  const alarmed = <T>(agencyId: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Unreadable) alarm(agencyId);
      throw error;
    }
  };

  const sealing: Sealing = {
    provider,
    async prepare(database, agencyId) {
      if (prepared.has(agencyId)) return;
      const keys = await reading(database, agencyId, keysOfAgency);
      if (keys.length === 0) {
        const first = await sealing.newKey(agencyId, 1);
        await writing(database, agencyId, (tx) => addKey(tx, { number: 1, ...first }));
      }
      prepared.add(agencyId);
    },
    secretsIn: (tx) => new TxSecrets(tx, ring, alarmed),
    openedAtOnce(agencyId, place, text) {
      const keys = ring.atHand(agencyId, keyNumberOf(text) ?? 0);
      try {
        return keys && opened(keys, place, text);
      } catch {
        // The database may have been put back, and have another key of that number: whoever asks for it decides.
        return undefined;
      }
    },
    async openedWith(agencyId, key, place, text) {
      if (key === null) return alarmed(agencyId, () => refuseForeign());
      const keys = await unwrappedOr(agencyId, key);
      return alarmed(agencyId, () => opened(keys, place, text));
    },
    async newKey(agencyId, number) {
      try {
        return await provider.wrap(randomBytes(SECRET_BYTES), purposeOf(agencyId, number));
      } catch (error) {
        throw error instanceof ProviderOut ? new Refusal('BUSY', { expected: 'the service that keeps the keys for sealed numbers to answer' }) : error;
      }
    },
  };
  return sealing;

  async function unwrappedOr(agencyId: string, key: AgencyKey): Promise<SealingKeys> {
    try {
      return await ring.unwrapped(agencyId, key);
    } catch (error) {
      if (error instanceof Unreadable) alarm(agencyId);
      throw error;
    }
  }
}

/** A value as equal ones are compared: numbers of the state without the marks between their digits, those of payers as they are printed. */
export function comparable(kind: SealedColumn['kind'], text: string): string {
  const plain = text.normalize('NFC').trim();
  return kind === 'SSN' ? plain.replace(/\D/g, '') : plain;
}

/** The inputs of changes whose values are sealed. A name means the same in every input. */
const SEALED_INPUTS: ReadonlySet<string> = new Set(['memberId', 'ssn']);

/** Whether a value that is to be sealed was sent. */
export function holdsSecrets(sent: unknown): boolean {
  if (sent === null || typeof sent !== 'object' || sent instanceof Date) return false;
  return Object.entries(sent).some(([name, value]) => (SEALED_INPUTS.has(name) && typeof value === 'string') || holdsSecrets(value));
}

class TxSecrets implements Secrets {
  #inUse: Promise<readonly SealingKeys[]> | null = null;
  #held: Promise<readonly SealingKeys[]> | null = null;

  constructor(
    private readonly tx: Tx,
    private readonly ring: KeyRing,
    private readonly alarmed: <T>(agencyId: string, work: () => T) => T,
  ) {}

  async seal(column: SealedColumn, recordId: string, text: string): Promise<SealedText> {
    this.#held ??= this.#unwrapped(keysHeld(this.tx), isInUse);
    const keys = await this.#held;
    const [current] = keys;
    invariant(current, 'an agency has a key before anything of it is sealed');
    return { text: sealed(current, { column, recordId }, text), index: indexesUnder(keys, column.kind, text) };
  }

  async indexesOf(kind: SealedColumn['kind'], text: string): Promise<readonly string[]> {
    this.#inUse ??= this.#unwrapped(keysOfAgency(this.tx), isInUse);
    return indexesUnder(await this.#inUse, kind, text);
  }

  async open(place: Place, text: string): Promise<string> {
    const number = keyNumberOf(text);
    const [keys] = await this.#unwrapped(keysOfAgency(this.tx), (key) => key.number === number);
    return this.alarmed(this.tx.agencyId, () => (keys ? opened(keys, place, text) : refuseForeign()));
  }

  async digestsOf(request: unknown): Promise<readonly Buffer[]> {
    const text = JSON.stringify(request);
    if (!holdsSecrets(request)) return [createHash('sha256').update(text).digest()];
    const keys = await this.#unwrapped(keysOfAgency(this.tx), () => true);
    return keys.map((one) => requestDigest(one, text));
  }

  async #unwrapped(read: Promise<AgencyKey[]>, isWanted: (key: AgencyKey) => boolean): Promise<readonly SealingKeys[]> {
    const { agencyId } = this.tx;
    return Promise.all((await read).filter(isWanted).map((key) => this.ring.unwrapped(agencyId, key)));
  }
}

function isInUse({ state }: AgencyKey): boolean {
  return state !== 'RETIRED';
}

function indexesUnder(keys: readonly SealingKeys[], kind: SealedColumn['kind'], text: string): readonly string[] {
  return keys.map((one) => blindIndex(one, kind, comparable(kind, text)));
}

function refuseForeign(): never {
  throw new Unreadable('a sealed value names a key that the agency does not have');
}
