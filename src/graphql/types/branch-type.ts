import { Field, ObjectType } from 'type-graphql';

import type { Branch } from '../../care/agency.js';
import { Shows } from '../classes/shows.js';
import { connectionType } from './connection-type.js';
import { NodeType } from './node-type.js';

@Shows('OPERATIONAL')
@ObjectType('Branch', { implements: NodeType, simpleResolvers: true, description: 'An office of the agency. Its patients\' dates of care are dates in its time zone.' })
export class BranchType implements Pick<Branch, 'name' | 'timeZone'> {
  @Field(() => String, { description: 'The branch\'s name.' })
  name!: Branch['name'];

  @Field(() => String, { description: 'IANA time zone, such as America/Chicago.' })
  timeZone!: Branch['timeZone'];
}

export const BranchConnection = connectionType('Branch', BranchType, 'branches');
