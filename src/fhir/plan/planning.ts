import type { LocalDate } from '../../base/day.js';
import type { Ids } from '../../base/ports.js';
import { Refusal } from '../../base/refusal.js';
import type { Identifier, Staff } from '../../care/agency.js';
import type { Authorization, AuthorizationLine } from '../../care/authorization.js';
import type { Coverage } from '../../care/coverage.js';
import type { Note } from '../../care/note.js';
import type { Order } from '../../care/order.js';
import type { Visit } from '../../care/visit.js';
import type { Tx } from '../../db/agency-scope.js';
import { linesOfAuthorization } from '../../db/queries/authorization-lines.js';
import { coveragesDuring, noteOfOneVisit, patientsWithZones } from '../../db/queries/import-lookups.js';
import { CONTESTED, type KeptName, keptNames, type Name, namesOfRecords } from '../../db/queries/namings.js';
import { recordTypeOf } from '../../db/queries/identifiers.js';
import { recordsByIds } from '../../db/queries/records.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import { serverOf } from '../address.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import { addressSystem, type Identity, identityOf, localAddress, namesOf, type OwnNames, shortened } from '../identity.js';
import { type DocumentIndex, type Pointer, pointersOf } from '../reference.js';
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
  /** The server whose ids the document uses where it gives no addresses. */
  readonly baseUrl: string;
  /** Where new patients go. */
  readonly branch: { readonly id: string; readonly timeZone: string };
  readonly ids: Ids;
  readonly now: Date;
  readonly today: LocalDate;
  readonly became: Map<Entry, Became>;
}

export interface KnownPatient {
  readonly id: string;
  readonly timeZone: string;
}

export type KnownStaff = Pick<Staff, 'id' | 'givenName' | 'familyName' | 'disciplines' | 'credential' | 'npi'>;
export type KnownCoverage = Pick<Coverage, 'id' | 'patientId' | 'payerId' | 'memberId' | 'rank' | 'startsOn' | 'endsOn'>;

/** The version is null where this import itself has changed the record: then it need not be checked. */
type Known<Fact extends { readonly version: number }, Fields extends keyof Fact> = Pick<Fact, Fields> & { readonly version: number | null };

