import { Field, ID, InputType } from 'type-graphql';

import type { PatientSnapshot, VisitFact } from '../../alignment/snapshot.js';
import { dayOf } from '../../base/day.js';
import { occurrencesOf } from '../../care/recurrence.js';
import { HOME, planVisit, type Visit, type VisitType } from '../../care/visit.js';
import { fromGlobalId } from '../global-id.js';
import { DateTime } from '../scalars.js';
import { VisitTypeEnum } from '../types/enums.js';
import { RecurrenceInput } from './visit-inputs.js';

@InputType('ProposedVisitsInput', { description: 'Visits that someone thinks of planning: one, or a series given by its first visit and how it recurs.' })
export class ProposedVisitsInput {
  @Field(() => String, { description: 'The HCPCS code of the service.' })
  serviceCode!: string;

  @Field(() => [String], { nullable: true, description: 'Modifiers of the code.' })
  modifiers?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Who would make them; nobody yet when left out.' })
  staffId?: string | null;

  @Field(() => DateTime, { description: 'When the first would start.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When the first would end, at most 24 hours later.' })
  endsAt!: Date;

  @Field(() => RecurrenceInput, { nullable: true, description: 'How it recurs; one visit when left out.' })
  recurrence?: RecurrenceInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are visits as needed.' })
  isAsNeeded?: boolean | null;

  @Field(() => VisitTypeEnum, { nullable: true, description: 'What they are for; routine visits when left out.' })
  type?: VisitType | null;

  @Field(() => String, { nullable: true, description: 'The place of service code; 12, the home, when left out.' })
  placeOfService?: string | null;
}

/** The visits as if they were planned, checked as they would be. @throws Refusal as for planning them. */
export function proposedVisits(proposed: ProposedVisitsInput, { agencyId, patientId, timeZone }: PatientSnapshot, now: Date): VisitFact[] {
  const times = proposed.recurrence == null ? [proposed] : occurrencesOf(proposed, proposed.recurrence, timeZone);
  const staffId = proposed.staffId == null ? null : fromGlobalId('Staff', proposed.staffId, ['visits', 'staffId']);
  return times.map(({ startsAt, endsAt }, i) => {
    const { serviceCode, modifiers, isAsNeeded, type, placeOfService } = proposed;
    const plan = {
      agencyId,
      patientId,
      id: `proposed-${String(i).padStart(4, '0')}`,
      serviceCode,
      modifiers: modifiers ?? [],
      staffId,
      startsAt,
      endsAt,
      seriesId: null,
      isAsNeeded: isAsNeeded ?? false,
      type: type ?? 'ROUTINE',
      placeOfService: placeOfService ?? HOME,
    };
    return factOf(planVisit(plan, timeZone, now));
  });
}

function factOf({ agencyId: _a, patientId: _p, seriesId: _s, version: _v, startsAt, endsAt, serviceOn, ...visit }: Visit): VisitFact {
  return {
    ...visit,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    serviceOn: dayOf(serviceOn),
    actualStartsAt: null,
    actualEndsAt: null,
    physicianNotifiedAt: null,
    billedAt: null,
  };
}
