import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { mayRead } from '../../auth/permissions.js';
import type { NoteAmendment, NoteElement } from '../../care/note.js';
import type { NoteRow } from '../../db/rows/note-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { fromRow, ReadAs, toOne } from '../plans/read-as.js';
import { NoteAmendmentType, NoteElementType, NoteType } from '../types/note-type.js';
import { PatientType } from '../types/patient-type.js';
import { StaffType } from '../types/staff-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => NoteType)
export class NoteResolver {
  @ReadAs(toOne(VisitRow, 'visitId'))
  @FieldResolver(() => VisitType, { description: 'The visit it is about.' })
  async visit(@Root() { visitId }: NoteRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow> {
    return one(loaders.record(VisitRow), visitId);
  }

  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'The patient it is about.' })
  async patient(@Root() { patientId }: NoteRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @ReadAs(toOne(StaffRow, 'authorStaffId'))
  @FieldResolver(() => StaffType, { nullable: true, description: 'Who wrote it; none when that is not known.' })
  async author(@Root() { authorStaffId }: NoteRow, @Ctx() { loaders }: GraphContext): Promise<StaffRow | null> {
    return oneOrNone(loaders.record(StaffRow), authorStaffId);
  }
}

@Resolver(() => NoteElementType)
export class NoteElementResolver {
  @ReadAs(fromRow('text'))
  @FieldResolver(() => String, { nullable: true, description: 'What it says; null for roles that may not read the text of notes.' })
  text(@Root() { text }: NoteElement, @Ctx() { viewer }: GraphContext): string | null {
    return mayRead(viewer, 'NARRATIVE') ? text : null;
  }
}

@Resolver(() => NoteAmendmentType)
export class NoteAmendmentResolver {
  @ReadAs(fromRow('reason'))
  @FieldResolver(() => String, { nullable: true, description: 'Why; null for roles that may not read the text of notes.' })
  reason(@Root() { reason }: NoteAmendment, @Ctx() { viewer }: GraphContext): string | null {
    return mayRead(viewer, 'NARRATIVE') ? reason : null;
  }
}
