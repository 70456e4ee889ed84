import type { MemberStatus, Role } from '../../../care/member.js';
import { MemberRow } from '../../rows/member-row.js';
import type { List } from '../page.js';
import { given, mentions } from './conditions.js';

export interface MemberFilter {
  readonly roles?: readonly Role[] | null;
  readonly statuses?: readonly MemberStatus[] | null;
  /** Every word of it begins a word of the subject. */
  readonly search?: string | null;
}

export const memberList: List<MemberRow, MemberFilter, 'SUBJECT' | 'GRANTED_AT'> = {
  name: 'members',
  row: MemberRow,
  orders: { SUBJECT: [{ sql: 't.subject', type: 'text' }], GRANTED_AT: [{ sql: 't.granted_at', type: 'timestamptz' }] },
  where: ({ roles, statuses, search }, bind) => [
    ...given(roles, (some) => `t.role = any(${bind(some, 'text[]')})`),
    ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
    ...mentions(search, ['t.subject'], bind),
  ],
};
