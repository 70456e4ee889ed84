import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { PatientRow } from '../../db/rows/patient-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import type { SupervisionRow } from '../../db/rows/supervision-row.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { PatientType } from '../types/patient-type.js';
import { StaffType } from '../types/staff-type.js';
import { SupervisionType } from '../types/supervision-type.js';

@Resolver(() => SupervisionType)
export class SupervisionResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Whose care it concerns.' })
  async patient(@Root() { patientId }: SupervisionRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @ReadAs(toOne(StaffRow, 'staffId'))
  @FieldResolver(() => StaffType, { nullable: true, description: 'Who supervised; none when that is not known.' })
  async staff(@Root() { staffId }: SupervisionRow, @Ctx() { loaders }: GraphContext): Promise<StaffRow | null> {
    return oneOrNone(loaders.record(StaffRow), staffId);
  }

  @ReadAs(toOne(StaffRow, 'aideStaffId'))
  @FieldResolver(() => StaffType, { nullable: true, description: 'Which aide was observed; none where it concerns none in particular.' })
  async aide(@Root() { aideStaffId }: SupervisionRow, @Ctx() { loaders }: GraphContext): Promise<StaffRow | null> {
    return oneOrNone(loaders.record(StaffRow), aideStaffId);
  }
}
