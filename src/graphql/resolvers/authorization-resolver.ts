import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { linesOfAuthorizations } from '../../db/queries/children.js';
import type { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import type { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { CoverageRow } from '../../db/rows/coverage-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { ReadAs, toChildren, toOne } from '../plans/read-as.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { CoverageType } from '../types/coverage-type.js';
import { PatientType } from '../types/patient-type.js';
import { PayerType } from '../types/payer-type.js';

@Resolver(() => AuthorizationType)
export class AuthorizationResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Whose care it is about.' })
  async patient(@Root() { patientId }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @ReadAs(toOne(PayerRow, 'payerId'))
  @FieldResolver(() => PayerType, { description: 'The payer that was asked.' })
  async payer(@Root() { payerId }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<PayerRow> {
    return one(loaders.record(PayerRow), payerId);
  }

  @ReadAs(toOne(CoverageRow, 'coverageId'))
  @FieldResolver(() => CoverageType, { nullable: true, description: 'The coverage under which it was asked for; none when it was not said.' })
  async coverage(@Root() { coverageId }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<CoverageRow | null> {
    return oneOrNone(loaders.record(CoverageRow), coverageId);
  }

  @ReadAs(toChildren(linesOfAuthorizations))
  @FieldResolver(() => [AuthorizationLineType], { description: 'Its lines, by the date they start.' })
  async lines(@Root() { id }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<readonly AuthorizationLineRow[]> {
    return loaders.children(linesOfAuthorizations).load(id);
  }
}
