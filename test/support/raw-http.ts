import { connect, type Socket } from 'node:net';

/** A connection that says exactly what it is told to, by the rules of HTTP or not. */
export interface RawConnection {
  readonly socket: Socket;
  /** What came so far. */
  readonly heard: () => string;
  /** All that came, when the server has closed it. */
  readonly closed: Promise<string>;
}

export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let heard = '';
  socket.on('data', (chunk: Buffer) => { heard += chunk.toString('latin1'); });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)));
  await Promise.race([new Promise((resolve) => socket.once('connect', resolve)), closed]);
  return { socket, heard: () => heard, closed };
}

/** What the server says before it closes. */
export async function said(url: string, text: string): Promise<RawAnswer> {
  const { socket, closed } = await openRaw(url);
  socket.write(text, 'latin1');
  return answerIn(await closed);
}

export interface RawAnswer {
  readonly status: number;
  readonly code: string | null;
  readonly text: string;
}

/** The first of what came; status 0 where nothing did. */
export function answerIn(text: string): RawAnswer {
  const [, status = '0'] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? [];
  const [, code = null] = /"code":"(\w+)"/.exec(text) ?? [];
  return { status: Number(status), code, text };
}
