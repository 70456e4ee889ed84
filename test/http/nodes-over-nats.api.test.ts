import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { WebSocket } from 'ws';

import { type App, startApp } from '../../src/app.js';
import { openStream, type StreamMessage } from '../../src/client/open-stream.js';
import { type Care, openCare } from '../support/care.js';
import { describeWithNats, type NatsServer, startNatsServer, whyWithoutNats } from '../support/nats-server.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

describeWithNats(`two nodes with a NATS server between them${whyWithoutNats}`, () => {
  let nats: NatsServer;
  let observer: NatsConnection;
  let first: TestServer;
  let second: App;
  let care: Care;
  const carried: string[] = [];

  beforeAll(async () => {
    nats = await startNatsServer();
    observer = await connect({ servers: nats.url });
    observer.subscribe('>', { callback: (_error, message) => void carried.push(message.string()) });
    await observer.flush();
    first = await startTestServer({ hints: { kind: 'NATS', url: nats.url } });
    second = await startApp(first.config, { info: () => undefined, warn: () => undefined, error: () => undefined });
    care = await openCare(first.app.world);
  });

  afterAll(async () => {
    await second.stop();
    await first.stop();
    await observer.close();
    await nats.stop();
  });

  async function change(): Promise<string> {
    const { data } = await first.ask(await first.token('ADMIN', care.agencyId), 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }');
    return data.addPayer.cursor;
  }

  test('what one node commits is heard on the other, the broker sees only whose it is, and without it both go on', async () => {
    const messages: StreamMessage[] = [];
    const connection = openStream({ url: `${second.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, token: () => first.token('BILLER', care.agencyId) });
    connection.subscribe<StreamMessage>(
      { query: 'subscription ($after: String) { alignmentChanged(after: $after) { kind cursor previousCursor } }' },
      { next: (message) => void messages.push(message), error: () => undefined },
    );
    await until(() => messages.length === 1);
    const cursors = [await change()];
    await until(() => messages.length === 2 && carried.length > 0);
    // What opened the agency was carried too.
    expect(new Set(carried)).toEqual(new Set([care.agencyId]));

    const lost = (): number => first.logged.filter((line) => line.includes('hints.connection-lost')).length;
    await observer.close();
    await nats.stop();
    await until(() => lost() === 1);
    cursors.push(await change());
    await until(() => messages.length === 3);
    expect(messages.slice(1).map(({ cursor }) => cursor)).toEqual(cursors);

    await nats.start();
    carried.length = 0;
    observer = await connect({ servers: nats.url });
    observer.subscribe('>', { callback: (_error, message) => void carried.push(message.string()) });
    await until(async () => {
      await change();
      return carried.includes(care.agencyId);
    });
    expect(lost()).toBe(1);
    connection.close();
  });
});
