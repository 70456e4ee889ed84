import { type ClassType, Field, InputType } from 'type-graphql';

import type { FieldClass } from '../../auth/permissions.js';
import { Shows, ShowsBy } from '../classes/shows.js';
import type { Sort } from '../connection.js';
import { enumOf, SortDirectionEnum } from '../types/enums.js';

/** The ordering argument of one list: by what, and from which end. `shows` is what an order by a value would tell. */
export function sortInput<By extends string>(name: string, meanings: Readonly<Record<By, string>>, shows?: Readonly<Partial<Record<By, FieldClass>>>): ClassType<Sort<By>> {
  const listed = `${name.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase()} records`;
  const by = enumOf<By>(`${name}SortBy`, Object.keys(meanings) as By[], `By what ${listed} can be sorted.`, meanings);

  @Shows('OPERATIONAL')
  @InputType(`${name}Sort`, { description: `How ${listed} are sorted. Those that are equal in this are sorted by age.` })
  class SortInput implements Sort<By> {
    @ShowsBy(shows ?? {})
    @Field(() => by, { description: 'What is compared to sort them.' })
    by!: By;

    @Field(() => SortDirectionEnum, { defaultValue: 'ASC', description: 'From which end.' })
    direction!: Sort['direction'];
  }
  return SortInput;
}
