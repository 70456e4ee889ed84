import type { LineBalance } from '../alignment/alignment.js';
import type { WebhookContent } from '../care/webhook.js';
import type { FindingRow } from '../db/rows/finding-row.js';
import type { CursorCodec } from '../feed/cursor.js';
import type { AlignmentEvent } from '../feed/event.js';
import type { Position, ResyncReason } from '../feed/position.js';
import { changesAsTold } from '../graphql/as-told.js';
import { toGlobalId } from '../graphql/global-id.js';
import { noticeOf } from '../graphql/notice.js';

/** What a receiver is sent, in the words of the rest of the API. A repeated message has the id that it had. */
export interface Message {
  readonly id: string;
  readonly position: Position;
  readonly body: string;
}

export interface Told {
  readonly content: WebhookContent;
  /** The place of the message before this one. */
  readonly previous: Position;
  readonly cursors: CursorCodec;
}

/** Only what is listed here can leave: ids and codes, and where everything is wanted, fields, findings and balances. No names of people, no texts. */
export function eventMessage(event: AlignmentEvent, { content, previous, cursors }: Told): Message {
  const { agencyId, occurredAt, body } = event;
  const { id, ...notice } = noticeOf(event);
  const position = { epoch: event.epoch, seq: event.seq };
  const data = {
    eventId: id,
    cursor: cursors.encode(agencyId, position),
    previousCursor: cursors.encode(agencyId, previous),
    ...notice,
    ...(content === 'FULL' && { what: changesAsTold(RECEIVER, body.what), effect: effectAsTold(event) }),
  };
  return { id, position, body: JSON.stringify({ type: 'alignment.changed', timestamp: occurredAt, data }) };
}

/** Whoever receives is outside, as programs are: what colleagues may see, and what they took in an emergency, is nothing of theirs. */
const RECEIVER = { role: 'INTEGRATOR', smart: null } as const;

/** Its id says from where to where, so that it is the same one only where it says the same. */
export function resyncMessage(agencyId: string, reason: ResyncReason, { previous, cursors }: Omit<Told, 'content'>, position: Position, now: Date): Message {
  const id = `resync-${previous.epoch}.${previous.seq}-${position.epoch}.${position.seq}`;
  return { id, position, body: JSON.stringify({ type: 'alignment.resync_required', timestamp: now, data: { reason, cursor: cursors.encode(agencyId, position) } }) };
}

function effectAsTold({ body: { effect } }: AlignmentEvent): object {
  return {
    raised: effect.raised.map(findingAsTold),
    cleared: effect.cleared.map(findingAsTold),
    changed: effect.changed.map(findingAsTold),
    balances: effect.balances.map(({ lineId, before, after }) => ({ lineId: toGlobalId('AuthorizationLine', lineId), before: before && balanceAsTold(before), after: after && balanceAsTold(after) })),
  };
}

function findingAsTold({ id, ruleId, code, severity, ownerTeam, status }: FindingRow): object {
  return { id: toGlobalId('Finding', id), ruleId, code, severity, ownerTeam, status };
}

function balanceAsTold(balance: LineBalance): object {
  return {
    authorizedUnits: balance.authorizedMilliUnits / 1000,
    reservedUnits: balance.reservedMilliUnits / 1000,
    reservedPendingUnits: balance.reservedPendingMilliUnits / 1000,
    usedUnits: balance.usedMilliUnits / 1000,
    billedUnits: balance.billedMilliUnits / 1000,
    paidUnits: balance.paidMilliUnits / 1000,
    releasedUnits: balance.releasedMilliUnits / 1000,
    remainingUnits: balance.remainingMilliUnits / 1000,
  };
}
