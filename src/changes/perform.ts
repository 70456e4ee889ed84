import { checkedOptionalPast, checkedOptionalText } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import type { Clock, Ids } from '../base/ports.js';
import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import { expectMayChange } from '../auth/permissions.js';
import type { Viewer } from '../auth/viewer.js';
import { checkedIdentifiers, type Identifier } from '../care/agency.js';
import { CHANGES } from '../care/change.js';
import type { ChangeCause } from '../care/visit.js';
import { rehearsing, type Tx, writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { claimKey } from '../db/queries/idempotency.js';
import { saveIdentifiers } from '../db/queries/identifiers.js';
import { type LockedPatient, lockPatient, lockPatientOf, lockPatientUnlessBusy } from '../db/queries/lock-patient.js';
import { type Naming, saveNamings } from '../db/queries/namings.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { reviveRow } from '../db/rows/row.js';
import { refusalOf } from '../db/sqlstates.js';
import { appendEvents, type EventDraft, type Position } from '../feed/append.js';
import { type Effect, NO_EFFECT } from '../feed/event.js';
import type { Applied, Change, PatientOf, PatientWork, Recorded, Why, Work } from './change.js';
import { realign } from './realign.js';

/**
 * The one way in which a fact changes. Everything from the permission to the event is this function, in
 * this order, in one transaction:
 *
 *   permission - agency scope - idempotency key - patient lock - decide and save - snapshot - evaluate -
 *   compare - save the answer - append the events, last - commit - hint
 *
 * Several changes of one patient can go together: they commit or fail as one, and the patient is evaluated once.
 */
export async function perform<Input, Row extends Recorded>(
  world: World,
  change: Change<Input, Row>,
  input: Input,
  request: ChangeRequest,
  identifiers: readonly Identifier[] = [],
): Promise<Performed<Row>> {
  const { records, ...performed } = await performAll(world, [step(change, input, identifiers)], request);
  return { ...performed, record: records[0] as Row };
}

/** What the pipeline needs of the running server. */
export interface World {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** After the commit: readers of the log may look. Losing a hint costs latency and nothing else. */
  hint(agencyId: string, position: Position): void;
}

export interface ChangeRequest {
  readonly viewer: Viewer;
  /** The same key and request again give the same answer, and act once. */
  readonly idempotencyKey?: string | null;
  /** Do everything and keep nothing. */
  readonly dryRun?: boolean | null;
  readonly cause?: ChangeCause | null;
  readonly reason?: string | null;
  readonly occurredAt?: Date | null;
  /** Names to keep besides those of the steps: of parts of their records, and of records that were here before. A name is no fact and leaves no event. */
  readonly namings?: readonly Naming[];
}

export interface Performed<Row> {
  readonly record: Row;
  readonly effect: Effect;
  /** The place of the change in the log, from where to listen; null when nothing was kept. */
  readonly position: Position | null;
}

export interface PerformedAll extends Omit<Performed<never>, 'record'> {
  readonly records: readonly Recorded[];
}

/** A change with its input, ready to be performed together with others. */
export interface Step {
  readonly change: Change<unknown, Recorded>;
  readonly input: unknown;
  /** Names that other systems give to the record that the change makes. */
  readonly identifiers: readonly Identifier[];
  /** Where it differs from the request: what goes together need not have happened together. */
  readonly why: Partial<Why>;
  /** Where the caller's document asks for it: what is refused here says so first. */
  readonly path?: ReadonlyArray<string | number>;
}

export function step<Input, Row extends Recorded>(
  change: Change<Input, Row>,
  input: Input,
  identifiers: readonly Identifier[] = [],
  why: Partial<Why> = {},
): Step {
  return { change: change as unknown as Step['change'], input, identifiers: checkedIdentifiers(identifiers), why };
}

const LONGEST_REASON = 500;
const LONGEST_KEY = 255;

export async function performAll(world: World, steps: readonly Step[], request: ChangeRequest): Promise<PerformedAll> {
  const { viewer } = request;
  const dryRun = request.dryRun ?? false;
  for (const { change } of steps) expectMayChange(viewer, change.kind);
  const key = dryRun ? null : checkedOptionalText(request.idempotencyKey, ['idempotencyKey'], LONGEST_KEY);

  const open = dryRun ? rehearsing : writing;
  const performed = await open(world.database, viewer.agencyId, async (tx) => {
    const claim = { subject: viewer.subject, request: requestOf(steps, request), now: world.clock.now() };
    const kept = key === null ? null : await claimKey(tx, { ...claim, key });
    if (kept !== null) return revived(steps, kept as KeptAnswer);
    await saveNamings(tx, request.namings ?? []);
    if (steps.length === 0) return { records: [], effect: NO_EFFECT, position: null };

    const locked = await lockedFirst(tx, steps);
    // Read under the lock: of two changes of a patient the later has the later time, and no answer goes back in time.
    const now = world.clock.now();
    const work: Work = { tx, now, ids: world.ids, viewer, why: whyOf(request, now) };
    const { applied, patient } = await applyAll(work, steps, locked);
    const { effect, payerIds } = patient === null ? { effect: NO_EFFECT, payerIds: [] } : await realign(work, patient, touchedOn(applied));
    const records = applied.map(({ record }) => record);
    if (dryRun || (hasNoEffect(effect) && steps.every(isSilentWithoutEffect))) return { records, effect, position: null };

    const drafts = eventsOf(work, { steps, applied, patient, effect, payerIds });
    const answer: KeptAnswer = { records, effect };
    const position = await appendEvents(tx, drafts, key === null ? null : { subject: viewer.subject, key, answer });
    return { records, effect, position };
  });
  if (performed.position !== null) world.hint(viewer.agencyId, performed.position);
  return performed;
}

function requestOf(steps: readonly Step[], { cause, reason, occurredAt }: ChangeRequest): unknown {
  const parts = steps.map(({ change, input, identifiers, why }) => [change.kind, input, identifiers, why]);
  return { parts, cause: cause ?? null, reason: reason ?? null, occurredAt: occurredAt ?? null };
}

function whyOf({ cause, reason, occurredAt }: Pick<ChangeRequest, keyof Why>, now: Date): Why {
  return {
    cause: cause ?? 'OTHER',
    reason: checkedOptionalText(reason, ['reason'], LONGEST_REASON),
    occurredAt: checkedOptionalPast(occurredAt, now, ['occurredAt']) ?? now,
  };
}

interface AppliedAll {
  readonly applied: ReadonlyArray<Applied<Recorded>>;
  readonly patient: LockedPatient | null;
}

/** The patient whom the steps concern, unless they are about to admit one. */
async function lockedFirst(tx: Tx, steps: readonly Step[]): Promise<LockedPatient | null> {
  const first = steps.find(({ change }) => change.about !== 'AGENCY');
  return first?.change.about === 'PATIENT' ? lockedPatient(tx, first.change.patientOf(first.input)) : null;
}

async function applyAll(work: Work, steps: readonly Step[], locked: LockedPatient | null): Promise<AppliedAll> {
  const applied: Array<Applied<Recorded>> = [];
  let patient = locked;
  for (const batch of batchesOf(steps)) {
    const [one] = batch;
    try {
      const done = patient !== null && batch.length > 1 ? await applyBatch({ ...work, patient }, batch) : [await applyStep(work, one, patient)];
      applied.push(...done);
      const { id } = (done[0] as Applied<Recorded>).record;
      if (one.change.about === 'NEW_PATIENT') patient = (await lockPatient(work.tx, id)) ?? null;
      await saveIdentifiers(work.tx, one.change.row, id, one.identifiers);
    } catch (error) {
      throw under(one.path ?? [], error);
    }
  }
  return { applied, patient };
}

type Batch = readonly [Step, ...Step[]];

/** Steps in a row that are the same change of different records go together, unless one of them asks for something of its own. */
function batchesOf(steps: readonly Step[]): Batch[] {
  const batches: Array<[Step, ...Step[]]> = [];
  for (const one of steps) {
    const open = batches.at(-1);
    if (open && goesWith(open, one)) open.push(one);
    else batches.push([one]);
  }
  return batches;
}

function goesWith(batch: Batch, one: Step): boolean {
  const { change, input } = one;
  if (change !== batch[0].change || change.about !== 'PATIENT' || !change.applyAll || !isPlain(one) || !isPlain(batch[0])) return false;
  const who = change.patientOf(input);
  return who.of === 'RECORD' && batch.every((other) => change.patientOf(other.input).id !== who.id);
}

function isPlain({ identifiers, path }: Step): boolean {
  return identifiers.length === 0 && path === undefined;
}

async function applyBatch(work: PatientWork, batch: Batch): Promise<ReadonlyArray<Applied<Recorded>>> {
  const { change } = batch[0];
  invariant(change.about === 'PATIENT' && change.applyAll, 'only changes that know the batch form go together');
  return change.applyAll(batch.map(({ input, why }) => ({ input, work: { ...work, why: whyOf({ ...work.why, ...why }, work.now) } })));
}

async function applyStep(work: Work, { change, input, why }: Step, patient: LockedPatient | null): Promise<Applied<Recorded>> {
  const own: Work = { ...work, why: whyOf({ ...work.why, ...why }, work.now) };
  if (change.about !== 'PATIENT') {
    invariant(change.about === 'AGENCY' || patient === null, 'changes that go together concern one patient');
    return change.apply(own, input);
  }
  // Each looks its record up itself, and finds only those of the patient who is locked.
  invariant(patient, 'a patient is locked or admitted before the first change of theirs');
  const who = change.patientOf(input);
  if (who.of === 'PATIENT' && who.id !== patient.id) {
    throw new Refusal('INVALID_INPUT', { path: who.path, expected: 'the patient whom the other changes of the request concern' });
  }
  return change.apply({ ...own, patient }, input);
}

/** What the database says is translated here already, while it is known which step it is about. */
function under(path: ReadonlyArray<string | number>, error: unknown): unknown {
  const refusal = refusalOf(error);
  return refusal instanceof Refusal && path.length > 0 ? refusal.under(...path) : refusal;
}

async function lockedPatient(tx: Tx, who: PatientOf): Promise<LockedPatient> {
  const patient =
    who.of === 'RECORD' ? await lockPatientOf(tx, who.row, who.id)
    : who.unlessBusy ? await lockPatientUnlessBusy(tx, who.id)
    : await lockPatient(tx, who.id);
  if (!patient) throw new Refusal(who.of === 'PATIENT' && who.unlessBusy ? 'BUSY' : 'NOT_FOUND', { path: who.path });
  return patient;
}

function touchedOn(applied: ReadonlyArray<Applied<Recorded>>): LocalDate | null {
  const dates = applied.flatMap((one) => one.touchedOn ?? []);
  return dates.length === 0 ? null : dates.reduce((earliest, date) => (date < earliest ? date : earliest));
}

export function hasNoEffect({ raised, cleared, changed, balances }: Effect): boolean {
  return raised.length + cleared.length + changed.length + balances.length === 0;
}

function isSilentWithoutEffect({ change }: Step): boolean {
  return change.about === 'PATIENT' && change.isSilentWithoutEffect === true;
}

interface Done extends AppliedAll {
  readonly steps: readonly Step[];
  readonly effect: Effect;
  readonly payerIds: readonly string[];
}

/** One event for each change, in order; the effect is of all of them together and told by the last. */
function eventsOf(work: Work, { steps, applied, patient, effect, payerIds }: Done): EventDraft[] {
  const { now, ids, viewer } = work;
  const correlationId = ids.next();
  return applied.map((one, i) => {
    const { change, why } = steps[i] as Step;
    const { cause, reason, occurredAt } = whyOf({ ...work.why, ...why }, now);
    return {
      agencyId: viewer.agencyId,
      eventId: ids.next(),
      correlationId,
      type: CHANGES[change.kind],
      patientId: patient?.id ?? null,
      branchId: patient?.branchId ?? null,
      payerIds: [...new Set([...payerIds, ...(one.payerIds ?? [])])].sort(),
      body: {
        what: one.what,
        actor: { subject: viewer.subject, role: viewer.role },
        cause,
        reason,
        effect: i === applied.length - 1 ? effect : NO_EFFECT,
      },
      occurredAt,
      recordedAt: now,
    };
  });
}

interface KeptAnswer {
  readonly records: readonly Recorded[];
  readonly effect: Effect;
}

/** The first answer again, from the document it was kept in. */
function revived(steps: readonly Step[], kept: KeptAnswer): PerformedAll {
  const { epoch, seq } = kept as KeptAnswer & Position;
  const findings = (rows: readonly FindingRow[]): FindingRow[] => rows.map((row) => reviveRow(FindingRow, { ...row }));
  return {
    records: kept.records.map((record, i) => {
      const { change } = steps[i] as Step;
      return change.revive === undefined ? reviveRow(change.row, { ...record }) : change.revive(record);
    }),
    effect: {
      ...kept.effect,
      raised: findings(kept.effect.raised),
      cleared: findings(kept.effect.cleared),
      changed: findings(kept.effect.changed),
    },
    position: { epoch, seq },
  };
}
