import { FieldResolver, ID, Resolver, Root } from 'type-graphql';

import { MOST_IDS_A_LIST } from '../../care/member.js';
import type { MemberRow } from '../../db/rows/member-row.js';
import { toGlobalId } from '../global-id.js';
import { fromRow, ReadAs } from '../plans/read-as.js';
import { MemberType } from '../types/member-type.js';

/** Ids and no records: a page of members with caseloads would be most of the agency's patients. */
@Resolver(() => MemberType)
export class MemberResolver {
  @ReadAs(fromRow('branchIds'))
  @FieldResolver(() => [ID], { nullable: true, description: `The branches of whose patients they are told, at most ${MOST_IDS_A_LIST}; null when it is all of them.` })
  branchIds(@Root() { branchIds }: MemberRow): string[] | null {
    return globalIds('Branch', branchIds);
  }

  @ReadAs(fromRow('payerIds'))
  @FieldResolver(() => [ID], { nullable: true, description: `The payers of whom, and of whose patients, they are told, at most ${MOST_IDS_A_LIST}; null when it is all of them.` })
  payerIds(@Root() { payerIds }: MemberRow): string[] | null {
    return globalIds('Payer', payerIds);
  }

  @ReadAs(fromRow('patientIds'))
  @FieldResolver(() => [ID], { nullable: true, description: `Their caseload: the patients of whom they are told, at most ${MOST_IDS_A_LIST}; null when it is all of them.` })
  patientIds(@Root() { patientIds }: MemberRow): string[] | null {
    return globalIds('Patient', patientIds);
  }
}

function globalIds(typeName: string, ids: readonly string[] | null): string[] | null {
  return ids && ids.map((id) => toGlobalId(typeName, id));
}
