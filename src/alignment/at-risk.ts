import type { Cents, MilliUnits, UnitDefinition } from '../care/service.js';
import { SERVICE_CODES } from '../care/service.js';
import type { Measure } from './measure.js';
import { drawOf, measureOf } from './measure.js';
import type { PolicyBook } from './policy.js';
import { feeFor } from './policy.js';
import type { VisitFact } from './snapshot.js';
import type { Units } from './units.js';
import { unitsOf } from './units.js';

/** What visits are worth to the payer, worked out once for each visit and only for those that someone asks about. */
export interface Worth {
  /** In the unit definition of the visit's code. */
  unitsOf(visit: VisitFact): Units;
  centsOf(visit: VisitFact): Cents;
  centsTogether(visits: readonly VisitFact[]): Cents;
  /** The units of some visits together; 0 where their codes count in different units, which do not add up. */
  unitsTogether(visits: readonly VisitFact[]): MilliUnits;
}

export function worthOf(measures: ReadonlyMap<string, Measure>, policies: PolicyBook): Worth {
  const cents = new Map<string, Cents>();

  function unitsOfCode(visit: VisitFact): Units {
    const measure = measures.get(visit.id) ?? measureOf(visit, policies);
    const unit: UnitDefinition | undefined = SERVICE_CODES.get(visit.serviceCode)?.unit;
    return unit === undefined ? unitsOf(measure.countedMinutes, measure.rule) : { milliUnits: drawOf(measure, unit), unit };
  }

  function centsOf(visit: VisitFact): Cents {
    const known = cents.get(visit.id);
    if (known !== undefined) return known;
    const fee = feeFor(policies.policyOfDay(visit.serviceOn).terms, visit.serviceCode);
    // Half a cent is rounded up, in integers.
    const worth = fee === 0 ? 0 : Math.floor((fee * unitsOfCode(visit).milliUnits + 500) / 1000);
    cents.set(visit.id, worth);
    return worth;
  }

  return {
    unitsOf: unitsOfCode,
    centsOf,
    centsTogether: (visits) => visits.reduce((sum, visit) => sum + centsOf(visit), 0),
    unitsTogether(visits) {
      const each = visits.map(unitsOfCode);
      return each.every(({ unit }) => unit === each[0]?.unit) ? each.reduce((sum, { milliUnits }) => sum + milliUnits, 0) : 0;
    },
  };
}
