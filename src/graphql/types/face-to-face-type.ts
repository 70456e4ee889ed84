import { Field, ObjectType } from 'type-graphql';

import type { FaceToFace } from '../../care/face-to-face.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { LocalDate } from '../scalars.js';
import { PractitionerKindEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('FaceToFace', { implements: NodeType, simpleResolvers: true, description: 'The encounter with a practitioner that a certification rests on.' })
export class FaceToFaceType implements Pick<FaceToFace, 'occurredOn' | 'practitionerKind'> {
  @Field(() => LocalDate, { description: 'When it was.' })
  occurredOn!: FaceToFace['occurredOn'];

  @Field(() => PractitionerKindEnum, { description: 'Who saw the patient.' })
  practitionerKind!: FaceToFace['practitionerKind'];
}
