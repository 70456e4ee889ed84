import { unreachable } from '../../../base/invariant.js';
import type { Bind } from '../../statement.js';

/**
 * Days, weeks from Sunday to Saturday, or months, counted from the one that today is in: yesterday is the day -1, and
 * this week and the next are the weeks 0 to 1. Today is a matter of where: it is the date that a clock on the wall of the
 * branch that was asked about shows, and of the agency's first branch where none was. The database knows the time
 * zones, so it reckons the bounds, once for a statement, and no list needs a second statement to find out what day it is.
 */
export interface RelativeDays {
  readonly period: RelativePeriod;
  readonly first: number;
  readonly last: number;
  readonly now: Date;
  readonly agencyId: string;
  readonly branchId: string | null;
}

export type RelativePeriod = 'DAY' | 'WEEK' | 'MONTH';

/** Where the period of this number begins. Null where the agency has no branch, and then it has no patient either. */
export function relativeBound({ period, now, agencyId, branchId }: Omit<RelativeDays, 'first' | 'last'>, number: number, type: 'date' | 'timestamptz', bind: Bind): string {
  const start = startOf(period, bind(number, 'integer'));
  const bound = type === 'date' ? start : `(${start})::timestamp at time zone z.time_zone`;
  return `(select ${bound} from (${todayIn(now, agencyId, branchId, bind)}) z)`;
}

/** The time zone of the branch, or of the agency's first one, with the date that it is there. */
export function todayIn(now: Date, agencyId: string, branchId: string | null, bind: Bind): string {
  const isIt = branchId === null ? '' : ` and b.id = ${bind(branchId, 'uuid')}`;
  return `select b.time_zone, (${bind(now, 'timestamptz')} at time zone b.time_zone)::date as today from branches b where b.agency_id = ${bind(agencyId, 'uuid')}${isIt} order by b.id limit 1`;
}

/** Over `z`, a row of `todayIn`. */
export function startOf(period: RelativePeriod, number: string): string {
  switch (period) {
    case 'DAY':
      return `z.today + ${number}`;
    case 'WEEK':
      return `z.today - extract(dow from z.today)::integer + 7 * ${number}`;
    case 'MONTH':
      return `(date_trunc('month', z.today::timestamp) + ${number} * interval '1 month')::date`;
    default:
      return unreachable(period);
  }
}
