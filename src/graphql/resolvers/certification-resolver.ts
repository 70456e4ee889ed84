import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { CertificationRow } from '../../db/rows/certification-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { CertificationType } from '../types/certification-type.js';
import { PatientType } from '../types/patient-type.js';

@Resolver(() => CertificationType)
export class CertificationResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Whose need is certified.' })
  async patient(@Root() { patientId }: CertificationRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }
}
