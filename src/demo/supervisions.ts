import { type DayNumber, dateOf, localDayAt, weekdayOf } from '../base/day.js';
import type { Discipline } from '../care/service.js';
import { recordSupervision } from '../changes/record-supervision.js';
import { type Step, step } from '../changes/step.js';
import type { Case } from './casebook.js';
import { termsOf } from './moments.js';
import type { PastVisit } from './past-visits.js';
import { mayRender } from './people.js';

const AIDES: ReadonlySet<Discipline> = new Set(['HHA', 'PCS']);
const SUPERVISING_CODE = 'G0299';
const SKILLED: ReadonlySet<Discipline> = new Set(['SN', 'PT', 'OT', 'SLP']);
const THERAPIES: Readonly<Partial<Record<Discipline, string>>> = { PT: 'G0151', OT: 'G0152', SLP: 'G0153' };

/** Aides are supervised and therapies reassessed a little before the payer's terms have it due. */
export function supervisionSteps(one: Case, past: readonly PastVisit[]): Step[] {
  if (one.situation?.isUnsupervised) return [];
  return one.careOrders.flatMap(({ discipline }) => {
    const first = past.find((visit) => visit.fate === 'MADE' && visit.careOrder.discipline === discipline);
    const days = first === undefined ? null : daysBetween(one, first);
    if (first === undefined || days === null) return [];
    const kind = AIDES.has(discipline) ? ('AIDE_SUPERVISION' as const) : ('THERAPY_REASSESSMENT' as const);
    const staffId = one.branch.staff.find((member) => mayRender(member, ...supervisorOf(discipline)))?.id ?? null;
    const performed = daysOf(localDayAt(first.startsAt.getTime(), one.branch.timeZone), one.today, days);
    return performed.map((day) => step(recordSupervision, { id: one.laterIds.next(), patientId: one.admission.id, kind, discipline, staffId, performedOn: dateOf(day) }));
  });
}

function daysBetween(one: Case, first: PastVisit): number | null {
  const { discipline } = first.careOrder;
  const { supervision } = termsOf(one, first);
  const hasSkilledCare = one.careOrders.some((careOrder) => SKILLED.has(careOrder.discipline));
  const ofAides = hasSkilledCare ? supervision.aideWithSkilledCareDays : supervision.aideWithoutSkilledCareDays;
  const due = AIDES.has(discipline) ? ofAides : discipline in THERAPIES ? supervision.therapyReassessmentDays : null;
  return due === null ? null : due - supervision.leadDays - 1;
}

function supervisorOf(discipline: Discipline): [Discipline, string] {
  const code = THERAPIES[discipline];
  return code === undefined ? ['SN', SUPERVISING_CODE] : [discipline, code];
}

/** Counted from the first visit, and on the Friday before where that is a day of a weekend. */
function daysOf(firstOn: DayNumber, today: DayNumber, every: number): DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = firstOn + every; day <= today; day += every) days.push(onWorkday(day));
  return days;
}

function onWorkday(day: DayNumber): DayNumber {
  return day - ({ 0: 2, 6: 1 }[weekdayOf(day)] ?? 0);
}
