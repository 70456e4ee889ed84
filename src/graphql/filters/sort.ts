import { type ClassType, Field, InputType } from 'type-graphql';

import type { Sort } from '../connection.js';
import { enumOf, SortDirectionEnum } from '../types/enums.js';

/** The ordering argument of one list: by what, and from which end. */
export function sortInput<By extends string>(name: string, meanings: Readonly<Record<By, string>>): ClassType<Sort<By>> {
  const by = enumOf<By>(`${name}SortBy`, Object.keys(meanings) as By[], 'By what the list is sorted.', meanings);

  @InputType(`${name}Sort`, { description: 'How the list is sorted. Records that are equal in this are sorted by age.' })
  class SortInput implements Sort<By> {
    @Field(() => by, { description: 'By what.' })
    by!: By;

    @Field(() => SortDirectionEnum, { defaultValue: 'ASC', description: 'From which end.' })
    direction!: Sort['direction'];
  }
  return SortInput;
}
