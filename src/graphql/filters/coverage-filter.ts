import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { LocalDate as DateText } from '../../base/day.js';
import type { CoverageFilter } from '../../db/queries/lists/coverages.js';
import { COVERAGE_MEMBER_ID } from '../../db/queries/sealed-columns.js';
import type { Sought } from '../connection.js';
import { LocalDate } from '../scalars.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textIn } from './texts.js';

@InputType('CoverageFilter', { description: 'Which coverages to list: those for which everything that is given holds.' })
export class CoverageFilterInput extends identifiable(OfPatientsInput) {
  @Field(() => ID, { nullable: true, description: 'By this payer.' })
  payerId?: string | null;

  @Field(() => [ID], { nullable: true, description: `By any of these payers, at most ${MOST_IN_A_SET}.` })
  payerIds?: string[] | null;

  @Field(() => String, { nullable: true, description: 'With exactly this number of the patient with the payer.' })
  memberId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only primary ones, or only the others.' })
  isPrimary?: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'Covering care on this date.' })
  activeOn?: DateText | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a first day between these.' })
  startsOn?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a last day between these; one that is open has none.' })
  endsOn?: DateRangeInput | null;
}

export function numbersSoughtIn(filter: CoverageFilterInput | null | undefined): ReadonlyArray<Sought<CoverageFilter>> {
  const text = textIn(filter, 'memberId');
  return text === null ? [] : [{ field: 'memberId', kind: COVERAGE_MEMBER_ID.kind, text }];
}

export const CoverageSort = sortInput('Coverage', { STARTS_ON: 'The first covered day.', ENDS_ON: 'The last covered day; what is open comes last.' });

export function coverageFilterOf(viewer: Reader, filter: CoverageFilterInput | null | undefined, now: Date): CoverageFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    ...ofPatientsIn(filter),
    payerId: idIn(filter, 'payerId', 'Payer'),
    payerIds: idsIn(filter, 'payerIds', 'Payer'),
    memberId: filter?.memberId == null ? null : [],
    startsOn: datesIn(filter, 'startsOn', today),
    endsOn: datesIn(filter, 'endsOn', today),
  };
}