export type KnownOrder = Known<Order, 'id' | 'patientId' | 'status' | 'startsOn' | 'physicianName' | 'physicianNpi'>;
export type KnownVisit = Known<Visit, 'id' | 'patientId' | 'status' | 'serviceCode' | 'startsAt' | 'endsAt' | 'staffId'>;
export type KnownNote = Known<Note, 'id' | 'patientId' | 'visitId' | 'status'>;
export type KnownLine = Pick<AuthorizationLine, 'id' | 'discipline' | 'serviceCode' | 'modifiers' | 'unitDefinition' | 'authorizedMilliUnits' | 'startsOn' | 'endsOn' | 'decision'> & {
  /** Under which items of which requests it is known. */
  readonly names: readonly Identifier[];
};
export type KnownAuthorization = Known<Authorization, 'id' | 'patientId' | 'payerId' | 'number' | 'decidedAt' | 'cancelledAt'> & { readonly lines: readonly KnownLine[] };

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
  readonly #tx: Tx;
  readonly #names = new Map<string, KeptName>();
  readonly #patients = new Map<string, KnownPatient>();
  readonly #staff = new Map<string, KnownStaff>();
  readonly #coverages: KnownCoverage[] = [];
  readonly #orders = new Map<string, KnownOrder>();
  readonly #visits = new Map<string, KnownVisit>();
  readonly #notes = new Map<string, KnownNote>();
  readonly #authorizations = new Map<string, KnownAuthorization>();

  constructor(session: Session, tx: Tx) {
    this.session = session;
    this.#tx = tx;
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
    throw new Refusal('NOT_FOUND', { path: [reference.path], expected: entry === null ? `a ${one} in the document, or one that was imported before` : `a ${one} that could itself be imported` });
  }

  async patient(from: Entry, reference: Element): Promise<KnownPatient> {
    const id = await this.require(from, reference, ['Patient']);
    const patient = await this.patientById(id);
    if (patient === null) throw new Refusal('NOT_FOUND', { path: [reference.path], expected: 'a Patient' });
    return patient;
  }

  async patientById(id: string): Promise<KnownPatient | null> {
    return this.#patients.get(id) ?? (await patientsWithZones(this.#tx, [id]))[0] ?? null;
  }

  async staff(id: string): Promise<KnownStaff | null> {
    return this.#staff.get(id) ?? (await recordsByIds(this.#tx, StaffRow, [id]))[0] ?? null;
  }

  /** What pays for the patient's care on any day of a period. */
  async coverages(patientId: string, startsOn: LocalDate, endsOn: LocalDate | null): Promise<KnownCoverage[]> {
    const planned = this.#coverages.filter((one) => one.patientId === patientId && (one.endsOn === null || one.endsOn >= startsOn) && (endsOn === null || one.startsOn <= endsOn));
    return [...planned, ...(await coveragesDuring(this.#tx, patientId, startsOn, endsOn))];
  }

  async order(id: string): Promise<KnownOrder | null> {
    return this.#orders.get(id) ?? (await recordsByIds(this.#tx, OrderRow, [id]))[0] ?? null;
  }

  async visit(id: string): Promise<KnownVisit | null> {
    return this.#visits.get(id) ?? (await recordsByIds(this.#tx, VisitRow, [id]))[0] ?? null;
  }

  async note(id: string): Promise<KnownNote | null> {
    return this.#notes.get(id) ?? (await recordsByIds(this.#tx, NoteRow, [id]))[0] ?? null;
  }

  async noteOfVisit(visitId: string): Promise<KnownNote | null> {
    return [...this.#notes.values()].find((note) => note.visitId === visitId) ?? (await noteOfOneVisit(this.#tx, visitId)) ?? null;
  }

  async authorization(id: string): Promise<KnownAuthorization | null> {
    const planned = this.#authorizations.get(id);
    if (planned !== undefined) return planned;
    const [row] = await recordsByIds(this.#tx, AuthorizationRow, [id]);
    if (row === undefined) return null;
    const lines = await linesOfAuthorization(this.#tx, id);
    const names = await namesOfRecords(this.#tx, lines.map((line) => line.id));
    return { ...row, lines: lines.map((line) => ({ ...line, names: names.filter(({ recordId }) => recordId === line.id) })) };
  }

  /** The authorizations that bear any of the numbers, with everything they are named by. */
  async authorizationsNamed(numbers: readonly Identifier[]): Promise<ReadonlyArray<{ readonly recordId: string; readonly names: readonly Identifier[] }>> {
    const recordType = recordTypeOf(AuthorizationRow);
    const kept = await this.#kept(numbers.map((number) => ({ ...number, recordType })));
    const recordIds = [...new Set(kept.filter(({ contentHash }) => contentHash !== CONTESTED).map(({ recordId }) => recordId))];
    const names = [...(await namesOfRecords(this.#tx, recordIds)), ...this.#names.values()];
    return recordIds.map((recordId) => ({ recordId, names: names.filter((name) => name.recordId === recordId && name.recordType === recordType) }));
  }

  /** What a plan is going to make of a record, for the plans after it. */
  willBePatient(patient: KnownPatient): void {
    this.#patients.set(patient.id, patient);
  }

  willBeStaff(staff: KnownStaff): void {
    this.#staff.set(staff.id, staff);
  }

  willBeCoverage(coverage: KnownCoverage): void {
    this.#coverages.push(coverage);
  }

  willBeOrder(order: KnownOrder): void {
    this.#orders.set(order.id, order);
  }

  willBeVisit(visit: KnownVisit): void {
    this.#visits.set(visit.id, visit);
  }

  willBeNote(note: KnownNote): void {
    this.#notes.set(note.id, note);
  }

  willBeAuthorization(authorization: KnownAuthorization): void {
    this.#authorizations.set(authorization.id, authorization);
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
