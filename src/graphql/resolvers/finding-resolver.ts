import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { mayRead } from '../../auth/permissions.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import { asTold } from '../as-told.js';
import { classOfEvidence } from '../classes/class-of-evidence.js';
import type { GraphContext } from '../context.js';
import { many, one, oneOrNone } from '../edges.js';
import { fromRow, ReadAs, toMany, toOne } from '../plans/read-as.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { EvidenceType, FindingType } from '../types/finding-type.js';
import { NoteType } from '../types/note-type.js';
import { OrderType } from '../types/order-type.js';
import { PatientType } from '../types/patient-type.js';
import { PayerType } from '../types/payer-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => FindingType)
export class FindingResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'The patient concerned.' })
  async patient(@Root() { patientId }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @ReadAs(toOne(PayerRow, 'payerId'))
  @FieldResolver(() => PayerType, { nullable: true, description: 'The payer whose requirements are not met.' })
  async payer(@Root() { payerId }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<PayerRow | null> {
    return oneOrNone(loaders.record(PayerRow), payerId);
  }

  @ReadAs(toMany(VisitRow, 'visitIds'))
  @FieldResolver(() => [VisitType], { description: 'The visits concerned.' })
  async visits(@Root() { visitIds }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow[]> {
    return many(loaders.record(VisitRow), visitIds);
  }

  @ReadAs(toOne(OrderRow, 'orderId'))
  @FieldResolver(() => OrderType, { nullable: true, description: 'The order concerned.' })
  async order(@Root() { orderId }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<OrderRow | null> {
    return oneOrNone(loaders.record(OrderRow), orderId);
  }

  @ReadAs(toOne(AuthorizationRow, 'authorizationId'))
  @FieldResolver(() => AuthorizationType, { nullable: true, description: 'The authorization concerned.' })
  async authorization(@Root() { authorizationId }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<AuthorizationRow | null> {
    return oneOrNone(loaders.record(AuthorizationRow), authorizationId);
  }

  @ReadAs(toOne(AuthorizationLineRow, 'lineId'))
  @FieldResolver(() => AuthorizationLineType, { nullable: true, description: 'The line of the authorization concerned.' })
  async line(@Root() { lineId }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow | null> {
    return oneOrNone(loaders.record(AuthorizationLineRow), lineId);
  }

  @ReadAs(toOne(NoteRow, 'noteId'))
  @FieldResolver(() => NoteType, { nullable: true, description: 'The note concerned.' })
  async note(@Root() { noteId }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<NoteRow | null> {
    return oneOrNone(loaders.record(NoteRow), noteId);
  }

  @ReadAs(fromRow('evidence'))
  @FieldResolver(() => [EvidenceType], { description: 'The numbers, dates and codes that the rule used, so that its answer can be checked. Of these, what a role may not read of the records that they are taken from is left out.' })
  evidence(@Root() { evidence }: FindingRow, @Ctx() { viewer }: GraphContext): EvidenceType[] {
    return Object.entries(evidence)
      .filter(([name]) => mayRead(viewer, classOfEvidence(name)))
      .map(([name, value]) => asTold(name, value));
  }
}
