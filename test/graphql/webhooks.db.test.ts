import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { ROLES } from '../../src/auth/viewer.js';
import { addWebhook } from '../../src/changes/add-webhook.js';
import { perform } from '../../src/changes/perform.js';
import { removeWebhook } from '../../src/changes/remove-webhook.js';
import { reading } from '../../src/db/agency-scope.js';
import { webhooksDue } from '../../src/db/directory.js';
import { statement } from '../../src/db/statement.js';
import { eventsBetween, streamState } from '../../src/feed/read.js';
import { changesAsTold } from '../../src/graphql/as-told.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let the: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world);
});
afterAll(async () => {
  await the.close();
});
beforeEach(async () => {
  agency = await openTestAgency(the.world);
});

const ADD = 'mutation ($input: AddWebhookInput!, $dryRun: Boolean) { addWebhook(input: $input, dryRun: $dryRun) { cursor record { id secret state { cursor consecutiveFailures nextAttemptAt lastError } } } }';
const URL = 'https://receiver.example/hooks?key=canary';

const added = async (input: object = {}): Promise<{ readonly id: string; readonly secret: string; readonly state: Record<string, unknown> }> =>
  (await graphql.data(agency.viewerAs('INTEGRATOR'), ADD, { input: { url: URL, ...input } })).addWebhook.record;
const headOf = async (): Promise<number> => (await reading(the.database, agency.agencyId, streamState)).head;
const cursorOf = (seq: number): string => graphql.parts.cursors.encode(agency.agencyId, { epoch: 1, seq });
const lastEvents = async (count: number) => reading(the.database, agency.agencyId, async (tx) => eventsBetween(tx, (await streamState(tx)).head - count, Number.MAX_SAFE_INTEGER));

