import type { LocalDate } from '../../base/day.js';
import type { Ids } from '../../base/ports.js';
import { Refusal } from '../../base/refusal.js';
import type { Identifier } from '../../care/agency.js';
import type { Tx } from '../../db/agency-scope.js';
import { recordTypeOf } from '../../db/queries/identifiers.js';
import { CONTESTED } from '../../db/queries/identifiers.js';
import { type KeptName, keptNames, type Name, namesOfRecords } from '../../db/queries/namings.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import type { RowClass } from '../../db/rows/row.js';
import type { Sealing, Secrets } from '../../sealing/sealing.js';
import { serverOf } from '../address.js';
import type { Entry } from '../document.js';
import type { Element, ResourceElement } from '../element.js';
import { addressSystem, type Identity, identityOf, localAddress, namesOf, type OwnNames, shortened } from '../identity.js';
import { type DocumentIndex, type Pointer, pointersOf } from '../reference.js';
import { KnownFacts, type KnownPatient } from './known-facts.js';
import { ROW_OF } from './row-of.js';

/** What has become of an entry so far. */
export interface Became {
  readonly state: 'IMPORTED' | 'SKIPPED' | 'REFUSED';
  readonly recordId: string | null;
  /** Made in this import, and not known before. */
  readonly isNew: boolean;
}

/** One import, over all of its attempts. */
export interface Session {
  readonly index: DocumentIndex;
  readonly entries: readonly Entry[];
  /** The organizations that other resources of the document name as payers. */
  readonly payers: ReadonlySet<Entry>;
  /** The roles of practitioners in the document. */
  readonly roles: ReadonlyMap<Entry, readonly ResourceElement[]>;
  /** The server whose ids the document uses where it gives no addresses. */
  readonly baseUrl: string;
  /** Where new patients go. */
  readonly branch: { readonly id: string; readonly timeZone: string };
  readonly ids: Ids;
  readonly now: Date;
  readonly today: LocalDate;
  readonly became: Map<Entry, Became>;
}

export interface Found {
  /** Null where it is not, or not yet, a record here. */
  readonly recordId: string | null;
  /** Where the document itself has it. */
  readonly entry: Entry | null;
}

/** Where a line's place in its request is kept. */
export const ITEM_SYSTEM = addressSystem('Claim.item');

/**
 * What a planner may ask: the database, as it is, and what the plans before it in the same transaction are
 * going to add. Nothing is written while plans are made.
 */
export class Planning {
  readonly session: Session;
  readonly facts: KnownFacts;
  readonly secrets: Secrets;
  readonly #tx: Tx;
  readonly #names = new Map<string, KeptName>();
  constructor(session: Session, tx: Tx, sealing: Sealing) {
    this.session = session;
    this.#tx = tx;
    this.facts = new KnownFacts(tx);
    this.secrets = sealing.secretsIn(tx);
  }

  get tx(): Tx {
    return this.#tx;
  }

  namesOf(entry: Entry): OwnNames {
    return namesOf(entry, this.session.baseUrl);
  }

