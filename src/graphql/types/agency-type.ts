import { Field, ObjectType } from 'type-graphql';

import type { Agency } from '../../care/agency.js';
import { Shows } from '../classes/shows.js';
import { NodeType } from './node-type.js';

@Shows('OPERATIONAL')
@ObjectType('Agency', { implements: NodeType, simpleResolvers: true, description: 'A home-care agency. Everything a caller can see belongs to one agency.' })
export class AgencyType implements Pick<Agency, 'slug' | 'name'> {
  @Field(() => String, { description: 'The agency\'s short name, as in addresses and tokens.' })
  slug!: Agency['slug'];

  @Field(() => String, { description: 'The agency\'s name.' })
  name!: Agency['name'];
}
