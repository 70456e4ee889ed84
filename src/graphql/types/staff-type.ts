import { Field, ObjectType } from 'type-graphql';

import type { Staff } from '../../care/agency.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { DisciplineEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('STAFF')
@Shows('COLLEAGUE')
@ObjectType('Staff', { implements: NodeType, simpleResolvers: true, description: 'Someone who gives care.' })
export class StaffType implements Pick<Staff, 'givenName' | 'familyName' | 'disciplines' | 'credential' | 'credentialExpiresOn' | 'npi'> {
  @Field(() => String, { description: 'First name, as it is signed.' })
  givenName!: Staff['givenName'];

  @Field(() => String, { description: 'Last name, as it is signed.' })
  familyName!: Staff['familyName'];

  @Field(() => [DisciplineEnum], { description: 'The disciplines in which this person gives care.' })
  disciplines!: Staff['disciplines'];

  @Field(() => String, { nullable: true, description: 'RN, LPN, PT, PTA and so on, as signed under notes.' })
  credential!: Staff['credential'];

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which the credential is valid; none when it is not known to end.' })
  credentialExpiresOn!: Staff['credentialExpiresOn'];

  @Field(() => String, { nullable: true, description: 'National Provider Identifier.' })
  npi!: Staff['npi'];
}

export const StaffConnection = connectionType('Staff', StaffType, 'staff');
