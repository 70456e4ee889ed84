import { Field, ID, InputType } from 'type-graphql';

import type { OrderKind, OrderUrgency } from '../../care/order.js';
import type { Discipline } from '../../care/service.js';
import type { DiscontinueOrderInput } from '../../changes/discontinue-order.js';
import type { RecordOrderInput } from '../../changes/record-order.js';
import type { SignOrderInput } from '../../changes/sign-order.js';
import type { UpdateOrderInput } from '../../changes/update-order.js';
import { DateTime, LocalDate } from '../scalars.js';
import { DisciplineEnum, OrderKindEnum, OrderUrgencyEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';
import { VersionedInput } from './versioned-input.js';

@InputType('RecordOrderInput', { description: 'A physician\'s order for one discipline.' })
export class RecordOrderInputType extends IdentifiedInput implements Given<RecordOrderInput> {
  @Field(() => ID, { description: 'For whom it was ordered.' })
  patientId!: string;

  @Field(() => OrderKindEnum, { description: 'The kind of order.' })
  kind!: OrderKind;

  @Field(() => DisciplineEnum, { description: 'The discipline that is ordered.' })
  discipline!: Discipline;

  @Field(() => String, { nullable: true, description: 'The one HCPCS code that is ordered; any of the discipline when left out.' })
  serviceCode?: string | null;

  @Field(() => String, { description: 'How often, as written: 2w4,1w5,3PRN is two visits a week for four weeks, one a week for five, and three as needed. What cannot be read is kept as it is, and is a finding.' })
  frequencyText!: string;

  @Field(() => LocalDate, { description: 'The first day that the order covers.' })
  startsOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'The last day that the order covers; none when it follows from the frequency alone.' })
  endsOn?: string | null;

  @Field(() => String, { description: 'Who ordered it.' })
  physicianName!: string;

  @Field(() => String, { nullable: true, description: 'The physician\'s National Provider Identifier.' })
  physicianNpi?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the order was received; now when left out.' })
  receivedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it went out for the physician\'s signature, if it has.' })
  sentAt?: Date | null;

  @Field(() => OrderUrgencyEnum, { nullable: true, description: 'How soon it wants care to begin; ROUTINE when left out.' })
  urgency?: OrderUrgency | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last date for the first visit, if the order sets one.' })
  mustBeSeenBy?: string | null;

  @Field(() => [String], { nullable: true, description: 'The ICD-10-CM codes that the physician gave, the primary one first; at most 25.' })
  diagnosisCodes?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'An order of the same patient and discipline that this one replaces: from the first day of this one on, that one supports no visit.' })
  supersedesOrderId?: string | null;
}

@InputType('UpdateOrderInput', { description: 'Who ordered and how the order is followed up, put right. What is left out stays as it is; what is ordered is changed by another order that supersedes it.' })
export class UpdateOrderInputType extends VersionedInput implements Given<UpdateOrderInput> {
  @Field(() => ID, { description: 'The order to correct.' })
  orderId!: string;

  @Field(() => String, { nullable: true, description: 'Who ordered it.' })
  physicianName?: string | null;

  @Field(() => String, { nullable: true, description: 'National Provider Identifier of whoever ordered it; null when it is not known.' })
  physicianNpi?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it went out for the physician\'s signature; null when it did not.' })
  sentAt?: Date | null;

  @Field(() => OrderUrgencyEnum, { nullable: true, description: 'How soon care must begin.' })
  urgency?: OrderUrgency | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last date for the first visit; null when the order sets none.' })
  mustBeSeenBy?: string | null;

  @Field(() => [String], { nullable: true, description: 'ICD-10-CM codes, in place of those on record.' })
  diagnosisCodes?: string[] | null;
}

@InputType('SignOrderInput', { description: 'An order that came back signed and dated.' })
export class SignOrderInputType extends VersionedInput implements Given<SignOrderInput> {
  @Field(() => ID, { description: 'The order that came back signed.' })
  orderId!: string;

  @Field(() => LocalDate, { description: 'The date that the physician wrote beside the signature.' })
  signatureDate!: string;
}

@InputType('DiscontinueOrderInput', { description: 'An order that ends before its time.' })
export class DiscontinueOrderInputType extends VersionedInput implements Given<DiscontinueOrderInput> {
  @Field(() => ID, { description: 'The order that ends.' })
  orderId!: string;

  @Field(() => LocalDate, { description: 'The first day that the order no longer covers.' })
  discontinuedOn!: string;
}
