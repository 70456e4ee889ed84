import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { FindingRow } from '../../db/rows/finding-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { RowClass } from '../../db/rows/row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { AllocationType } from '../types/allocation-type.js';
import { AuthorizationCapType } from '../types/authorization-cap-type.js';
import { AuthorizationDecisionType } from '../types/authorization-decision-type.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { FindingHistoryType } from '../types/finding-explanation-type.js';
import { FindingType } from '../types/finding-type.js';
import { PatientType } from '../types/patient-type.js';

/** Ways back from parts to the records that they are parts of, which differ by nothing but their ends. */
export const RECORD_EDGES: readonly Function[] = [
  recordEdge(AllocationType, 'patient', 'patientId', PatientType, PatientRow, 'Whose visit it is.'),
  recordEdge(AuthorizationCapType, 'line', 'lineId', AuthorizationLineType, AuthorizationLineRow, 'The line that it limits.'),
  recordEdge(AuthorizationCapType, 'patient', 'patientId', PatientType, PatientRow, 'Whose care it limits.'),
  recordEdge(AuthorizationDecisionType, 'authorization', 'authorizationId', AuthorizationType, AuthorizationRow, 'The authorization that it was about.'),
  recordEdge(AuthorizationDecisionType, 'patient', 'patientId', PatientType, PatientRow, 'Whose care it was about.'),
  recordEdge(AuthorizationLineType, 'patient', 'patientId', PatientType, PatientRow, 'Whose care it is about.'),
  recordEdge(FindingHistoryType, 'finding', 'findingId', FindingType, FindingRow, 'The finding, as it is now.'),
  recordEdge(FindingHistoryType, 'patient', 'patientId', PatientType, PatientRow, 'The patient concerned.'),
];

function recordEdge<Row extends { readonly id: string }>(from: ClassType<object>, name: string, column: string, type: ClassType<object>, row: RowClass<Row>, description: string): Function {
  @Resolver(() => from)
  class RecordEdge {
    // Edges of one type are told apart by the names of their methods.
    @ReadAs(toOne(row, column))
    @FieldResolver(() => type, { description })
    async [name](@Root() { [column]: id }: { readonly [column: string]: string }, @Ctx() { loaders }: GraphContext): Promise<Row> {
      return one(loaders.record(row), id as string);
    }
  }
  return RecordEdge;
}
