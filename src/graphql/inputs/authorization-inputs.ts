import { Field, ID, InputType, Int } from 'type-graphql';

import type { CapPeriod, RequestChannel, RequestType, RequestUrgency, ReviewDecision } from '../../care/authorization.js';
import type { Discipline, UnitDefinition } from '../../care/service.js';
import type { CapInput, LineInput } from '../../changes/authorization-lines.js';
import type { AuthorizationInput } from '../../changes/authorization-changes.js';
import type { ExtendAuthorizationInput } from '../../changes/extend-authorization.js';
import type { RecordAuthorizationInput } from '../../changes/record-authorization.js';
import type { LineRevision, ReviseAuthorizationInput } from '../../changes/revise-authorization.js';
import { DateTime, LocalDate, Units } from '../scalars.js';
import { CapPeriodEnum, DisciplineEnum, RequestChannelEnum, RequestTypeEnum, RequestUrgencyEnum, ReviewDecisionEnum, UnitDefinitionEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';
import { VersionedInput } from './versioned-input.js';

@InputType('AuthorizationCapInput', { description: 'A limit within a line: no more than so many units in each period.' })
export class AuthorizationCapInput implements Given<CapInput> {
  @Field(() => CapPeriodEnum, { description: 'The period that the limit is for.' })
  period!: CapPeriod;

  @Field(() => Int, { nullable: true, description: 'How many days, from 2 to 366. Only with ROLLING_DAYS.' })
  rollingDays?: number | null;

  @Field(() => Units, { description: 'How much at most, in the unit of the line.' })
  units!: number;
}

@InputType('AuthorizationLineInput', { description: 'One service that the payer was asked for, and its answer.' })
export class AuthorizationLineInput implements Given<LineInput> {
  @Field(() => DisciplineEnum, { description: 'The discipline whose visits may draw on it.' })
  discipline!: Discipline;

  @Field(() => String, { nullable: true, description: 'The one HCPCS code it is for; every code of the discipline when left out.' })
  serviceCode?: string | null;

  @Field(() => [String], { nullable: true, description: 'Modifiers that a visit must carry to draw on it, at most four.' })
  modifiers?: string[] | null;

  @Field(() => UnitDefinitionEnum, { description: 'What one unit is.' })
  unitDefinition!: UnitDefinition;

  @Field(() => Units, { description: 'How much is authorized; how much was asked for, as long as the payer has not decided.' })
  authorizedUnits!: number;

  @Field(() => LocalDate, { description: 'The first day.' })
  startsOn!: string;

  @Field(() => LocalDate, { description: 'The last day, which is still covered.' })
  endsOn!: string;

  @Field(() => ReviewDecisionEnum, { nullable: true, description: 'The payer\'s answer; CERTIFIED_IN_TOTAL when left out.' })
  decision?: ReviewDecision | null;

  @Field(() => String, { nullable: true, description: 'The payer\'s reason, when it did not approve all of it.' })
  decisionReason?: string | null;

  @Field(() => Int, { nullable: true, description: 'Where several lines fit a visit equally, the lower number is drawn on first; 1 when left out.' })
  priority?: number | null;

  @Field(() => [Int], { nullable: true, description: 'The only days of the week on which care is approved, 0 for Sunday to 6 for Saturday; all of them when left out.' })
  allowedWeekdays?: number[] | null;

  @Field(() => [LocalDate], { nullable: true, description: 'Dates on which no care is approved, at most 366.' })
  blackoutDates?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The only staff whose visits it covers, at most 100; anyone\'s when left out or empty.' })
  staffIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The only places of service that it covers, as codes of two digits; all of them when left out or empty.' })
  placesOfService?: string[] | null;

  @Field(() => [AuthorizationCapInput], { nullable: true, description: 'Limits within the line, at most 10.' })
  caps?: AuthorizationCapInput[] | null;
}

@InputType('RecordAuthorizationInput', { description: 'What a payer was asked to approve and what it answered.' })
export class RecordAuthorizationInputType extends IdentifiedInput implements Given<RecordAuthorizationInput> {
  @Field(() => ID, { description: 'For whose care.' })
  patientId!: string;

  @Field(() => ID, { description: 'Who was asked.' })
  payerId!: string;

  @Field(() => ID, { nullable: true, description: 'The coverage of the patient that it belongs to.' })
  coverageId?: string | null;

  @Field(() => String, { nullable: true, description: 'The payer\'s number for it; none while it is undecided.' })
  number?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the payer was asked.' })
  requestedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the payer answered; now when left out and a line is decided.' })
  decidedAt?: Date | null;

  @Field(() => RequestTypeEnum, { nullable: true, description: 'What the payer was asked for; INITIAL when left out.' })
  requestType?: RequestType | null;

  @Field(() => RequestUrgencyEnum, { nullable: true, description: 'How soon the payer was asked to decide; STANDARD when left out.' })
  urgency?: RequestUrgency | null;

