import { parentPort, workerData } from 'node:worker_threads';

import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Billing dashboards, each with a socket of its own, that note when they hear of each event. */
export interface SubscribersData {
  readonly url: string;
  readonly token: string;
  readonly subscribers: number;
}

/** On the clock of the machine, which all its threads share. */
export interface Arrival {
  readonly eventId: string;
  readonly atMs: number;
}

const SUBSCRIPTION = `subscription {
  alignmentChanged {
    kind cursor previousCursor
    event {
      id type occurredAt recordedAt cause reason who { subject role }
      what { entity id field before after }
      effect { raised { id ruleId severity ownerTeam clinicalText billingText predictedCarc } cleared { id ruleId } balances { lineId after { remainingUnits } } affectedVisitIds }
    }
  }
}`;

interface Message {
  readonly alignmentChanged: { readonly kind: string; readonly event: { readonly id: string } | null };
}

const { url, token, subscribers } = workerData as SubscribersData;
const arrivals: Arrival[] = [];

await Promise.all(
  Array.from({ length: subscribers }, async () => {
    const client = createClient({ url, webSocketImpl: WebSocket, lazy: false, connectionParams: { authorization: `Bearer ${token}` } });
    await new Promise<void>((resolve, reject) => {
      client.subscribe<Message>(
        { query: SUBSCRIPTION },
        {
          next({ data, errors }) {
            if (!data) reject(new Error(`The subscription was refused: ${errors?.[0]?.message}`));
            else if (data.alignmentChanged.event) arrivals.push({ eventId: data.alignmentChanged.event.id, atMs: performance.timeOrigin + performance.now() });
            else resolve();
          },
          error: reject,
          complete: () => reject(new Error('The server ended the subscription')),
        },
      );
    });
  }),
);

// Whatever the question, the answer is everything that has arrived since the last one.
parentPort?.on('message', () => parentPort?.postMessage(arrivals.splice(0)));
parentPort?.postMessage('ready');
