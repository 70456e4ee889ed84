import { Field, ID, InputType } from 'type-graphql';

import type { Discipline } from '../../care/service.js';
import type { AuthorizationLineFilter } from '../../db/queries/lists/authorization-lines.js';
import { DisciplineEnum } from '../types/enums.js';
import { idIn } from './ids.js';

@InputType('AuthorizationLineFilter', { description: 'Which lines of authorizations to list: those for which everything that is given holds.' })
export class AuthorizationLineFilterInput {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of patients of this branch.' })
  branchId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this payer.' })
  payerId?: string | null;

  @Field(() => DisciplineEnum, { nullable: true, description: 'For this discipline.' })
  discipline?: Discipline | null;
}

export function authorizationLineFilterOf(filter: AuthorizationLineFilterInput | null | undefined): AuthorizationLineFilter {
  return { ...filter, patientId: idIn(filter, 'patientId', 'Patient'), branchId: idIn(filter, 'branchId', 'Branch'), payerId: idIn(filter, 'payerId', 'Payer') };
}
