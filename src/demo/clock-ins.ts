import { dateOf, localDayAt, MS_PER_DAY } from '../base/day.js';
import { recordEvv } from '../changes/record-evv.js';
import { type Step, step } from '../changes/step.js';
import type { Case } from './casebook.js';
import { ageOf, later, termsOf } from './moments.js';
import type { PlannedVisit } from './planning.js';
import type { Times } from './rota.js';
import type { Situation } from './situations.js';

const MINUTES_LOST = 14;

/** What the device recorded of a visit, where the payer wants it verified. */
export function clockInSteps(one: Case, visit: PlannedVisit, worked: Times, trouble: Situation['evv']): Step[] {
  const { id, careOrder, staffId } = visit;
  if (!termsOf(one, visit).evv.disciplines.includes(careOrder.discipline) || trouble === 'MISSING') return [];
  const other = one.branch.staff.find((member) => member.id !== staffId && member.disciplines.includes(careOrder.discipline));
  const input = {
    id: one.laterIds.next(),
    visitId: id,
    serviceCode: careOrder.serviceCode,
    memberId: one.memberId,
    serviceOn: dateOf(localDayAt(worked.startsAt.getTime(), one.branch.timeZone)),
    location: 'Example place: at home',
    staffId: trouble === 'OTHER_STAFF' ? other?.id : staffId,
    startsAt: worked.startsAt,
    endsAt: trouble === 'OTHER_UNITS' ? later(worked.endsAt, -MINUTES_LOST) : worked.endsAt,
    status: trouble === 'REJECTED' ? ('REJECTED' as const) : ageOf(one, visit) > 2 * MS_PER_DAY ? ('ACCEPTED' as const) : ('RECEIVED' as const),
  };
  return [step(recordEvv, input, [], { occurredAt: worked.endsAt })];
}
