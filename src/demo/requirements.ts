import type { DocumentationRequirement } from '../care/payer-policy.js';
import type { Discipline } from '../care/service.js';

const THERAPISTS: readonly Discipline[] = ['PT', 'OT', 'SLP'];
const PROFESSIONALS: readonly Discipline[] = ['SN', ...THERAPISTS];
const AIDES: readonly Discipline[] = ['HHA', 'PCS'];

/** The starting points of most payers: each of them chooses among these. Everything in the examples is invented. */
export const REQUIREMENTS = {
  timeIn: {
    ...about('timeIn', AIDES),
    severity: 'BLOCKER',
    reason: 'time that is not recorded cannot be paid',
    citation: 'Social Security Act 1903(l)(5)(A)',
    example: '9:02',
    guidance: 'The minute at which care began, and not the planned time.',
  },
  timeOut: {
    ...about('timeOut', AIDES),
    severity: 'BLOCKER',
    reason: 'time that is not recorded cannot be paid',
    citation: 'Social Security Act 1903(l)(5)(A)',
    example: '11:01',
    guidance: 'The minute at which care ended, and not the planned time.',
  },
  tasksPerPlan: {
    ...about('tasksPerPlan', AIDES),
    severity: 'BLOCKER',
    reason: 'only tasks of the plan are covered',
    citation: '42 CFR 484.80(g)',
    template: 'Done: __. Not done: __, because __.',
    example: 'Done: bath, dressing, breakfast. Not done: walk, because it was icy.',
    guidance: 'Name each task of the plan, and why if it was not done.',
    vaguePhrases: ['as per plan', 'per care plan', 'tasks done', 'usual care'],
  },
  patientSignature: {
    ...about('patientSignature', AIDES),
    severity: 'WARNING',
    reason: 'it confirms that someone was there',
    example: 'Signed by the daughter',
    guidance: 'Of the patient, or of whoever lives with the patient, and then who it was.',
  },
  vitals: {
    ...about('vitals', ['SN']),
    severity: 'WARNING',
    reason: 'they show what the nurse found',
    citation: '42 CFR 484.110(a)',
    template: 'BP __/__, pulse __, breaths __, temperature __, oxygen __ %.',
    example: 'BP 138/82, pulse 76, breaths 18, temperature 98.2, oxygen 95 %.',
    guidance: 'Numbers, and what was done where one is out of its range.',
    vaguePhrases: ['stable', 'within normal limits', 'WNL'],
  },
  intervention: {
    ...about('intervention', PROFESSIONALS),
    severity: 'BLOCKER',
    reason: 'a visit without care cannot be paid',
    citation: '42 CFR 484.110(a)',
    template: '__ for __ minutes; __ taught.',
    example: 'Gait training with a cane for 25 minutes; turning at doors taught.',
    guidance: 'What you did that someone without your training could not have done.',
    vaguePhrases: ['care given', 'treatment given', 'as ordered', 'continue with POC'],
  },
  patientResponse: {
    ...about('patientResponse', PROFESSIONALS),
    severity: 'WARNING',
    reason: 'it shows whether the care helps',
    citation: '42 CFR 484.110(a)',
    template: 'Before: __. After: __.',
    example: 'Before: short of breath after ten steps. After: walked twenty steps and spoke in whole sentences.',
    guidance: 'What was different after the care, in a number where there is one.',
    vaguePhrases: ['tolerated well', 'no complaints', 'unchanged'],
  },
  skilledNeed: {
    ...about('skilledNeed', PROFESSIONALS),
    severity: 'BLOCKER',
    reason: 'only care that needs a professional is covered',
    citation: '42 CFR 409.44',
    template: '__ needs a professional because __.',
    example: 'The new water tablet needs a nurse because weight and breathing change from day to day.',
    guidance: 'What could go wrong if a family member did it.',
    vaguePhrases: ['skilled care needed', 'per orders'],
  },
  homeboundReason: {
    ...about('homeboundReason', PROFESSIONALS),
    severity: 'BLOCKER',
    reason: 'the benefit is for patients who cannot leave home without great effort',
    citation: '42 CFR 424.22(a)(1)',
    template: 'Needs __ to leave home, because of __. Leaving home takes __.',
    example: 'Needs a walker and one person to leave home, because of weakness after a stroke. Ten steps to the door take a rest of three minutes.',
    guidance: 'The aid or person that is needed, and the effort that it takes: both.',
    vaguePhrases: ['homebound', 'taxing effort', 'patient is homebound'],
  },
  goalProgress: {
    ...about('goalProgress', THERAPISTS),
    severity: 'WARNING',
    reason: 'therapy is covered while it leads somewhere',
    citation: '42 CFR 409.44(c)',
    template: 'Goal: __. Last week: __. Now: __.',
    example: 'Goal: fifty steps alone. Last week: twenty. Now: thirty-two.',
    guidance: 'A measure of today beside the same measure of an earlier visit.',
    vaguePhrases: ['ongoing', 'goals: ongoing', 'progressing', 'continue'],
  },
  objectiveMeasures: {
    ...about('objectiveMeasures', THERAPISTS),
    visitTypes: ['EVALUATION', 'REASSESSMENT', 'RECERTIFICATION'],
    severity: 'BLOCKER',
    reason: 'the next thirty days are judged by them',
    citation: '42 CFR 409.44(c)(2)',
    template: 'Test: __. Result: __. At the last assessment: __.',
    example: 'Timed up and go. Result: 21 seconds. At the last assessment: 29 seconds.',
    guidance: 'A test with a number, by the therapist and not by an assistant.',
  },
  planNextVisit: {
    ...about('planNextVisit', PROFESSIONALS),
    severity: 'WARNING',
    reason: 'it shows that more care is needed',
    template: 'Next visit: __, to __.',
    example: 'Next visit: stairs with the rail, to reach the bedroom upstairs.',
    guidance: 'What will be different at the next visit.',
    vaguePhrases: ['continue with plan', 'continue with POC', 'continue plan of care', 'same'],
  },
} as const satisfies Record<string, DocumentationRequirement>;

function about<Element extends DocumentationRequirement['element']>(element: Element, disciplines: readonly Discipline[]) {
  return { element, disciplines, serviceCodes: [], visitTypes: [], citation: null, template: null, example: null, guidance: null, vaguePhrases: [] };
}
