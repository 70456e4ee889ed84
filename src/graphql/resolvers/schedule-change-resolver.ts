import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { VisitSlot } from '../../care/visit.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { ScheduleChangeRow } from '../../db/rows/schedule-change-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { PatientType } from '../types/patient-type.js';
import { ScheduleChangeType, VisitSlotType } from '../types/schedule-change-type.js';
import { StaffType } from '../types/staff-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => ScheduleChangeType)
export class ScheduleChangeResolver {
  @ReadAs(toOne(VisitRow, 'visitId'))
  @FieldResolver(() => VisitType, { description: 'The visit, as it is now.' })
  async visit(@Root() { visitId }: ScheduleChangeRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow> {
    return one(loaders.record(VisitRow), visitId);
  }

  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Whose visit it is.' })
  async patient(@Root() { patientId }: ScheduleChangeRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }
}

@Resolver(() => VisitSlotType)
export class VisitSlotResolver {
  @ReadAs(toOne(StaffRow, 'staffId'))
  @FieldResolver(() => StaffType, { nullable: true, description: 'Who was to make the visit; none when nobody was assigned.' })
  async staff(@Root() { staffId }: VisitSlot, @Ctx() { loaders }: GraphContext): Promise<StaffRow | null> {
    return oneOrNone(loaders.record(StaffRow), staffId);
  }
}
