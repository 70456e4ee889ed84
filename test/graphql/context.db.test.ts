import { randomBytes } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { addBranch } from '../../src/changes/add-branch.js';
import { perform } from '../../src/changes/perform.js';
import { webhookRules } from '../../src/auth/webhook-rules.js';
import type { Tx } from '../../src/db/agency-scope.js';
import { statement } from '../../src/db/statement.js';
import { cursorCodec } from '../../src/feed/cursor.js';
import { ClosedContext, type ContextParts, type GraphContext, openContext } from '../../src/graphql/context.js';
import { EMERGENCY_ATTEMPTS_AN_HOUR, openAttempts } from '../../src/graphql/limits/attempts.js';
import { listCursors } from '../../src/graphql/list-cursor.js';
import { type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';
import { until } from '../support/until.js';

const POOL = 2;
let here: TestWorld;
let care: Care;
let parts: ContextParts;
const contexts: GraphContext[] = [];

beforeAll(async () => {
  here = await openTestWorld({ poolSize: POOL });
  care = await openCare(here.world);
  const secret = randomBytes(32);
  parts = { world: here.world, cursors: cursorCodec(secret), listCursors: listCursors(secret), webhooks: webhookRules({ secret, allowsLocal: false }), emergencyAttempts: openAttempts(EMERGENCY_ATTEMPTS_AN_HOUR, () => performance.now()) };
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(() => here.close());

const open = (): GraphContext => {
  const context = openContext(parts, care.viewer);
  contexts.push(context);
  return context;
};
const inUse = (): number => here.database.pool.totalCount - here.database.pool.idleCount;

const BRANCHES = statement('select count(*)::integer as count from branches where agency_id = $1');
const branches = async (tx: Tx): Promise<number> => (await tx.rows<{ count: number }>(BRANCHES, [tx.agencyId]))[0]?.count ?? 0;
const BROKEN = statement('select $1::text::integer');
const broken = (tx: Tx): Promise<unknown[]> => tx.rows(BROKEN, ['no number']);
/** Longer than a test may take. */
const SLEEP = statement('select pg_sleep(25)');
const PID = statement('select pg_backend_pid() as pid');
const grow = (): Promise<unknown> => perform(here.world, addBranch, { name: randomBytes(8).toString('hex'), timeZone: 'America/Denver' }, { viewer: care.viewer });

describe('a context', () => {
  test('takes no connection until something is read', () => {
    open();
    expect(inUse()).toBe(0);
  });

  test('shows every read of a request the same instant, whatever commits in between', async () => {
    const context = open();
    const before = await context.read(branches);
    await grow();
    expect(await context.read(branches)).toBe(before);
  });

  test('shows what has been committed after a refresh', async () => {
    const context = open();
    const before = await context.read(branches);
    await grow();
    await context.refresh();
    expect(await context.read(branches)).toBe(before + 1);
  });

  test('forgets what its loaders know at a refresh', async () => {
    const context = open();
    const { loaders } = context;
    expect(context.loaders).toBe(loaders);
    await context.refresh();
    expect(context.loaders).not.toBe(loaders);
  });

  test('answers many reads at once over one connection', async () => {
    const context = open();
    const pids = await Promise.all(Array.from({ length: 20 }, () => context.read((tx) => tx.rows<{ pid: number }>(PID, []))));
    expect(new Set(pids.flat().map(({ pid }) => pid)).size).toBe(1);
    expect(inUse()).toBe(1);
  });

  test('gives its connection back when it is closed, however often', async () => {
    const context = open();
    await context.read(branches);
    expect(inUse()).toBe(1);
    await Promise.all([context.close(), context.close()]);
    await context.close();
    expect(inUse()).toBe(0);
  });

  test('answers what is being read before it closes, and nothing after', async () => {
    const context = open();
    const running = [context.read(branches), context.read(branches)];
    const closing = context.close();
    await expect(Promise.all(running)).resolves.toHaveLength(2);
    await closing;
    await expect(context.read(branches)).rejects.toBeInstanceOf(ClosedContext);
    expect(inUse()).toBe(0);
  });

  test('tells every read after a statement failed why it failed, and recovers at a refresh', async () => {
    const context = open();
    const [first, second] = await Promise.allSettled([context.read(broken), context.read(branches)]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: '22P02' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: '22P02' } });
    await expect(context.read(branches)).rejects.toMatchObject({ code: '22P02' });
    await context.refresh();
    await expect(context.read(branches)).resolves.toBeGreaterThan(0);
  });

  test('goes on after work that failed without the database', async () => {
    const context = open();
    await expect(context.read(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(context.read(branches)).resolves.toBeGreaterThan(0);
  });

  test('survives the loss of its connection, and so does the server', async () => {
    const context = open();
    const [{ pid }] = (await context.read((tx) => tx.rows<{ pid: number }>(PID, []))) as [{ pid: number }];
    await here.owner.query('select pg_terminate_backend($1, 5000)', [pid]);
    await expect(context.read(branches)).rejects.toThrow(/connection|Connection/);
    await context.close();
    await expect(open().read(branches)).resolves.toBeGreaterThan(0);
  });

  test('fails each read, and nothing else, when no connection can be had', async () => {
    const elsewhere = await openTestWorld({ poolSize: 1 });
    const context = openContext({ ...parts, world: elsewhere.world }, care.viewer);
    await elsewhere.close();
    await expect(context.read(branches)).rejects.toMatchObject({ code: 'BUSY' });
    await context.close();
  });

  test('that is abandoned breaks off what it reads in the database, and gives its connection back fit for use', async () => {
    const context = open();
    const [{ pid }] = (await context.read((tx) => tx.rows<{ pid: number }>(PID, []))) as [{ pid: number }];
    const running = context.read((tx) => tx.rows(SLEEP, []));
    await until(async () => (await stateOf(pid)).isSleeping);
    context.abandon();
    await expect(running).rejects.toMatchObject({ code: 'BUSY' });
    await expect(context.read(branches)).rejects.toMatchObject({ code: 'BUSY' });
    await context.close();
    expect(inUse()).toBe(0);
    expect(await stateOf(pid)).toEqual({ isSleeping: false, state: 'idle' });
    // The same connection, for someone else.
    const next = open();
    expect(await next.read((tx) => tx.rows<{ pid: number }>(PID, []))).toEqual([{ pid }]);
    await expect(next.read(branches)).resolves.toBeGreaterThan(0);
  });

  test('that is abandoned lets nothing run that waits behind what is broken off', async () => {
    const context = open();
    const running = Promise.allSettled([context.read((tx) => tx.rows(SLEEP, [])), context.read((tx) => tx.rows(SLEEP, [])), context.read(async (tx) => [await tx.rows(SLEEP, []), await tx.rows(SLEEP, [])])]);
    await until(async () => (await here.owner.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`)).rowCount === 1);
    context.abandon();
    context.abandon();
    expect(await running).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }, { status: 'rejected' }]);
    await context.close();
    expect(inUse()).toBe(0);
  });

  test('that is abandoned before it has read anything never reads', async () => {
    const context = open();
    context.abandon();
    await expect(context.read(branches)).rejects.toMatchObject({ code: 'BUSY' });
    expect(inUse()).toBe(0);
  });
});

async function stateOf(pid: number): Promise<{ readonly isSleeping: boolean; readonly state: string }> {
  const { rows } = await here.owner.query<{ isSleeping: boolean; state: string }>(`select coalesce(wait_event = 'PgSleep', false) as "isSleeping", state from pg_stat_activity where pid = $1`, [pid]);
  return rows[0] as { isSleeping: boolean; state: string };
}
