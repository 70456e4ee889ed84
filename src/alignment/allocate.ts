import type { Discipline, MilliUnits } from '../care/service.js';
import type { Allocation, LineBalance } from './alignment.js';
import { balancesOf } from './balances.js';
import type { PassedCap } from './caps.js';
import type { Gap } from './gap.js';
import { gapOf } from './gap.js';
import { compareText, groupBy } from './grouping.js';
import { Ledger } from './ledger.js';
import type { PlacedLine } from './lines.js';
import { isCertified, isUndecided, linesInDrawingOrder } from './lines.js';
import type { Measure, MeasuredVisit } from './measure.js';
import { measureOf, measuresOf } from './measure.js';
import type { PolicyBook, PolicyInForce } from './policy.js';
import { requiresAuthorization } from './policy.js';
import type { LineRefusal } from './refusal.js';
import { covers, refusalOf } from './refusal.js';
import type { PatientSnapshot, VisitFact } from './snapshot.js';
import { consumptionOf } from './units.js';
import { compareForDrawing, compareInTime, isCounted, isReleased } from './visits.js';

/**
 * Decides which visit draws on which authorized line (domain 2.4).
 *
 * Visits take their turn: care that was given before care that is planned, then what the office has chosen a line for,
 * then by date of service, start and id. A visit draws on the line that was chosen for it, or on the first one in drawing
 * order that takes all of it. A line never gives more than was authorized: a visit that does not fit draws nothing, and
 * the reason each line had is kept, so that exactly one rule can speak for the visit (see `gap.ts`).
 *
 * Drawing strictly by date, without regard to what was given, was the alternative. It would move units from care that
 * cannot be undone to care that can still be rescheduled.
 */
export function allocate(snapshot: PatientSnapshot, policies: PolicyBook): Allocating {
  const lines = linesInDrawingOrder(snapshot);
  const ledgers = lines.map((placed) => new Ledger(placed, snapshot.timeZone));
  const byDiscipline = groupBy(ledgers, ({ placed }) => placed.line.discipline);
  const counted = snapshot.visits.filter(isCounted);
  const measures = measuresOf(counted, policies);
  const measuredOf = (visit: VisitFact): MeasuredVisit => ({ visit, measure: measures.get(visit.id) ?? measureOf(visit, policies), policy: policies.policyOfDay(visit.serviceOn) });
  const outcomes = counted
    .toSorted(compareForDrawing)
    .map((visit) => draw(measuredOf(visit), byDiscipline.get(visit.discipline) ?? [], ledgers))
    .toSorted((a, b) => compareInTime(a.visit, b.visit));
  const released = snapshot.visits
    .filter(isReleased)
    .toSorted(compareInTime)
    .flatMap((visit) => releasedBy(measuredOf(visit), byDiscipline.get(visit.discipline) ?? []));
  const allocations = [...outcomes.flatMap((outcome) => outcome.allocations), ...released]
    .toSorted((a, b) => compareText(a.visitId, b.visitId) || compareText(a.lineId, b.lineId));
  return { lines, measures, outcomes, allocations, balances: balancesOf(lines, allocations) };
}

export interface Allocating {
  /** In drawing order. */
  readonly lines: readonly PlacedLine[];
  /** Of each visit that is planned or was given, by visit. */
  readonly measures: ReadonlyMap<string, Measure>;
  /** One for each visit that is planned or was given, in time order. */
  readonly outcomes: readonly VisitOutcome[];
  readonly allocations: readonly Allocation[];
  readonly balances: readonly LineBalance[];
}

export interface VisitOutcome {
  readonly visit: VisitFact;
  readonly measure: Measure;
  /** Of the payer that the visit is measured against, on its date of service. */
  readonly policy: PolicyInForce;
  /** False where the payer asks for no authorization, or has said that this service needs none. */
  readonly needsAuthorization: boolean;
  /** Empty, or together all of the visit: a part of it only where the office chose a line that takes no more. */
  readonly allocations: readonly Allocation[];
  /** Caps that the visit passes although it draws, because its payer only warns. */
  readonly passedCaps: readonly PassedCap[];
  /** For a visit that needs authorization and draws nothing: why each line of the patient did not take it. */
  readonly refusals: readonly LineRefusal[];
  /** The one of them that counts; null when the visit draws or needs none. */
  readonly gap: Gap | null;
  /** How the line that the office chose falls short; null where it does not, or where none was chosen. */
  readonly stalePin: StalePin | null;
}

