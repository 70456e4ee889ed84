import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { PayerKind } from '../../care/payer-policy.js';
import type { PayerFilter } from '../../db/queries/lists/payers.js';
import { Shows } from '../classes/shows.js';
import { PayerKindEnum } from '../types/enums.js';
import { identifiable, identifiersIn } from './identified.js';
import { MOST_IN_A_SET } from './ids.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';
import { textsIn } from './texts.js';

@Shows('OPERATIONAL')
@InputType('PayerFilter', { description: 'Which payers to list: those for which everything that is given holds.' })
export class PayerFilterInput extends identifiable(Object) {
  @Field(() => [PayerKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: PayerKind[] | null;

  @Field(() => [String], { nullable: true, description: `With any of these payer codes, exactly, at most ${MOST_IN_A_SET}.` })
  payerCodes?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Every word begins a word of the name or the payer code.' })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those against whose requirements something is open, or only the others.' })
  hasOpenFindings?: boolean | null;
}

export const PayerSort = sortInput('Payer', { NAME: 'The name.' });

export function payerFilterOf(_viewer: Reader, filter: PayerFilterInput | null | undefined): PayerFilter {
  return { ...filter, ...identifiersIn(filter), payerCodes: textsIn(filter, 'payerCodes'), search: searchIn(filter) };
}
