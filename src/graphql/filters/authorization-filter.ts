import { Field, ID, InputType } from 'type-graphql';

import { checkedOptionalText } from '../../base/check.js';
import type { AuthorizationFilter } from '../../db/queries/lists/authorizations.js';
import { LocalDate } from '../scalars.js';
import { idIn } from './ids.js';
import { sortInput } from './sort.js';

@InputType('AuthorizationFilter', { description: 'Which authorizations to list: those for which everything that is given holds.' })
export class AuthorizationFilterInput implements AuthorizationFilter {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this payer.' })
  payerId?: string | null;

  @Field(() => String, { nullable: true, description: 'With exactly this certification number.' })
  number?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Not cancelled, and with a line that covers this date.' })
  activeOn?: string | null;
}

export const AuthorizationSort = sortInput('Authorization', { RECORDED: 'When the authorization was recorded.' });

export function authorizationFilterOf(filter: AuthorizationFilterInput | null | undefined): AuthorizationFilter {
  return {
    ...filter,
    patientId: idIn(filter, 'patientId', 'Patient'),
    payerId: idIn(filter, 'payerId', 'Payer'),
    number: checkedOptionalText(filter?.number, ['filter', 'number'], 80),
  };
}
