import { type Entry, entryOf, type Origin, OWN_ORIGIN } from '../audit/entry.js';
import { checkedOptionalText } from '../base/check.js';
import { invariant } from '../base/invariant.js';
import type { LocalDate } from '../base/day.js';
import type { Clock, Ids } from '../base/ports.js';
import { emergencyOf } from '../auth/access.js';
import { expectMayChange } from '../auth/permissions.js';
import type { Viewer } from '../auth/viewer.js';
import type { Identifier } from '../care/agency.js';
import { CHANGES, type EventType } from '../care/change.js';
import type { ChangeCause } from '../care/visit.js';
import { rehearsing, type Tx, writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { claimKey, keepAnswer } from '../db/queries/idempotency.js';
import { lockDuePatients } from '../db/queries/lock-patient.js';
import { type Naming, saveNamings } from '../db/queries/namings.js';
import { takeUpDue } from '../db/queries/take-up-due.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { reviveRow } from '../db/rows/row.js';
import { appendEvents, type TouchedSlot } from '../feed/append.js';
import { type Effect, NO_EFFECT } from '../feed/event.js';
import type { Position } from '../feed/position.js';
import { holdsSecrets, type Sealing, type Secrets } from '../sealing/sealing.js';
import { applyAll, lockedFirst } from './apply-steps.js';
import type { Change, Recorded, Work } from './change.js';
import { type Answered, type Course, eventsOf } from './events-of.js';
import { passTime } from './pass-time.js';
import { type Evaluated, realign, type Realigned } from './realign.js';
import { recordMentions, scopeCheckOf } from './scope-check.js';
import { type Step, step, whyOf } from './step.js';

/**
 * The one way in which a fact changes. Everything from the permission to the event is this function, in
 * this order, in one transaction:
 *
 *   permission - agency scope - idempotency key - patient lock - own scope - decide and save - snapshot - evaluate -
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
  const { records, effect, position, auditedPatientIds } = await performAll(world, [step(change, input, identifiers)], request);
  return { record: records[0] as Row, effect, position, auditedPatientIds };
}

/** What the pipeline needs of the running server. */
export interface World {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealing: Sealing;
  /** After the commit: readers of the log may look, and what is remembered of who may read is to be asked again where `types` are about that. Losing a hint costs latency and nothing else. They are what was committed, nothing where an answer was kept. */
  hint(agencyId: string, position: Position, types: readonly EventType[]): void;
}

export interface ChangeRequest {
  readonly viewer: Viewer;
  /** Through what it was asked, for the audit trail; this server itself unless said otherwise. */
  readonly origin?: Origin;
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
  /** The patients whom the audit trail names with the change; null where no entry was committed with it, and what is answered was only read. */
  readonly auditedPatientIds: readonly string[] | null;
}

export interface PerformedAll extends Omit<Performed<never>, 'record'> {
  /** The patient as they were evaluated after the changes; null where there is none, and for an answer that was kept. */
  readonly evaluated: Evaluated | null;
  readonly records: readonly Recorded[];
  /** What became of a record that was to be there; null where a certain change was asked for. */
  readonly outcome: Outcome | null;
}

/** What became of a record that was to be there, and to say what was sent. */
export const OUTCOMES = ['CREATED', 'UPDATED', 'UNCHANGED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const LONGEST_KEY = 255;

export async function performAll(world: World, steps: readonly Step[], request: ChangeRequest): Promise<PerformedAll> {
  for (const { change } of steps) expectMayChange(request.viewer, change.kind);
  const planned = { steps, outcome: null, known: null };
  return performPlanned(world, { asked: partsOf(steps), plan: () => Promise.resolve(planned), changeAt: (place) => (steps[place] as Step).change }, request);
}

/** A request whose changes follow from what is on record. They are found in the transaction that makes them, so that nothing comes between. */
export interface Plan {
  /** What was asked for, by which a repetition is known. */
  readonly asked: unknown;
  /** Before any patient is locked; whatever it locks itself stays locked. */
  plan(tx: Tx, secrets: Secrets): Promise<Planned>;
  /** The change whose record stands at a place of an answer that was kept. */
  changeAt(place: number): Step['change'];
}

export interface Planned {
  readonly steps: readonly Step[];
  readonly outcome: Outcome | null;
  /** The record as it is, where there is nothing to change. */
  readonly known: Recorded | null;
}

export async function performPlanned(world: World, plan: Plan, request: ChangeRequest): Promise<PerformedAll> {
  const { viewer } = request;
  const dryRun = request.dryRun ?? false;
  const key = dryRun ? null : checkedOptionalText(request.idempotencyKey, ['idempotencyKey'], LONGEST_KEY);

  if (holdsSecrets(plan.asked)) await world.sealing.prepare(world.database, viewer.agencyId);

  const open = dryRun ? rehearsing : writing;
  const performed = await open(world.database, viewer.agencyId, async (tx) => {
    const secrets = world.sealing.secretsIn(tx);
    const kept = key === null ? null : await claimKey(tx, { subject: viewer.subject, key, digests: await secrets.digestsOf(requestOf(plan.asked, request)), now: world.clock.now() });
    if (kept !== null) return { ...(await seenAgain(tx, viewer, plan, revived(plan, kept as KeptAnswer))), types: [] };
    await saveNamings(tx, request.namings ?? []);
    const { steps, outcome, known } = await plan.plan(tx, secrets);
    for (const { change } of steps) expectMayChange(viewer, change.kind);
    if (steps.length === 0) {
      const answer: KeptAnswer = { records: known === null ? [] : [known], effect: NO_EFFECT, outcome };
      if (key !== null) await keepAnswer(tx, { subject: viewer.subject, key, answer });
      return { ...answer, evaluated: null, position: null, types: [], auditedPatientIds: null };
    }

    const locked = await lockedFirst(tx, steps);
    // Read under the lock: of two changes of a patient the later has the later time, and no answer goes back in time.
    const now = world.clock.now();
    const emergency = locked === null ? undefined : emergencyOf(viewer.scope, locked.id);
    const why = whyOf(emergency === undefined ? request : { ...request, cause: request.cause ?? 'EMERGENCY' }, now);
    const work: Work = { tx, now, ids: world.ids, viewer, secrets, why, correlationId: world.ids.next(), emergencyAccessId: emergency?.id ?? null };
    const course: Course = { steps, correlationId: work.correlationId, ...(await applyAll(work, steps, locked)) };
    const answered = await answer(work, [course]);
    const { effect, evaluated } = answered[0] as Answered;
    const records = course.applied.map(({ record }) => record);
    const drafts = dryRun ? [] : eventsOf(work, answered);
    if (drafts.length === 0) return { records, effect, outcome, evaluated, position: null, types: [], auditedPatientIds: null };

    const toKeep = key === null ? null : { subject: viewer.subject, key, answer: { records, effect, outcome } satisfies KeptAnswer };
    const entry = entryOfChange(work, [course], request.origin);
    const position = await appendEvents(tx, drafts, entry, toKeep, slotsOf(answered[0] as Answered));
    return { records, effect, outcome, evaluated, position, types: drafts.map(({ type }) => type), auditedPatientIds: entry.patientIds };
  });
  const { types, ...answered } = performed;
  if (answered.position !== null) world.hint(viewer.agencyId, answered.position, types);
  return answered;
}

/**
 * The passing of time for several patients of one agency: the same pipeline, with a transaction for all of them. Those
 * who are not due any more, or whom someone is changing at the moment, are left alone.
 *
 * @returns how many were evaluated
 */
export async function passTimeTogether(world: World, viewer: Viewer, patientIds: readonly string[]): Promise<number> {
  expectMayChange(viewer, passTime.kind);
  const { passed, position } = await writing(world.database, viewer.agencyId, async (tx) => {
    const patients = await lockDuePatients(tx, patientIds, world.clock.now());
    if (patients.length === 0) return { passed: 0, position: null };
    const now = world.clock.now();
    await takeUpDue(tx, patients.map(({ id }) => id), now);
    const work: Work = { tx, now, ids: world.ids, viewer, secrets: world.sealing.secretsIn(tx), why: whyOf({ cause: 'CLOCK' }, now), correlationId: world.ids.next(), emergencyAccessId: null };
    const courses: Course[] = [];
    for (const patient of patients) {
      const steps = [step(passTime, { patientId: patient.id })];
      const own = { ...work, correlationId: world.ids.next() };
      courses.push({ steps, correlationId: own.correlationId, ...(await applyAll(own, steps, patient)) });
    }
    const drafts = eventsOf(work, await answer(work, courses));
    return { passed: patients.length, position: drafts.length === 0 ? null : await appendEvents(tx, drafts, entryOfChange(work, courses)) };
  });
  if (position !== null) world.hint(viewer.agencyId, position, [CHANGES.passTime]);
  return passed;
}

/** Who did it, for the audit trail. What exactly was done is in the events, whose correlation and places it names. */
function entryOfChange({ viewer, now, why, correlationId, emergencyAccessId }: Work, courses: readonly Course[], origin: Origin = OWN_ORIGIN): Entry {
  const changes = courses.flatMap(({ steps }) => steps.map(({ change }) => change));
  return entryOf({ ...origin, operation: [...new Set(changes.map(({ kind }) => kind))].join(' ') }, viewer, {
    kind: why.cause === 'IMPORT' ? 'IMPORT' : 'CHANGE',
    recordedAt: now,
    patientIds: courses.flatMap(({ patient }) => (patient === null ? [] : [patient.id])),
    recordKinds: [...new Set(changes.map(({ row }) => row.name.replace(/Row$/, '')))],
    correlationId,
    emergencyAccessId,
    ...(emergencyAccessId !== null && { purpose: 'ETREAT' }),
  });
}

function partsOf(steps: readonly Step[]): unknown {
  return steps.map(({ change, input, identifiers, why }) => [change.kind, input, identifiers, why]);
}

function requestOf(asked: unknown, { cause, reason, occurredAt }: ChangeRequest): unknown {
  return { parts: asked, cause: cause ?? null, reason: reason ?? null, occurredAt: occurredAt ?? null };
}

/** The answers to what was done, as of now: snapshot, evaluate, compare, save. */
async function answer(work: Work, courses: readonly Course[]): Promise<Answered[]> {
  const patients = courses.flatMap(({ patient, correlationId }) => (patient === null ? [] : [{ id: patient.id, correlationId }]));
  const realigned = patients.length === 0 ? null : await realign(work, patients, touchedOn(courses), lastEventOf(courses));
  return courses.map((course) => withHandled({ ...course, ...((course.patient && realigned?.get(course.patient.id)) ?? nothingRealigned(course)) }));
}

/** A finding that someone has taken on, handed over or waived is another one for those who work through them, although it says the same. */
function withHandled(answered: Answered): Answered {
  const { applied, effect } = answered;
  const told = new Set([...effect.raised, ...effect.cleared, ...effect.changed].map(({ id }) => id));
  const handled = applied.flatMap(({ handledFinding }) => (handledFinding && !told.has(handledFinding.id) ? [handledFinding] : []));
  return handled.length === 0 ? answered : { ...answered, effect: { ...effect, changed: [...effect.changed, ...handled] } };
}

/** The event that tells the effect. */
function lastEventOf(courses: readonly Course[]): EventType {
  const last = courses.at(-1)?.steps.at(-1);
  invariant(last, 'only changes are answered');
  return CHANGES[last.change.kind];
}

function nothingRealigned({ applied }: Course): Realigned {
  return { effect: { ...NO_EFFECT, affectedVisitIds: applied.flatMap(({ affectedVisitIds }) => affectedVisitIds ?? []) }, payerIds: [], evaluated: null };
}

function touchedOn(courses: readonly Course[]): LocalDate | null {
  const dates = courses.flatMap(({ applied }) => applied.flatMap((one) => one.touchedOn ?? []));
  return dates.length === 0 ? null : dates.reduce((earliest, date) => (date < earliest ? date : earliest));
}

/** When caregivers were and are to be with the patient, as far as the changes touched it. */
function slotsOf({ applied, patient, evaluated }: Answered): TouchedSlot[] {
  const isConflicted = (evaluated?.snapshot.staffConflicts.length ?? 0) > 0;
  return patient === null ? [] : applied.flatMap(({ slots = [] }) => slots.map((slot) => ({ patientId: patient.id, isConflicted, ...slot })));
}

interface KeptAnswer {
  readonly records: readonly Recorded[];
  readonly effect: Effect;
  readonly outcome: Outcome | null;
}

/** What was theirs when they were answered first may not be any more, and then they are told what anyone would be who asks for it. */
async function seenAgain(tx: Tx, viewer: Viewer, plan: Plan, answer: PerformedAll): Promise<PerformedAll> {
  const check = scopeCheckOf(tx, viewer);
  for (const [i, record] of answer.records.entries()) {
    for (const { row, id, path } of recordMentions(plan.changeAt(i), record)) await check.expectRecord(row, id, path);
  }
  return answer;
}

/** The first answer again, from the document it was kept in. */
function revived(plan: Plan, kept: KeptAnswer): PerformedAll {
  const { epoch, seq } = kept as KeptAnswer & Partial<Position>;
  const findings = (rows: readonly FindingRow[]): FindingRow[] => rows.map((row) => reviveRow(FindingRow, { ...row }));
  return {
    records: kept.records.map((record, i) => {
      const change = plan.changeAt(i);
      return change.revive === undefined ? reviveRow(change.row, { ...record }) : change.revive(record);
    }),
    effect: {
      ...kept.effect,
      raised: findings(kept.effect.raised),
      cleared: findings(kept.effect.cleared),
      changed: findings(kept.effect.changed),
    },
    outcome: kept.outcome ?? null,
    evaluated: null,
    position: epoch === undefined || seq === undefined ? null : { epoch, seq },
    auditedPatientIds: null,
  };
}
