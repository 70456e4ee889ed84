import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { CertificationKind } from '../../care/certification.js';
import type { CertificationFilter } from '../../db/queries/lists/certifications.js';
import { Shows } from '../classes/shows.js';
import { CertificationKindEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';

@Shows('OPERATIONAL')
@InputType('CertificationFilter', { description: 'Which certifications to list: those for which everything that is given holds.' })
export class CertificationFilterInput extends identifiable(OfPatientsInput) {
  @Field(() => [CertificationKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: CertificationKind[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a first day between these.' })
  startsOn?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a last day between these.' })
  endsOn?: DateRangeInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that a physician has signed, or only those that none has.' })
  isCertified?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those for which the assessment was made, or only those for which it was not.' })
  isAssessed?: boolean | null;
}

export const CertificationSort = sortInput('Certification', { STARTS_ON: 'The first day certified.', ENDS_ON: 'The last day certified.' });

export function certificationFilterOf(viewer: Reader, filter: CertificationFilterInput | null | undefined, now: Date): CertificationFilter {
  const today = todayOf(viewer, filter, now);
  return { ...filter, ...identifiersIn(filter), ...ofPatientsIn(filter), startsOn: datesIn(filter, 'startsOn', today), endsOn: datesIn(filter, 'endsOn', today) };
}
