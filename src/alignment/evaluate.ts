import type { EpochMs } from '../base/day.js';
import type { Alignment } from './alignment.js';
import type { Context } from './context.js';
import { contextOf } from './context.js';
import { compareText } from './grouping.js';
import { RULES } from './rules/all.js';
import type { PatientSnapshot } from './snapshot.js';

/**
 * Everything that follows from a patient's facts at an instant. The same facts give the same answer in
 * whatever order they stand in the snapshot; and with no new fact the answer stays the same until
 * `nextChangeAt`, which is why nobody needs to look in between.
 */
export function evaluate(snapshot: PatientSnapshot, now: EpochMs): Alignment {
  const context = contextOf(snapshot, now);
  return {
    findings: RULES.flatMap((rule) => rule.find(context)).toSorted((a, b) => compareText(a.key, b.key)),
    allocations: context.allocations,
    balances: context.balances,
    nextChangeAt: nextChangeAfter(context),
  };
}

function nextChangeAfter(context: Context): EpochMs | null {
  let next = Infinity;
  for (const rule of RULES) {
    for (const instant of rule.changesAt?.(context) ?? []) {
      if (instant > context.now && instant < next) next = instant;
    }
  }
  return next === Infinity ? null : next;
}
