import type { DayNumber } from '../base/day.js';
import type { ReviewDecision } from '../care/authorization.js';
import type { Discipline, MilliUnits, UnitDefinition } from '../care/service.js';
import type { Alignment, Allocation, LineBalance } from './alignment.js';
import type { DayWindow } from './calendar.js';
import { DailyTotals, fullestWindow, windowsTouching } from './caps.js';
import { groupBy } from './grouping.js';
import type { PlacedLine } from './lines.js';
import { isCertified, isDayExcluded, isUndecided, linesInDrawingOrder } from './lines.js';
import type { DayPart } from './measure.js';
import { partsOf } from './measure.js';
import { policyBookOf, requiresAuthorization, unitRuleFor } from './policy.js';
import type { PolicyBook } from './policy.js';
import type { CapFact, LineFact, PatientSnapshot } from './snapshot.js';
import { ONE_UNIT, consumptionOf } from './units.js';

export interface LimitsQuestion {
  /** Absent: every discipline. */
  readonly discipline?: Discipline | undefined;
  /** Absent: every service. A line for the whole discipline is for every code in it. */
  readonly serviceCode?: string | undefined;
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Of a typical visit, to learn how many still fit and until when. */
  readonly minutes?: number | undefined;
}

/** What authorizations still allow in a stretch of days, for someone who is about to book. */
export interface AuthorizationLimits extends DayWindow {
  /** Whether the payer asks for an authorization of such a service on any of the days. */
  readonly isAuthorizationRequired: boolean;
  /** The lines for such a service that have a day in common with the stretch, in the order in which visits draw on them. */
  readonly lines: readonly LineLimits[];
}

export interface LineLimits {
  readonly authorizationId: string;
  readonly authorizationNumber: string | null;
  readonly payerId: string;
  readonly lineId: string;
  readonly discipline: Discipline;
  readonly serviceCode: string | null;
  readonly modifiers: readonly string[];
  readonly unitDefinition: UnitDefinition;
  readonly decision: ReviewDecision;
  /** Visits may draw on it: the payer has certified it, or has yet to decide and visits only wait on it. */
  readonly isOpen: boolean;
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber;
  readonly balance: LineBalance;
  readonly caps: readonly CapLimits[];
  /** Null unless the question names minutes. */
  readonly typicalVisit: TypicalVisit | null;
}

export interface CapLimits {
  readonly capId: string;
  readonly period: CapFact['period'];
  readonly rollingDays: number | null;
  readonly limitMilliUnits: MilliUnits;
  /** Every window that touches the stretch, whole even where it reaches beyond; none for a cap on each visit. */
  readonly windows: readonly CapWindowLimits[];
}

export interface CapWindowLimits extends DayWindow {
  readonly reservedMilliUnits: MilliUnits;
  readonly reservedPendingMilliUnits: MilliUnits;
  readonly usedMilliUnits: MilliUnits;
  readonly billedMilliUnits: MilliUnits;
  readonly paidMilliUnits: MilliUnits;
  /** Never negative, also where a payer that only warns has let the cap be passed. */
  readonly remainingMilliUnits: MilliUnits;
}

export interface TypicalVisit {
  readonly minutes: number;
  /** What one such visit draws. */
  readonly milliUnits: MilliUnits;
  /** How many more such visits the line takes within the stretch, quantity and caps together; null where any number fits, because one draws nothing or the payer has stated no quantity yet. */
  readonly visitsThatStillFit: number | null;
  /** The last day of the stretch on which one more such visit fits; null when on none. */
  readonly lastDateThatFits: DayNumber | null;
}

export function limitsOf(snapshot: PatientSnapshot, alignment: Alignment, question: LimitsQuestion): AuthorizationLimits {
  const policies = policyBookOf(snapshot);
  const visits = new Map(snapshot.visits.map((visit) => [visit.id, visit]));
  const balances = new Map(alignment.balances.map((balance) => [balance.lineId, balance]));
  const allocationsOf = groupBy(alignment.allocations, ({ lineId }) => lineId);
  const lines: LineLimits[] = [];
  for (const placed of linesInDrawingOrder(snapshot)) {
    const balance = balances.get(placed.line.id);
    if (balance === undefined || !isAskedFor(placed.line, question)) continue;
    const draws = (allocationsOf.get(placed.line.id) ?? []).flatMap((allocation) => {
      const visit = visits.get(allocation.visitId);
      if (visit === undefined || allocation.state === 'RELEASED') return [];
      return partsOf(visit, allocation, allocation.milliUnits, placed.line.unitDefinition, snapshot.timeZone).map((part) => ({ state: allocation.state, part }));
    });
    lines.push(lineLimits(placed, balance, draws, question, policies));
  }
  return { from: question.from, to: question.to, isAuthorizationRequired: isRequired(snapshot, question, policies), lines };
}

interface Draw {
  readonly state: Allocation['state'];
  readonly part: DayPart;
}

interface LineInQuestion {
  readonly placed: PlacedLine;
  readonly balance: LineBalance;
  readonly draws: readonly Draw[];
  /** The days of the question on which the line is in force. */
  readonly stretch: DayWindow;
  readonly question: LimitsQuestion;
  readonly policies: PolicyBook;
}

function isAskedFor(line: LineFact, { discipline, serviceCode, from, to }: LimitsQuestion): boolean {
  return (
    line.startsOn <= to &&
    line.endsOn >= from &&
    (discipline === undefined || line.discipline === discipline) &&
    (serviceCode === undefined || line.serviceCode === null || line.serviceCode === serviceCode)
  );
}

