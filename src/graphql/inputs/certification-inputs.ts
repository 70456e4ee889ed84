import { Field, ID, InputType } from 'type-graphql';

import type { CertificationKind } from '../../care/certification.js';
import type { PractitionerKind } from '../../care/face-to-face.js';
import type { RecordCertificationInput } from '../../changes/record-certification.js';
import type { RecordFaceToFaceInput } from '../../changes/record-face-to-face.js';
import type { UpdateCertificationInput } from '../../changes/update-certification.js';
import { LocalDate } from '../scalars.js';
import { CertificationKindEnum, PractitionerKindEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';
import { VersionedInput } from './versioned-input.js';

@InputType('RecordCertificationInput', { description: 'A period for which a physician certifies, or is to certify, that the patient needs home health.' })
export class RecordCertificationInputType extends IdentifiedInput implements Given<RecordCertificationInput> {
  @Field(() => ID, { description: 'Whose need is certified.' })
  patientId!: string;

  @Field(() => CertificationKindEnum, { description: 'Whether it is the first or a later one.' })
  kind!: CertificationKind;

  @Field(() => LocalDate, { description: 'The first day. No two periods of a patient overlap.' })
  startsOn!: string;

  @Field(() => LocalDate, { description: 'The last day.' })
  endsOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'The date beside the physician\'s signature, once it is there.' })
  certifiedOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'When the comprehensive assessment for the period was made, if it has been.' })
  assessedOn?: string | null;
}

@InputType('UpdateCertificationInput', { description: 'What became known of a certification later. What is left out stays as it is.' })
export class UpdateCertificationInputType extends VersionedInput implements Given<UpdateCertificationInput> {
  @Field(() => ID, { description: 'The certification that was signed, or is otherwise no longer as it was.' })
  certificationId!: string;

  @Field(() => LocalDate, { nullable: true, description: 'The date beside the physician\'s signature; null when it is not signed after all.' })
  certifiedOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'When the comprehensive assessment was made; null when it was not made after all.' })
  assessedOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Another last day.' })
  endsOn?: string | null;
}

@InputType('RecordFaceToFaceInput', { description: 'An encounter with a practitioner, on which a certification may rest.' })
export class RecordFaceToFaceInputType extends IdentifiedInput implements Given<RecordFaceToFaceInput> {
  @Field(() => ID, { description: 'Who was seen.' })
  patientId!: string;

  @Field(() => LocalDate, { description: 'The date of the encounter.' })
  occurredOn!: string;

  @Field(() => PractitionerKindEnum, { description: 'Who saw the patient.' })
  practitionerKind!: PractitionerKind;
}
