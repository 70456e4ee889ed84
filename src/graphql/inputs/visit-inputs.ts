import { Field, ID, InputType, Int } from 'type-graphql';

import type { Recurrence } from '../../care/recurrence.js';
import type { VisitType } from '../../care/visit.js';
import type { BillVisitInput } from '../../changes/bill-visit.js';
import type { ChangeVisitServiceInput } from '../../changes/change-visit-service.js';
import type { CompleteVisitInput } from '../../changes/complete-visit.js';
import type { CorrectVisitInput } from '../../changes/correct-visit.js';
import type { MissVisitInput } from '../../changes/miss-visit.js';
import type { NotifyPhysicianInput } from '../../changes/notify-physician.js';
import type { PinVisitInput } from '../../changes/pin-visit.js';
import type { ReassignVisitInput } from '../../changes/reassign-visit.js';
import type { RescheduleVisitInput } from '../../changes/reschedule-visit.js';
import type { ScheduleVisitSeriesInput } from '../../changes/schedule-visit-series.js';
import type { ScheduleVisitInput } from '../../changes/schedule-visit.js';
import type { VisitInput } from '../../changes/visit-changes.js';
import { DateTime } from '../scalars.js';
import { VisitTypeEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifierInput } from './identifier-input.js';
import { VersionedInput } from './versioned-input.js';

@InputType()
abstract class PlannedVisitInput implements Given<ScheduleVisitInput> {
  @Field(() => ID, { description: 'Who is to be visited.' })
  patientId!: string;

  @Field(() => String, { description: 'The HCPCS code of the service, such as G0299 for a nurse or G0151 for a physical therapist.' })
  serviceCode!: string;

  @Field(() => [String], { nullable: true, description: 'Modifiers of the code, at most four.' })
  modifiers?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Who is to make the visit; nobody yet when left out.' })
  staffId?: string | null;

  @Field(() => DateTime, { description: 'When the visit is to start.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When the visit is to end, at most 24 hours later.' })
  endsAt!: Date;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is a visit as needed, under the PRN part of an order.' })
  isAsNeeded?: boolean | null;

  @Field(() => VisitTypeEnum, { nullable: true, description: 'The occasion it is planned for; ROUTINE when left out.' })
  type?: VisitType | null;

  @Field(() => String, { nullable: true, description: 'Where it takes place, as a CMS place of service code of two digits; 12, the home, when left out.' })
  placeOfService?: string | null;
}

@InputType('ScheduleVisitInput', { description: 'One visit to plan.' })
export class ScheduleVisitInputType extends PlannedVisitInput {
  @Field(() => [IdentifierInput], { nullable: true, description: 'Names that other systems give to the visit, at most 20.' })
  identifiers?: IdentifierInput[] | null;
}

@InputType('RecurrenceInput', { description: 'The same visit again, at the same time by the clock on the wall.' })
export class RecurrenceInput implements Recurrence {
  @Field(() => [Int], { description: 'Days of the week, 0 for Sunday to 6 for Saturday. The day of the first visit must be among them.' })
  weekdays!: number[];

  @Field(() => Int, { defaultValue: 1, description: '1 for every week, 2 for every other week, up to 12.' })
  everyWeeks!: number;

  @Field(() => Int, { description: 'How many visits in all, the first included; at most 200.' })
  count!: number;
}

@InputType('ScheduleVisitSeriesInput', { description: 'A series of visits to plan, given by its first visit and how it recurs. All of it is planned or none.' })
export class ScheduleVisitSeriesInputType extends PlannedVisitInput implements Given<ScheduleVisitSeriesInput> {
  @Field(() => RecurrenceInput, { description: 'How the first visit recurs.' })
  recurrence!: RecurrenceInput;
}

@InputType('VisitInput', { description: 'A visit that something happened to.' })
export class VisitInputType extends VersionedInput implements Given<VisitInput> {
  @Field(() => ID, { description: 'The visit that is to be changed so.' })
  visitId!: string;
}

@InputType('RescheduleVisitInput', { description: 'Another time for a visit that is still only planned.' })
export class RescheduleVisitInputType extends VisitInputType implements Given<RescheduleVisitInput> {
  @Field(() => DateTime, { description: 'When the visit is now to start.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When the visit is now to end, at most 24 hours later.' })
  endsAt!: Date;
}

@InputType('ReassignVisitInput', { description: 'Someone else for a visit that is still only planned.' })
export class ReassignVisitInputType extends VisitInputType implements Given<ReassignVisitInput> {
  @Field(() => ID, { nullable: true, description: 'Who is now to make the visit, or null for nobody yet. It must be said.' })
  staffId?: string | null;
}

@InputType('CompleteVisitInput', { description: 'A visit that took place.' })
export class CompleteVisitInputType extends VisitInputType implements Given<CompleteVisitInput> {
  @Field(() => DateTime, { nullable: true, description: 'When work really began; the planned start when left out.' })
  actualStartsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When work really ended; the planned end when left out.' })
  actualEndsAt?: Date | null;
}

@InputType('ChangeVisitServiceInput', { description: 'Another service, type or place for a visit that is not billed yet. What is left out stays as it is.' })
export class ChangeVisitServiceInputType extends VisitInputType implements Given<ChangeVisitServiceInput> {
  @Field(() => String, { nullable: true, description: 'The HCPCS code of the service.' })
  serviceCode?: string | null;

  @Field(() => [String], { nullable: true, description: 'Modifiers of the code, at most four, in place of those before.' })
  modifiers?: string[] | null;

  @Field(() => VisitTypeEnum, { nullable: true, description: 'The occasion it is then planned for; as it was when left out.' })
  type?: VisitType | null;

  @Field(() => String, { nullable: true, description: 'Where it takes place, as a CMS place of service code of two digits.' })
  placeOfService?: string | null;
}

@InputType('PinVisitInput', { description: 'The line of an authorization that a visit is to draw on.' })
export class PinVisitInputType extends VisitInputType implements Given<PinVisitInput> {
  @Field(() => ID, { nullable: true, description: 'A line of the same patient, or null to have it worked out again. It must be said.' })
  lineId?: string | null;
}

@InputType('CorrectVisitInput', { description: 'The times that were really worked, where others had been recorded. The reason is given beside the input.' })
export class CorrectVisitInputType extends VisitInputType implements Given<CorrectVisitInput> {
  @Field(() => DateTime, { description: 'When work really began.' })
  actualStartsAt!: Date;

  @Field(() => DateTime, { description: 'When work really ended.' })
  actualEndsAt!: Date;
}

@InputType('MissVisitInput', { description: 'A visit that should have taken place and did not.' })
export class MissVisitInputType extends VisitInputType implements Given<MissVisitInput> {
  @Field(() => DateTime, { nullable: true, description: 'When the physician was told of it, if that has been done.' })
  physicianNotifiedAt?: Date | null;
}

@InputType('NotifyPhysicianInput', { description: 'The physician was told that a visit did not take place.' })
export class NotifyPhysicianInputType extends VisitInputType implements Given<NotifyPhysicianInput> {
  @Field(() => DateTime, { nullable: true, description: 'When; now when left out.' })
  notifiedAt?: Date | null;
}

@InputType('BillVisitInput', { description: 'A visit for which the claim went out.' })
export class BillVisitInputType extends VisitInputType implements Given<BillVisitInput> {
  @Field(() => Int, { nullable: true, description: 'The minutes that the claim states, where they are not those worked; at most 1440.' })
  billedMinutes?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'True for a corrected claim, which takes the place of the one before.' })
  isCorrection?: boolean | null;
}
