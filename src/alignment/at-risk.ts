import type { Cents, MilliUnits } from '../care/service.js';
import { SERVICE_CODES } from '../care/service.js';
import type { PolicyBook } from './policy.js';
import { feeFor, unitRuleFor } from './policy.js';
import type { VisitFact } from './snapshot.js';
import type { Units } from './units.js';
import { consumptionOf, minutesOf, unitsOf } from './units.js';

export interface AtRisk {
  readonly milliUnits: MilliUnits;
  readonly cents: Cents;
}

/**
 * What some visits would earn: their units in their codes' own unit definition, and the payer's fees
 * for them. Units of different definitions do not add up, so there are none (0) where the codes differ
 * in theirs; cents always add up.
 */
export function atRisk(visits: readonly VisitFact[], policies: PolicyBook): AtRisk {
  const each = visits.map((visit) => unitsOfCode(visit, policies));
  const isOneUnit = each.every(({ unit }) => unit === each[0]?.unit);
  return {
    milliUnits: isOneUnit ? each.reduce((sum, { milliUnits }) => sum + milliUnits, 0) : 0,
    cents: visits.reduce((sum, visit) => sum + centsOf(visit, policies), 0),
  };
}

export function centsOf(visit: VisitFact, policies: PolicyBook): Cents {
  const { terms } = policies.policyOfDay(visit.serviceOn);
  // Half a cent is rounded up, in integers.
  return Math.floor((feeFor(terms, visit.serviceCode) * unitsOfCode(visit, policies).milliUnits + 500) / 1000);
}

function unitsOfCode(visit: VisitFact, policies: PolicyBook): Units {
  const rule = unitRuleFor(policies.policyOfDay(visit.serviceOn).terms, visit.serviceCode);
  const { minutes } = minutesOf(visit, rule.basis);
  const unit = SERVICE_CODES.get(visit.serviceCode)?.unit;
  return unit === undefined ? unitsOf(minutes, rule) : { milliUnits: consumptionOf(minutes, rule, unit).milliUnits, unit };
}
