import { Field, ObjectType } from 'type-graphql';

import type { Supervision } from '../../care/supervision.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { DisciplineEnum, SupervisionKindEnum, SupervisionModeEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('Supervision', { implements: NodeType, simpleResolvers: true, description: 'A supervisory visit, or a reassessment by a therapist.' })
export class SupervisionType implements Pick<Supervision, 'kind' | 'discipline' | 'performedOn' | 'mode'> {
  @Field(() => SupervisionKindEnum, { description: 'What was done.' })
  kind!: Supervision['kind'];

  @Field(() => DisciplineEnum, { description: 'Whose care was supervised or reassessed.' })
  discipline!: Supervision['discipline'];

  @Field(() => LocalDate, { description: 'The date on which it was done.' })
  performedOn!: Supervision['performedOn'];

  @Field(() => SupervisionModeEnum, { description: 'Where it was done from.' })
  mode!: Supervision['mode'];
}

export const SupervisionConnection = connectionType('Supervision', SupervisionType, 'supervisions');