/** Quantities are in the unit definition of the line. */
export interface StalePin {
  readonly placed: PlacedLine;
  readonly neededMilliUnits: MilliUnits;
  readonly heldMilliUnits: MilliUnits;
  /** Why the line does not take all of it; null where it would, and the visit only needs more than was chosen for it. */
  readonly refusal: LineRefusal | null;
}

interface Drawing {
  readonly allocations: readonly Allocation[];
  readonly passedCaps: readonly PassedCap[];
  readonly stalePin: StalePin | null;
}

const NOTHING: Drawing = { allocations: [], passedCaps: [], stalePin: null };
const NO_REFUSALS: readonly LineRefusal[] = [];

function draw(measured: MeasuredVisit, ofDiscipline: readonly Ledger[], all: readonly Ledger[]): VisitOutcome {
  const { visit, measure, policy } = measured;
  const matching = ofDiscipline.filter(({ placed }) => covers(placed, measured));
  const isWaived = isWaivedBy(matching);
  const needsAuthorization = !isWaived && needsAuthorizationOf(visit.discipline, policy);
  const { allocations, passedCaps, stalePin } = drawnAsPinned(all, measured) ?? (isWaived ? null : drawnInOrder(matching, measured)) ?? NOTHING;
  const isUncovered = needsAuthorization && allocations.length === 0;
  const refusals = isUncovered ? all.map((ledger) => refusalOf(ledger, measured)).filter((refusal) => refusal !== null) : NO_REFUSALS;
  const gap: Gap | null = !isUncovered ? null : stalePin === null ? gapOf(refusals) : { reason: 'PIN' };
  if (gap?.reason === 'QUANTITY') {
    for (const ledger of matching) if (ledger.placed === gap.placed) ledger.visits += 1;
  }
  return { visit, measure, policy, needsAuthorization, allocations, passedCaps, refusals, gap, stalePin };
}

function isWaivedBy(matching: readonly Ledger[]): boolean {
  return matching.some(({ placed }) => placed.line.decision === 'NOT_REQUIRED');
}

/** Where no payer is known the patient pays, and nobody's approval is needed (see `policy.ts`). */
export function needsAuthorizationOf(discipline: Discipline, policy: PolicyInForce): boolean {
  return policy.payerId !== null && requiresAuthorization(policy.terms, discipline);
}

/** The line that the office chose keeps what it can of the visit, and says what it cannot: a choice is never dropped in silence. Null where none was chosen, or none is needed. */
function drawnAsPinned(ledgers: readonly Ledger[], measured: MeasuredVisit): Drawing | null {
  const { pinnedLineId } = measured.visit;
  const ledger = pinnedLineId === null ? undefined : ledgers.find(({ placed }) => placed.line.id === pinnedLineId);
  if (ledger === undefined) return null;
  const { placed } = ledger;
  if (placed.line.decision === 'NOT_REQUIRED' && covers(placed, measured)) return null;
  const refusal = refusalOf(ledger, measured);
  const neededMilliUnits = ledger.neededFor(measured);
  const pinnedMilliUnits = pinnedAmount(measured.visit, placed);
  if (refusal === null && neededMilliUnits <= pinnedMilliUnits) return drawingOn(ledger, measured, neededMilliUnits);
  const isShort = refusal === null || refusal.reason === 'QUANTITY' || refusal.reason === 'CAP';
  const doCapsBind = measured.policy.terms.capSemantics === 'BLOCK';
  const heldMilliUnits = isShort ? ledger.roomFor(measured, Math.min(neededMilliUnits, pinnedMilliUnits), doCapsBind) : 0;
  const stalePin = { placed, neededMilliUnits, heldMilliUnits, refusal };
  return { ...(heldMilliUnits === 0 ? NOTHING : drawingOn(ledger, measured, heldMilliUnits)), stalePin };
}

/** Of a line that counts days a visit needs the day or, where another visit has it already, nothing; both were chosen. */
function pinnedAmount({ pinnedMilliUnits }: VisitFact, { line }: PlacedLine): MilliUnits {
  return line.unitDefinition === 'DAY' ? Number.MAX_SAFE_INTEGER : (pinnedMilliUnits ?? 0);
}

