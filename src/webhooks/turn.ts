import type { Audit } from '../audit/audit.js';
import { type Entry, entryOf, OWN_ORIGIN } from '../audit/entry.js';
import { systemOf } from '../auth/viewer.js';
import type { WebhookRules } from '../auth/webhook-rules.js';
import { Refusal } from '../base/refusal.js';
import { perform, type World } from '../changes/perform.js';
import { removeWebhook } from '../changes/remove-webhook.js';
import { reading, writing } from '../db/agency-scope.js';
import type { DueWebhook } from '../db/directory.js';
import { recordById } from '../db/queries/records.js';
import { dueWebhookState, failWebhook, logDelivery, moveWebhook } from '../db/queries/webhook-states.js';
import { WebhookRow } from '../db/rows/webhook-row.js';
import type { CursorCodec } from '../feed/cursor.js';
import type { AlignmentEvent } from '../feed/event.js';
import { expectOwn } from '../feed/expect-own.js';
import { matches } from '../feed/interest.js';
import { type Position, type ResyncReason, resyncReason, type StreamState } from '../feed/position.js';
import { eventsBetween, streamState } from '../feed/read.js';
import type { FeedTelemetry } from '../feed/telemetry.js';
import { nextAttemptAt } from './backoff.js';
import { eventMessage, type Message, resyncMessage } from './message.js';
import { type Outcome, post } from './post.js';
import { signedHeaders } from './signed-headers.js';

export interface TurnParts {
  readonly world: World;
  /** Told of what is sent, before it is. */
  readonly audit: Pick<Audit, 'read'>;
  readonly cursors: CursorCodec;
  readonly webhooks: WebhookRules;
  readonly timeoutMs: number;
  readonly telemetry: Pick<FeedTelemetry, 'foreignEvent'>;
  readonly signal: AbortSignal;
}

/**
 * A page of one webhook's events, one after another: the next is sent only when this one was answered with success. The
 * place is written after each, so that whoever goes on after a crash repeats at most the one that was on its way, with the
 * id that it had. Between the two there is no transaction open.
 *
 * The caller holds the webhook's lock. Should two hold it nevertheless, the place moves only from where its reader found it.
 *
 * Returns whether there may be more to do at once.
 */
export async function turn(parts: TurnParts, { agencyId, webhookId }: DueWebhook): Promise<boolean> {
  const now = parts.world.clock.now();
  const task = await reading(parts.world.database, agencyId, async (tx): Promise<Task | null> => {
    const state = await dueWebhookState(tx, webhookId, now);
    if (state === null) return null;
    const webhook = await recordById(tx, WebhookRow, webhookId, ['webhookId']);
    const stream = await streamState(tx);
    const reason = resyncReason(stream, state);
    const events = reason === null ? await eventsBetween(tx, state.seq, stream.head, PAGE) : [];
    return { webhook, stream, reason, events, place: state, told: { epoch: state.epoch, seq: state.toldSeq }, failures: state.failures };
  });
  if (task === null) return false;
  return task.reason === null ? deliverPage(parts, task) : deliverResync(parts, task, task.reason);
}

/** Events may be large, and many webhooks are served at once. */
const PAGE = 100;

/** A receiver that takes long to answer, and has much to catch up with, lets others have its place for a while. */
const LONGEST_MS = 5_000;

interface Task {
  readonly webhook: WebhookRow;
  readonly stream: StreamState;
  readonly reason: ResyncReason | null;
  readonly events: readonly AlignmentEvent[];
  readonly place: Position;
  readonly told: Position;
  readonly failures: number;
}

