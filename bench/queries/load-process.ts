import { connect, type Socket } from 'node:net';

import { quantile } from '../support/statistics.js';
import { serveParent } from '../support/child.js';

/** Requests as they go over the wire, made beforehand so that to make them costs nothing while the server is measured. */
export interface Ammunition {
  readonly name: string;
  readonly port: number;
  readonly requests: readonly Uint8Array[];
}

export interface Volley {
  readonly name: string;
  readonly connections: number;
  readonly ms: number;
}

export interface Scored {
  readonly count: number;
  readonly ms: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of this process. */
  readonly cpuMs: number;
}

const ERRORS = Buffer.from('"errors":');
const END_OF_HEAD = Buffer.from('\r\n\r\n');
const END_OF_CHUNKS = Buffer.from('0\r\n\r\n');

/**
 * Clients on sockets that stay open, each with one request under way. They read no more of an answer than where it ends
 * and whether it is one, because on a small machine whatever the clients cost is missing to the server.
 */
serveParent(async () => {
  const ammunition = new Map<string, Ammunition>();
  return {
    ready: null,
    answers: {
      load(one: Ammunition) {
        ammunition.set(one.name, one);
      },
      fire: ({ name, connections, ms }: Volley) => fire(ammunition.get(name) as Ammunition, connections, ms),
    },
    stop: async () => undefined,
  };
});

async function fire({ port, requests }: Ammunition, connections: number, ms: number): Promise<Scored> {
  const latenciesMs: number[] = [];
  let next = 0;
  const clients = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const endMs = startMs + ms;
  await Promise.all(
    clients.map(async (client) => {
      for (let atMs = performance.now(); atMs < endMs; ) {
        const request = requests[next % requests.length] as Uint8Array;
        next += 1;
        await client.ask(request);
        const doneMs = performance.now();
        latenciesMs.push(doneMs - atMs);
        atMs = doneMs;
      }
    }),
  );
  const tookMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  for (const client of clients) client.close();
  return { count: latenciesMs.length, ms: tookMs, p50Ms: quantile(latenciesMs, 0.5), p99Ms: quantile(latenciesMs, 0.99), cpuMs: (user + system) / 1000 };
}

interface KeptOpen {
  ask(request: Uint8Array): Promise<void>;
  close(): void;
}

async function open(port: number): Promise<KeptOpen> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void } | null = null;
  let read: Buffer | null = null;
  /** Null until the head is there; endless for an answer in chunks. */
  let wanted: number | null = null;

  const fail = (why: string): void => {
    waiting?.reject(new Error(`Expected an answer, and ${why}`));
    waiting = null;
  };
  const data = (part: Buffer): void => {
    read = read === null ? part : Buffer.concat([read, part]);
    wanted ??= lengthOf(read);
    if (wanted === null) return;
    const isWhole = wanted === Number.POSITIVE_INFINITY ? read.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS) : read.length >= wanted;
    if (!isWhole) return;
    const answer = read;
    const done = waiting;
    [read, wanted, waiting] = [null, null, null];
    if (answer.toString('latin1', 9, 12) === '200' && !answer.includes(ERRORS)) done?.resolve();
    else done?.reject(new Error(`Expected an answer, and found: ${answer.toString('utf8', 0, 1_000)}`));
  };
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.on('data', data).on('error', ({ message }) => fail(message)).on('close', () => fail('the connection was closed'));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Of head and body together, once the head is there. */
function lengthOf(read: Buffer): number | null {
  const end = read.indexOf(END_OF_HEAD);
  if (end < 0) return null;
  const length = /\r\ncontent-length: *(\d+)/i.exec(read.toString('latin1', 0, end))?.[1];
  return length === undefined ? Number.POSITIVE_INFINITY : end + END_OF_HEAD.length + Number(length);
}
