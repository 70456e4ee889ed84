import { Field, InputType } from 'type-graphql';

import type { PayerKind } from '../../care/payer-policy.js';
import type { PayerFilter } from '../../db/queries/lists/payers.js';
import { PayerKindEnum } from '../types/enums.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';

@InputType('PayerFilter', { description: 'Which payers to list: those for which everything that is given holds.' })
export class PayerFilterInput implements PayerFilter {
  @Field(() => [PayerKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: PayerKind[] | null;

  @Field(() => String, { nullable: true, description: 'Every word begins a word of the name or the payer code.' })
  search?: string | null;
}

export const PayerSort = sortInput('Payer', { NAME: 'The name.' });

export function payerFilterOf(filter: PayerFilterInput | null | undefined): PayerFilter {
  return { ...filter, search: searchIn(filter) };
}
