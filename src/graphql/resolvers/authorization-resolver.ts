import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { linesOfAuthorizations } from '../../db/queries/children.js';
import { authorizationList } from '../../db/queries/lists/authorizations.js';
import type { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import type { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { CoverageRow } from '../../db/rows/coverage-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import { type Connection, connection, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { AuthorizationFilterInput, authorizationFilterOf, AuthorizationSort } from '../filters/authorization-filter.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { AuthorizationConnection, AuthorizationType } from '../types/authorization-type.js';
import { CoverageType } from '../types/coverage-type.js';
import { PatientType } from '../types/patient-type.js';
import { PayerType } from '../types/payer-type.js';

@Resolver(() => AuthorizationType)
export class AuthorizationResolver {
  @Query(() => AuthorizationConnection, { description: 'Payers\' authorizations, and the requests that wait for one.' })
  async authorizations(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AuthorizationFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: AuthorizationFilterInput | null,
    @Arg('sort', () => AuthorizationSort, { nullable: true, description: 'The one recorded last first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<AuthorizationRow>> {
    return connection(context, { list: authorizationList, filter: authorizationFilterOf(filter), sort: sort ?? { by: 'RECORDED', direction: 'DESC' }, page });
  }

  @FieldResolver(() => PatientType, { description: 'Whose care it is about.' })
  async patient(@Root() { patientId }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @FieldResolver(() => PayerType, { description: 'The payer that was asked.' })
  async payer(@Root() { payerId }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<PayerRow> {
    return one(loaders.record(PayerRow), payerId);
  }

  @FieldResolver(() => CoverageType, { nullable: true, description: 'The coverage under which it was asked for; none when it was not said.' })
  async coverage(@Root() { coverageId }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<CoverageRow | null> {
    return oneOrNone(loaders.record(CoverageRow), coverageId);
  }

  @FieldResolver(() => [AuthorizationLineType], { description: 'Its lines, by the date they start.' })
  async lines(@Root() { id }: AuthorizationRow, @Ctx() { loaders }: GraphContext): Promise<readonly AuthorizationLineRow[]> {
    return loaders.children(linesOfAuthorizations).load(id);
  }
}