function lineLimits(placed: PlacedLine, balance: LineBalance, draws: readonly Draw[], question: LimitsQuestion, policies: PolicyBook): LineLimits {
  const { line, authorization } = placed;
  const stretch = { from: Math.max(question.from, line.startsOn), to: Math.min(question.to, line.endsOn) };
  return {
    authorizationId: authorization.id,
    authorizationNumber: authorization.number,
    payerId: authorization.payerId,
    lineId: line.id,
    discipline: line.discipline,
    serviceCode: line.serviceCode,
    modifiers: line.modifiers,
    unitDefinition: line.unitDefinition,
    decision: line.decision,
    isOpen: isCertified(placed) || isUndecided(placed),
    startsOn: line.startsOn,
    endsOn: line.endsOn,
    balance,
    caps: line.caps.map((cap) => capLimits(cap, placed, draws, stretch, policies)),
    typicalVisit: question.minutes === undefined ? null : typicalVisit(question.minutes, { placed, balance, draws, stretch, question, policies }),
  };
}

function capLimits(cap: CapFact, { line, authorization }: PlacedLine, draws: readonly Draw[], stretch: DayWindow, policies: PolicyBook): CapLimits {
  const { capWeek } = policies.policyOn(authorization.payerId, stretch.from).terms;
  const byState = new Map([...groupBy(draws, ({ state }) => state)].map(([state, drawn]) => [state, totalsOf(line, drawn)]));
  const windows = windowsTouching(cap, line, stretch, capWeek).map((window) => {
    const within = (state: Allocation['state']): MilliUnits => byState.get(state)?.within(window) ?? 0;
    const held = { reserved: within('RESERVED'), pending: within('RESERVED_PENDING'), used: within('USED'), billed: within('BILLED'), paid: within('PAID') };
    return {
      ...window,
      reservedMilliUnits: held.reserved,
      reservedPendingMilliUnits: held.pending,
      usedMilliUnits: held.used,
      billedMilliUnits: held.billed,
      paidMilliUnits: held.paid,
      remainingMilliUnits: Math.max(0, cap.milliUnits - held.reserved - held.pending - held.used - held.billed - held.paid),
    };
  });
  return { capId: cap.id, period: cap.period, rollingDays: cap.rollingDays, limitMilliUnits: cap.milliUnits, windows };
}

/**
 * Books such visits in thought, each on the first day that takes it. Every limit is on a run of days,
 * and moving a visit to the earliest day that takes it never leaves less room for the ones after it,
 * so no other way of booking fits more.
 */
function typicalVisit(minutes: number, { placed, balance, draws, stretch, question, policies }: LineInQuestion): TypicalVisit {
  const { line, authorization } = placed;
  const isOpen = isCertified(placed) || isUndecided(placed);
  const { terms } = policies.policyOn(authorization.payerId, stretch.from);
  const { milliUnits } = consumptionOf(minutes, unitRuleFor(terms, question.serviceCode ?? line.serviceCode ?? '*'), line.unitDefinition);
  const totals = totalsOf(line, draws);
  const isUnbounded = isUndecided(placed) && line.authorizedMilliUnits === 0;
  let left = isUnbounded ? Number.MAX_SAFE_INTEGER : balance.remainingMilliUnits - balance.reservedPendingMilliUnits;
  const fitsOn = (day: DayNumber): boolean =>
    isOpen && milliUnits <= left && !isDayExcluded(line, day, terms) && line.caps.every((cap) => fullestWindow(cap, line, day, totals, terms.capWeek).milliUnits + milliUnits <= cap.milliUnits);

  let lastDateThatFits: DayNumber | null = null;
  for (let day = stretch.to; day >= stretch.from && lastDateThatFits === null; day -= 1) if (fitsOn(day)) lastDateThatFits = day;
  const neverFills = isUnbounded && line.unitDefinition !== 'DAY' && line.caps.every(({ period }) => period === 'VISIT');
  if ((milliUnits === 0 || neverFills) && lastDateThatFits !== null) return { minutes, milliUnits, visitsThatStillFit: null, lastDateThatFits };

  let visitsThatStillFit = 0;
  // A day's unit of a per-diem line is booked once; a second visit that day would draw nothing.
  const mostPerDay = line.unitDefinition === 'DAY' ? 1 : Infinity;
  for (let day = stretch.from; day <= stretch.to && milliUnits <= left; day += 1) {
    if (line.unitDefinition === 'DAY' && totals.on(day) >= ONE_UNIT) continue;
    for (let onDay = 0; onDay < mostPerDay && fitsOn(day); onDay += 1) {
      totals.add(day, milliUnits);
      left -= milliUnits;
      visitsThatStillFit += 1;
    }
  }
  return { minutes, milliUnits, visitsThatStillFit, lastDateThatFits };
}

function totalsOf(line: LineFact, draws: readonly Draw[]): DailyTotals {
  const totals = new DailyTotals(line);
  for (const { part } of draws) totals.add(part.day, part.milliUnits);
  return totals;
}

/** Payers and their policies change on few days; the answer is the same on all days between. */
function isRequired(snapshot: PatientSnapshot, { discipline, from, to }: LimitsQuestion, policies: PolicyBook): boolean {
  const turns = [
    from,
    ...snapshot.coverages.flatMap(({ startsOn, endsOn }) => [startsOn, ...(endsOn === null ? [] : [endsOn + 1])]),
    ...snapshot.policies.flatMap(({ effectiveFrom, effectiveTo }) => [effectiveFrom, ...(effectiveTo === null ? [] : [effectiveTo + 1])]),
  ];
  return turns.some((day) => {
    if (day < from || day > to) return false;
    const { payerId, terms } = policies.policyOfDay(day);
    if (payerId === null) return false;
    return discipline === undefined ? terms.authorizationRequired !== 'NONE' : requiresAuthorization(terms, discipline);
  });
}