  async identify(entry: Entry, row: RowClass<unknown>): Promise<Identity> {
    const own = this.namesOf(entry);
    const kept = await this.#kept([own.address, ...own.identifiers].map((name) => ({ ...name, recordType: recordTypeOf(row) })));
    const ofRecords = [...(await namesOfRecords(this.#tx, kept.map(({ recordId }) => recordId))), ...this.#names.values()];
    return identityOf(entry.resourceType, own, kept, ofRecords);
  }

  /** What a reference means: an entry of the document, or a record that bears the name. */
  async find(from: Entry, reference: Element, types: readonly string[]): Promise<Found> {
    const pointers = pointersOf(reference);
    for (const pointer of pointers) {
      const entry = this.session.index.find(from, pointer, types);
      if (entry !== null && types.includes(entry.resourceType)) {
        reference.consume();
        const became = this.session.became.get(entry);
        return { entry, recordId: became?.state === 'IMPORTED' ? became.recordId : null };
      }
    }
    for (const pointer of pointers) {
      const recordId = await this.#findKept(from, pointer, types);
      if (recordId !== null) {
        reference.consume();
        return { entry: null, recordId };
      }
    }
    return { entry: null, recordId: null };
  }

  /** @throws Refusal NOT_FOUND with the path of the reference. */
  async require(from: Entry, reference: Element, types: readonly string[]): Promise<string> {
    const { recordId, entry } = await this.find(from, reference, types);
    if (recordId !== null) return recordId;
    const one = types.join(' or ');
    const expected = entry === null ? `a ${one} in the document, or one that was imported before` : `a ${one} that could itself be imported`;
    throw new Refusal('NOT_FOUND', { path: [reference.path], expected });
  }

  /** @throws Refusal NOT_FOUND with the path of the reference. */
  async patient(from: Entry, reference: Element): Promise<KnownPatient> {
    const id = await this.require(from, reference, ['Patient']);
    const patient = await this.facts.patient(id);
    if (patient === null) throw new Refusal('NOT_FOUND', { path: [reference.path], expected: 'a Patient' });
    return patient;
  }

  /** The authorizations that bear any of the numbers, with everything they are named by. */
  async authorizationsNamed(numbers: readonly Identifier[]): Promise<ReadonlyArray<{ readonly recordId: string; readonly names: readonly Identifier[] }>> {
    const recordType = recordTypeOf(AuthorizationRow);
    const kept = await this.#kept(numbers.map((number) => ({ ...number, recordType })));
    const recordIds = [...new Set(kept.filter(({ contentHash }) => contentHash !== CONTESTED).map(({ recordId }) => recordId))];
    const names = [...(await namesOfRecords(this.#tx, recordIds)), ...this.#names.values()];
    return recordIds.map((recordId) => ({ recordId, names: names.filter((name) => name.recordId === recordId && name.recordType === recordType) }));
  }

  willBeNamed(row: RowClass<unknown>, recordId: string, names: readonly Name[]): void {
    for (const { system, value, contentHash = null } of names) {
      const name = { recordType: recordTypeOf(row), system, value, recordId, contentHash };
      this.#names.set(keyOf(name), name);
    }
  }

  async #kept(names: ReadonlyArray<Identifier & { readonly recordType: string }>): Promise<KeptName[]> {
    const planned = names.flatMap((name) => this.#names.get(keyOf(name)) ?? []);
    const stored = await keptNames(this.#tx, names);
    return [...planned, ...stored.filter((name) => !this.#names.has(keyOf(name)))];
  }

  async #findKept(from: Entry, pointer: Pointer, types: readonly string[]): Promise<string | null> {
    const kept = await this.#kept(this.#outsideNames(from, pointer, types));
    const records = new Set(kept.filter(({ contentHash }) => contentHash !== CONTESTED).map(({ recordId }) => recordId));
    return records.size === 1 ? ([...records][0] as string) : null;
  }

  /** The names under which something outside of the document would be kept. */
  #outsideNames(from: Entry, pointer: Pointer, types: readonly string[]): Array<Identifier & { readonly recordType: string }> {
    const wanted = (resourceType: string | null): readonly string[] => (resourceType === null ? types : types.filter((type) => type === resourceType));
    const inRow = (type: string, name: Identifier) => {
      const row = ROW_OF.get(type);
      return row === undefined ? [] : [{ ...name, recordType: recordTypeOf(row) }];
    };
    if (pointer.by === 'ADDRESS') return wanted(pointer.resourceType).flatMap((type) => inRow(type, { system: addressSystem(type), value: shortened(pointer.url) }));
    if (pointer.by === 'IDENTIFIER') return wanted(pointer.resourceType).flatMap((type) => inRow(type, pointer.identifier));
    if (pointer.by === 'FRAGMENT') return [];
    const baseUrl = serverOf((from.container ?? from).fullUrl) ?? this.session.baseUrl;
    const value = localAddress(baseUrl, `${pointer.resourceType}/${pointer.id}`);
    return wanted(pointer.resourceType).flatMap((type) => inRow(type, { system: addressSystem(type), value }));
  }
}

function keyOf({ recordType, system, value }: Identifier & { readonly recordType: string }): string {
  return JSON.stringify([recordType, system, value]);
}
