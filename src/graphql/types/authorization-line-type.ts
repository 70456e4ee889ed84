import { Field, Int, ObjectType } from 'type-graphql';

import type { AuthorizationLine } from '../../care/authorization.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { LocalDate, Units } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { DisciplineEnum, ReviewDecisionEnum, UnitDefinitionEnum } from './enums.js';
import { NodeType } from './node-type.js';

type LineFields =
  | 'discipline' | 'serviceCode' | 'modifiers' | 'unitDefinition' | 'authorizedMilliUnits' | 'startsOn' | 'endsOn' | 'decision' | 'decisionReason' | 'priority'
  | 'allowedWeekdays' | 'blackoutDates' | 'placesOfService';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('AuthorizationLine', { implements: NodeType, simpleResolvers: true, description: 'One service of an authorization: how much of it, and between which dates.' })
export class AuthorizationLineType implements Pick<AuthorizationLine, LineFields> {
  @Field(() => DisciplineEnum, { description: 'The discipline whose visits may draw on it.' })
  discipline!: AuthorizationLine['discipline'];

  @Field(() => String, { nullable: true, description: 'The service it is for; none when it is for every service of the discipline.' })
  serviceCode!: AuthorizationLine['serviceCode'];

  @Field(() => [String], { description: 'Modifiers that a service must carry to be covered.' })
  modifiers!: AuthorizationLine['modifiers'];

  @Field(() => UnitDefinitionEnum, { description: 'What one unit of this line is.' })
  unitDefinition!: AuthorizationLine['unitDefinition'];

  @Field(() => Units, { name: 'authorizedUnits', simple: false, description: 'How much the payer authorized.' })
  authorizedMilliUnits!: AuthorizationLine['authorizedMilliUnits'];

  @Field(() => LocalDate, { description: 'The first date of care it covers.' })
  startsOn!: AuthorizationLine['startsOn'];

  @Field(() => LocalDate, { description: 'The last date of care it covers.' })
  endsOn!: AuthorizationLine['endsOn'];

  @Field(() => ReviewDecisionEnum, { description: 'What the payer decided.' })
  decision!: AuthorizationLine['decision'];

  @Field(() => String, { nullable: true, description: 'Why, when the payer did not approve what was asked.' })
  decisionReason!: AuthorizationLine['decisionReason'];

  @Field(() => Int, { description: 'Of lines that fit equally, the one with the lower number is drawn on first.' })
  priority!: AuthorizationLine['priority'];

  @Field(() => [Int], { nullable: true, description: 'The only days of the week on which it covers care, 0 for Sunday to 6 for Saturday; none when it covers all of them.' })
  allowedWeekdays!: AuthorizationLine['allowedWeekdays'];

  @Field(() => [LocalDate], { description: 'Dates on which it covers no care.' })
  blackoutDates!: AuthorizationLine['blackoutDates'];

  @Field(() => [String], { description: 'The only places of service that it covers, as codes of two digits; empty when it covers all of them.' })
  placesOfService!: AuthorizationLine['placesOfService'];
}

export const AuthorizationLineConnection = connectionType('AuthorizationLine', AuthorizationLineType, 'lines of authorizations');
