import { checkedOptionalText } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import type { Clock, Ids } from '../base/ports.js';
import { expectMayChange } from '../auth/permissions.js';
import type { Viewer } from '../auth/viewer.js';
import type { Identifier } from '../care/agency.js';
import { CHANGES } from '../care/change.js';
import type { ChangeCause } from '../care/visit.js';
import { rehearsing, writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { claimKey } from '../db/queries/idempotency.js';
import { type Naming, saveNamings } from '../db/queries/namings.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { reviveRow } from '../db/rows/row.js';
import { appendEvents, type EventDraft, type Position } from '../feed/append.js';
import { type Effect, NO_EFFECT } from '../feed/event.js';
import { applyAll, type AppliedAll, lockedFirst } from './apply-steps.js';
import type { Applied, Change, Recorded, Work } from './change.js';
import { realign } from './realign.js';
import { type Step, step, whyOf } from './step.js';

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
