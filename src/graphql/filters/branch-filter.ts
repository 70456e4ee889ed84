import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { BranchFilter } from '../../db/queries/lists/branches.js';
import { Shows } from '../classes/shows.js';
import { identifiable, identifiersIn } from './identified.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';

@Shows('OPERATIONAL')
@InputType('BranchFilter', { description: 'Which branches to list: those for which everything that is given holds.' })
export class BranchFilterInput extends identifiable(Object) {
  @Field(() => String, { nullable: true, description: 'Every word begins a word of the name.' })
  search?: string | null;
}

export const BranchSort = sortInput('Branch', { NAME: 'The name.' });

export function branchFilterOf(_viewer: Reader, filter: BranchFilterInput | null | undefined): BranchFilter {
  return { ...filter, ...identifiersIn(filter), search: searchIn(filter) };
}
