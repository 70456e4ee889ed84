import type { MilliUnits } from '../care/service.js';
import type { Allocation, AllocationState } from './alignment.js';
import type { DayWindow } from './calendar.js';
import type { PassedCap } from './caps.js';
import { DailyTotals, fullestWindow } from './caps.js';
import { compareText } from './grouping.js';
import type { PlacedLine } from './lines.js';
import { isUndecided } from './lines.js';
import type { DayPart, MeasuredVisit } from './measure.js';
import { drawOf, partsOf } from './measure.js';
import type { CapFact, VisitFact } from './snapshot.js';
import { consumptionOf, smallestStep } from './units.js';

const NO_CAPS: readonly PassedCap[] = [];

/** What one line has given so far, and what it can still give. */
export class Ledger {
  readonly placed: PlacedLine;
  drawn: MilliUnits = 0;
  /** How many visits have turned to this line, whether they fitted or not: the 13th of 12 approved. */
  visits = 0;
  readonly #totals: DailyTotals;
  readonly #timeZone: string;
  readonly #daysGiven = new Set<number>();

  constructor(placed: PlacedLine, timeZone: string) {
    this.placed = placed;
    this.#totals = new DailyTotals(placed.line);
    this.#timeZone = timeZone;
  }

  /** A pended request may state no quantity yet; then nothing is beyond it. */
  get left(): MilliUnits {
    const { authorizedMilliUnits } = this.placed.line;
    return isUndecided(this.placed) && authorizedMilliUnits === 0 ? Number.MAX_SAFE_INTEGER : authorizedMilliUnits - this.drawn;
  }

  /** Visits of one day share the unit of a line that counts days. */
  neededFor({ visit, measure }: MeasuredVisit): MilliUnits {
    const { unitDefinition } = this.placed.line;
    if (unitDefinition === 'DAY' && this.#daysGiven.has(visit.serviceOn)) return 0;
    return drawOf(measure, unitDefinition);
  }

  /** The caps that a visit would pass with so much of this line, from the shortest period to the longest. */
  capsPassed(measured: MeasuredVisit, milliUnits: MilliUnits): readonly PassedCap[] {
    const { caps } = this.placed.line;
    if (caps.length === 0 || milliUnits === 0) return NO_CAPS;
    const parts = this.#partsOf(measured, milliUnits);
    const passed = parts.length === 1 ? this.#passedOnOneDay(measured, milliUnits) : this.#passedOnSeveral(measured, parts, milliUnits);
    return passed.length > 1 ? passed.toSorted(compareCaps) : passed;
  }

  /** As nearly all visits are: whatever window holds the day holds all of the visit. */
  #passedOnOneDay({ visit, policy }: MeasuredVisit, neededMilliUnits: MilliUnits): readonly PassedCap[] {
    const { placed } = this;
    let passed: PassedCap[] | null = null;
    for (const cap of placed.line.caps) {
      const { window, milliUnits: heldMilliUnits } = fullestWindow(cap, placed.line, visit.serviceOn, this.#totals, policy.terms.capWeek);
      if (heldMilliUnits + neededMilliUnits > cap.milliUnits) (passed ??= []).push({ placed, cap, window, heldMilliUnits, neededMilliUnits });
    }
    return passed ?? NO_CAPS;
  }

  #passedOnSeveral(measured: MeasuredVisit, parts: readonly DayPart[], milliUnits: MilliUnits): readonly PassedCap[] {
    const passed: PassedCap[] = [];
    // With the visit in the totals, so that a night is counted in both of its days and once in the week that holds them.
    for (const part of parts) this.#totals.add(part.day, part.milliUnits);
    for (const cap of this.placed.line.caps) {
      const one = this.#passedOf(cap, parts, measured, milliUnits);
      if (one !== null) passed.push(one);
    }
    for (const part of parts) this.#totals.add(part.day, -part.milliUnits);
    return passed;
  }

