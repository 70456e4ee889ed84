import { contains } from '../base/day.js';
import type { UnitBasis, UnitRule } from '../care/payer-policy.js';
import type { Discipline, MilliUnits } from '../care/service.js';
import type { Allocation, AllocationState, LineBalance } from './alignment.js';
import type { DayWindow } from './calendar.js';
import type { PassedCap } from './caps.js';
import { DailyTotals, fullestWindow } from './caps.js';
import type { Gap, LineRefusal } from './gap.js';
import { gapOf } from './gap.js';
import { compareText, groupBy } from './grouping.js';
import type { PlacedLine } from './lines.js';
import { isCancelled, isCertified, isUndecided, linesInDrawingOrder, mismatchOf } from './lines.js';
import type { PolicyBook, PolicyInForce } from './policy.js';
import { requiresAuthorization, unitRuleFor } from './policy.js';
import type { PatientSnapshot, VisitFact } from './snapshot.js';
import { consumptionOf, minutesOf, smallestStep } from './units.js';
import { compareForDrawing, compareInTime, isCounted } from './visits.js';

/**
 * Decides which visit draws on which authorized line (domain 2.4).
 *
 * Visits take their turn: care that was given before care that is planned, then by date of service,
 * start and id. A visit draws on the first line in drawing order that takes all of it. A line never
 * gives more than was authorized: a visit that does not fit draws nothing, and the reason each line had
 * is kept, so that exactly one rule can speak for the visit (see `gap.ts`).
 *
 * Drawing strictly by date, without regard to what was given, was the alternative. It would move
 * units from care that cannot be undone to care that can still be rescheduled.
 */
export function allocate(snapshot: PatientSnapshot, policies: PolicyBook): Allocating {
  const lines = linesInDrawingOrder(snapshot);
  const ledgers = lines.map((placed) => new Ledger(placed));
  const ledgersByDiscipline = groupBy(ledgers, ({ placed }) => placed.line.discipline);
  const outcomes = snapshot.visits
    .filter(isCounted)
    .toSorted(compareForDrawing)
    .map((visit) => draw(visit, policies.policyOfDay(visit.serviceOn), ledgersByDiscipline.get(visit.discipline) ?? [], ledgers))
    .toSorted((a, b) => compareInTime(a.visit, b.visit));
  const allocations = outcomes
    .flatMap((outcome) => outcome.allocations)
    .toSorted((a, b) => compareText(a.visitId, b.visitId) || compareText(a.lineId, b.lineId));
  return { lines, outcomes, allocations, balances: balancesOf(lines, allocations) };
}

export interface Allocating {
  /** In drawing order. */
  readonly lines: readonly PlacedLine[];
  /** One for each visit that is planned or was given, in time order. */
  readonly outcomes: readonly VisitOutcome[];
  readonly allocations: readonly Allocation[];
  readonly balances: readonly LineBalance[];
}

export interface VisitOutcome {
  readonly visit: VisitFact;
  /** Of the payer that the visit is measured against, on its date of service. */
  readonly policy: PolicyInForce;
  /** False where the payer asks for no authorization, or has said that this service needs none. */
  readonly needsAuthorization: boolean;
  /** Empty, or together all of the visit: never a part of it. */
  readonly allocations: readonly Allocation[];
  /** Caps that the visit passes although it draws, because its payer only warns. */
  readonly passedCaps: readonly PassedCap[];
  /** For a visit that needs authorization and draws nothing: why each line of the patient did not take it. */
  readonly refusals: readonly LineRefusal[];
  /** The one of them that counts; null when the visit draws or needs none. */
  readonly gap: Gap | null;
}

/** What one line has given so far. */
class Ledger {
  readonly placed: PlacedLine;
  readonly totals: DailyTotals;
  drawn: MilliUnits = 0;
  /** How many visits have turned to this line, whether they fitted or not: the 13th of 12 approved. */
  visits = 0;
  readonly #daysGiven = new Set<number>();

  constructor(placed: PlacedLine) {
    this.placed = placed;
    this.totals = new DailyTotals(placed.line);
  }

  /** A pended request may state no quantity yet; then nothing is beyond it. */
  get left(): MilliUnits {
    const { authorizedMilliUnits } = this.placed.line;
    return isUndecided(this.placed) && authorizedMilliUnits === 0 ? Number.MAX_SAFE_INTEGER : authorizedMilliUnits - this.drawn;
  }

