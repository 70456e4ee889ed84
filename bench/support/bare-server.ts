import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import pg from 'pg';
import { type WebSocket, WebSocketServer } from 'ws';

import { serveParent } from './child.js';

export interface BareSettings {
  /** Whose log it tells as it grows; null: it only says what it is told to. */
  readonly agencyId: string | null;
  readonly databaseUrl: string;
}

export interface Broadcast {
  /** What comes after the id. */
  readonly text: string;
  readonly times: number;
}

const SNAPSHOT = '"type":"next","payload":{"data":{"alignmentChanged":{"kind":"SNAPSHOT","cursor":"","previousCursor":null,"event":null}}}}';

/**
 * The least that there can be: `ws`, and a string for everyone with their id in front of it. Nothing is checked, matched,
 * remembered, limited or resumed. Listening, it reads the row of each event when the hint comes, and sends that.
 */
serveParent(async ({ agencyId, databaseUrl }: BareSettings) => {
  const subscribers = new Map<WebSocket, string>();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, handleProtocols: () => 'graphql-transport-ws' });
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.once('close', () => subscribers.delete(socket));
    socket.on('message', (data) => {
      const { type, id } = JSON.parse(String(data)) as { readonly type: string; readonly id: string };
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type !== 'subscribe') return;
      const front = `{"id":${JSON.stringify(id)},`;
      subscribers.set(socket, front);
      socket.send(front + SNAPSHOT);
    });
  });
  await once(server, 'listening');
  const send = (text: string): void => subscribers.forEach((front, socket) => socket.send(front + text));
  const stopListening = agencyId === null ? async () => undefined : await listen(databaseUrl, agencyId, send);
  return {
    ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: {
      async broadcast({ text, times }: Broadcast) {
        for (let sent = 0; sent < times; sent += 1) {
          send(text);
          await new Promise((resolve) => void setImmediate(resolve));
        }
      },
    },
    async stop() {
      await stopListening();
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
});

async function listen(databaseUrl: string, agencyId: string, send: (text: string) => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ head: number }>('select head::int from stream_heads where agency_id = $1', [agencyId]);
  let head = rows[0]?.head ?? 0;
  let reading = Promise.resolve();
  const readOn = async (): Promise<void> => {
    const { rows: events } = await client.query<{ seq: number; event_id: string; body: unknown }>({
      name: 'events',
      text: 'select seq::int, event_id, body from alignment_events where agency_id = $1 and seq > $2 order by seq limit 500',
      values: [agencyId, head],
    });
    for (const { seq, event_id: id, body } of events) {
      head = seq;
      send(`"type":"next","payload":{"data":{"alignmentChanged":{"kind":"EVENT","cursor":"${seq}","previousCursor":"${seq - 1}","event":{"id":"${id}","body":${JSON.stringify(body)}}}}}}`);
    }
  };
  client.on('notification', ({ payload }) => {
    if (payload?.includes(agencyId)) reading = reading.then(readOn);
  });
  await client.query('listen plumbline_hints');
  return () => client.end();
}
