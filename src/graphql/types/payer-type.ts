import { Field, ObjectType } from 'type-graphql';

import type { Payer } from '../../care/payer-policy.js';
import { Shows } from '../classes/shows.js';
import { connectionType } from './connection-type.js';
import { PayerKindEnum } from './enums.js';
import { NodeType } from './node-type.js';

@Shows('OPERATIONAL')
@ObjectType('Payer', { implements: NodeType, simpleResolvers: true, description: 'Whoever pays for care: a programme, an insurer, or the patient.' })
export class PayerType implements Pick<Payer, 'name' | 'kind' | 'payerCode'> {
  @Field(() => String, { description: 'The payer\'s name.' })
  name!: Payer['name'];

  @Field(() => PayerKindEnum, { description: 'What kind of payer it is.' })
  kind!: Payer['kind'];

  @Field(() => String, { nullable: true, description: 'The identifier that claims carry for this payer.' })
  payerCode!: Payer['payerCode'];
}

export const PayerConnection = connectionType('Payer', PayerType, 'payers');
