import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { FaceToFaceRow } from '../../db/rows/face-to-face-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { FaceToFaceType } from '../types/face-to-face-type.js';
import { PatientType } from '../types/patient-type.js';

@Resolver(() => FaceToFaceType)
export class FaceToFaceResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Who was seen.' })
  async patient(@Root() { patientId }: FaceToFaceRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }
}
