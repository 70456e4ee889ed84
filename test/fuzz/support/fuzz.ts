import type { GraphQLSchema } from 'graphql';

import { until } from '../../support/until.js';
import type { DeliveredServer, Holdings } from '../../support/delivered-server.js';
import { type FuzzCase, randomCase } from './random-case.js';
import { type Gun, openGun } from './send-case.js';
import type { Targets } from './targets.js';

export interface Fuzzed {
  /** The first few cases at which something was wrong, each with all that is needed to ask again. */
  readonly failures: readonly string[];
  readonly seen: ReadonlyMap<string, number>;
  /** When everything that is kept for good was there, and at the end. */
  readonly held: { readonly before: Holdings; readonly after: Holdings };
}

export interface FuzzSettings {
  readonly count: number;
  readonly seed: number;
}

/** As many as keep a server of one processor busy. */
const AT_ONCE = 12;
const MOST_FAILURES = 10;

/** Asks for so many random things, several at once, and looks at every answer. */
export async function fuzz(server: DeliveredServer, schema: GraphQLSchema, targets: Targets, { count, seed }: FuzzSettings): Promise<Fuzzed> {
  const failures: string[] = [];
  const gun = openGun(server.node.url, schema);
  const run = async (from: number, to: number): Promise<void> => {
    let next = from;
    const worker = async (): Promise<void> => {
      while (next < to && failures.length < MOST_FAILURES && server.node.isRunning) {
        const number = seed * 1_000_003 + next;
        next += 1;
        const shot = randomCase(schema, targets, number);
        const written = server.node.written.length;
        const complaints = await gun.fire(shot);
        if (complaints.length > 0) failures.push(failureOf({ number, shot, complaints }, loggedSince(server, written)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  // What is made once, as compiled code, caches and connections to the database, is made by the first half.
  await run(0, Math.ceil(count / 2));
  const before = await heldAtRest(server, gun, targets);
  await run(Math.ceil(count / 2), count);
  const after = await heldAtRest(server, gun, targets);
  if (!server.node.isRunning) failures.push(`The server ended:\n${server.node.written.slice(-4_000)}`);
  return { failures, seen: gun.seen, held: { before, after } };
}

async function heldAtRest(server: DeliveredServer, gun: Gun, { tokens: [token = ''] }: Targets): Promise<Holdings> {
  if (!server.node.isRunning) return { heapMb: 0, sockets: 0, timers: 0 };
  await forgetDocuments(server, token);
  await gun.rest();
  await until(async () => /^websocket_connections 0$/m.test(await server.metrics()));
  await until(async () => /^subscribers 0$/m.test(await server.metrics()));
  return server.holds();
}

/** The server remembers documents up to so many characters, and what was made of them: what it holds is the same only once they are all others'. */
const REMEMBERED_CHARACTERS = 2_000_000;
const LONG_DOCUMENT = 50_000;

async function forgetDocuments({ node }: DeliveredServer, token: string): Promise<void> {
  for (let i = 0; i <= REMEMBERED_CHARACTERS / LONG_DOCUMENT; i += 1) {
    const query = `{ __typename } #${i}${' '.repeat(LONG_DOCUMENT)}`;
    const answer = await fetch(`${node.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, connection: 'close' }, body: JSON.stringify({ query }) });
    await answer.text();
  }
}

/** A fault of ours is written with its place, which no answer tells. */
function loggedSince({ node }: DeliveredServer, from: number): string {
  return node.written.slice(from).split('\n').filter((line) => line.includes('frames')).slice(0, 2).join('\n');
}

function failureOf({ number, shot, complaints }: { readonly number: number; readonly shot: FuzzCase; readonly complaints: readonly string[] }, logged: string): string {
  const { asked: _told, ...sent } = shot.via === 'HTTP' ? { ...shot, body: shot.body?.toString('utf8') } : { ...shot, frames: shot.frames.map(String) };
  return `case ${number}: ${complaints.slice(0, 3).join('; ')}\n${JSON.stringify(sent).replace(TOKEN, 'ey...').slice(0, MOST_CHARACTERS)}\n${logged}`;
}

const TOKEN = /eyJ[\w.-]+/g;
const MOST_CHARACTERS = 3_000;
