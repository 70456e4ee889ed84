import type { MilliUnits } from '../../care/service.js';
import type { VisitOutcome } from '../allocate.js';
import { drawOf } from '../measure.js';
import type { LineFact } from '../snapshot.js';

/** What a visit would draw on a line, in the line's unit definition. */
export function neededOf({ measure }: VisitOutcome, line: LineFact): MilliUnits {
  return drawOf(measure, line.unitDefinition);
}
