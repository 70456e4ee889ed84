import { MemberRow } from '../../rows/member-row.js';
import type { List } from '../page.js';

export const memberList: List<MemberRow, object, 'SUBJECT'> = {
  name: 'members',
  row: MemberRow,
  orders: { SUBJECT: [{ sql: 't.subject', type: 'text' }] },
  where: () => [],
};
