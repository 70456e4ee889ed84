import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { COVERAGE_MEMBER_ID } from '../../db/queries/sealed-columns.js';
import type { CoverageRow } from '../../db/rows/coverage-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { fromRow, ReadAs, toOne } from '../plans/read-as.js';
import { CoverageType } from '../types/coverage-type.js';
import { PatientType } from '../types/patient-type.js';
import { PayerType } from '../types/payer-type.js';

@Resolver(() => CoverageType)
export class CoverageResolver {
  @ReadAs(fromRow('id', 'memberId'))
  @FieldResolver(() => String, { nullable: true, description: 'The patient\'s number with the payer; null for roles that may not read identity numbers. It is kept sealed, and can be looked for as a whole only.' })
  memberId(@Root() { id, memberId }: CoverageRow, @Ctx() context: GraphContext): Promise<string> | string | null {
    return context.opened({ column: COVERAGE_MEMBER_ID, recordId: id }, memberId);
  }

  @ReadAs(toOne(PayerRow, 'payerId'))
  @FieldResolver(() => PayerType, { description: 'Whoever pays by this coverage.' })
  async payer(@Root() { payerId }: CoverageRow, @Ctx() { loaders }: GraphContext): Promise<PayerRow> {
    return one(loaders.record(PayerRow), payerId);
  }

  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Whose care is covered.' })
  async patient(@Root() { patientId }: CoverageRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }
}