/**
 * Certified lines first as a group, so that a visit is rather split over two of them than left to wait for a decision;
 * of the certified ones the payer's own before those that it honours of the payer before.
 */
function drawnInOrder(matching: readonly Ledger[], measured: MeasuredVisit): Drawing | null {
  if (matching.length === 0) return null;
  return drawnOn(certifiedOf(matching, measured.policy), measured) ?? drawnOn(matching.filter(({ placed }) => isUndecided(placed)), measured);
}

function certifiedOf(matching: readonly Ledger[], { payerId }: PolicyInForce): readonly Ledger[] {
  const certified: Ledger[] = [];
  const honoured: Ledger[] = [];
  for (const ledger of matching) {
    if (isCertified(ledger.placed)) (ledger.placed.authorization.payerId === payerId ? certified : honoured).push(ledger);
  }
  return honoured.length === 0 ? certified : [...certified, ...honoured];
}

/** The first line that takes all of the visit and passes no cap; else one whose payer lets a cap be passed; else several. */
function drawnOn(ledgers: readonly Ledger[], measured: MeasuredVisit): Drawing | null {
  const { capSemantics, splitsVisitAcrossLines } = measured.policy.terms;
  let warned: Ledger | null = null;
  for (const ledger of ledgers) {
    const needed = ledger.neededFor(measured);
    if (needed > ledger.left) continue;
    const passedCaps = ledger.capsPassed(measured, needed);
    if (passedCaps.length === 0) return { allocations: [ledger.give(measured, needed)], passedCaps, stalePin: null };
    warned ??= ledger;
  }
  if (warned !== null && capSemantics === 'WARN') return drawingOn(warned, measured, warned.neededFor(measured));
  return splitsVisitAcrossLines ? drawnOnSeveral(ledgers, measured) : null;
}

function drawingOn(ledger: Ledger, measured: MeasuredVisit, milliUnits: MilliUnits): Drawing {
  const passedCaps = ledger.capsPassed(measured, milliUnits);
  return { allocations: [ledger.give(measured, milliUnits)], passedCaps, stalePin: null };
}

/**
 * Takes from each line what it has left, in the smallest steps the unit rule knows, until the visit is
 * whole. Only time can be split. Caps bind each part, also where the payer only warns of them: a split
 * exists to stay within what was authorized.
 */
function drawnOnSeveral(ledgers: readonly Ledger[], measured: MeasuredVisit): Drawing | null {
  const { countedMinutes, rule } = measured.measure;
  let missing = consumptionOf(countedMinutes, rule, 'QUARTER_HOUR').milliUnits;
  const parts: Array<{ ledger: Ledger; milliUnits: MilliUnits }> = [];
  for (const ledger of ledgers) {
    const { unitDefinition } = ledger.placed.line;
    if (missing === 0 || unitDefinition === 'VISIT' || unitDefinition === 'DAY') continue;
    const quartersPerUnit = unitDefinition === 'HOUR' ? 4 : 1;
    const milliUnits = ledger.roomFor(measured, missing / quartersPerUnit, true);
    if (milliUnits === 0) continue;
    parts.push({ ledger, milliUnits });
    missing -= milliUnits * quartersPerUnit;
  }
  // A visit that needs no time at all (0 minutes) has no parts; it is not covered by that.
  if (missing > 0 || parts.length === 0) return null;
  return { ...NOTHING, allocations: parts.map(({ ledger, milliUnits }) => ledger.give(measured, milliUnits)) };
}

/** What a visit that did not take place sets free: of the line chosen for it, or of the first one that would have been asked. */
function releasedBy(measured: MeasuredVisit, ofDiscipline: readonly Ledger[]): readonly Allocation[] {
  const matching = ofDiscipline.filter(({ placed }) => covers(placed, measured));
  if (isWaivedBy(matching)) return [];
  const certified = certifiedOf(matching, measured.policy);
  const ledger = certified.find(({ placed }) => placed.line.id === measured.visit.pinnedLineId) ?? certified[0];
  return ledger === undefined ? [] : [ledger.release(measured)];
}
