import type { LocalDate } from '../../base/day.js';
import type { Identifier, Staff } from '../../care/agency.js';
import type { Authorization, AuthorizationLine } from '../../care/authorization.js';
import type { Coverage } from '../../care/coverage.js';
import type { Note } from '../../care/note.js';
import type { Order } from '../../care/order.js';
import type { Patient } from '../../care/patient.js';
import type { Visit } from '../../care/visit.js';
import type { Tx } from '../../db/agency-scope.js';
import { linesOfAuthorization } from '../../db/queries/authorization-lines.js';
import { coveragesDuring, noteOfOneVisit, patientsWithZones } from '../../db/queries/import-lookups.js';
import { namesOfRecords } from '../../db/queries/namings.js';
import { recordsByIds } from '../../db/queries/records.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';

/**
 * The facts that plans are made from: those of the database, as changed by the plans that were made before in
 * the same transaction.
 */
export class KnownFacts {
  readonly #tx: Tx;
  readonly #patients = new Map<string, KnownPatient>();
  readonly #staff = new Map<string, KnownStaff>();
  readonly #coverages: KnownCoverage[] = [];
  readonly #orders = new Map<string, KnownOrder>();
  readonly #visits = new Map<string, KnownVisit>();
  readonly #notes = new Map<string, KnownNote>();
  readonly #authorizations = new Map<string, KnownAuthorization>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  async patient(id: string): Promise<KnownPatient | null> {
    return this.#patients.get(id) ?? (await patientsWithZones(this.#tx, [id]))[0] ?? null;
  }

  async staff(id: string): Promise<KnownStaff | null> {
    return this.#staff.get(id) ?? (await recordsByIds(this.#tx, StaffRow, [id]))[0] ?? null;
  }

  /** Whether a record that is known belongs to another patient than this one. */
  async isOfAnother(row: RowClass<{ patientId: string }>, recordId: string, patientId: string): Promise<boolean> {
    const planned =
      this.#orders.get(recordId) ?? this.#visits.get(recordId) ?? this.#notes.get(recordId) ?? this.#authorizations.get(recordId) ?? this.#coverages.find(({ id }) => id === recordId);
    const record = planned ?? (await recordsByIds(this.#tx, row, [recordId]))[0];
    return record !== undefined && record.patientId !== patientId;
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
}

export type KnownPatient = Pick<Patient, 'id' | 'familyName' | 'birthDate'> & { readonly timeZone: string };

export type KnownStaff = Pick<Staff, 'id' | 'givenName' | 'familyName' | 'disciplines' | 'credential' | 'npi'>;
export type KnownCoverage = Pick<Coverage, 'id' | 'patientId' | 'payerId' | 'memberIndex' | 'rank' | 'startsOn' | 'endsOn'>;

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
