import type { MilliUnits } from '../../care/service.js';
import type { VisitOutcome } from '../allocate.js';
import { unitRuleFor } from '../policy.js';
import type { LineFact } from '../snapshot.js';
import { consumptionOf, minutesOf } from '../units.js';

/** What a visit would draw on a line, in the line's unit definition. */
export function neededOf({ visit, policy }: VisitOutcome, line: LineFact): MilliUnits {
  const rule = unitRuleFor(policy.terms, visit.serviceCode);
  return consumptionOf(minutesOf(visit, rule.basis).minutes, rule, line.unitDefinition).milliUnits;
}
