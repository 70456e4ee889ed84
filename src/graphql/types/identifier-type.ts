import { Field, ObjectType } from 'type-graphql';

import type { Identifier } from '../../care/agency.js';
import { Shows } from '../classes/shows.js';

@Shows('OPERATIONAL')
@ObjectType('Identifier', { simpleResolvers: true, description: 'A name that another system gives to a record.' })
export class IdentifierType implements Identifier {
  @Field(() => String, { description: 'The system that gives the name, as the URI or word by which it is known.' })
  system!: string;

  @Field(() => String, { description: 'The record\'s name there. No other record of the kind has it in this agency.' })
  value!: string;
}