  @Field(() => RequestChannelEnum, { nullable: true, description: 'By which way the payer was asked.' })
  channel?: RequestChannel | null;

  @Field(() => [String], { nullable: true, description: 'The ICD-10-CM codes that the payer was told, the primary one first; at most 25.' })
  diagnosisCodes?: string[] | null;

  @Field(() => [AuthorizationLineInput], { description: 'The services, 1 to 50 lines.' })
  lines!: AuthorizationLineInput[];
}

@InputType('ExtendAuthorizationInput', { description: 'An authorization that lasts longer than before, with more units or the same. To shorten it or take units back, revise it.' })
export class ExtendAuthorizationInputType extends VersionedInput implements Given<ExtendAuthorizationInput> {
  @Field(() => ID, { description: 'The authorization that runs longer.' })
  authorizationId!: string;

  @Field(() => LocalDate, { description: 'The new last day.' })
  endsOn!: string;

  @Field(() => [ID], { nullable: true, description: 'Which of its lines; when left out, all that the payer has certified or has yet to decide.' })
  lineIds?: string[] | null;

  @Field(() => Units, { nullable: true, description: 'How much more for each of these lines, in its own unit.' })
  addedUnits?: number | null;
}

@InputType('AuthorizationLineRevision', { description: 'What the payer now says about one line. What is left out stays as it is.' })
export class AuthorizationLineRevision implements Given<LineRevision> {
  @Field(() => ID, { description: 'The line that is no longer as it was.' })
  lineId!: string;

  @Field(() => String, { nullable: true, description: 'Another HCPCS code of the same discipline.' })
  serviceCode?: string | null;

  @Field(() => [String], { nullable: true, description: 'Other modifiers in place of those before.' })
  modifiers?: string[] | null;

  @Field(() => UnitDefinitionEnum, { nullable: true, description: 'What one unit is from now on.' })
  unitDefinition?: UnitDefinition | null;

  @Field(() => Units, { nullable: true, description: 'How much is authorized now.' })
  authorizedUnits?: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'Another first day.' })
  startsOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Another last day.' })
  endsOn?: string | null;

  @Field(() => ReviewDecisionEnum, { nullable: true, description: 'The payer\'s answer.' })
  decision?: ReviewDecision | null;

  @Field(() => String, { nullable: true, description: 'The payer\'s reason.' })
  decisionReason?: string | null;

  @Field(() => Int, { nullable: true, description: 'Another place in the order in which lines are drawn on.' })
  priority?: number | null;

  @Field(() => [Int], { nullable: true, description: 'Other days of the week; all seven to lift the restriction.' })
  allowedWeekdays?: number[] | null;

  @Field(() => [LocalDate], { nullable: true, description: 'Other dates without care; an empty list takes them all away.' })
  blackoutDates?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Other staff; an empty list lifts the restriction.' })
  staffIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Other places of service; an empty list lifts the restriction.' })
  placesOfService?: string[] | null;

  @Field(() => [AuthorizationCapInput], { nullable: true, description: 'The line\'s limits as they are now, in place of those before; an empty list takes them all away.' })
  caps?: AuthorizationCapInput[] | null;
}

@InputType('ReviseAuthorizationInput', { description: 'A decision that came later, other quantities, other dates, other limits.' })
export class ReviseAuthorizationInputType extends VersionedInput implements Given<ReviseAuthorizationInput> {
  @Field(() => ID, { description: 'The authorization that the payer has spoken of.' })
  authorizationId!: string;

  @Field(() => String, { nullable: true, description: 'The payer\'s number, once it is known.' })
  number?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the payer decided; now when left out and a line is decided for the first time.' })
  decidedAt?: Date | null;

  @Field(() => RequestTypeEnum, { nullable: true, description: 'What the payer was asked for this time.' })
  requestType?: RequestType | null;

  @Field(() => RequestUrgencyEnum, { nullable: true, description: 'How soon the payer was asked to decide.' })
  urgency?: RequestUrgency | null;

  @Field(() => RequestChannelEnum, { nullable: true, description: 'By which way the payer was asked.' })
  channel?: RequestChannel | null;

  @Field(() => [String], { nullable: true, description: 'The ICD-10-CM codes that the payer was told, the primary one first; at most 25.' })
  diagnosisCodes?: string[] | null;

  @Field(() => [AuthorizationLineRevision], { nullable: true, description: 'Lines that are different now, each once.' })
  lines?: AuthorizationLineRevision[] | null;

  @Field(() => [AuthorizationLineInput], { nullable: true, description: 'Lines that are new. It can have 50 lines in all.' })
  addedLines?: AuthorizationLineInput[] | null;
}

@InputType('CancelAuthorizationInput', { description: 'An authorization that is withdrawn as a whole.' })
export class CancelAuthorizationInputType extends VersionedInput implements Given<AuthorizationInput> {
  @Field(() => ID, { description: 'The authorization that is withdrawn.' })
  authorizationId!: string;
}
