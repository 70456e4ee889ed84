import type { LocalDate } from '../../../base/day.js';
import { CoverageRow } from '../../rows/coverage-row.js';
import type { List } from '../page.js';
import { among, type DateRange, given, indexed, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface CoverageFilter extends OfPatients, Identified {
  readonly payerId?: string | null;
  readonly payerIds?: readonly string[] | null;
  /** The blind indexes of the number that is looked for. */
  readonly memberId?: readonly string[] | null;
  readonly isPrimary?: boolean | null;
  readonly activeOn?: LocalDate | null;
  readonly startsOn?: DateRange | null;
  readonly endsOn?: DateRange | null;
}

export const coverageList: List<CoverageRow, CoverageFilter, 'STARTS_ON' | 'ENDS_ON'> = {
  name: 'coverages',
  row: CoverageRow,
  orders: {
    STARTS_ON: [{ sql: 't.starts_on', type: 'date' }],
    // What is open ends after everything that is not.
    ENDS_ON: [{ sql: `coalesce(t.ends_on, date '9999-12-31')`, type: 'date' }],
  },
  where: ({ payerId, payerIds, memberId, isPrimary, activeOn, startsOn, endsOn, ...filter }, bind) => [
    ...ofPatients(filter, bind),
    ...identified(filter, CoverageRow, bind),
    ...among(payerId, payerIds, 't.payer_id', bind),
    ...indexed(memberId, 't.member_index', bind),
    ...given(isPrimary, (is) => `(t.rank = 1) = ${bind(is, 'boolean')}`),
    ...given(activeOn, (date) => {
      const day = bind(date, 'date');
      return `t.starts_on <= ${day} and (t.ends_on is null or t.ends_on >= ${day})`;
    }),
    ...within(startsOn, 't.starts_on', bind),
    ...within(endsOn, 't.ends_on', bind),
  ],
};
