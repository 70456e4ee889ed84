import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { acknowledgeFinding } from '../../src/changes/acknowledge-finding.js';
import { assignFinding } from '../../src/changes/assign-finding.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { handOverFinding } from '../../src/changes/hand-over-finding.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { waiveFinding } from '../../src/changes/waive-finding.js';
import { cursorCodec } from '../../src/feed/cursor.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { admit, authorize, type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let care: Care;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  care = await openCare(server.app.world);
  token = await server.token('BILLER', care.agencyId);
});

interface Message {
  readonly kind: string;
  readonly cursor: string;
  readonly previousCursor: string | null;
  // The tests know what they asked for.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly [field: string]: any;
}

interface Watching {
  readonly messages: Message[];
  readonly errors: unknown[];
  leave(): void;
}

interface WatchOptions {
  readonly bearer?: string;
  readonly args?: string;
  /** The variables that the operation takes, and their values. */
  readonly declared?: string;
  readonly variables?: Record<string, unknown>;
}

/** Subscribes to one stream, and waits for its first message. */
async function watch(stream: string, fields: string, { bearer = token, args = '', declared = '', variables = {} }: WatchOptions = {}): Promise<Watching> {
  const messages: Message[] = [];
  const errors: unknown[] = [];
  const leave = server.connect(bearer).subscribe<Record<string, Message>>(
    { query: `subscription ${declared} { ${stream}${args} { kind cursor previousCursor reason ${fields} } }`, variables },
    {
      next: ({ data, errors: refused }) => {
        if (refused) errors.push(refused);
        if (data) messages.push(data[stream] as Message);
      },
      error: (refused) => void errors.push(refused),
      complete: () => undefined,
    },
  );
  await until(() => messages.length + errors.length > 0);
  return { messages, errors, leave };
}

function isChained(messages: readonly Message[]): boolean {
  return messages.slice(1).every(({ previousCursor }, i) => previousCursor === messages[i]?.cursor);
}

async function schedule(hour = 10): Promise<string> {
  const startsAt = new Date(Date.now() + 86_400_000 + hour * 3_600_000);
  const input = { patientId: care.patientId, serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) };
  return (await perform(server.app.world, scheduleVisit, input, { viewer: care.viewer })).record.id;
}

/** A finding that is open, of the rule that a visit has no authorization. */
async function openFinding(): Promise<string> {
  await schedule();
  const { data } = await server.ask(token, '{ findings(filter: { ruleIds: ["AUTH-01"] }) { nodes { id } } }');
  return data.findings.nodes[0].id;
}

const rawId = (globalId: string): string => Buffer.from(globalId, 'base64url').toString().split(':').at(-1) as string;