  #passedOf(cap: CapFact, parts: readonly DayPart[], { policy }: MeasuredVisit, milliUnits: MilliUnits): PassedCap | null {
    const { placed } = this;
    for (const part of parts) {
      const fullest = fullestWindow(cap, placed.line, part.day, this.#totals, policy.terms.capWeek);
      const { window } = fullest;
      if (window === null) return milliUnits > cap.milliUnits ? { placed, cap, window, heldMilliUnits: 0, neededMilliUnits: milliUnits } : null;
      if (part.milliUnits === 0 || fullest.milliUnits <= cap.milliUnits) continue;
      const neededMilliUnits = parts.reduce((sum, { day, milliUnits: onDay }) => (day >= window.from && day <= window.to ? sum + onDay : sum), 0);
      return { placed, cap, window, heldMilliUnits: fullest.milliUnits - neededMilliUnits, neededMilliUnits };
    }
    return null;
  }

  /**
   * The most of `wanted` that the line can give in whole steps of the visit's unit rule. More of a visit never passes
   * fewer caps, so the most that passes none is found by halving.
   */
  roomFor(measured: MeasuredVisit, wanted: MilliUnits, doCapsBind: boolean): MilliUnits {
    const step = this.#stepOf(measured);
    const steps = Math.max(0, Math.floor(Math.min(wanted, this.left) / step));
    if (!doCapsBind || this.capsPassed(measured, steps * step).length === 0) return steps * step;
    let fitting = 0;
    let passing = steps;
    while (passing - fitting > 1) {
      const middle = Math.floor((fitting + passing) / 2);
      if (this.capsPassed(measured, middle * step).length === 0) fitting = middle;
      else passing = middle;
    }
    return fitting * step;
  }

  #stepOf({ measure }: MeasuredVisit): MilliUnits {
    const { unitDefinition } = this.placed.line;
    return smallestStep(consumptionOf(measure.countedMinutes, measure.rule, unitDefinition).unitRule, unitDefinition);
  }

  give(measured: MeasuredVisit, milliUnits: MilliUnits): Allocation {
    this.visits += 1;
    this.drawn += milliUnits;
    for (const part of this.#partsOf(measured, milliUnits)) this.#totals.add(part.day, part.milliUnits);
    if (milliUnits > 0) this.#daysGiven.add(measured.visit.serviceOn);
    return allocationOf(this.placed, measured, milliUnits, isUndecided(this.placed) ? 'RESERVED_PENDING' : stateOf(measured.visit));
  }

  /** What a visit that did not take place would have drawn; a day that other visits share is not set free by it, nor set free twice. */
  release(measured: MeasuredVisit): Allocation {
    const milliUnits = this.neededFor(measured);
    if (milliUnits > 0) this.#daysGiven.add(measured.visit.serviceOn);
    return allocationOf(this.placed, measured, milliUnits, 'RELEASED');
  }

  #partsOf({ visit, measure }: MeasuredVisit, milliUnits: MilliUnits): readonly DayPart[] {
    return partsOf(visit, measure, milliUnits, this.placed.line.unitDefinition, this.#timeZone);
  }
}

function compareCaps(a: PassedCap, b: PassedCap): number {
  return lengthOf(a.window) - lengthOf(b.window) || compareText(a.cap.id, b.cap.id);
}

function lengthOf(window: DayWindow | null): number {
  return window === null ? 0 : window.to - window.from + 1;
}

function allocationOf({ line }: PlacedLine, { visit, measure, policy }: MeasuredVisit, milliUnits: MilliUnits, state: AllocationState): Allocation {
  return {
    visitId: visit.id,
    lineId: line.id,
    milliUnits,
    state,
    minutes: measure.minutes,
    basis: measure.basis,
    unitRule: consumptionOf(measure.countedMinutes, measure.rule, line.unitDefinition).unitRule,
    countedMinutes: measure.countedMinutes,
    policyVersion: policy.version,
  };
}

function stateOf(visit: VisitFact): AllocationState {
  if (visit.status === 'PAID' || visit.status === 'BILLED') return visit.status;
  return visit.status === 'COMPLETED' ? 'USED' : 'RESERVED';
}