async function deliverPage(parts: TurnParts, task: Task): Promise<boolean> {
  const { webhook, events } = task;
  const startedAt = performance.now();
  let { place, told, failures } = task;
  let seen: Position = place;
  for (const event of events) {
    seen = { epoch: event.epoch, seq: event.seq };
    expectOwn(webhook.agencyId, [event], parts.telemetry);
    if (!matches(webhook.filter, event)) continue;
    const message = eventMessage(event, { content: webhook.content, previous: told, cursors: parts.cursors });
    await parts.audit.read(disclosure(webhook, event, parts.world.clock.now()));
    if (!(await deliver(parts, webhook, message, place, failures))) return false;
    place = told = message.position;
    failures = 0;
    if (performance.now() - startedAt > LONGEST_MS) return true;
  }
  // What was not wanted is passed over with one write for all of it.
  const { world } = parts;
  if (seen.seq > place.seq) await writing(world.database, webhook.agencyId, (tx) => moveWebhook(tx, webhook.id, { from: place, to: { ...seen, toldSeq: told.seq }, now: world.clock.now() }));
  return events.length === PAGE;
}

/** The receiver is a stranger to the agency's tokens; what is known of it is the webhook. */
function disclosure({ id, agencyId }: WebhookRow, { epoch, seq, patientId, correlationId }: AlignmentEvent, now: Date): Entry {
  return entryOf({ ...OWN_ORIGIN, issuer: 'INTEGRATORS', transport: 'WEBHOOK' }, { agencyId, subject: `webhook ${id}`, role: 'INTEGRATOR' }, {
    kind: 'PUSH',
    recordedAt: now,
    patientIds: patientId === null ? [] : [patientId],
    correlationId,
    pushed: { epoch, fromSeq: seq, toSeq: seq, count: 1 },
  });
}

/** Everything is to be read anew; events go on from the head. */
async function deliverResync(parts: TurnParts, { webhook, stream, place, told, failures }: Task, reason: ResyncReason): Promise<boolean> {
  const head = { epoch: stream.epoch, seq: stream.head };
  const message = resyncMessage(webhook.agencyId, reason, { previous: told, cursors: parts.cursors }, head, parts.world.clock.now());
  return deliver(parts, webhook, message, place, failures);
}

/** Returns whether it was taken, and the webhook is as it was. */
async function deliver({ world, webhooks, timeoutMs, signal }: TurnParts, webhook: WebhookRow, message: Message, from: Position, failures: number): Promise<boolean> {
  const at = world.clock.now();
  const startedAt = performance.now();
  const outcome = await post(webhook.url, signedHeaders(webhook, message, webhooks, at), message.body, { timeoutMs, allowsLocal: webhooks.allowsLocal, signal });
  // Nobody knows what has become of it: it is repeated by whoever goes on.
  if (outcome.error === 'ABORTED') return false;
  const error = errorOf(outcome);
  const version = await writing(world.database, webhook.agencyId, async (tx) => {
    const { position: to } = message;
    const { statusCode } = outcome;
    await logDelivery(tx, webhook.id, { messageId: message.id, ...to, attempt: failures + 1, at, statusCode, error, durationMs: Math.round(performance.now() - startedAt) });
    const now = world.clock.now();
    if (error === null) return moveWebhook(tx, webhook.id, { from, to: { ...to, toldSeq: to.seq }, now });
    await failWebhook(tx, webhook.id, from, error, nextAttemptAt(failures + 1, now, Math.random()));
    return null;
  });
  if (outcome.statusCode === 410) await remove(world, webhook);
  return version === webhook.version;
}

function errorOf({ statusCode, error }: Outcome): string | null {
  if (statusCode === null) return error;
  return statusCode >= 200 && statusCode < 300 ? null : `HTTP_${statusCode}`;
}

/** As the specification has it: a receiver that answers "gone" does not want to be asked again. */
async function remove(world: World, { agencyId, id }: WebhookRow): Promise<void> {
  try {
    await perform(world, removeWebhook, { webhookId: id }, { viewer: systemOf(agencyId), reason: 'The receiver answered 410 Gone.' });
  } catch (error) {
    // Someone else has removed it meanwhile.
    if (!(error instanceof Refusal && error.code === 'ILLEGAL_TRANSITION')) throw error;
  }
}
