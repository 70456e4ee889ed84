import { randomBytes } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { webhookRules } from '../../src/auth/webhook-rules.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addWebhook, type AddWebhookInput } from '../../src/changes/add-webhook.js';
import { breakGlass } from '../../src/changes/break-glass.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { replayWebhook } from '../../src/changes/replay-webhook.js';
import { revokeToken } from '../../src/changes/revoke-token.js';
import { updateWebhook, type UpdateWebhookInput } from '../../src/changes/update-webhook.js';
import { reading } from '../../src/db/agency-scope.js';
import { recordById } from '../../src/db/queries/records.js';
import { WebhookRow } from '../../src/db/rows/webhook-row.js';
import { cursorCodec } from '../../src/feed/cursor.js';
import { streamState } from '../../src/feed/read.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { systemIds, systemLog } from '../../src/system.js';
import { NO_TELEMETRY } from '../../src/feed/telemetry.js';
import { startWebhookWorker, type WebhookWorker } from '../../src/webhooks/worker.js';
import { NOTE_TEXT, openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { openTestAudit, type TestAudit } from '../support/audit.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { openReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';
import { viewerOf } from '../support/viewers.js';

/** Real receivers, which verify as the README says. Nothing waits for a time: retries come because the test moves the clock. */
const secret = randomBytes(32);
const cursors = cursorCodec(secret);
const webhooks = webhookRules({ secret, allowsLocal: true });

let the: TestWorld;
let agency: TestAgency;
let audit: TestAudit;
const workers: WebhookWorker[] = [];
const receivers: Receiver[] = [];

beforeAll(async () => {
  the = await openTestWorld({ poolSize: 12 });
  audit = await openTestAudit(the.database);
});
afterAll(async () => {
  await audit.stop();
  await the.close();
});
beforeEach(async () => {
  the.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openTestAgency(the.world);
  // Receivers refuse what was signed long ago.
  the.clock.moveTo(new Date());
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  for (const receiver of receivers.splice(0)) await receiver.close();
});

function start({ timeoutMs = 15_000, pollMs = 20 } = {}): WebhookWorker {
  const worker = startWebhookWorker(the.world, { log: systemLog('silent'), audit, cursors, webhooks, telemetry: NO_TELEMETRY, pollMs, timeoutMs });
  workers.push(worker);
  return worker;
}

async function receive(port?: number): Promise<Receiver> {
  const receiver = await openReceiver(port);
  receivers.push(receiver);
  return receiver;
}

async function add(receiver: Receiver, input: Partial<AddWebhookInput> = {}, { viewer } = agency): Promise<WebhookRow> {
  const { record } = await perform(the.world, addWebhook, { url: receiver.url, ...input }, { viewer });
  Object.assign(receiver, { secret: webhooks.secretOf(record.agencyId, record.id, record.secretVersion) });
  return record;
}

/** So many changes; returns how far the log has come. */
async function happen(times: number, { viewer } = agency): Promise<number> {
  for (let i = 0; i < times; i += 1) await perform(the.world, addPayer, { name: `Payer ${i}`, kind: 'COMMERCIAL' }, { viewer });
  return headOf(viewer.agencyId);
}

const headOf = async (agencyId = agency.agencyId): Promise<number> => (await reading(the.database, agencyId, streamState)).head;
const update = async (input: UpdateWebhookInput): Promise<WebhookRow> => (await perform(the.world, updateWebhook, input, agency)).record;
const from = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** The places of the events that a receiver took, in the order in which it took them. */
const placesOf = ({ received }: Receiver): number[] => received.map(({ body }) => cursors.decode(agency.agencyId, body.data.cursor).seq);
const without = <Item>(items: readonly Item[]): Item[] => items.filter((item, i) => items.indexOf(item) === i);

interface State {
  readonly seq: number;
  readonly failures: number;
  readonly next_attempt_at: Date | null;
  readonly last_error: string | null;
}

async function stateOf({ id }: WebhookRow): Promise<State> {
  const { rows } = await the.owner.query<State>('select seq::int, failures, next_attempt_at, last_error from webhook_states where webhook_id = $1', [id]);
  return rows[0] as State;
}

async function triedInVain({ id }: WebhookRow, times: number): Promise<void> {
  await until(async () => (await the.owner.query('select from webhook_deliveries where webhook_id = $1 and error is not null', [id])).rowCount === times);
}

describe('deliveries', () => {
  test('are complete and in order from the moment the webhook was added, each with the cursor of the one before', async () => {
    const receiver = await receive();
    const start0 = await headOf();
    await add(receiver);
    start();
    const head = await happen(5);
    await until(() => receiver.received.length === head - start0);
    expect(placesOf(receiver)).toEqual(from(start0 + 1, head));
    expect(receiver.received.map(({ body }) => body.data.type)).toEqual(['WEBHOOK_ADDED', ...Array.from({ length: 5 }, () => 'PAYER_ADDED')]);
    expect(receiver.received.map(({ body }) => body.data.previousCursor)).toEqual([cursors.encode(agency.agencyId, { epoch: 1, seq: start0 }), ...receiver.received.slice(0, -1).map(({ body }) => body.data.cursor)]);
    expect(receiver.received.every(({ id, body }) => id === body.data.eventId && body.type === 'alignment.changed')).toBe(true);
    expect(receiver.refused).toEqual([]);
  });

  test('start after the cursor that was given, with everything that happened since', async () => {
    const receiver = await receive();
    await add(receiver, { after: { epoch: 1, seq: 3 } });
    const head = await headOf();
    start();
    await until(() => receiver.received.length === head - 3);
    expect(placesOf(receiver)).toEqual(from(4, head));
  });

  test('come at once when the worker is told that there is something', async () => {
    const receiver = await receive();
    const worker = start({ pollMs: 600_000 });
    const webhook = await add(receiver);
    worker.look(agency.agencyId);
    await until(() => receiver.received.length === 1);
    await until(async () => (await stateOf(webhook)).seq === (await headOf()));
    const head = await happen(1);
    worker.look(agency.agencyId);
    await until(() => placesOf(receiver).includes(head));
  });

  test('tell that there is an emergency access, and to whom, but not who took it', async () => {
    const receiver = await receive();
    await add(receiver, { content: 'FULL', filter: { types: ['EMERGENCY_ACCESS_GRANTED'] } });
    start();
    await perform(the.world, grantAccess, { subject: 'nurse', role: 'CLINICIAN', patientIds: [] }, agency);
    const { patientId, agencyId } = agency;
    await perform(the.world, breakGlass, { patientId, reasonCode: 'DISASTER', reason: 'Canary', minutes: 5 }, { viewer: viewerOf(agencyId, 'CLINICIAN', 'nurse') });
    await until(() => receiver.received.length === 1);
    expect(receiver.received[0]?.body.data).toMatchObject({ type: 'EMERGENCY_ACCESS_GRANTED', patientId: toGlobalId('Patient', patientId), what: [] });
    expect(receiver.received[0]?.text).not.toMatch(/nurse|canary/i);
  });

  test('of revoked tokens name neither the token nor whose it was', async () => {
    const receiver = await receive();
    await add(receiver, { content: 'FULL' });
    start();
    await until(() => receiver.received.length === 1);
    for (const named of [{ subject: 'canary-ann' }, { tokenId: 'canary-1' }]) await perform(the.world, revokeToken, named, { viewer: agency.viewer, reason: 'A device was lost' });
    await until(() => receiver.received.length === 3);
    expect(receiver.received.slice(1).map(({ body }) => body.data)).toMatchObject([{ type: 'TOKEN_REVOKED', what: [] }, { type: 'TOKEN_REVOKED', what: [] }]);
    expect(receiver.received.map(({ text }) => text).join()).not.toContain('canary');
  });

  test('of another agency never arrive', async () => {
    const other = await openTestAgency(the.world);
    the.clock.moveTo(new Date());
    const [ours, theirs] = [await receive(), await receive()];
    await add(ours, { content: 'FULL' });
    await add(theirs, { content: 'FULL' }, other);
    start();
    await Promise.all([happen(10), happen(10, other)]);
    await until(() => ours.received.length === 11 && theirs.received.length === 11);
    // A cursor carried to another agency cannot be read there.
    for (const { body } of theirs.received) expect(() => cursors.decode(agency.agencyId, body.data.cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
    expect(ours.received.filter(({ text }) => text.includes(other.agencyId))).toEqual([]);
    expect(without([...ours.received, ...theirs.received].map(({ id }) => id))).toHaveLength(22);
    expect([ours.refused, theirs.refused]).toEqual([[], []]);
  });

  test('are only of what the filter lets through, and what it does not is passed over with a write for a page of it', async () => {
    const receiver = await receive();
    await the.owner.query(`
      create table writes (webhook_id uuid not null);
      create function count_write() returns trigger language plpgsql security definer set search_path = public as $$ begin insert into writes values (new.webhook_id); return null; end $$;
      create trigger count_writes after update on webhook_states for each row execute function count_write()`);
    const webhook = await add(receiver, { filter: { types: ['VISIT_RESCHEDULED'], patientIds: [agency.patientId] }, after: { epoch: 1, seq: 0 } });
    await happen(120);
    await perform(the.world, rescheduleVisit, { visitId: agency.visitIds[2], startsAt: new Date('2027-05-01T16:00:00Z'), endsAt: new Date('2027-05-01T16:45:00Z') }, agency);
    const head = await happen(1);
    start();
    await until(async () => (await stateOf(webhook)).seq === head);
    expect(placesOf(receiver)).toEqual([head - 1]);
    expect(receiver.received[0]?.body.data.previousCursor).toBe(cursors.encode(agency.agencyId, { epoch: 1, seq: 0 }));
    const { rows } = await the.owner.query('select deliveries::int from webhook_states where webhook_id = $1', [webhook.id]);
    expect(rows).toEqual([{ deliveries: 1 }]);
    // A page and a half that are passed over, and an attempt with what came of it. Webhooks of other tests may be trying again.
    expect((await the.owner.query('select from writes where webhook_id = $1', [webhook.id])).rowCount).toBe(4);
    await the.owner.query('drop function count_write cascade; drop table writes');
  });
});

describe('what is delivered', () => {
  test('is on record as a disclosure of the patient concerned, before it is sent', async () => {
    const receiver = await receive();
    const webhook = await add(receiver, { content: 'FULL' });
    await plan(the.world, agency, '2026-12-04');
    start();
    await until(() => receiver.received.some(({ body }) => body.data.type === 'VISIT_SCHEDULED'));
    expect(await audit.ship()).toBe(true);
    const { rows } = await the.owner.query('select kind, transport, role, patient_ids, count from audit_entries where agency_id = $1 and subject = $2 and cardinality(patient_ids) > 0', [agency.agencyId, `webhook ${webhook.id}`]);
    expect(rows).toEqual([{ kind: 'PUSH', transport: 'WEBHOOK', role: 'INTEGRATOR', patient_ids: [agency.patientId], count: 1 }]);
  });

  const MOVE = { startsAt: new Date('2027-05-01T16:00:00Z'), endsAt: new Date('2027-05-01T16:45:00Z') };

  async function moved(content: 'ID_ONLY' | 'FULL'): Promise<Receiver> {
    const receiver = await receive();
    await the.owner.query(`update patients set given_name = 'Canarygiven', family_name = 'Canaryfamily', mrn = 'CANARY-MRN' where id = $1`, [agency.patientId]);
    await add(receiver, { content });
    start();
    await perform(the.world, rescheduleVisit, { visitId: agency.visitIds[2], ...MOVE }, { viewer: agency.viewer, reason: 'Canary reason' });
    await until(() => receiver.received.length === 2);
    return receiver;
  }

  test('is ids and codes alone, unless more was asked for', async () => {
    const { received } = await moved('ID_ONLY');
    const data = received[1]?.body.data as Record<string, unknown>;
    expect(Object.keys(data).sort()).toEqual([
      'authorizationLineIds', 'branchId', 'cursor', 'eventId', 'findingIds', 'occurredAt', 'patientId', 'payerIds', 'previousCursor', 'recordedAt', 'type', 'visitIds',
    ]);
    expect(data).toMatchObject({
      type: 'VISIT_RESCHEDULED', patientId: toGlobalId('Patient', agency.patientId), branchId: toGlobalId('Branch', agency.branchId), payerIds: [toGlobalId('Payer', agency.payerId)],
      visitIds: expect.arrayContaining([toGlobalId('Visit', agency.visitIds[2])]), authorizationLineIds: [toGlobalId('AuthorizationLine', agency.lineId)],
    });
    expect(data['findingIds']).not.toEqual([]);
    expect(received.map(({ text }) => text).join()).not.toMatch(/canary|2027-05-01|Walked/i);
  });

  test('is what changed and with what effect, where it was asked for, without a name or a text', async () => {
    const { received } = await moved('FULL');
    const data = received[1]?.body.data as { what: unknown; effect: unknown };
    expect(data.what).toContainEqual({ entity: 'Visit', id: toGlobalId('Visit', agency.visitIds[2]), field: 'startsAt', before: '2026-03-04T16:00:00.000Z', after: '2027-05-01T16:00:00.000Z' });
    expect(data.effect).toMatchObject({
      raised: expect.arrayContaining([{ id: expect.any(String), ruleId: 'AUTH-04', code: 'OUTSIDE_AUTHORIZED_DATES', severity: expect.any(String), ownerTeam: expect.any(String), status: 'OPEN' }]),
      balances: [{ lineId: toGlobalId('AuthorizationLine', agency.lineId), before: { authorizedUnits: 12 }, after: { authorizedUnits: 12 } }],
    });
    expect(received.map(({ text }) => text).join()).not.toMatch(new RegExp(`canary|${NOTE_TEXT}`, 'i'));
  });
});

/** The next attempt is due: the clock stands still here, because what is signed has to be of today. */
async function due({ id }: WebhookRow): Promise<void> {
  await the.owner.query(`update webhook_states set next_attempt_at = $2 where webhook_id = $1`, [id, the.clock.now()]);
}

/** Everything came, nothing came before what comes before it, and what came again had the id that it had. */
function expectInOrder(receiver: Receiver, first: number, last: number): void {
  const places = placesOf(receiver);
  expect(without(places)).toEqual(from(first, last));
  places.forEach((place, i) => expect(place).toBeGreaterThanOrEqual(Math.max(...places.slice(0, i + 1))));
  expect(without(receiver.received.map(({ id }) => id))).toHaveLength(last - first + 1);
  expect(receiver.refused).toEqual([]);
}

describe('when a receiver fails', () => {
  test('the same message comes again until it is taken, and nothing after it comes before', async () => {
    const receiver = await receive();
    const first = (await headOf()) + 1;
    const webhook = await add(receiver);
    let isFailing = true;
    receiver.answer = ({ body }) => (isFailing && cursors.decode(agency.agencyId, body.data.cursor).seq > first ? 500 : 200);
    start();
    const last = await happen(3);
    for (let times = 1; times <= 3; times += 1) {
      await triedInVain(webhook, times);
      expect(await stateOf(webhook)).toMatchObject({ seq: first, failures: times, last_error: 'HTTP_500' });
      expect((await stateOf(webhook)).next_attempt_at?.getTime()).toBeGreaterThan(the.clock.now().getTime());
      await due(webhook);
    }
    isFailing = false;
    await due(webhook);
    await until(() => placesOf(receiver).includes(last));
    expectInOrder(receiver, first, last);
    await until(async () => (await stateOf(webhook)).seq === last);
    expect(await stateOf(webhook)).toMatchObject({ failures: 0, last_error: null });
  });

  test('by not answering, it is asked again', async () => {
    const receiver = await receive();
    const first = (await headOf()) + 1;
    const webhook = await add(receiver);
    receiver.answer = () => 'NEVER';
    start({ timeoutMs: 60 });
    await triedInVain(webhook, 1);
    expect((await stateOf(webhook)).last_error).toBe('TIMEOUT');
    receiver.answer = () => 204;
    const last = await happen(2);
    await due(webhook);
    await until(() => placesOf(receiver).includes(last));
    expectInOrder(receiver, first, last);
  });

  test('by not being there, it gets everything once it is', async () => {
    const gone = await receive();
    const port = Number(new URL(gone.url).port);
    await gone.close();
    const first = (await headOf()) + 1;
    const webhook = await add(gone);
    start();
    await triedInVain(webhook, 1);
    expect((await stateOf(webhook)).last_error).toBe('ECONNREFUSED');
    const last = await happen(2);
    const back = await receive(port);
    back.secret = gone.secret;
    await due(webhook);
    await until(() => placesOf(back).includes(last));
    expectInOrder(back, first, last);
  });

  test('with a redirect, it is not followed there', async () => {
    const [receiver, elsewhere] = [await receive(), await receive()];
    const webhook = await add(receiver);
    receiver.answer = (_message, response) => {
      response.setHeader('location', elsewhere.url);
      return 307;
    };
    start();
    await triedInVain(webhook, 1);
    expect((await stateOf(webhook)).last_error).toBe('HTTP_307');
    expect([elsewhere.received, elsewhere.refused]).toEqual([[], []]);
  });

  test('another one is not held up, be it of the same agency or not', async () => {
    const other = await openTestAgency(the.world);
    the.clock.moveTo(new Date());
    const [stuck, same, foreign] = [await receive(), await receive(), await receive()];
    stuck.answer = () => 'NEVER';
    await add(stuck);
    await add(same);
    await add(foreign, {}, other);
    start();
    const [last] = await Promise.all([happen(5), happen(5, other)]);
    await until(() => placesOf(same).includes(last) && foreign.received.length === 6);
    expect(stuck.received).toHaveLength(1);
  });

  test('by saying that it is gone, the webhook is removed, and the log says so', async () => {
    const [receiver, witness] = [await receive(), await receive()];
    const webhook = await add(receiver);
    await add(witness, { filter: { types: ['WEBHOOK_REMOVED'] } });
    receiver.answer = () => 410;
    const worker = start();
    await until(() => {
      worker.look(agency.agencyId);
      return witness.received.length === 1;
    });
    expect(await reading(the.database, agency.agencyId, (tx) => recordById(tx, WebhookRow, webhook.id, []))).toMatchObject({ status: 'GONE', version: 2 });
    expect(await stateOf(webhook)).toMatchObject({ next_attempt_at: null });
    expect(receiver.received).toHaveLength(1);
    await expect(update({ webhookId: webhook.id, status: 'ACTIVE' })).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });
});

describe('when nodes fail', () => {
  test('two of them never deliver out of order, whoever of them is stopped in between', async () => {
    const receiver = await receive();
    const first = (await headOf()) + 1;
    const webhook = await add(receiver);
    let requests = 0;
    receiver.answer = () => ((requests += 1) % 5 === 0 ? 503 : 204);
    const [one] = [start(), start()];
    const last = await happen(30);
    await until(async () => {
      await due(webhook);
      return receiver.received.length > 10;
    });
    await one?.stop();
    start();
    await until(async () => {
      await due(webhook);
      return placesOf(receiver).includes(last);
    });
    expectInOrder(receiver, first, last);
  });

  test('what was on its way when a node stopped comes again from another one, with the same id', async () => {
    const receiver = await receive();
    const first = (await headOf()) + 1;
    await add(receiver);
    receiver.answer = () => 'NEVER';
    const one = start();
    await until(() => receiver.received.length === 1);
    await one.stop();
    receiver.answer = () => 204;
    start();
    const last = await happen(1);
    await until(() => placesOf(receiver).includes(last));
    expect(placesOf(receiver)).toEqual([first, first, last]);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
    expectInOrder(receiver, first, last);
  });

  test('a node whose lock is lost with its connection breaks off, and the endpoint goes on', async () => {
    const receiver = await receive();
    const first = (await headOf()) + 1;
    await add(receiver);
    let isHanging = true;
    receiver.answer = () => (isHanging ? 'NEVER' : 204);
    start();
    await until(() => receiver.received.length === 1);
    isHanging = false;
    await the.owner.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`);
    const last = await happen(1);
    await until(() => placesOf(receiver).includes(last));
    expect(placesOf(receiver)).toEqual([first, first, last]);
  });
});

describe('whoever owns a webhook', () => {
  test('can have deliveries repeated from a cursor, with the same ids', async () => {
    const receiver = await receive();
    const first = (await headOf()) + 1;
    const webhook = await add(receiver);
    start();
    const last = await happen(3);
    await until(() => placesOf(receiver).includes(last));
    const before = receiver.received.map(({ id }) => id);
    await perform(the.world, replayWebhook, { webhookId: webhook.id, after: { epoch: 1, seq: first } }, agency);
    await until(() => receiver.received.length === before.length + 4);
    expect(receiver.received.slice(before.length).map(({ id }) => id).slice(0, 3)).toEqual(before.slice(1));
    expect(placesOf(receiver)).toEqual([...from(first, last), ...from(first + 1, last + 1)]);
  });

  test('can pause and resume it and loses nothing', async () => {
    const [receiver, witness] = [await receive(), await receive()];
    const first = (await headOf()) + 1;
    const webhook = await add(receiver);
    start();
    await until(async () => (await stateOf(webhook)).seq === first);
    await update({ webhookId: webhook.id, status: 'PAUSED' });
    await add(witness);
    const meanwhile = await happen(3);
    await until(() => placesOf(witness).includes(meanwhile));
    expect(placesOf(receiver)).toEqual([first]);
    await update({ webhookId: webhook.id, status: 'ACTIVE' });
    const last = await headOf();
    await until(() => placesOf(receiver).includes(last));
    expectInOrder(receiver, first, last);
  });

  test('who pauses it while a message is on its way finds it paused afterwards', async () => {
    const receiver = await receive();
    const webhook = await add(receiver);
    let answer = (): void => undefined;
    receiver.answer = (_message, response) => {
      answer = () => response.writeHead(500).end();
      return 'NEVER';
    };
    start();
    await until(() => receiver.received.length === 1);
    await update({ webhookId: webhook.id, status: 'PAUSED' });
    answer();
    await triedInVain(webhook, 1);
    expect(await stateOf(webhook)).toMatchObject({ next_attempt_at: null });
  });

  test('can change the secret: for a day both sign, and then the new one alone', async () => {
    const receiver = await receive();
    const webhook = await add(receiver);
    const [old, fresh] = [receiver.secret, webhooks.secretOf(agency.agencyId, webhook.id, 2)];
    expect(fresh).not.toBe(old);
    start();
    await until(() => receiver.received.length === 1);
    expect(receiver.received[0]?.signatures).toHaveLength(1);

    await update({ webhookId: webhook.id, rotatesSecret: true });
    await until(() => receiver.received.length === 2);
    receiver.secret = fresh;
    await happen(1);
    await until(() => receiver.received.length === 3);
    expect(receiver.received.map(({ signatures }) => signatures.length)).toEqual([1, 2, 2]);

    await the.owner.query(`update webhooks set secret_rotated_at = secret_rotated_at - interval '24 hours' where id = $1`, [webhook.id]);
    await happen(1);
    await until(() => receiver.received.length === 4);
    expect(receiver.received[3]?.signatures).toHaveLength(1);
    receiver.secret = old;
    await happen(1);
    await until(() => receiver.refused.length === 1);
  });

  test('finds the last thousand attempts, and no more', async () => {
    const receiver = await receive();
    const webhook = await add(receiver);
    await the.owner.query(`
      insert into webhook_deliveries (agency_id, webhook_id, number, message_id, epoch, seq, attempt, at, status_code, duration_ms)
      select $1, $2, n, 'earlier', 1, 1, 1, now(), 204, 5 from generate_series(1, 1000) n`, [agency.agencyId, webhook.id]);
    await the.owner.query('update webhook_states set deliveries = 1000 where webhook_id = $1', [webhook.id]);
    start();
    await until(() => receiver.received.length === 1);
    await until(async () => (await stateOf(webhook)).seq === (await headOf()));
    const { rows } = await the.owner.query('select count(*)::int, min(number)::int as oldest, max(number)::int as latest from webhook_deliveries where webhook_id = $1', [webhook.id]);
    expect(rows).toEqual([{ count: 1_000, oldest: 2, latest: 1_001 }]);
  });
});

describe('a place that cannot be honoured', () => {
  const prepared = async (): Promise<{ readonly receiver: Receiver; readonly webhook: WebhookRow }> => {
    const receiver = await receive();
    return { receiver, webhook: await add(receiver) };
  };

  const expectResync = async ({ received }: Receiver, reason: string, epoch: number): Promise<void> => {
    await until(() => received.length === 1);
    const seq = await headOf();
    expect(received[0]?.body).toMatchObject({ type: 'alignment.resync_required', data: { reason, cursor: cursors.encode(agency.agencyId, { epoch, seq }) } });
  };

  const expectGoingOn = async ({ received }: Receiver): Promise<void> => {
    const last = await happen(1);
    await until(() => received.length === 2);
    expect(received[1]?.body).toMatchObject({ type: 'alignment.changed', data: { type: 'PAYER_ADDED', previousCursor: received[0]?.body.data.cursor } });
    expect(cursors.decode(agency.agencyId, received[1]?.body.data.cursor).seq).toBe(last);
  };

  test('because its events were purged is said, once, and then it goes on from the head', async () => {
    const { receiver } = await prepared();
    await the.owner.query('update stream_heads set floor = head where agency_id = $1', [agency.agencyId]);
    start();
    await expectResync(receiver, 'PURGED', 1);
    await expectGoingOn(receiver);
  });

  test('because the log is another one now is said', async () => {
    const { receiver } = await prepared();
    await the.owner.query('update stream_heads set epoch = 2 where agency_id = $1', [agency.agencyId]);
    start();
    await expectResync(receiver, 'OTHER_EPOCH', 2);
    await expectGoingOn(receiver);
  });

  test('because it is ahead of the log is said', async () => {
    const { receiver, webhook } = await prepared();
    await perform(the.world, replayWebhook, { webhookId: webhook.id, after: { epoch: 1, seq: 1_000_000 } }, agency);
    start();
    await expectResync(receiver, 'BEYOND_HEAD', 1);
    await expectGoingOn(receiver);
  });
});

test('no webhook has the secret of another, of another version or of another agency', () => {
  const [a, b] = [systemIds.next(), systemIds.next()];
  const secrets = [webhooks.secretOf(a, a, 1), webhooks.secretOf(a, a, 2), webhooks.secretOf(a, b, 1), webhooks.secretOf(b, a, 1), webhookRules({ secret: randomBytes(32), allowsLocal: true }).secretOf(a, a, 1)];
  expect(new Set(secrets).size).toBe(5);
  expect(secrets.every((one) => /^whsec_[A-Za-z0-9+/]{43}=$/.test(one))).toBe(true);
  expect(webhooks.secretOf(a, a, 1)).toBe(secrets[0]);
});
