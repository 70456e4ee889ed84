import { Field, Int, ObjectType } from 'type-graphql';

import type { Certification } from '../../care/certification.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { CertificationKindEnum } from './enums.js';
import { NodeType } from './node-type.js';

type CertificationFields = 'kind' | 'startsOn' | 'endsOn' | 'certifiedOn' | 'assessedOn' | 'version';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('Certification', { implements: NodeType, simpleResolvers: true, description: 'A period for which a physician certifies that the patient needs home health.' })
export class CertificationType implements Pick<Certification, CertificationFields> {
  @Field(() => CertificationKindEnum, { description: 'Whether it is the first or a later one.' })
  kind!: Certification['kind'];

  @Field(() => LocalDate, { description: 'The first day certified.' })
  startsOn!: Certification['startsOn'];

  @Field(() => LocalDate, { description: 'The last day certified.' })
  endsOn!: Certification['endsOn'];

  @Field(() => LocalDate, { nullable: true, description: 'The date beside the physician\'s signature; none until it is signed.' })
  certifiedOn!: Certification['certifiedOn'];

  @Field(() => LocalDate, { nullable: true, description: 'When the comprehensive assessment for it was made; none until it is.' })
  assessedOn!: Certification['assessedOn'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Certification['version'];
}

export const CertificationConnection = connectionType('Certification', CertificationType, 'certifications');
