import 'reflect-metadata';

import { createHash, generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import pg from 'pg';

import { issueToken } from '../../../src/auth/token.js';
import { type Role, systemOf } from '../../../src/auth/viewer.js';
import { openAgency } from '../../../src/changes/open-agency.js';
import { perform, type World } from '../../../src/changes/perform.js';
import { type Database, openDatabase } from '../../../src/db/database.js';
import { type CursorCodec, cursorCodec } from '../../../src/feed/cursor.js';
import { systemClock, systemIds } from '../../../src/system.js';
import { admitMember, issuersFileIn } from '../../support/configured-issuer.js';
import { placeForData } from '../../support/place-for-data.js';
import { until } from '../../support/until.js';
import { type BreakablePostgres, startBreakablePostgres } from './breakable-postgres.js';
import type { LoggedEvent } from './check-histories.js';
import { build, type NodeProcess, startNode } from './node-process.js';
import { Recorder, type RecorderOptions } from './recorder.js';
import { MARK, Writer } from './writer.js';
import { TEST_KEYS, testSealing } from '../../support/sealing.js';

/** Two nodes as processes of their own over a database server of their own, and what a fault needs to be arranged on them. */
export interface Fleet {
  readonly nodes: readonly [NodeProcess, NodeProcess];
  readonly postgres: BreakablePostgres;
  readonly cursors: CursorCodec;
  /** A server of the tests' own process on the same database, without hints. */
  readonly world: World;
  newAgency(): Promise<string>;
  /** Of someone who is a member of the agency, in this role. */
  token(role: Role, agencyId: string, options?: { readonly subject?: string; readonly lifetimeSeconds?: number }): Promise<string>;
  /** Comes back to any node that runs, unless told where to go. */
  record(agencyId: string, options?: Partial<RecorderOptions> & { readonly role?: Role }): Recorder;
  writer(agencyId: string, url?: () => string): Writer;
  anyNode(): string;
  /** As the superuser, past every proxy. */
  sql<Row extends object = Record<string, never>>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  logOf(agencyIds: readonly string[]): Promise<readonly LoggedEvent[]>;
  /** Another node, which its caller ends. */
  another(): Promise<NodeProcess>;
  /** As it was when it was opened: nobody writes or listens, and both nodes run. */
  rest(): Promise<void>;
  stop(): Promise<void>;
}

const ISSUER = 'https://identity.test';
const AUDIENCE = 'plumbline-faults';
const SECRET = 'the same on every node of the fault suite';

export async function openFleet(): Promise<Fleet> {
  await build();
  const directory = await mkdtemp(join(await placeForData(), 'plumbline-faults-'));
  // The database server may run as another account, and has to get to its data.
  await chmod(directory, 0o755);
  const postgres = await startBreakablePostgres(join(directory, 'data'));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const sealingKeys = join(directory, 'sealing-keys.json');
  await writeFile(sealingKeys, JSON.stringify(TEST_KEYS), { mode: 0o600 });
  const env = { DATABASE_URL: postgres.url, ISSUERS_FILE: issuersFileIn(directory, { issuer: ISSUER, audience: AUDIENCE, publicKey }), CURSOR_SECRET: SECRET, KEY_PROVIDER: 'file', KEY_FILE: sealingKeys, LOG_LEVEL: 'info', POOL_SIZE: '12' };
  // The first migrates; the second finds that done.
  const first = await startNode(env);
  const nodes = [first, await startNode(env)] as const;
  const cursors = cursorCodec(createHash('sha256').update(SECRET).digest());
  const database: Database = await openDatabase({ url: postgres.url, poolSize: 4, onConnectionLost: () => undefined });
  const world: World = { database, clock: systemClock, ids: systemIds, sealing: testSealing(), hint: () => undefined };
  const members = new Set<string>();
  /** While the database is away it is tried again with the next token; until then a node refuses them. */
  const admitted = async (agencyId: string, subject: string, role: Role): Promise<void> => {
    const key = `${agencyId} ${subject}`;
    if (members.has(key)) return;
    await admitMember(fleet.sql, { agencyId, subject, role }).then(() => members.add(key), () => undefined);
  };
  const recorders: Recorder[] = [];
  const writers: Writer[] = [];
  let recorded = 0;

  const fleet: Fleet = {
    nodes,
    postgres,
    cursors,
    world,
    async newAgency() {
      const agencyId = systemIds.next();
      await perform(world, openAgency, { slug: `a${agencyId.replaceAll('-', '').slice(-20)}`, name: 'Agency' }, { viewer: systemOf(agencyId) });
      return agencyId;
    },
    async token(role, agencyId, { subject = `${role.toLowerCase()}-1`, lifetimeSeconds = 3_600 } = {}) {
      await admitted(agencyId, subject, role);
      return issueToken({ issuer: ISSUER, audience: AUDIENCE, key: privateKey }, { agencyId, role, subject, lifetimeSeconds }, new Date());
    },
    record(agencyId, { role = 'BILLER', ...options } = {}) {
      // Nobody may have more than a few sockets, so that each of them is someone else.
      const subject = `recorder-${(recorded += 1)}`;
      const recorder = new Recorder({ agencyId, cursors, url: fleet.anyNode, token: () => fleet.token(role, agencyId, { subject }), ...options });
      recorders.push(recorder);
      return recorder;
    },
    writer(agencyId, url = fleet.anyNode) {
      const writer = new Writer({ name: agencyId.slice(-6), url, token: () => fleet.token('INTEGRATOR', agencyId) });
      writers.push(writer);
      return writer;
    },
    anyNode() {
      const running = nodes.filter(({ isRunning }) => isRunning);
      return (running[Math.floor(Math.random() * running.length)] ?? nodes[0]).url;
    },
    async sql<Row extends object>(text: string, values: readonly unknown[] = []) {
      const client = new pg.Client({ connectionString: postgres.directUrl });
      client.on('error', () => undefined);
      await client.connect();
      try {
        return (await client.query<Row>(text, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    logOf: (agencyIds) => fleet.sql<LoggedEvent>(LOG, [agencyIds]),
    another: () => startNode(env),
    async rest() {
      for (const recorder of recorders.splice(0)) recorder.stop();
      for (const writer of writers.splice(0)) writer.abandon();
      for (const node of nodes) {
        node.thaw();
        await node.start();
      }
    },
    async stop() {
      await fleet.rest();
      await Promise.all(nodes.map((node) => node.kill()));
      await database.close();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return fleet;
}

const LOG = `
  select agency_id as "agencyId", seq::int, epoch, event_id as "eventId", type, patient_id as "patientId", case when body ->> 'reason' like '${MARK}%' then body ->> 'reason' end as mark
    from alignment_events where agency_id = any($1) order by agency_id, seq`;

/** Until every one of them has been told up to the head of its agency's log. */
export async function untilToldAll(fleet: Fleet, agencyId: string, recorders: readonly Recorder[], patienceMs = 60_000): Promise<void> {
  const [head] = await fleet.sql<{ head: number }>('select head::int from stream_heads where agency_id = $1', [agencyId]);
  await until(() => recorders.every(({ seq }) => seq >= (head?.head ?? 0)), patienceMs);
}
