import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { allocationsOfVisits, evvRecordsOfVisits, MOST_CHILDREN, notesOfVisits, openFindingsOfPatients, scheduleChangesOfVisits } from '../../db/queries/children.js';
import type { AllocationRow } from '../../db/rows/allocation-row.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import type { EvvRecordRow } from '../../db/rows/evv-record-row.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import type { NoteRow } from '../../db/rows/note-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { ScheduleChangeRow } from '../../db/rows/schedule-change-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import type { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { ReadAs, toChildren, toChildrenNaming, toFirstChild, toOne } from '../plans/read-as.js';
import { AllocationType } from '../types/allocation-type.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { EvvRecordType } from '../types/evv-record-type.js';
import { FindingType } from '../types/finding-type.js';
import { NoteType } from '../types/note-type.js';
import { PatientType } from '../types/patient-type.js';
import { ScheduleChangeType } from '../types/schedule-change-type.js';
import { StaffType } from '../types/staff-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => VisitType)
export class VisitResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Who is visited.' })
  async patient(@Root() { patientId }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @ReadAs(toOne(StaffRow, 'staffId'))
  @FieldResolver(() => StaffType, { nullable: true, description: 'Who makes the visit; none while nobody is assigned.' })
  async staff(@Root() { staffId }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<StaffRow | null> {
    return oneOrNone(loaders.record(StaffRow), staffId);
  }

  @ReadAs(toFirstChild(notesOfVisits))
  @FieldResolver(() => NoteType, { nullable: true, description: 'What was written about it; none before anything is.' })
  async note(@Root() { id }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<NoteRow | null> {
    const [note] = await loaders.children(notesOfVisits).load(id);
    return note ?? null;
  }

  @ReadAs(toFirstChild(evvRecordsOfVisits))
  @FieldResolver(() => EvvRecordType, { nullable: true, description: 'Its electronic verification; none before anything is recorded.' })
  async evvRecord(@Root() { id }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<EvvRecordRow | null> {
    const [record] = await loaders.children(evvRecordsOfVisits).load(id);
    return record ?? null;
  }

  @ReadAs(toOne(AuthorizationLineRow, 'pinnedLineId'))
  @FieldResolver(() => AuthorizationLineType, { nullable: true, description: 'The line that someone chose for it to draw on; none where that is worked out.' })
  async pinnedLine(@Root() { pinnedLineId }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow | null> {
    return oneOrNone(loaders.record(AuthorizationLineRow), pinnedLineId);
  }

  @ReadAs(toChildren(scheduleChangesOfVisits))
  @FieldResolver(() => [ScheduleChangeType], { description: `What was done to it, the latest first; at most ${MOST_CHILDREN}.` })
  async scheduleChanges(@Root() { id }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<readonly ScheduleChangeRow[]> {
    return loaders.children(scheduleChangesOfVisits).load(id);
  }

  @ReadAs(toChildren(allocationsOfVisits))
  @FieldResolver(() => [AllocationType], { description: 'What it draws on authorizations. Empty when it draws nothing.' })
  async allocations(@Root() { id }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<readonly AllocationRow[]> {
    return loaders.children(allocationsOfVisits).load(id);
  }

  /** Findings are kept by patient and few are open, so those of a patient's visits are read together. */
  @ReadAs(toChildrenNaming(openFindingsOfPatients, 'patientId', 'visitIds'))
  @FieldResolver(() => [FindingType], { description: 'What is wrong with it now, the gravest first.' })
  async findings(@Root() { id, patientId }: VisitRow, @Ctx() { loaders }: GraphContext): Promise<readonly FindingRow[]> {
    const open = await loaders.children(openFindingsOfPatients).load(patientId);
    return open.filter(({ visitIds }) => visitIds.includes(id));
  }
}
