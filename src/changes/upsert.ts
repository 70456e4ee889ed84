import { Refusal } from '../base/refusal.js';
import { shareOne } from '../base/share-one.js';
import { expectMayChange } from '../auth/permissions.js';
import { checkedIdentifier, checkedIdentifiers, type Identifier } from '../care/agency.js';
import type { Tx } from '../db/agency-scope.js';
import { claimIdentifier } from '../db/queries/claim-identifier.js';
import { saveIdentifiers } from '../db/queries/identifiers.js';
import { lockPatient, lockPatientOf } from '../db/queries/lock-patient.js';
import { recordById } from '../db/queries/records.js';
import type { SealedColumn } from '../db/queries/sealed-columns.js';
import type { PatientRow } from '../db/rows/patient-row.js';
import type { RowClass } from '../db/rows/row.js';
import type { Secrets } from '../sealing/sealing.js';
import type { Change, Recorded } from './change.js';
import { type ChangeRequest, type Outcome, performPlanned, type Performed, type Planned, type World } from './perform.js';
import { type Referring, resolved } from './references.js';
import { scopeCheckOf } from './scope-check.js';
import { type Step, step } from './step.js';

/**
 * A record that another system knows is to be here, and to say what that system says. It is found by the name that the
 * system gives to it. Where there is none, it is made; where it differs, it is brought up to what was sent by the same
 * changes that a person would make, so that everything that holds for those holds here: permission, alignment, events,
 * keys of repeated requests, and trying out. What was not sent stays as it is.
 *
 * The name is looked up and claimed in the transaction that makes the changes, so of two who send a new record at once
 * one makes it and the other finds it. Who makes the same record by its own change at that moment has locked the patient
 * before the name, and this the other way round: where they meet, one of them is told BUSY and repeats.
 */
export interface Upsert<Input extends object, Row extends Recorded> {
  readonly create: Change<Input & { readonly id?: string }, Row>;
  /** The changes that bring a record to what the input says. The record's patient is locked. */
  differences(tx: Tx, record: Row, input: Input, secrets: Secrets): readonly Step[] | Promise<readonly Step[]>;
}

export interface UpsertRequest<Input> {
  readonly identifier: Identifier;
  /** Other names of the same record. */
  readonly identifiers: readonly Identifier[];
  readonly input: Referring<Input>;
}

export interface Upserted<Row> extends Performed<Row> {
  readonly outcome: Outcome;
}

export async function performUpsert<Input extends object, Row extends Recorded>(
  world: World,
  upsert: Upsert<Input, Row>,
  { identifier, identifiers, input: sent }: UpsertRequest<Input>,
  request: ChangeRequest,
): Promise<Upserted<Row>> {
  const { create } = upsert;
  // Who may not make such a record is not told whether it is here.
  expectMayChange(request.viewer, create.kind);
  const name = checkedIdentifier(identifier, ['identifier']);
  const others = checkedIdentifiers(identifiers).filter(({ system, value }) => system !== name.system || value !== name.value);

  const plan = async (tx: Tx, secrets: Secrets): Promise<Planned> => {
    // Before the name is claimed, so that nobody waits for what is refused.
    const input = await resolved(tx, sent);
    const newId = world.ids.next();
    const id = await claimIdentifier(tx, create.row, name, newId);
    if (id === newId) return { steps: [step(create, { ...input, id }, others)], outcome: 'CREATED', known: null };
    await lockPatientFor(tx, create, id);
    await scopeCheckOf(tx, request.viewer).expectRecord(create.row, id, ['identifier']);
    const known = await recordById(tx, create.row, id, ['identifier']);
    await saveIdentifiers(tx, create.row, id, others);
    const steps = await upsert.differences(tx, known, input, secrets);
    return { steps, outcome: steps.length === 0 ? 'UNCHANGED' : 'UPDATED', known };
  };
  const asked = { upsert: create.kind, name, others, input: sent };
  const { records, effect, outcome, position, auditedPatientIds } = await performPlanned(world, { asked, plan, changeAt: () => create as unknown as Step['change'] }, request);
  return { record: records.at(-1) as Row, effect, outcome: outcome ?? 'UNCHANGED', position, auditedPatientIds };
}

/** Before the record is read, so that what is compared is what will be changed. */
async function lockPatientFor(tx: Tx, { about, row }: Pick<Change<never, Recorded>, 'about' | 'row'>, id: string): Promise<void> {
  if (about === 'NEW_PATIENT') await lockPatient(tx, id);
  if (about === 'PATIENT') await lockPatientOf(tx, row as unknown as RowClass<PatientRow & { patientId: string }>, id);
}

/** The fields that were sent and say something else than the record; null when there are none. */
export function differing<Fields extends object>(record: { readonly [Name in keyof Fields]: unknown }, sent: Fields): Fields | null {
  const told = Object.entries(sent).filter(([name, value]) => value !== undefined && !isSame(name, value, record[name as keyof Fields]));
  return told.length === 0 ? null : (Object.fromEntries(told) as Fields);
}

/** The same for a field that is kept sealed: what it says is told by the indexes beside it. */
export async function differingSealed(secrets: Secrets, { kind }: SealedColumn, held: readonly string[], sent: string | null | undefined): Promise<boolean> {
  if (sent === undefined) return false;
  if (sent === null) return held.length > 0;
  return !shareOne(held, await secrets.indexesOf(kind, sent));
}

/** For what every record of the kind has: to send null there says nothing. */
export function stated<Value>(value: Value | null | undefined): Value | undefined {
  return value ?? undefined;
}

/** @throws Refusal INVALID_INPUT for the first field that cannot become what was sent. */
export function expectUnchanged<Fields extends object>(record: { readonly [Name in keyof Fields]: unknown }, sent: Fields, remedy: string): void {
  const [field] = Object.keys(differing(record, sent) ?? {});
  if (field !== undefined) throw new Refusal('INVALID_INPUT', { path: ['input', field], expected: 'what is on record under this identifier', found: 'something else', remedy });
}

/** The lists whose order says something: the first diagnosis is the primary one. All others are sets. */
const IN_ORDER: ReadonlySet<string> = new Set(['diagnosisCodes']);

/** As it would be kept: trimmed, each item once, and of sets no matter in which order. */
function isSame(name: string, sent: unknown, held: unknown): boolean {
  return JSON.stringify(canonical(name, sent)) === JSON.stringify(canonical(name, held));
}

function canonical(name: string, value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (!Array.isArray(value)) return value;
  const each = [...new Set<unknown>(value)];
  return IN_ORDER.has(name) ? each : each.sort();
}