  /** Visits of one day share the unit of a line that counts days. */
  neededFor({ visit, minutes, unitRule }: Measured): MilliUnits {
    const { unitDefinition } = this.placed.line;
    if (unitDefinition === 'DAY' && this.#daysGiven.has(visit.serviceOn)) return 0;
    return consumptionOf(minutes, unitRule, unitDefinition).milliUnits;
  }

  give({ visit, minutes, basis, unitRule }: Measured, milliUnits: MilliUnits): Allocation {
    const { line } = this.placed;
    this.visits += 1;
    this.drawn += milliUnits;
    this.totals.add(visit.serviceOn, milliUnits);
    this.#daysGiven.add(visit.serviceOn);
    return {
      visitId: visit.id,
      lineId: line.id,
      milliUnits,
      state: isUndecided(this.placed) ? 'RESERVED_PENDING' : stateOf(visit),
      minutes,
      basis,
      unitRule: consumptionOf(minutes, unitRule, line.unitDefinition).unitRule,
    };
  }
}

const NO_REFUSALS: readonly LineRefusal[] = [];
const NO_CAPS: readonly PassedCap[] = [];

/** A visit with the minutes that its payer counts. */
interface Measured {
  readonly visit: VisitFact;
  readonly minutes: number;
  readonly basis: UnitBasis;
  readonly unitRule: UnitRule;
  readonly policy: PolicyInForce;
}

interface Drawing {
  readonly allocations: readonly Allocation[];
  readonly passedCaps: readonly PassedCap[];
}

function draw(visit: VisitFact, policy: PolicyInForce, ofDiscipline: readonly Ledger[], all: readonly Ledger[]): VisitOutcome {
  const unitRule = unitRuleFor(policy.terms, visit.serviceCode);
  const measured: Measured = { visit, policy, unitRule, ...minutesOf(visit, unitRule.basis) };
  const matching = ofDiscipline.filter(({ placed }) => covers(placed, visit, policy));
  const isWaived = matching.some(({ placed }) => placed.line.decision === 'NOT_REQUIRED');
  const needsAuthorization = !isWaived && needsAuthorizationOf(visit.discipline, policy);

  // Certified lines first as a group, so that a visit is rather split over two of them than left to wait for a decision.
  // What the payer has said needs none takes nothing from the visits that do.
  const certified = isWaived ? [] : matching.filter(({ placed }) => isCertified(placed));
  const undecided = isWaived ? [] : matching.filter(({ placed }) => isUndecided(placed));
  const drawing = drawOn(certified, measured) ?? drawOn(undecided, measured);
  const refusals = drawing === null && needsAuthorization ? all.map((ledger) => refusalOf(ledger, measured)) : NO_REFUSALS;
  const gap = drawing === null && needsAuthorization ? gapOf(refusals) : null;
  if (gap?.reason === 'QUANTITY') {
    for (const ledger of matching) if (ledger.placed === gap.placed) ledger.visits += 1;
  }
  return { visit, policy, needsAuthorization, refusals, gap, allocations: drawing?.allocations ?? [], passedCaps: drawing?.passedCaps ?? [] };
}

/** Nobody's approval is needed where no payer is known (see `payerOn`). */
function needsAuthorizationOf(discipline: Discipline, policy: PolicyInForce): boolean {
  return policy.payerId !== null && requiresAuthorization(policy.terms, discipline);
}

function covers(placed: PlacedLine, visit: VisitFact, policy: PolicyInForce): boolean {
  return (
    placed.authorization.payerId === policy.payerId &&
    contains(placed.line, visit.serviceOn) &&
    mismatchOf(placed.line, visit) === null &&
    !isCancelled(placed)
  );
}

/** The first line that takes all of the visit and passes no cap; else one whose payer lets a cap be passed; else several. */
function drawOn(ledgers: readonly Ledger[], measured: Measured): Drawing | null {
  const fitting = ledgers.filter((ledger) => ledger.neededFor(measured) <= ledger.left);
  let warned: { ledger: Ledger; passedCaps: readonly PassedCap[] } | null = null;
  for (const ledger of fitting) {
    const passedCaps = capsPassed(ledger, measured);
    if (passedCaps.length === 0) return { allocations: [ledger.give(measured, ledger.neededFor(measured))], passedCaps };
    warned ??= { ledger, passedCaps };
  }
  const { capSemantics, splitsVisitAcrossLines } = measured.policy.terms;
  if (warned !== null && capSemantics === 'WARN') {
    const { ledger, passedCaps } = warned;
    return { allocations: [ledger.give(measured, ledger.neededFor(measured))], passedCaps };
  }
  return splitsVisitAcrossLines ? drawOnSeveral(ledgers, measured) : null;
}

/**
 * Takes from each line what it has left, in the smallest steps the unit rule knows, until the visit is
 * whole. Only time can be split. Caps bind each part, also where the payer only warns of them: a split
 * exists to stay within what was authorized.
 */
function drawOnSeveral(ledgers: readonly Ledger[], measured: Measured): Drawing | null {
  let missing = consumptionOf(measured.minutes, measured.unitRule, 'QUARTER_HOUR').milliUnits;
  const parts: Array<{ ledger: Ledger; milliUnits: MilliUnits }> = [];
  for (const ledger of ledgers) {
    const { unitDefinition } = ledger.placed.line;
    if (missing === 0 || unitDefinition === 'VISIT' || unitDefinition === 'DAY') continue;
    const quartersPerUnit = unitDefinition === 'HOUR' ? 4 : 1;
    const step = smallestStep(consumptionOf(measured.minutes, measured.unitRule, unitDefinition).unitRule, unitDefinition);
    const room = Math.min(ledger.left, roomWithinCaps(ledger, measured), missing / quartersPerUnit);
    const milliUnits = Math.floor(room / step) * step;
    if (milliUnits <= 0) continue;
    parts.push({ ledger, milliUnits });
    missing -= milliUnits * quartersPerUnit;
  }
  // A visit that needs no time at all (0 minutes) has no parts; it is not covered by that.
  if (missing > 0 || parts.length === 0) return null;
  return { allocations: parts.map(({ ledger, milliUnits }) => ledger.give(measured, milliUnits)), passedCaps: [] };
}

function roomWithinCaps(ledger: Ledger, { visit, policy }: Measured): MilliUnits {
  let room = Number.MAX_SAFE_INTEGER;
  for (const cap of ledger.placed.line.caps) {
    const { milliUnits } = fullestWindow(cap, ledger.placed.line, visit.serviceOn, ledger.totals, policy.terms.capWeek);
    room = Math.min(room, cap.milliUnits - milliUnits);
  }
  return room;
}

/** The caps of the line that this visit would pass, from the shortest period to the longest. */
function capsPassed(ledger: Ledger, measured: Measured): readonly PassedCap[] {
  const { placed, totals } = ledger;
  if (placed.line.caps.length === 0) return NO_CAPS;
  const neededMilliUnits = ledger.neededFor(measured);
  const passed: PassedCap[] = [];
  for (const cap of placed.line.caps) {
    const { window, milliUnits } = fullestWindow(cap, placed.line, measured.visit.serviceOn, totals, measured.policy.terms.capWeek);
    if (milliUnits + neededMilliUnits > cap.milliUnits) passed.push({ placed, cap, window, heldMilliUnits: milliUnits, neededMilliUnits });
  }
  return passed.length > 1 ? passed.toSorted(compareCaps) : passed;
}


function compareCaps(a: PassedCap, b: PassedCap): number {
  return lengthOf(a.window) - lengthOf(b.window) || compareText(a.cap.id, b.cap.id);
}

function lengthOf(window: DayWindow | null): number {
  return window === null ? 0 : window.to - window.from + 1;
}

/** Why this line did not take the visit, asked in the order from what it is for to what it has left. */
function refusalOf(ledger: Ledger, measured: Measured): LineRefusal {
  const { placed } = ledger;
  const { line } = placed;
  const { visit, policy } = measured;
  if (placed.authorization.payerId !== policy.payerId) return { placed, reason: 'PAYER' };
  if (isCancelled(placed)) return { placed, reason: 'CANCELLED' };
  const mismatch = mismatchOf(line, visit);
  if (mismatch !== null) return { placed, reason: mismatch, isLive: contains(line, visit.serviceOn) };
  if (visit.serviceOn > line.endsOn) return { placed, reason: 'DATE', daysOutside: visit.serviceOn - line.endsOn };
  if (visit.serviceOn < line.startsOn) return { placed, reason: 'DATE', daysOutside: visit.serviceOn - line.startsOn };
  if (line.decision === 'NOT_CERTIFIED') return { placed, reason: 'DENIED' };
  const neededMilliUnits = ledger.neededFor(measured);
  if (neededMilliUnits <= ledger.left) {
    const [firstCap] = capsPassed(ledger, measured);
    if (firstCap !== undefined) return { placed, reason: 'CAP', passed: firstCap };
  }
  return {
    placed,
    reason: 'QUANTITY',
    neededMilliUnits,
    drawnMilliUnits: ledger.drawn,
    visitNumber: ledger.visits + 1,
  };
}

function stateOf(visit: VisitFact): AllocationState {
  if (visit.status === 'BILLED') return 'BILLED';
  return visit.status === 'COMPLETED' ? 'USED' : 'RESERVED';
}

function balancesOf(lines: readonly PlacedLine[], allocations: readonly Allocation[]): readonly LineBalance[] {
  const sums = new Map(lines.map(({ line }) => [line.id, { RESERVED: 0, RESERVED_PENDING: 0, USED: 0, BILLED: 0 }]));
  for (const { lineId, state, milliUnits } of allocations) {
    const sum = sums.get(lineId);
    if (sum !== undefined) sum[state] += milliUnits;
  }
  return lines
    .map(({ line }) => {
      const { RESERVED, RESERVED_PENDING, USED, BILLED } = sums.get(line.id) ?? { RESERVED: 0, RESERVED_PENDING: 0, USED: 0, BILLED: 0 };
      return {
        lineId: line.id,
        authorizedMilliUnits: line.authorizedMilliUnits,
        reservedMilliUnits: RESERVED,
        reservedPendingMilliUnits: RESERVED_PENDING,
        usedMilliUnits: USED,
        billedMilliUnits: BILLED,
        remainingMilliUnits: line.authorizedMilliUnits - RESERVED - USED - BILLED,
      };
    })
    .toSorted((a, b) => compareText(a.lineId, b.lineId));
}
