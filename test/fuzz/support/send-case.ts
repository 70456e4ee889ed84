import { Agent, type IncomingMessage, request } from 'node:http';

import type { GraphQLSchema } from 'graphql';
import { WebSocket } from 'ws';

import { until } from '../../support/until.js';
import { complaintsOfErrors, complaintsOfResult, complaintsOfText } from './judge.js';
import type { FuzzCase, HttpCase, SocketCase } from './random-case.js';

/** A server that is asked, over connections that stay open where nothing is wrong. */
export interface Gun {
  /** What is wrong with what comes back. */
  fire(shot: FuzzCase): Promise<readonly string[]>;
  /** How often each code, status and way of ending has come. */
  readonly seen: ReadonlyMap<string, number>;
  /** Until no connection is left. */
  rest(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Nothing else is said to a client that does not behave; 4500 and 1006 are faults of ours. */
const CLOSES: ReadonlySet<number> = new Set([1000, 1002, 1003, 1005, 1007, 1009, 1013, 4400, 4401, 4403, 4406, 4409, 4429]);

/** @param heard everything that comes back, as it comes */
export function openGun(url: string, schema: GraphQLSchema, heard: (text: string) => void = () => undefined): Gun {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const seen = new Map<string, number>();
  const sockets = new Set<WebSocket>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);

  return {
    seen,
    fire: (shot) => (shot.via === 'HTTP' ? fireHttp(shot) : fireSocket(shot)),
    async rest() {
      agent.destroy();
      for (const socket of sockets) socket.terminate();
      await until(() => sockets.size === 0);
    },
  };

  async function fireHttp(shot: HttpCase): Promise<readonly string[]> {
    const answer = await answerTo(url, agent, shot).catch((error: unknown) => {
      // The server may let go of an idle connection in the moment in which it is used again.
      if (error instanceof LetGo) return answerTo(url, false, shot);
      throw error;
    }).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
    if (typeof answer === 'string') return [`no answer: ${answer}`];
    count(`HTTP ${answer.status}`);
    heard(answer.text);
    const results = resultsIn(answer);
    if (results === null) return [`an answer of ${answer.status} that is no JSON: ${answer.type}`];
    for (const code of results.flatMap(codesIn)) count(code);
    const isBusy = results.flatMap(codesIn).includes('BUSY');
    return [
      ...(answer.status >= 500 && !isBusy ? [`status ${answer.status}`] : []),
      ...(results.length === 0 && answer.type.startsWith('text/plain') ? complaintsOfText(answer.text) : []),
      ...results.flatMap((result) => (isGraphQL(shot, result) ? complaintsOfResult(schema, result, shot.asked) : complaintsOfText(JSON.stringify(result)))),
    ];
  }

  async function fireSocket({ protocol, frames, asked }: SocketCase): Promise<readonly string[]> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol === null ? [] : [protocol]);
    sockets.add(socket);
    const complaints: string[] = [];
    const answered = new Set<string>();
    let closed: number | null = null;
    let isThrough = false;
    socket.on('error', () => undefined);
    socket.once('close', (code) => {
      sockets.delete(socket);
      closed = code;
    });
    socket.on('message', (data) => {
      heard(String(data));
      const message = parsed(String(data)) as { readonly id?: string; readonly type?: string; readonly payload?: unknown } | undefined;
      const { id = '', type, payload } = message ?? {};
      if (type === 'pong') isThrough ||= JSON.stringify(payload) === MARK;
      else if (type === 'next') complaints.push(...complaintsOfResult(schema, payload, Object.hasOwn(asked, id) ? (asked[id] ?? null) : null));
      else if (type === 'error') complaints.push(...complaintsOfErrors(payload));
      else if (type !== 'connection_ack' && type !== 'complete' && type !== 'ping') complaints.push('a frame that the protocol does not know');
      if (type === 'next' || type === 'error' || type === 'complete') answered.add(id);
      for (const code of type === 'error' ? codesIn({ errors: payload }) : type === 'next' ? codesIn(payload) : []) count(code);
    });
    await until(() => socket.readyState !== WebSocket.CONNECTING);
    for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame, () => undefined);
    if (socket.readyState === WebSocket.OPEN) socket.send(`{"type":"ping","payload":${MARK}}`, () => undefined);
    const left = new Set(frames.flatMap((frame) => leftIn(frame)));
    const awaited = Object.keys(asked).filter((id) => !left.has(id) && frames.some((frame) => String(frame).includes(`"id":"${id}","type":"subscribe"`)));
    const isOver = (): boolean => closed !== null || (isThrough && awaited.every((id) => answered.has(id)));
    await until(isOver).catch(() => complaints.push('a socket on which nothing came'));
    if (closed === null) {
      socket.close(1000);
      await until(() => closed !== null);
    }
    count(`closed ${String(closed)}`);
    // Where none of its protocols is taken, a client hangs up by itself.
    const isOurs = protocol === null || protocol === 'graphql-transport-ws';
    if (isOurs && closed !== null && !CLOSES.has(closed)) complaints.push(`a socket that was closed with ${closed as number}`);
    return complaints;
  }
}

const MARK = '{"mark":"through"}';

function leftIn(frame: string | Buffer): readonly string[] {
  const message = parsed(String(frame)) as { readonly id?: string; readonly type?: string } | null | undefined;
  return message?.type === 'complete' && message.id !== undefined ? [message.id] : [];
}

/** What is not of GraphQL: the report of an import, or how the server is. */
function isGraphQL({ path }: HttpCase, result: unknown): boolean {
  return !path.startsWith('/fhir') || (typeof result === 'object' && result !== null && 'errors' in result);
}

/** Null when there is something else where JSON is said to be. */
function resultsIn({ type, text, status }: Answer): unknown[] | null {
  if (text === '') return [];
  if (type.startsWith('text/event-stream')) {
    const parts = [...text.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, data = '']) => parsed(data));
    return parts.includes(undefined) ? null : parts;
  }
  if (/^(?:text\/plain|text\/html)/.test(type)) return [];
  const result = parsed(text);
  return result === undefined || (status < 400 && !type.includes('json')) ? null : [result];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function codesIn(result: unknown): string[] {
  const { errors } = (result ?? {}) as { readonly errors?: unknown };
  return Array.isArray(errors) ? errors.map((error: { readonly extensions?: { readonly code?: unknown } }) => String(error.extensions?.code)) : [];
}

class LetGo extends Error {}

/** All of the answer, or of a stream as much as shows that it runs. */
function answerTo(url: string, agent: Agent | false, { method, path, headers, body }: HttpCase): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, method, path, headers, agent }, (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      const type = response.headers['content-type'] ?? '';
      const done = (): void => resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(parts).toString('utf8') });
      response.on('data', (part: Buffer) => {
        parts.push(part);
        if (!type.startsWith('text/event-stream') || !part.includes('\n\n')) return;
        done();
        sent.destroy();
      });
      response.once('end', done);
      response.once('error', reject);
    });
    sent.once('error', (error: NodeJS.ErrnoException) => reject(sent.reusedSocket && error.code === 'ECONNRESET' ? new LetGo() : error));
    sent.end(body ?? undefined);
  });
}
