import type { Discipline } from '../../../care/service.js';
import type { VisitStatus, VisitType } from '../../../care/visit.js';
import { VisitRow } from '../../rows/visit-row.js';
import type { Bind } from '../../statement.js';
import type { List } from '../page.js';
import { payerOfDay } from '../payer-of-day.js';
import { among, type DateRange, during, given, type TimeRange, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type Findable, foundOpen, type OfPatients, ofPatients } from './of-patients.js';

export interface VisitFilter extends OfPatients, Findable, Identified {
  readonly staffId?: string | null;
  readonly staffIds?: readonly string[] | null;
  readonly isAssigned?: boolean | null;
  readonly statuses?: readonly VisitStatus[] | null;
  readonly types?: readonly VisitType[] | null;
  readonly discipline?: Discipline | null;
  readonly disciplines?: readonly Discipline[] | null;
  readonly serviceCodes?: readonly string[] | null;
  readonly serviceOn?: DateRange | null;
  readonly startsAt?: TimeRange | null;
  readonly isAsNeeded?: boolean | null;
  readonly isPinned?: boolean | null;
  readonly hasNote?: boolean | null;
  readonly hasEvvRecord?: boolean | null;
  /** That the visit is measured against. */
  readonly payerId?: string | null;
  readonly payerIds?: readonly string[] | null;
  /** It draws on a line of this authorization, or on this line. */
  readonly authorizationId?: string | null;
  readonly lineId?: string | null;
  /** Named by an open finding of any of these rules that nobody has waived. */
  readonly foundBy?: readonly string[] | null;
  /** Held on a line that its payer has not decided. */
  readonly isWaitingForDecision?: boolean | null;
}

export const visitList: List<VisitRow, VisitFilter, 'STARTS_AT' | 'SERVICE_ON'> = {
  name: 'visits',
  row: VisitRow,
  orders: {
    STARTS_AT: [{ sql: 't.starts_at', type: 'timestamptz' }],
    SERVICE_ON: [{ sql: 't.service_on', type: 'date' }],
  },
  where: (filter, bind) => [
    ...ofPatients(filter, bind),
    ...identified(filter, VisitRow, bind),
    ...among(filter.staffId, filter.staffIds, 't.staff_id', bind),
    ...given(filter.isAssigned, (is) => `(t.staff_id is not null) = ${bind(is, 'boolean')}`),
    ...given(filter.statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
    ...given(filter.types, (some) => `t.type = any(${bind(some, 'text[]')})`),
    ...among(filter.discipline, filter.disciplines, 't.discipline', bind, 'text'),
    ...given(filter.serviceCodes, (some) => `t.service_code = any(${bind(some, 'text[]')})`),
    ...within(filter.serviceOn, 't.service_on', bind),
    ...during(filter.startsAt, 't.starts_at', bind),
    ...given(filter.isAsNeeded, (is) => `t.is_as_needed = ${bind(is, 'boolean')}`),
    ...given(filter.isPinned, (is) => `(t.pinned_line_id is not null) = ${bind(is, 'boolean')}`),
    ...given(filter.hasNote, (has) => `${has ? '' : 'not '}exists (select from notes n where n.agency_id = t.agency_id and n.visit_id = t.id)`),
    ...given(filter.hasEvvRecord, (has) => `${has ? '' : 'not '}exists (select from evv_records e where e.agency_id = t.agency_id and e.visit_id = t.id)`),
    ...among(filter.payerId, filter.payerIds, payerOfDay('t.patient_id', 't.service_on', 't.agency_id'), bind),
    ...drawing(filter, bind),
    ...given(
      filter.foundBy,
      (rules) => `exists (select from findings f where f.agency_id = t.agency_id and f.patient_id = t.patient_id and f.status = 'OPEN' and f.waived_at is null
                             and f.rule_id = any(${bind(rules, 'text[]')}) and t.id = any(f.visit_ids))`,
    ),
    ...given(
      filter.isWaitingForDecision,
      (is) => `exists (select from allocations a where a.agency_id = t.agency_id and a.visit_id = t.id and a.state = 'RESERVED_PENDING') = ${bind(is, 'boolean')}`,
    ),
    ...foundOpen(filter.hasOpenFindings, 't.id = any(f.visit_ids)'),
  ],
};

/** What a visit would have drawn, had it taken place, is no longer drawn. */
function drawing({ authorizationId, lineId }: VisitFilter, bind: Bind): readonly string[] {
  const draws = (condition: string): string =>
    `exists (select from allocations a where a.agency_id = t.agency_id and a.visit_id = t.id and a.state <> 'RELEASED' and ${condition})`;
  return [
    ...given(lineId, (id) => draws(`a.line_id = ${bind(id, 'uuid')}`)),
    ...given(authorizationId, (id) =>
      draws(`exists (select from authorization_lines l where l.agency_id = a.agency_id and l.id = a.line_id and l.authorization_id = ${bind(id, 'uuid')})`),
    ),
  ];
}
