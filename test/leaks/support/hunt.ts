import type { GraphQLSchema } from 'graphql';
import { WebSocket } from 'ws';

import { ROLES, type Role } from '../../../src/auth/viewer.js';
import { type FuzzCase, randomCase } from '../../fuzz/support/random-case.js';
import { type Gun, openGun } from '../../fuzz/support/send-case.js';
import { knownIn, type Targets } from '../../fuzz/support/targets.js';
import type { DeliveredServer } from '../../support/delivered-server.js';
import { randomDocument, seeded } from '../../support/random-documents.js';
import { until } from '../../support/until.js';
import type { Side } from './canaries.js';
import type { Heard } from './find-leaks.js';
import { scopedSubject, type TwoAgencies } from './two-agencies.js';
import { wideQuestions } from './wide-questions.js';

export interface Hunt {
  readonly heard: readonly Heard[];
  /** What the answers themselves were found to be wrong in. */
  readonly complaints: readonly string[];
}

export interface HuntSettings {
  readonly server: DeliveredServer;
  readonly schema: GraphQLSchema;
  readonly two: TwoAgencies;
  readonly operations: number;
  readonly seed: number;
  /** What each side knows and says, for the token of one client. */
  targetsOf(side: Side, token: string): Targets;
  /** Whose token a client is handed: its own, unless a leak is to be planted. */
  tokenOf?(client: { readonly side: Side; readonly role: Role }): { readonly side: Side; readonly role: Role };
}

interface Client extends Heard {
  readonly answers: string[];
  readonly pushes: string[];
  readonly targets: Targets;
  readonly gun: Gun;
  readonly socket: WebSocket;
}

const AT_ONCE = 12;
export const SUBSCRIPTIONS_EACH = 3;

/** Everyone asks at once for whatever there is, and listens to it, while everyone changes it. */
export async function hunt(settings: HuntSettings): Promise<Hunt> {
  const { operations, seed, schema } = settings;
  const clients: Client[] = [];
  for (const side of ['A', 'B'] as const) {
    for (const role of ROLES) for (const isScoped of [false, true]) clients.push(await clientOf(settings, side, role, isScoped));
  }
  try {
    await Promise.all(clients.map((client, i) => listening(client, schema, seed + i)));
    const complaints: string[] = [];
    const questions = clients.flatMap((client) => [SAYING, ...wideQuestions(schema)].map((query) => [client, asking(query, client.targets)] as const));
    let next = -questions.length;
    const worker = async (): Promise<void> => {
      while (next < operations) {
        const number = next;
        next += 1;
        const client = clients[Math.abs(number) % clients.length] as Client;
        const [by, shot] = number < 0 ? (questions[-number - 1] as (typeof questions)[number]) : [client, randomCase(schema, client.targets, seed * 1_000_003 + number)];
        complaints.push(...(await by.gun.fire(shot)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return { heard: clients, complaints };
  } finally {
    for (const { gun, socket } of clients) {
      await gun.rest();
      socket.terminate();
    }
  }
}

/** A word of their own from everyone who may say one, so that there is something to be told of. */
const SAYING = 'mutation ($word: String!) { addPayer(input: { name: $word, kind: COMMERCIAL }, reason: $word) { record { name } cursor } }';

function asking(query: string, { tokens: [token = ''], words: [word = ''] }: Targets): FuzzCase {
  const asked = { query, operationName: null, variables: query === SAYING ? { word } : {} };
  return { via: 'HTTP', method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: Buffer.from(JSON.stringify(asked)), asked };
}

async function clientOf({ server, schema, two, targetsOf, tokenOf = (own) => own }: HuntSettings, side: Side, role: Role, isScoped: boolean): Promise<Client> {
  const holder = tokenOf({ side, role });
  const token = await server.token(holder.role, two.ids.get(holder.side) ?? '', isScoped ? scopedSubject(holder.role) : undefined);
  const answers: string[] = [];
  return {
    side,
    role,
    caseload: isScoped ? two.caseload : null,
    answers,
    pushes: [],
    targets: targetsOf(side, token),
    gun: openGun(server.node.url, schema, (text) => void answers.push(text)),
    socket: new WebSocket(`${server.node.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws'),
  };
}

/** Until each of its subscriptions has been told how things stand, or was refused. Whoever lost their access while everyone changed everything is not let in again. */
async function listening({ socket, targets, pushes }: Client, schema: GraphQLSchema, seed: number): Promise<void> {
  const begun = new Set<string>();
  socket.on('message', (data) => {
    const text = String(data);
    pushes.push(text);
    const { id } = JSON.parse(text) as { readonly id?: string };
    if (id !== undefined) begun.add(id);
  });
  await until(() => socket.readyState === WebSocket.OPEN);
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${targets.tokens[0] ?? ''}` } }));
  await until(() => pushes.length > 0 || socket.readyState === WebSocket.CLOSED);
  if (socket.readyState === WebSocket.CLOSED) return;
  for (let i = 0; i < SUBSCRIPTIONS_EACH; i += 1) {
    const payload = randomDocument(schema, seeded(seed * SUBSCRIPTIONS_EACH + i), knownIn(targets, { percentHostile: 0 }), 'subscription');
    socket.send(JSON.stringify({ id: `${i}`, type: 'subscribe', payload }));
  }
  await until(() => begun.size === SUBSCRIPTIONS_EACH || socket.readyState !== WebSocket.OPEN);
}
