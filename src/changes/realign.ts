import { setImmediate } from 'node:timers/promises';

import type { Alignment } from '../alignment/alignment.js';
import { compare } from '../alignment/compare.js';
import { evaluate } from '../alignment/evaluate.js';
import type { Finding } from '../alignment/finding.js';
import type { PatientSnapshot } from '../alignment/snapshot.js';
import { dateOf, dayOf, type EpochMs, type LocalDate } from '../base/day.js';
import type { EventType } from '../care/change.js';
import { type PatientReading, patientSnapshots } from '../db/queries/patient-snapshot.js';
import { type AlignmentToSave, type HistoryEntry, saveAlignments } from '../db/queries/save-alignment.js';
import { type FindingRow, UNHANDLED } from '../db/rows/finding-row.js';
import type { Effect } from '../feed/event.js';
import type { Work } from './change.js';

export interface Realigned {
  /** What was evaluated, and to what: null where there was no patient to evaluate. */
  readonly evaluated: Evaluated | null;
  readonly effect: Effect;
  readonly payerIds: readonly string[];
}

export interface Evaluated {
  readonly snapshot: PatientSnapshot;
  readonly alignment: Alignment;
}

/**
 * Brings the stored answers of locked patients up to the facts and says what moved, by patient. Called inside the
 * transaction of the change, so there is no instant at which the facts are new and the answer is old. Several
 * patients cost as many round trips as one.
 */
export async function realign(work: Work, patients: readonly Touched[], touchedOn: LocalDate | null, eventType: EventType): Promise<ReadonlyMap<string, Realigned>> {
  const { tx, now } = work;
  const readings = await patientSnapshots(tx, patients.map(({ id }) => id), now, touchedOn);
  const answers: Answer[] = [];
  for (const { id, correlationId } of patients) {
    // Evaluations are the only part that takes this process's own time: whoever else has a request here goes between two of them.
    if (answers.length > 0) await setImmediate();
    answers.push(answerOf({ ...work, correlationId }, id, readings.get(id) as PatientReading, eventType));
  }
  const saved = await saveAlignments(tx, answers.map(({ save }) => save), now);
  const known = new Map(saved.map((finding) => [findingKeyOf(finding), finding]));
  return new Map(answers.map(({ save, effect, ...realigned }) => [save.patientId, { ...realigned, effect: asSaved(effect, known) }]));
}

/** A locked patient, and what the change of theirs is known by. */
export interface Touched {
  readonly id: string;
  readonly correlationId: string;
}

interface Answer extends Realigned {
  readonly save: AlignmentToSave;
}

function answerOf(work: Work, patientId: string, { snapshot, stored }: PatientReading, eventType: EventType): Answer {
  const { tx, now, ids } = work;
  const after = evaluate(snapshot, now.getTime());
  const difference = compare({ ...stored, findings: stored.findings.map(findingOf) }, after);

  const rowOf = (finding: Finding): FindingRow => ({
    ...finding,
    agencyId: tx.agencyId,
    id: ids.next(),
    patientId,
    visitIds: [...finding.visitIds],
    visitCents: [...finding.visitCents],
    deadlineAt: finding.deadlineAt === null ? null : new Date(finding.deadlineAt),
    ...UNHANDLED,
    serviceOn: finding.serviceOn === null ? null : dateOf(finding.serviceOn),
    status: 'OPEN',
    openedAt: now,
    clearedAt: null,
    timesOpened: 1,
  });
  const raised = difference.raised.map(rowOf);
  const overKeys = new Set(stored.findings.filter(({ waivedUntil }) => waivedUntil !== null && waivedUntil <= now).map(({ key }) => key));
  const isSaid = new Set(difference.changed.map(({ key }) => key));
  const changed = [...difference.changed, ...after.findings.filter(({ key }) => overKeys.has(key) && !isSaid.has(key))].map(rowOf);
  const clearedKeys = new Set(difference.cleared.map(({ key }) => key));
  // By key, as the others are: the order of the table's pages tells nothing.
  const cleared = stored.findings.filter(({ key }) => clearedKeys.has(key)).toSorted((a, b) => (a.key < b.key ? -1 : 1));

  return {
    save: {
      patientId,
      findings: [...raised, ...changed],
      clearedIds: cleared.map(({ id }) => id),
      history: [
        ...raised.map(({ key }) => entryOf(work, eventType, key, 'OPENED')),
        ...cleared.map(({ key }) => entryOf(work, eventType, key, 'CLEARED')),
        ...changed.filter(({ key }) => overKeys.has(key)).map(({ key }) => entryOf(work, eventType, key, 'WAIVER_ENDED')),
      ],
      allocations: difference.allocations.saved,
      releasedAllocations: difference.allocations.removed,
      balances: movedBalances(after, difference.balances),
      dueAt: earliest(after.nextChangeAt, stored.findings.filter(({ key }) => !clearedKeys.has(key)), now),
      dueAtBefore: stored.dueAt === null ? null : new Date(stored.dueAt),
    },
    effect: {
      raised,
      cleared: cleared.map((row) => ({ ...row, status: 'CLEARED', clearedAt: now })),
      changed,
      balances: difference.balances,
      affectedVisitIds: difference.affectedVisitIds,
    },
    payerIds: payersOf(snapshot),
    evaluated: { snapshot, alignment: after },
  };
}

function entryOf({ viewer, why, correlationId }: Work, eventType: EventType, key: string, kind: HistoryEntry['kind']): HistoryEntry {
  return { key, kind, correlationId, eventType, actorSubject: viewer.subject, actorRole: viewer.role, reason: why.reason };
}

/** The end of a waiver is an instant to look again at, like those that the rules name. */
function earliest(nextChangeAt: EpochMs | null, open: readonly FindingRow[], now: Date): Date | null {
  let next = nextChangeAt ?? Infinity;
  for (const { waivedUntil } of open) if (waivedUntil !== null && waivedUntil > now) next = Math.min(next, waivedUntil.getTime());
  return next === Infinity ? null : new Date(next);
}

function findingOf({ agencyId: _a, id: _i, patientId: _p, status: _s, openedAt: _o, clearedAt: _c, timesOpened: _t, ...row }: FindingRow): Finding {
  return { ...row, serviceOn: row.serviceOn === null ? null : dayOf(row.serviceOn), deadlineAt: row.deadlineAt?.getTime() ?? null };
}

function asSaved(effect: Effect, known: ReadonlyMap<string, FindingRow>): Effect {
  const saved = (row: FindingRow): FindingRow => known.get(findingKeyOf(row)) ?? row;
  return { ...effect, raised: effect.raised.map(saved), changed: effect.changed.map(saved) };
}

/** A key names a finding within its patient. */
function findingKeyOf({ patientId, key }: Pick<FindingRow, 'patientId' | 'key'>): string {
  return `${patientId} ${key}`;
}

function movedBalances(after: Alignment, moves: ReadonlyArray<{ readonly lineId: string }>): Alignment['balances'] {
  const moved = new Set(moves.map(({ lineId }) => lineId));
  return after.balances.filter(({ lineId }) => moved.has(lineId));
}

function payersOf({ coverages, authorizations }: PatientSnapshot): string[] {
  return [...new Set([...coverages, ...authorizations].map(({ payerId }) => payerId))].sort();
}
