import { Field, Int, ObjectType } from 'type-graphql';

import type { AsNeeded, FrequencyPhase, Order, ParsedFrequency } from '../../care/order.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime, LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { DisciplineEnum, FrequencyPeriodEnum, OrderKindEnum, OrderStatusEnum, OrderUrgencyEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('FrequencyPhase', { simpleResolvers: true, description: 'One stretch of an ordered frequency; the stretches follow each other. 2w4 is two visits a week for four weeks.' })
export class FrequencyPhaseType implements FrequencyPhase {
  @Field(() => Int, { description: 'The fewest visits in a period: 1 in 1-2w9.' })
  visitsAtLeast!: FrequencyPhase['visitsAtLeast'];

  @Field(() => Int, { description: 'The most visits in a period, which are the ordered ones: 2 in 1-2w9.' })
  visitsAtMost!: FrequencyPhase['visitsAtMost'];

  @Field(() => FrequencyPeriodEnum, { description: 'The period in which visits are counted.' })
  period!: FrequencyPhase['period'];

  @Field(() => Int, { description: 'Every how many periods: 2 when visits are every other week.' })
  every!: FrequencyPhase['every'];

  @Field(() => Int, { description: 'For how many periods the stretch lasts.' })
  periods!: FrequencyPhase['periods'];
}

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('AsNeeded', { simpleResolvers: true, description: 'Visits allowed as the need arises.' })
export class AsNeededType implements AsNeeded {
  @Field(() => Int, { nullable: true, description: 'How many before a new order is needed; none when the order does not say.' })
  count!: AsNeeded['count'];

  @Field(() => String, { nullable: true, description: 'What must have happened.' })
  trigger!: AsNeeded['trigger'];
}

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('Frequency', { simpleResolvers: true, description: 'An ordered frequency as it was understood.' })
export class FrequencyType implements ParsedFrequency {
  @Field(() => [FrequencyPhaseType], { description: 'Its stretches, in order.' })
  phases!: ParsedFrequency['phases'];

  @Field(() => AsNeededType, { nullable: true, description: 'The visits allowed besides, as the need arises.' })
  asNeeded!: ParsedFrequency['asNeeded'];
}

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('OrderDemand', { simpleResolvers: true, description: 'How many visits an order asks for over its whole length.' })
export class OrderDemandType {
  @Field(() => Int, { description: 'The ordered visits: the upper end of every range.' })
  planned!: number;

  @Field(() => Int, { description: 'With every visit that is allowed as needed.' })
  atMost!: number;

  @Field(() => Int, { description: 'The lower end of every range.' })
  atLeast!: number;
}

type OrderFields =
  | 'kind' | 'discipline' | 'serviceCode' | 'frequencyText' | 'frequency' | 'startsOn' | 'endsOn' | 'physicianName' | 'physicianNpi' | 'status' | 'receivedAt' | 'sentAt'
  | 'signedAt' | 'signatureDate' | 'discontinuedOn' | 'urgency' | 'mustBeSeenBy' | 'diagnosisCodes' | 'version';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('Order', { implements: NodeType, simpleResolvers: true, description: 'A physician\'s order for care of one discipline.' })
export class OrderType implements Pick<Order, OrderFields> {
  @Field(() => OrderKindEnum, { description: 'What kind of order it is.' })
  kind!: Order['kind'];

  @Field(() => DisciplineEnum, { description: 'The discipline that is to give the care.' })
  discipline!: Order['discipline'];

  @Field(() => String, { nullable: true, description: 'The service ordered; none when any of the discipline will do.' })
  serviceCode!: Order['serviceCode'];

  @Field(() => String, { description: 'The frequency as it was received, such as 2w4,1w5,3PRN.' })
  frequencyText!: Order['frequencyText'];

  @Field(() => FrequencyType, { nullable: true, description: 'The frequency as it was understood; none when the text can mean several things or cannot be read.' })
  frequency!: Order['frequency'];

  @Field(() => LocalDate, { description: 'The first day it covers.' })
  startsOn!: Order['startsOn'];

  @Field(() => LocalDate, { nullable: true, description: 'The last day it covers; none while it is open.' })
  endsOn!: Order['endsOn'];

  @Field(() => String, { description: 'The physician who ordered.' })
  physicianName!: Order['physicianName'];

  @Field(() => String, { nullable: true, description: 'The physician\'s National Provider Identifier.' })
  physicianNpi!: Order['physicianNpi'];

  @Field(() => OrderStatusEnum, { description: 'How far it is on its way to a signature.' })
  status!: Order['status'];

  @Field(() => DateTime, { description: 'When it reached the agency.' })
  receivedAt!: Order['receivedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When it was sent for signature.' })
  sentAt!: Order['sentAt'];

  @Field(() => DateTime, { nullable: true, description: 'When the signature reached the agency.' })
  signedAt!: Order['signedAt'];

  @Field(() => LocalDate, { nullable: true, description: 'The date beside the signature. A signature without it does not count.' })
  signatureDate!: Order['signatureDate'];

  @Field(() => LocalDate, { nullable: true, description: 'The first day it no longer covers, when it was ended before its time or replaced by another order.' })
  discontinuedOn!: Order['discontinuedOn'];

  @Field(() => OrderUrgencyEnum, { description: 'How soon it wants care to begin.' })
  urgency!: Order['urgency'];

  @Field(() => LocalDate, { nullable: true, description: 'The last date for the first visit; none when it sets none.' })
  mustBeSeenBy!: Order['mustBeSeenBy'];

  @Shows('CLINICAL_CODE')
  @Field(() => [String], { description: 'The ICD-10-CM codes that the physician gave, the primary one first.' })
  diagnosisCodes!: Order['diagnosisCodes'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Order['version'];
}

export const OrderConnection = connectionType('Order', OrderType, 'orders');
