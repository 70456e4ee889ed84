import { dateOf, type LocalDate, localDayAt } from '../base/day.js';
import type { Ids } from '../base/ports.js';
import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import type { Concern } from '../auth/access.js';
import type { Viewer } from '../auth/viewer.js';
import type { ChangeKind, FieldChange } from '../care/change.js';
import type { ChangeCause, StaffSlot } from '../care/visit.js';
import type { LockedPatient } from '../db/queries/lock-patient.js';
import type { Tx } from '../db/agency-scope.js';
import { recordsByIds } from '../db/queries/records.js';
import type { FindingRow } from '../db/rows/finding-row.js';
import type { RowClass } from '../db/rows/row.js';
import type { Secrets } from '../sealing/sealing.js';

/** Whom `perform` locks before anything is decided. */
export type PatientOf =
  | { readonly of: 'PATIENT'; readonly id: string; readonly path: ReadonlyArray<string | number> }
  | { readonly of: 'RECORD'; readonly row: RowClass<{ patientId: string }>; readonly id: string; readonly path: ReadonlyArray<string | number> };

/** One verb of the product. `apply` asks for the records, lets `care/` decide, and saves. */
export type Change<Input, Row extends Recorded> = PatientChange<Input, Row> | AdmittingChange<Input, Row> | AgencyChange<Input, Row>;

/** What any change may save: it has an agency and an id. */
export interface Recorded {
  readonly agencyId: string;
  readonly id: string;
}

interface Verb<Row> {
  readonly kind: ChangeKind;
  /** The class of the record that the payload carries. */
  readonly row: RowClass<Row>;
  /** Makes the record again from the document of a kept answer, where the columns of `row` do not say how. */
  revive?(kept: Row): Row;
}

/** Concerns one patient, who is locked while it runs and evaluated after it. */
export interface PatientChange<Input, Row> extends Verb<Row> {
  readonly about: 'PATIENT';
  patientOf(input: Input): PatientOf;
  apply(work: PatientWork, input: Input): Promise<Applied<Row>>;
  /** The same for several records of the patient, in as many statements as for one. No record is in it twice. */
  applyAll?(jobs: ReadonlyArray<Job<Input>>): Promise<ReadonlyArray<Applied<Row>>>;
  /** Leaves no event when it had no effect: only the passing of time may pass unnoticed. */
  readonly isSilentWithoutEffect?: true;
}

/** Its record is the patient. */
export interface AdmittingChange<Input, Row> extends Verb<Row> {
  readonly about: 'NEW_PATIENT';
  apply(work: Work, input: Input): Promise<Applied<Row>>;
}

/** Concerns the agency and no patient; patients whom it touches are marked due and follow. */
export interface AgencyChange<Input, Row> extends Verb<Row> {
  readonly about: 'AGENCY';
  apply(work: Work, input: Input): Promise<Applied<Row>>;
}

export interface Work {
  readonly tx: Tx;
  readonly now: Date;
  readonly ids: Ids;
  readonly viewer: Viewer;
  /** For what rows hold sealed. */
  readonly secrets: Secrets;
  readonly why: Why;
  /** Shared by everything that is done together to one patient. */
  readonly correlationId: string;
  /** The emergency access by which alone the patient is open to the viewer. */
  readonly emergencyAccessId: string | null;
}

export interface PatientWork extends Work {
  readonly patient: LockedPatient;
}

/** One input of several, with its own reasons. Everything else of their work is the same. */
export interface Job<Input> {
  readonly work: PatientWork;
  readonly input: Input;
}

/** A change that is written for several records; one is several, too. */
export function inBatches<Input, Row>(change: Omit<PatientChange<Input, Row>, 'apply'> & Required<Pick<PatientChange<Input, Row>, 'applyAll'>>): PatientChange<Input, Row> {
  return {
    ...change,
    async apply(work, input) {
      const [applied] = await change.applyAll([{ work, input }]);
      invariant(applied, 'a batch of one has one outcome');
      return applied;
    },
  };
}

export interface Why {
  readonly cause: ChangeCause;
  readonly reason: string | null;
  /** When it happened in the world; `now` unless the caller says otherwise. */
  readonly occurredAt: Date;
}

export interface Applied<Row> {
  readonly record: Row;
  readonly what: readonly FieldChange[];
  /** The earliest date of service that the change concerns. */
  readonly touchedOn?: LocalDate | null;
  /** Where staff were and are to be, of the visits that it touched: patients visited by the same person at that time are looked at again. */
  readonly slots?: readonly StaffSlot[];
  /** Payers it concerns besides those of the patient. */
  readonly payerIds?: readonly string[];
  /** The patient whom it concerns, where no patient is locked and evaluated with it. */
  readonly concerns?: Concern;
  /** A finding that holds as before, and with which colleagues deal otherwise now. */
  readonly handledFinding?: FindingRow;
  /** Visits that it will concern once their patients are evaluated, where no patient is evaluated with it. */
  readonly affectedVisitIds?: readonly string[];
}

/** The date where the patient lives. */
export function todayOf({ now, patient }: PatientWork): LocalDate {
  return dateOf(localDayAt(now.getTime(), patient.timeZone));
}

/** @throws Refusal INVALID_INPUT: what alters or sets aside something on record is explained to whoever reads it later. */
export function expectReason({ why }: Work, purpose: string): string {
  if (why.reason === null) throw new Refusal('INVALID_INPUT', { path: ['reason'], expected: `a reason for ${purpose}` });
  return why.reason;
}

/** The fields that the caller spoke of. Null says that there is nothing any more; what was left out stays as it is. */
export function spokenOf<Fields extends object>(fields: Fields): Spoken<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Spoken<Fields>;
}

type Spoken<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** A record of the locked patient. Another patient's record is as unknown as another agency's. */
export async function recordOfPatient<Row extends Owned>(work: PatientWork, row: RowClass<Row>, id: string, path: ReadonlyArray<string | number>): Promise<Row> {
  const [record] = await recordsOfPatient(work, row, [id], path);
  return record as Row;
}

/** In the order of the ids. */
export async function recordsOfPatient<Row extends Owned>(
  { tx, patient }: PatientWork,
  row: RowClass<Row>,
  ids: readonly string[],
  path: ReadonlyArray<string | number>,
): Promise<Row[]> {
  const found = new Map((await recordsByIds(tx, row, ids)).map((record) => [record.id, record]));
  return ids.map((id) => {
    const record = found.get(id);
    if (record?.patientId !== patient.id) throw new Refusal('NOT_FOUND', { path });
    return record;
  });
}

interface Owned {
  readonly id: string;
  readonly patientId: string;
}
