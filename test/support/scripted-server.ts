import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { WebSocketServer } from 'ws';

/** A server of graphql-transport-ws that does what no server should, as a test tells it to. */
export interface ScriptedServer {
  readonly url: string;
  /** The variables of each subscription, in the order they came. */
  readonly subscribed: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** What each connection said who it is. */
  readonly tokens: readonly string[];
  stop(): Promise<void>;
}

/** One subscription, as the server sees it. */
export interface ScriptedPeer {
  next(message: object): void;
  errors(...codes: readonly string[]): void;
  complete(): void;
  close(code: number): void;
}

/** @param script Called with each subscription and how many there were before it. */
export async function startScriptedServer(script: (peer: ScriptedPeer, count: number) => void): Promise<ScriptedServer> {
  const subscribed: Array<Record<string, unknown>> = [];
  const tokens: string[] = [];
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    const send = (message: object): void => void socket.send(JSON.stringify(message));
    socket.on('message', (bytes: Buffer) => {
      const { id, type, payload } = JSON.parse(bytes.toString()) as { id: string; type: string; payload: { variables: Record<string, unknown>; authorization: string } };
      if (type === 'connection_init') {
        tokens.push(payload.authorization);
        send({ type: 'connection_ack' });
      }
      if (type !== 'subscribe') return;
      script(
        {
          next: (message) => send({ id, type: 'next', payload: { data: { stream: message } } }),
          errors: (...codes) => send({ id, type: 'error', payload: codes.map((code) => ({ message: code, extensions: { code } })) }),
          complete: () => send({ id, type: 'complete' }),
          // 1006 is never sent: it is what a peer calls a connection that ended without a code.
          close: (code) => (code === 1006 ? socket.terminate() : socket.close(code)),
        },
        subscribed.push(payload.variables) - 1,
      );
    });
  });
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    subscribed,
    tokens,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => void http.close(resolve));
    },
  };
}
