import type { CertificationKind } from '../../../care/certification.js';
import { CertificationRow } from '../../rows/certification-row.js';
import type { List } from '../page.js';
import { type DateRange, given, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface CertificationFilter extends OfPatients, Identified {
  readonly kinds?: readonly CertificationKind[] | null;
  readonly startsOn?: DateRange | null;
  readonly endsOn?: DateRange | null;
  /** A physician has signed it. */
  readonly isCertified?: boolean | null;
  readonly isAssessed?: boolean | null;
}

export const certificationList: List<CertificationRow, CertificationFilter, 'STARTS_ON' | 'ENDS_ON'> = {
  name: 'certifications',
  row: CertificationRow,
  orders: { STARTS_ON: [{ sql: 't.starts_on', type: 'date' }], ENDS_ON: [{ sql: 't.ends_on', type: 'date' }] },
  where: ({ kinds, startsOn, endsOn, isCertified, isAssessed, ...filter }, bind) => [
    ...ofPatients(filter, bind),
    ...identified(filter, CertificationRow, bind),
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...within(startsOn, 't.starts_on', bind),
    ...within(endsOn, 't.ends_on', bind),
    ...given(isCertified, (is) => `(t.certified_on is not null) = ${bind(is, 'boolean')}`),
    ...given(isAssessed, (is) => `(t.assessed_on is not null) = ${bind(is, 'boolean')}`),
  ],
};
