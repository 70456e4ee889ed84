import type { EventType } from '../care/change.js';
import type { AlignmentEvent } from '../feed/event.js';
import { toGlobalId } from './global-id.js';

/** What an event is about, in identifiers and codes alone: what may be queued, logged and forwarded by those who may not hold more. */
export interface Notice {
  readonly id: string;
  readonly type: EventType;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly patientId: string | null;
  readonly branchId: string | null;
  readonly payerIds: readonly string[];
  readonly visitIds: readonly string[];
  readonly findingIds: readonly string[];
  readonly authorizationLineIds: readonly string[];
}

export function noticeOf({ eventId, type, occurredAt, recordedAt, patientId, branchId, payerIds, body: { what, effect } }: AlignmentEvent): Notice {
  const told = (entity: string): string[] => what.filter((change) => change.entity === entity).map(({ id }) => id);
  const ids = (type_: string, held: readonly string[]): string[] => [...new Set(held)].map((id) => toGlobalId(type_, id));
  return {
    id: eventId,
    type,
    occurredAt,
    recordedAt,
    patientId: patientId === null ? null : toGlobalId('Patient', patientId),
    branchId: branchId === null ? null : toGlobalId('Branch', branchId),
    payerIds: ids('Payer', payerIds),
    visitIds: ids('Visit', [...told('Visit'), ...effect.affectedVisitIds]),
    findingIds: ids('Finding', [...effect.raised, ...effect.cleared, ...effect.changed].map(({ id }) => id)),
    authorizationLineIds: ids('AuthorizationLine', [...told('AuthorizationLine'), ...effect.balances.map(({ lineId }) => lineId)]),
  };
}
