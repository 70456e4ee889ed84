import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import { invariant } from '../../base/invariant.js';
import { Refusal } from '../../base/refusal.js';
import { agencyOf } from '../../db/queries/agency.js';
import { AuthorizationCapRow } from '../../db/rows/authorization-cap-row.js';
import { AuthorizationDecisionRow } from '../../db/rows/authorization-decision-row.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import { CertificationRow } from '../../db/rows/certification-row.js';
import { CoverageRow } from '../../db/rows/coverage-row.js';
import { EmergencyAccessRow } from '../../db/rows/emergency-access-row.js';
import { EvvRecordRow } from '../../db/rows/evv-record-row.js';
import { FaceToFaceRow } from '../../db/rows/face-to-face-row.js';
import { FindingRow } from '../../db/rows/finding-row.js';
import { MemberRow } from '../../db/rows/member-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PatientStatusPeriodRow } from '../../db/rows/patient-status-period-row.js';
import { PayerPolicyRow } from '../../db/rows/payer-policy-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { ScheduleChangeRow } from '../../db/rows/schedule-change-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { SupervisionRow } from '../../db/rows/supervision-row.js';
import { TokenRevocationRow } from '../../db/rows/token-revocation-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import { WebhookRow } from '../../db/rows/webhook-row.js';
import type { GraphContext } from '../context.js';
import { parseGlobalId } from '../global-id.js';
import { ReadAs } from '../plans/read-as.js';
import { mayReadRows } from '../reading-of.js';
import { type NodeRecord, NodeType } from '../types/node-type.js';

const ROW_OF: ReadonlyMap<string, RowClass<{ id: string }>> = new Map<string, RowClass<{ id: string }>>([
  ['Authorization', AuthorizationRow],
  ['AuthorizationCap', AuthorizationCapRow],
  ['AuthorizationDecision', AuthorizationDecisionRow],
  ['AuthorizationLine', AuthorizationLineRow],
  ['Branch', BranchRow],
  ['Certification', CertificationRow],
  ['Coverage', CoverageRow],
  ['EmergencyAccess', EmergencyAccessRow],
  ['EvvRecord', EvvRecordRow],
  ['FaceToFace', FaceToFaceRow],
  ['Finding', FindingRow],
  ['Member', MemberRow],
  ['Note', NoteRow],
  ['Order', OrderRow],
  ['Patient', PatientRow],
  ['PatientStatusPeriod', PatientStatusPeriodRow],
  ['Payer', PayerRow],
  ['PayerPolicy', PayerPolicyRow],
  ['ScheduleChange', ScheduleChangeRow],
  ['Staff', StaffRow],
  ['Supervision', SupervisionRow],
  ['TokenRevocation', TokenRevocationRow],
  ['Visit', VisitRow],
  ['Webhook', WebhookRow],
]);

const MOST_NODES = 100;

/** A record that does not exist, one of another agency and one of a kind that the caller may not read are the same to the caller: null. */
@Resolver()
export class NodeResolver {
  @ReadAs({ kind: 'NODE', rowOf: (typeName) => ROW_OF.get(typeName) })
  @Query(() => NodeType, { nullable: true, description: 'The record with this id; null when there is none that you can see.' })
  async node(@Arg('id', () => ID, { description: 'An id that this API returned.' }) id: string, @Ctx() context: GraphContext): Promise<NodeRecord | null> {
    return nodeOf(context, id, ['id']);
  }

  @Query(() => [NodeType], { nullable: 'items', description: 'The records with these ids, in the same order, with null for each that you cannot see.' })
  async nodes(
    @Arg('ids', () => [ID], { description: `Ids that this API returned, at most ${MOST_NODES}.` }) ids: string[],
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<NodeRecord | null>> {
    if (ids.length > MOST_NODES) throw new Refusal('LIMIT_EXCEEDED', { path: ['ids'], expected: `at most ${MOST_NODES} ids`, found: `${ids.length}` });
    return Promise.all(ids.map((id, i) => nodeOf(context, id, ['ids', i])));
  }
}

async function nodeOf({ loaders, read, viewer }: GraphContext, globalId: string, path: ReadonlyArray<string | number>): Promise<NodeRecord | null> {
  const parsed = parseGlobalId(globalId);
  if (parsed === null) throw new Refusal('INVALID_ID', { path, expected: 'an id that this API returned' });
  const { typeName, id } = parsed;
  if (typeName === 'Agency') return id === viewer.agencyId ? typed(typeName, (await read(agencyOf)) ?? null) : null;
  const row = ROW_OF.get(typeName);
  if (!row) throw new Refusal('INVALID_ID', { path, expected: 'the id of a record' });
  return mayReadRows(viewer, row) ? typed(typeName, await loaders.record(row).load(id)) : null;
}

/** The record of a kind with this id of the table; null where there is none that the caller can see. */
export async function nodeOfKind({ loaders, viewer }: GraphContext, typeName: string, id: string): Promise<NodeRecord | null> {
  const row = ROW_OF.get(typeName);
  invariant(row, `${typeName} is a kind of record`);
  return mayReadRows(viewer, row) ? typed(typeName, await loaders.record(row).load(id)) : null;
}

function typed(__typename: string, record: { readonly id: string } | null): NodeRecord | null {
  return record && { ...record, __typename };
}