describe('a webhook', () => {
  test('begins where it was asked for, or where the log was', async () => {
    const head = await headOf();
    expect((await added()).state).toEqual({ cursor: cursorOf(head), consecutiveFailures: 0, nextAttemptAt: '2026-03-02T15:00:00.000Z', lastError: null });
    expect((await added({ after: cursorOf(2) })).state).toMatchObject({ cursor: cursorOf(2) });
  });

  test('has a secret of its own, the same whenever it is asked for', async () => {
    const [one, other] = [await added(), await added()];
    expect(one.secret).toMatch(/^whsec_/);
    expect(one.secret).not.toBe(other.secret);
    const { webhooks } = await graphql.data(agency.viewerAs('ADMIN'), '{ webhooks { nodes { id secret url } totalCount } }');
    expect(webhooks).toEqual({ totalCount: 2, nodes: [one, other].map(({ id, secret }) => ({ id, secret, url: URL })) });
  });

  test('that is only tried out has no state', async () => {
    const { addWebhook: tried } = await graphql.data(agency.viewerAs('ADMIN'), ADD, { input: { url: URL }, dryRun: true });
    expect(tried).toMatchObject({ cursor: null, record: { state: null, secret: expect.stringMatching(/^whsec_/) } });
  });

  test('is seen by administrators and integrators alone, and its secret too', async () => {
    const { id } = await added();
    const answers = await Promise.all(ROLES.map(async (role) => {
      const [list, node] = [await graphql.ask(agency.viewerAs(role), '{ webhooks { nodes { secret } } }'), await graphql.ask(agency.viewerAs(role), 'query ($id: ID!) { node(id: $id) { id ... on Webhook { secret } } }', { id })];
      return [role, ...[list, node].map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'may')];
    }));
    expect(answers).toEqual(ROLES.map((role) => (['ADMIN', 'INTEGRATOR'].includes(role) ? [role, 'may', 'may'] : [role, 'FORBIDDEN', 'FORBIDDEN'])));
  });

  test('is told of in the log by its host and its filter, and not by its address', async () => {
    const { id } = await added({ filter: { patientIds: [toGlobalId('Patient', agency.patientId)], severities: ['BLOCKER'] } });
    const [event] = await lastEvents(1);
    expect(event).toMatchObject({ type: 'WEBHOOK_ADDED', patientId: null });
    expect(changesAsTold(agency.viewer, event?.body.what ?? [])).toEqual([
      { entity: 'Webhook', id, field: 'host', before: null, after: 'receiver.example' },
      { entity: 'Webhook', id, field: 'content', before: null, after: 'ID_ONLY' },
      { entity: 'Webhook', id, field: 'status', before: null, after: 'ACTIVE' },
      { entity: 'Webhook', id, field: 'secretVersion', before: null, after: '1' },
      { entity: 'Webhook', id, field: 'patientIds', before: null, after: JSON.stringify([toGlobalId('Patient', agency.patientId)]) },
      { entity: 'Webhook', id, field: 'severities', before: null, after: '["BLOCKER"]' },
    ]);
    expect(JSON.stringify(event)).not.toContain('canary');
  });

  test('shows what was attempted, the latest first, page by page', async () => {
    const { id } = await added();
    const { rows } = await the.owner.query<{ id: string }>('select id from webhooks where agency_id = $1', [agency.agencyId]);
    await the.owner.query(`
      insert into webhook_deliveries (agency_id, webhook_id, number, message_id, epoch, seq, attempt, at, status_code, error, duration_ms)
      values ($1, $2, 1, 'm1', 1, 1, 1, '2026-03-02T15:00:00Z', 500, 'HTTP_500', 7), ($1, $2, 2, 'm1', 1, 1, 2, '2026-03-02T15:00:01Z', 204, null, 5)`, [agency.agencyId, rows[0]?.id]);
    const page = async (after: string | null) => (await graphql.data(agency.viewerAs('ADMIN'), 'query ($id: ID!, $after: String) { node(id: $id) { ... on Webhook { deliveries(first: 1, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { messageId attempt at statusCode error durationMs cursor } } } } }', { id, after })).node.deliveries;
    const first = await page(null);
    expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ messageId: 'm1', attempt: 2, statusCode: 204, error: null, durationMs: 5, cursor: cursorOf(1) }] });
    expect(await page(first.pageInfo.endCursor)).toMatchObject({ pageInfo: { hasNextPage: false }, nodes: [{ attempt: 1, at: '2026-03-02T15:00:00.000Z', statusCode: 500, error: 'HTTP_500' }] });
  });
});

describe('an agency', () => {
  test('has ten webhooks at most, also when two are added at once, and those that are gone do not count', async () => {
    for (let i = 0; i < 9; i += 1) await perform(the.world, addWebhook, { url: URL }, agency);
    const both = await Promise.all([1, 2].map(() => graphql.ask(agency.viewer, ADD, { input: { url: URL } })));
    expect(both.map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'added').sort()).toEqual(['LIMIT_EXCEEDED', 'added']);
    const { rows } = await the.owner.query<{ id: string }>('select id from webhooks where agency_id = $1 limit 1', [agency.agencyId]);
    await perform(the.world, removeWebhook, { webhookId: rows[0]?.id ?? '' }, agency);
    expect((await added()).id).toBeDefined();
  });

  test('sees neither the places nor the logs of another, though the worker that names none sees all', async () => {
    const other = await openTestAgency(the.world);
    for (const { viewer } of [agency, other]) await perform(the.world, addWebhook, { url: URL }, { viewer });
    const seen = await reading(the.database, agency.agencyId, async (tx) => ({
      states: await tx.rows<{ agency_id: string }>(statement('select agency_id from webhook_states'), []),
      heads: await tx.rows<{ agency_id: string }>(statement('select agency_id from stream_heads'), []),
    }));
    expect(seen).toEqual({ states: [{ agency_id: agency.agencyId }], heads: [{ agency_id: agency.agencyId }] });
    const due = await webhooksDue(the.database, { now: the.clock.now(), agencyIds: [agency.agencyId, other.agencyId], except: [], limit: 10 });
    expect(due.map(({ agencyId }) => agencyId).sort()).toEqual([agency.agencyId, other.agencyId].sort());
  });
});
