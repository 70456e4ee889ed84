import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { mayRead } from '../../auth/permissions.js';
import type { NoteAmendment, NoteElement } from '../../care/note.js';
import { noteList } from '../../db/queries/lists/notes.js';
import type { NoteRow } from '../../db/rows/note-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import { type Connection, connection, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { NoteFilterInput, noteFilterOf, NoteSort } from '../filters/note-filter.js';
import { NoteAmendmentType, NoteConnection, NoteElementType, NoteType } from '../types/note-type.js';
import { PatientType } from '../types/patient-type.js';
import { StaffType } from '../types/staff-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => NoteType)
export class NoteResolver {
  @Query(() => NoteConnection, { description: 'What was written about visits.' })
  async notes(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => NoteFilterInput, { nullable: true, description: 'Which of it; all when left out.' }) filter: NoteFilterInput | null,
    @Arg('sort', () => NoteSort, { nullable: true, description: 'The one written last first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<NoteRow>> {
    return connection(context, { list: noteList, filter: noteFilterOf(filter), sort: sort ?? { by: 'WRITTEN_AT', direction: 'DESC' }, page });
  }

  @FieldResolver(() => VisitType, { description: 'The visit it is about.' })
  async visit(@Root() { visitId }: NoteRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow> {
    return one(loaders.record(VisitRow), visitId);
  }

  @FieldResolver(() => PatientType, { description: 'The patient it is about.' })
  async patient(@Root() { patientId }: NoteRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @FieldResolver(() => StaffType, { nullable: true, description: 'Who wrote it; none when that is not known.' })
  async author(@Root() { authorStaffId }: NoteRow, @Ctx() { loaders }: GraphContext): Promise<StaffRow | null> {
    return oneOrNone(loaders.record(StaffRow), authorStaffId);
  }
}

@Resolver(() => NoteElementType)
export class NoteElementResolver {
  @FieldResolver(() => String, { nullable: true, description: 'What it says; null for roles that may not read the text of notes.' })
  text(@Root() { text }: NoteElement, @Ctx() { viewer }: GraphContext): string | null {
    return mayRead(viewer.role, 'NARRATIVE') ? text : null;
  }
}

@Resolver(() => NoteAmendmentType)
export class NoteAmendmentResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Why; null for roles that may not read the text of notes.' })
  reason(@Root() { reason }: NoteAmendment, @Ctx() { viewer }: GraphContext): string | null {
    return mayRead(viewer.role, 'NARRATIVE') ? reason : null;
  }
}
