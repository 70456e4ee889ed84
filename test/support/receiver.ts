import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Webhook as Verifier } from 'standardwebhooks';

/** Someone who receives webhooks, as the README tells them to: verifies what comes with the library, and answers. */
export interface Receiver {
  readonly url: string;
  /** Everything that came with a good signature, in the order in which it came, whatever it was answered. */
  readonly received: Received[];
  /** Requests whose signature was not good. */
  readonly refused: string[];
  /** What it verifies with. */
  secret: string;
  /** A status, or not to answer at all. */
  answer: (message: Received, response: ServerResponse) => number | 'NEVER';
  /** Stops listening; messages that are on their way are cut off. */
  close(): Promise<void>;
}

export interface Received {
  readonly id: string;
  readonly signatures: readonly string[];
  readonly text: string;
  // The tests know what they are sent.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export async function openReceiver(port = 0): Promise<Receiver> {
  const server: Server = createServer((request, response) => void take(request, response));
  const receiver: Receiver = {
    url: '',
    received: [],
    refused: [],
    secret: '',
    answer: () => 204,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const headers = request.headers as Record<string, string>;
    try {
      const body = new Verifier(receiver.secret).verify(text, headers);
      const message = { id: headers['webhook-id'] ?? '', signatures: (headers['webhook-signature'] ?? '').split(' '), text, body };
      receiver.received.push(message);
      const status = receiver.answer(message, response);
      if (status !== 'NEVER') response.writeHead(status).end();
    } catch (error) {
      receiver.refused.push(String(error));
      response.writeHead(401).end();
    }
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return Object.assign(receiver, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks` });
}
