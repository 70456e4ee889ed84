import type { DayNumber } from '../../base/day.js';
import { contains, dateOf } from '../../base/day.js';
import { CERTIFIED } from '../../care/authorization.js';
import type { MilliUnits } from '../../care/service.js';
import type { VisitOutcome } from '../allocate.js';
import type { LineBalance } from '../alignment.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import type { PlacedLine } from '../lines.js';
import { exclusionOf, isCancelled, isCertified, isUndecided, mismatchOf } from '../lines.js';
import type { PriorTerms } from '../snapshot.js';
import { compareForDrawing } from '../visits.js';
import { authOf, careOf, codeOfLine, count, listed, money, unitsText } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * Each of these visits also has its own finding, for those who schedule it; this is the one task for those who can take
 * the change up with the payer.
 */
export const authorizationReduced: Rule = {
  id: 'AUTH-17',
  code: 'AUTHORIZATION_REDUCED',
  meaning: 'The payer has cancelled or shrunk what it had certified, and visits that it would have covered are uncovered.',
  source: "What the payer's certification said before it was revised, against what it says now.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The visits are covered again, by what the payer restores or by another authorization, or are called off.',
  patientText: 'Your health plan has changed what it had approved, and we are settling with it what that means for your visits.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '197',
  predictedRarc: null,
  find(context) {
    const { uncovered } = context;
    if (uncovered.length === 0) return [];
    const reduced = context.lines.map((placed) => ({ placed, earlier: earlierTermsOf(placed) })).filter(({ earlier }) => earlier.length > 0);
    if (reduced.length === 0) return [];
    const inTurn = uncovered.toSorted((a, b) => compareForDrawing(a.visit, b.visit));
    const balances = new Map(context.balances.map((balance) => [balance.lineId, balance]));
    return reduced.flatMap(({ placed, earlier }) => {
      const exposed = exposedBy(placed, earlier, inTurn, drawnOf(balances.get(placed.line.id)));
      return exposed.length === 0 ? [] : [findingOfLine(context, placed, exposed)];
    });
  },
};

/** What the payer had certified of a line and no longer does; what it was only asked for it has not taken back. */
function earlierTermsOf(placed: PlacedLine): readonly PriorTerms[] {
  const { line } = placed;
  const earlier = line.priorTerms.filter(({ decision }) => CERTIFIED.has(decision));
  if (isCertified(placed) || isUndecided(placed)) {
    return earlier.filter((terms) => terms.authorizedMilliUnits > line.authorizedMilliUnits || terms.startsOn < line.startsOn || terms.endsOn > line.endsOn);
  }
  // Cancelled as a whole, or first heard of as cancelled: the line itself is what held before.
  const isItsOwnPast = isCancelled(placed) && (CERTIFIED.has(line.decision) || line.priorTerms.length === 0);
  return isItsOwnPast ? [...earlier, line] : earlier;
}

function drawnOf(balance: LineBalance | undefined): MilliUnits {
  if (balance === undefined) return 0;
  return balance.reservedMilliUnits + balance.reservedPendingMilliUnits + balance.usedMilliUnits + balance.billedMilliUnits + balance.paidMilliUnits;
}

interface Exposed {
  readonly outcome: VisitOutcome;
  readonly neededMilliUnits: MilliUnits;
}

/** The uncovered visits that the earlier quantity and dates had room for, in turn. Caps are left out: those in force would be in the way either way. */
function exposedBy(placed: PlacedLine, earlier: readonly PriorTerms[], inTurn: readonly VisitOutcome[], drawnMilliUnits: MilliUnits): readonly Exposed[] {
  const { line, authorization } = placed;
  const isOpen = isCertified(placed) || isUndecided(placed);
  const daysTaken = new Set<DayNumber>();
  const exposed: Exposed[] = [];
  let taken = drawnMilliUnits;
  for (const outcome of inTurn) {
    const { visit, policy } = outcome;
    if (policy.payerId !== authorization.payerId || (visit.pinnedLineId !== null && visit.pinnedLineId !== line.id)) continue;
    if (mismatchOf(line, visit) !== null || exclusionOf(line, visit, policy.terms) !== null) continue;
    const neededMilliUnits = line.unitDefinition === 'DAY' && daysTaken.has(visit.serviceOn) ? 0 : neededOf(outcome, line);
    if (isOpen && contains(line, visit.serviceOn) && drawnMilliUnits + neededMilliUnits <= line.authorizedMilliUnits) continue;
    const hadRoom = earlier.some((terms) => contains(terms, visit.serviceOn) && taken + neededMilliUnits <= terms.authorizedMilliUnits);
    if (!hadRoom) continue;
    exposed.push({ outcome, neededMilliUnits });
    taken += neededMilliUnits;
    daysTaken.add(visit.serviceOn);
  }
  return exposed;
}

function findingOfLine(context: Context, placed: PlacedLine, exposed: readonly Exposed[]): Finding {
  const { line, authorization } = placed;
  const visits = exposed.map(({ outcome }) => outcome.visit);
  const milliUnits = exposed.reduce((sum, { neededMilliUnits }) => sum + neededMilliUnits, 0);
  const days = visits.map(({ serviceOn }) => serviceOn).toSorted((a, b) => a - b);
  const decision = isCancelled(placed) ? 'CANCELLED' : line.decision;
  const change = isCertified(placed) || isUndecided(placed) ? 'reduced' : 'withdrawn';
  return findingOf(context, authorizationReduced, {
    subject: line.id,
    severity: 'BLOCKER',
    clinicalText: `Approval of ${careOf(line.discipline)} has been ${change}, and ${count(visits.length, 'visit')} (${listed(days)}) that it covered before ${visits.length === 1 ? 'is' : 'are'} without approval now.`,
    billingText:
      `${authOf(authorization)} ${codeOfLine(line)} ${decision}, ${change}: ${visits.length} DOS (${listed(days)}), ` +
      `${unitsText(milliUnits, line.unitDefinition)}, ${money(context.worth.centsTogether(visits))} re-exposed`,
    evidence: {
      decision,
      authorizedMilliUnits: line.authorizedMilliUnits,
      unitDefinition: line.unitDefinition,
      windowFrom: dateOf(line.startsOn),
      windowTo: dateOf(line.endsOn),
      ...earlierEvidence(earlierTermsOf(placed)),
      visits: visits.length,
    },
    policy: exposed[0]?.outcome.policy ?? null,
    visits,
    placed,
    milliUnitsAtRisk: milliUnits,
  });
}

/** The most that was ever certified, in each respect. */
function earlierEvidence(earlier: readonly PriorTerms[]): { readonly earlierMilliUnits: MilliUnits; readonly earlierFrom: string; readonly earlierTo: string } {
  return {
    earlierMilliUnits: Math.max(...earlier.map(({ authorizedMilliUnits }) => authorizedMilliUnits)),
    earlierFrom: dateOf(Math.min(...earlier.map(({ startsOn }) => startsOn))),
    earlierTo: dateOf(Math.max(...earlier.map(({ endsOn }) => endsOn))),
  };
}