describe('a stream', () => {
  test('of findings tells which were raised, changed and cleared, and nothing else', async () => {
    const { messages, leave } = await watch('findingChanged', 'snapshot { findings { ruleId } } changes { move finding { ruleId team acknowledgedBy } }', { args: '(filter: { rules: ["AUTH-01"] })' });
    expect(messages[0]).toMatchObject({ kind: 'SNAPSHOT', snapshot: { findings: [] }, changes: null });
    const visitId = await schedule();
    const findingId = rawId((await server.ask(token, '{ findings(filter: { ruleIds: ["AUTH-01"] }) { nodes { id } } }')).data.findings.nodes[0].id);
    await perform(server.app.world, acknowledgeFinding, { findingId }, { viewer: care.viewer });
    await perform(server.app.world, cancelVisit, { visitId }, { viewer: care.viewer, reason: 'Away' });
    await until(() => messages.length === 4);
    expect(messages.slice(1).map(({ changes }) => changes.map(({ move }: { move: string }) => move))).toEqual([['RAISED'], ['CHANGED'], ['CLEARED']]);
    expect(messages[2]?.['changes'][0].finding).toMatchObject({ ruleId: 'AUTH-01', acknowledgedBy: care.viewer.subject });
    expect(isChained(messages)).toBe(true);
    leave();
  });

  test('of balances tells each line before and after', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { lineId } = await authorize(server.app.world, care, { startsOn: today, endsOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10) });
    const { messages, leave } = await watch('authorizationBalanceChanged', 'moves { lineId before { reservedUnits } after { reservedUnits } }');
    await schedule();
    await until(() => messages.length === 2);
    const move = messages[1]?.['moves'][0];
    expect(move.lineId).toBe(toGlobalId('AuthorizationLine', lineId));
    expect(move.after.reservedUnits).toBeGreaterThan(move.before.reservedUnits);
    leave();
  });

  test('of visits tells what was done to the visits asked for, as they are now', async () => {
    const visitId = await schedule();
    const { messages, leave } = await watch('visitChanged', 'visits { id status } event { type }', { args: `(visitIds: ["${toGlobalId('Visit', visitId)}"])` });
    await schedule(14);
    await perform(server.app.world, cancelVisit, { visitId }, { viewer: care.viewer, reason: 'Away' });
    await until(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ event: { type: 'VISIT_CANCELLED' }, visits: [{ id: toGlobalId('Visit', visitId), status: 'CANCELLED' }] });
    leave();
  });

  test('of policies tells the new version and the visits that it concerns', async () => {
    const visitId = await schedule(72);
    const { messages, leave } = await watch('payerPolicyChanged', 'policy { version payer { id } } event { effect { affectedVisitIds } }', { args: `(payerIds: ["${toGlobalId('Payer', care.payerId)}"])` });
    const effectiveFrom = new Date().toISOString().slice(0, 10);
    await perform(server.app.world, setPayerPolicy, { payerId: care.payerId, effectiveFrom, terms: { ...DEFAULT_TERMS, authorizationRequired: 'NONE' } }, { viewer: care.viewer });
    await until(() => messages.length === 2);
    expect(messages[1]).toMatchObject({ policy: { payer: { id: toGlobalId('Payer', care.payerId) } }, event: { effect: { affectedVisitIds: [toGlobalId('Visit', visitId)] } } });
    leave();
  });

  test('of a team\'s work tells what comes, what leaves for another team, and what is waived', async () => {
    const queue = 'snapshot { counts { team count } } changes { move finding { ruleId } }';
    const [from, to] = [await watch('workQueueChanged', queue, { args: '(team: AUTHORIZATION)' }), await watch('workQueueChanged', queue, { args: '(team: BILLING)' })];
    const findingId = rawId(await openFinding());
    await perform(server.app.world, handOverFinding, { findingId, team: 'BILLING' }, { viewer: care.viewer, reason: 'Theirs' });
    await perform(server.app.world, waiveFinding, { findingId }, { viewer: care.viewer, reason: 'Paid privately' });
    const moves = ({ messages }: Watching): string[] => messages.flatMap(({ changes }) => changes ?? []).filter(({ finding }: { finding: { ruleId: string } }) => finding.ruleId === 'AUTH-01').map(({ move }: { move: string }) => move);
    await until(() => moves(from).length === 2 && moves(to).length === 2);
    expect(moves(from)).toEqual(['ADDED', 'REMOVED']);
    expect(moves(to)).toEqual(['ADDED', 'REMOVED']);
    for (const { messages, leave } of [from, to]) {
      expect(isChained(messages)).toBe(true);
      leave();
    }
  });

  test('of ids alone says nothing more, and the ids can be looked up', async () => {
    const { messages, leave } = await watch('alignmentChanged', 'snapshot { counts { count } } event { type } notice { id type patientId branchId payerIds visitIds findingIds }', { args: '(content: ID_ONLY)' });
    const visitId = await schedule();
    await until(() => messages.length === 2);
    expect(messages[0]).toMatchObject({ kind: 'SNAPSHOT', snapshot: null });
    expect(messages[1]).toMatchObject({ event: null, notice: { type: 'VISIT_SCHEDULED', patientId: toGlobalId('Patient', care.patientId), payerIds: [toGlobalId('Payer', care.payerId)], visitIds: [toGlobalId('Visit', visitId)] } });
    const { data } = await server.ask(token, 'query ($id: ID!) { node(id: $id) { id __typename } }', { id: messages[1]?.['notice'].findingIds[0] });
    expect(data.node.__typename).toBe('Finding');
    leave();
  });

  test('goes on from the cursor of any other', async () => {
    const first = await watch('alignmentChanged', '');
    const visitId = await schedule();
    await until(() => first.messages.length === 2);
    first.leave();
    const second = await watch('visitChanged', 'visits { id }', { args: `(after: "${first.messages[0]?.cursor}")` });
    expect(second.messages[0]).toMatchObject({ kind: 'EVENT', previousCursor: first.messages[0]?.cursor, visits: [{ id: toGlobalId('Visit', visitId) }] });
    second.leave();
  });

  test('that tells something about the one who asks tells it to each', async () => {
    const [mine, others] = [await server.token('BILLER', care.agencyId, { subject: 'ann' }), await server.token('BILLER', care.agencyId, { subject: 'bob' })];
    const fields = 'changes { finding { isAssignedToMe } }';
    const watching = await Promise.all([mine, others].map((bearer) => watch('findingChanged', fields, { bearer, args: '(filter: { types: [FINDING_ASSIGNED] })' })));
    const findingId = rawId(await openFinding());
    await perform(server.app.world, assignFinding, { findingId, assignedTo: 'ann' }, { viewer: care.viewer });
    await until(() => watching.every(({ messages }) => messages.length === 2));
    expect(watching.map(({ messages }) => messages[1]?.['changes'][0].finding.isAssignedToMe)).toEqual([true, false]);
    for (const { leave } of watching) leave();
  });

  test('delivers to a member what is within their scope, as the log does', async () => {
    const { patientId } = care;
    care = { ...care, patientId: await admit(server.app.world, care) };
    await perform(server.app.world, grantAccess, { subject: 'c1', role: 'CLINICIAN', patientIds: [patientId] }, { viewer: care.viewer });
    const bearer = await server.token('CLINICIAN', care.agencyId, { subject: 'c1' });
    const { messages, leave } = await watch('alignmentChanged', 'notice { patientId }', { bearer });
    await schedule();
    care = { ...care, patientId };
    await schedule();
    await until(() => messages.length === 2);
    expect(messages[1]?.['notice'].patientId).toBe(toGlobalId('Patient', patientId));
    const { data } = await server.ask(bearer, `{ alignmentEvents(after: "${messages[0]?.cursor}") { edges { cursor } } }`);
    expect(data.alignmentEvents.edges).toEqual([{ cursor: messages[1]?.cursor }]);
    leave();
  });

  test('refuses a cursor that is forged, cut short or of another agency, and a filter that is absurd', async () => {
    const elsewhere = await openCare(server.app.world);
    const { data } = await server.ask(await server.token('BILLER', elsewhere.agencyId), '{ streamStatus { head } }');
    for (const after of ['forged', data.streamStatus.head.slice(0, -3), data.streamStatus.head]) {
      const { errors } = await watch('alignmentChanged', '', { args: `(after: "${after}")` });
      expect(errors[0]).toMatchObject([{ extensions: { code: 'INVALID_CURSOR', path: ['after'] } }]);
    }
    const filtered = async (filter: object): Promise<unknown> => (await watch('alignmentChanged', '', { args: '(filter: $filter)', declared: '($filter: AlignmentFilter)', variables: { filter } })).errors[0];
    const patientIds = Array.from({ length: 101 }, () => toGlobalId('Patient', care.patientId));
    expect(await filtered({ patientIds })).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', path: ['filter', 'patientIds'] } }]);
    expect(await filtered({ payerIds: [toGlobalId('Patient', care.patientId)] })).toMatchObject([{ extensions: { code: 'INVALID_ID', path: ['filter', 'payerIds', 0] } }]);
    expect(await filtered({ rules: ['AUTH-99'] })).toMatchObject([{ extensions: { code: 'UNKNOWN_CODE', path: ['filter', 'rules', 0] } }]);
  });

  test('that is to go on from ahead of the log says that it cannot, and ends', async () => {
    const { identity } = server.config;
    const secret = identity.kind === 'CONFIGURED' ? identity.cursorSecret : new Uint8Array();
    const after = cursorCodec(secret).encode(care.agencyId, { epoch: 1, seq: 1_000_000 });
    const { messages, leave } = await watch('alignmentChanged', '', { args: `(after: "${after}")` });
    expect(messages[0]).toMatchObject({ kind: 'RESYNC_REQUIRED', reason: 'BEYOND_HEAD' });
    await until(() => server.app.hub.subscribers === 0);
    leave();
  });
});

