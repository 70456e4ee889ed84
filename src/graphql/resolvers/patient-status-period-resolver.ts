import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { PatientRow } from '../../db/rows/patient-row.js';
import type { PatientStatusPeriodRow } from '../../db/rows/patient-status-period-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { PatientStatusPeriodType } from '../types/patient-status-period-type.js';
import { PatientType } from '../types/patient-type.js';

@Resolver(() => PatientStatusPeriodType)
export class PatientStatusPeriodResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Who stands so.' })
  async patient(@Root() { patientId }: PatientStatusPeriodRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }
}
