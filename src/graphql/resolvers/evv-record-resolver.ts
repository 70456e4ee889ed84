import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { EVV_MEMBER_ID } from '../../db/queries/sealed-columns.js';
import type { EvvRecordRow } from '../../db/rows/evv-record-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { fromRow, ReadAs, toOne } from '../plans/read-as.js';
import { EvvRecordType } from '../types/evv-record-type.js';
import { PatientType } from '../types/patient-type.js';
import { StaffType } from '../types/staff-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => EvvRecordType)
export class EvvRecordResolver {
  @ReadAs(fromRow('id', 'memberId'))
  @FieldResolver(() => String, { nullable: true, description: 'The patient\'s number with the payer, as it was recorded; none when none was, and null for roles that may not read identity numbers. It is kept sealed.' })
  memberId(@Root() { id, memberId }: EvvRecordRow, @Ctx() context: GraphContext): Promise<string> | string | null {
    return context.opened({ column: EVV_MEMBER_ID, recordId: id }, memberId);
  }

  @ReadAs(toOne(VisitRow, 'visitId'))
  @FieldResolver(() => VisitType, { description: 'The visit that it verifies.' })
  async visit(@Root() { visitId }: EvvRecordRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow> {
    return one(loaders.record(VisitRow), visitId);
  }

  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Who was visited.' })
  async patient(@Root() { patientId }: EvvRecordRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @ReadAs(toOne(StaffRow, 'staffId'))
  @FieldResolver(() => StaffType, { nullable: true, description: 'Who made the visit, as it was recorded.' })
  async staff(@Root() { staffId }: EvvRecordRow, @Ctx() { loaders }: GraphContext): Promise<StaffRow | null> {
    return oneOrNone(loaders.record(StaffRow), staffId);
  }
}