describe('the log', () => {
  interface Page {
    readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: { readonly id: string; readonly type: string } }>;
    readonly endCursor: string;
    readonly hasNextPage: boolean;
  }

  async function page(args: string, bearer = token): Promise<Page> {
    const { data, errors } = await server.ask(bearer, `{ alignmentEvents(${args}) { edges { cursor node { id type } } endCursor hasNextPage } }`);
    expect(errors).toBeUndefined();
    return data.alignmentEvents;
  }

  test('can be read in pages, and holds exactly what a stream delivers', async () => {
    const { data } = await server.ask(token, '{ streamStatus { head headNumber floor epoch } }');
    const { messages, leave } = await watch('alignmentChanged', 'event { id }', { args: `(after: "${data.streamStatus.floor}")` });
    for (const hour of [1, 3, 5]) await schedule(hour);
    await until(() => messages.length === data.streamStatus.headNumber + 3);
    const read: Page['edges'][number][] = [];
    for (let after = data.streamStatus.floor, isMore = true; isMore; ) {
      const { edges, endCursor, hasNextPage } = await page(`first: 2, after: "${after}"`);
      expect(edges.length).toBeLessThanOrEqual(2);
      read.push(...edges);
      after = endCursor;
      isMore = hasNextPage;
    }
    expect(read.map(({ cursor, node }) => [cursor, node.id])).toEqual(messages.map(({ cursor, event }) => [cursor, event.id]));
    leave();
  });

  test('can be read up to a place and through a filter, which says how far it looked', async () => {
    await schedule(1);
    const { data } = await server.ask(token, '{ streamStatus { head } }');
    await schedule(3);
    const until_ = await page(`first: 100, until: "${data.streamStatus.head}", filter: { types: [VISIT_SCHEDULED] }`);
    expect(until_.edges.map(({ node }) => node.type)).toEqual(['VISIT_SCHEDULED']);
    expect(until_.endCursor).toBe(data.streamStatus.head);
    expect(until_.hasNextPage).toBe(false);
    const none = await page('filter: { types: [VISIT_PAID] }');
    expect(none).toMatchObject({ edges: [], hasNextPage: false });
    expect(await page(`after: "${none.endCursor}"`)).toMatchObject({ edges: [], endCursor: none.endCursor });
  });

  test('refuses places that are none of its own', async () => {
    const code = async (args: string): Promise<unknown> => (await server.ask(token, `{ alignmentEvents(${args}) { endCursor } }`)).errors?.[0]?.extensions;
    const { data } = await server.ask(token, '{ streamStatus { head floor } }');
    expect(await code('after: "x"')).toMatchObject({ code: 'INVALID_CURSOR', path: ['after'] });
    expect(await code(`after: "${data.streamStatus.head}", until: "${data.streamStatus.floor}"`)).toMatchObject({ code: 'INVALID_RANGE', path: ['until'] });
    expect(await code('first: 101')).toMatchObject({ code: 'LIMIT_EXCEEDED', path: ['first'] });
  });
});
