import type { FieldClass } from '../../auth/permissions.js';

/**
 * A rule may use anything, and tells what it used under names of its own: of each, the class of the field that it was taken from.
 * What nobody thought of is of the care itself, as are the words that the rule puts it in.
 */
export function classOfEvidence(name: string): FieldClass {
  return CLASSES.find(([, names]) => names.test(name))?.[0] ?? 'CARE';
}

/** The first that fits. */
const CLASSES: ReadonlyArray<readonly [FieldClass, RegExp]> = [
  ['MONEY', /cents/i],
  ['CLINICAL_CODE', /categories$/i],
  ['COLLEAGUE', /staffids?$|^credential/i],
  ['AUTHORIZED_CARE', /units/i],
  ['AUTHORIZED_CARE', /^(?:authoriz|allowedWeekdays|cap[A-Z]|clock$|daysOutside|decision|dueAt|endsOn|excluded|exhausted|firstDraw|firstLine|firstUnfunded|honoured|lastDraw|number|priority|reason$|requested|rollingDays|secondLine)/],
  ['CARE_DATES', /^(?:serviceOn|visit(?:Code|Modifiers|Discipline|Place|Type)|(?:documented|planned|worked|recorded|counted)(?:Minutes|StartsAt|EndsAt)|window(?:From|To))$/],
  ['OPERATIONAL', /^(?:citation|discipline|differsIn|leadDays|policyVersion|unit(?:Definition|Rule)|weekDefinition|visits[A-Z]?\w*)$/],
];
