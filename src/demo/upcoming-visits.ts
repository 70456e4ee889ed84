import { MS_PER_DAY, weekdayOf } from '../base/day.js';
import { cancelVisit } from '../changes/cancel-visit.js';
import { pinVisit } from '../changes/pin-visit.js';
import { reassignVisit } from '../changes/reassign-visit.js';
import { rescheduleVisit } from '../changes/reschedule-visit.js';
import { type Step, step } from '../changes/step.js';
import type { Case } from './casebook.js';
import { ABSENCES, type Because, because, later } from './moments.js';
import { isAssistantOf } from './people.js';
import { ableStaff, isWeekend, type PlannedVisit } from './planning.js';
import { MINUTES_A_DAY, type Rota, shifted, type Slot, timesOf } from './rota.js';

/** Plans change too: some visits are moved by an hour, given to a colleague or called off. */
export function upcomingSteps(one: Case, isUnsettled: boolean, upcoming: readonly PlannedVisit[], rota: Rota): Step[] {
  const occurredAt = later(one.now, -one.chance.whole(60, 1_200));
  if (one.situation?.visit !== undefined) return troubledSteps(one, upcoming, rota, occurredAt);
  return isUnsettled ? upcoming.flatMap((visit) => changedSteps(one, visit, rota, occurredAt)) : [];
}

function changedSteps(one: Case, visit: PlannedVisit, rota: Rota, occurredAt: Date): Step[] {
  const { chance, admission } = one;
  const people = [visit.staffId, admission.id];
  const anHourLater = shifted(visit.slot, 60);
  if (chance.happens(8)) return rota.move(people, visit.slot, anHourLater) ? [movedTo(one, visit, anHourLater, because(chance.oneOf(ABSENCES), occurredAt))] : [];
  if (chance.happens(5)) return isNear(one, visit) ? [] : [step(cancelVisit, { visitId: visit.id }, [], because(chance.oneOf(ABSENCES), occurredAt))];
  if (!chance.happens(5)) return [];
  const colleague = ableStaff(one, visit.careOrder, isWeekend([weekdayOf(dayOf(visit.slot))])).find(({ id }) => id !== visit.staffId && rota.handOver(visit.staffId, id, visit.slot));
  return colleague === undefined ? [] : [step(reassignVisit, { visitId: visit.id, staffId: colleague.id }, [], because(['STAFF_UNAVAILABLE', 'Example reason: leave'], occurredAt))];
}

/** So near that another visit would already be planned in its place. */
function isNear({ now }: Case, { startsAt, everyWeeks }: PlannedVisit): boolean {
  return startsAt.getTime() < now.getTime() + (7 + 7 * everyWeeks) * MS_PER_DAY;
}

function troubledSteps(one: Case, upcoming: readonly PlannedVisit[], rota: Rota, occurredAt: Date): Step[] {
  const concerned = upcoming.filter(({ careOrder }) => careOrder === one.careOrders[0]);
  switch (one.situation?.visit) {
    case 'MOVED_PAST_LINE':
      return concerned.slice(-1).flatMap((visit) => movedPastLine(one, visit, rota, occurredAt));
    case 'DOUBLE_BOOKED':
      return doubleBooked(one, upcoming, rota, occurredAt);
    case 'GIVEN_TO_ASSISTANT':
      return givenToAssistant(one, concerned, rota, occurredAt);
    case 'PINNED_AND_LENGTHENED':
      return pinnedAndLengthened(one, concerned, rota, occurredAt);
    case 'CALLED_OFF':
      return concerned.slice(0, 1).map(({ id }) => step(cancelVisit, { visitId: id }, [], because(one.chance.oneOf(ABSENCES), occurredAt)));
    default:
      return [];
  }
}

/** To two days after its end, at the first time of that day at which everyone can. */
function movedPastLine(one: Case, visit: PlannedVisit, rota: Rota, occurredAt: Date): Step[] {
  const { today, situation, admission } = one;
  const days = today + (situation?.lineEndsInDays ?? 0) + 2 - dayOf(visit.slot);
  const slot = HOURS.map((hours) => shifted(visit.slot, days * MINUTES_A_DAY + hours * 60)).find((moved) => rota.move([visit.staffId, admission.id], visit.slot, moved));
  return slot === undefined ? [] : [movedTo(one, visit, slot, because(['PATIENT_REQUEST', 'Example reason: appointment elsewhere'], occurredAt))];
}

const HOURS = [0, 1, -1, 2, -2, 3, -3, 4, -4];

/** A visit of one service is moved, within its week, to a time at which the patient has one of the other; someone else makes it, where that is what it takes. */
function doubleBooked(one: Case, upcoming: readonly PlannedVisit[], rota: Rota, occurredAt: Date): Step[] {
  const reason = because(['FAMILY_REQUEST', 'Example reason: family away'], occurredAt);
  for (const visit of upcoming) {
    const able = [visit.staffId, ...ableStaff(one, visit.careOrder, false).map(({ id }) => id)];
    for (const other of upcoming.filter(({ careOrder, slot }) => careOrder !== visit.careOrder && sundayOf(slot) === sundayOf(visit.slot))) {
      const slot = shifted(visit.slot, other.slot.from - visit.slot.from + MINUTES_APART);
      const staffId = able.find((id) => rota.book([id], [slot]));
      if (staffId === undefined) continue;
      const moved = movedTo(one, visit, slot, reason);
      return staffId === visit.staffId ? [moved] : [moved, step(reassignVisit, { visitId: visit.id, staffId }, [], reason)];
    }
  }
  return [];
}

const MINUTES_APART = 15;

function sundayOf(slot: Slot): number {
  return dayOf(slot) - weekdayOf(dayOf(slot));
}

function dayOf({ from }: Slot): number {
  return Math.floor(from / MINUTES_A_DAY);
}

function givenToAssistant(one: Case, concerned: readonly PlannedVisit[], rota: Rota, occurredAt: Date): Step[] {
  const assistants = one.branch.staff.filter((member) => isAssistantOf(member, one.careOrders[0]?.discipline));
  for (const visit of concerned) {
    const assistant = assistants.find(({ id }) => rota.handOver(visit.staffId, id, visit.slot));
    if (assistant !== undefined) return [step(reassignVisit, { visitId: visit.id, staffId: assistant.id }, [], because(['STAFF_UNAVAILABLE', 'Example reason: leave'], occurredAt))];
  }
  return [];
}

const MINUTES_LONGER = 30;

/** The office has chosen the line of a visit, and then the visit became longer. */
function pinnedAndLengthened(one: Case, concerned: readonly PlannedVisit[], rota: Rota, occurredAt: Date): Step[] {
  const lineId = one.careOrders[0]?.lineId ?? null;
  for (const visit of concerned) {
    const longer = { from: visit.slot.from, to: visit.slot.to + MINUTES_LONGER };
    if (!rota.move([visit.staffId, one.admission.id], visit.slot, longer)) continue;
    return [
      step(pinVisit, { visitId: visit.id, lineId }, [], { occurredAt: later(occurredAt, -60) }),
      movedTo(one, visit, longer, because(['CONDITION_CHANGE', 'Example reason: dressing takes longer'], occurredAt)),
    ];
  }
  return [];
}

function movedTo({ branch }: Case, { id }: PlannedVisit, slot: Slot, why: Because): Step {
  return step(rescheduleVisit, { visitId: id, ...timesOf(slot, branch.timeZone) }, [], why);
}
