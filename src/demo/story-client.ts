import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** One person's connection to the server, as any user of the API would make it. */
export interface StoryClient {
  /** One operation over HTTP. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  /** A subscription over a socket of its own. */
  listen<Data>(query: string, variables?: object): Listening<Data>;
}

export interface Listening<Data> {
  /** The next message; at once, if it is already here. */
  next(): Promise<Data>;
  close(): Promise<void>;
}

export interface Addresses {
  readonly httpUrl: string;
  readonly wsUrl: string;
}

const PATIENCE_MS = 10_000;

export function storyClient({ httpUrl, wsUrl }: Addresses, token: string): StoryClient {
  const authorization = `Bearer ${token}`;
  return {
    async ask<Data>(query: string, variables: object = {}): Promise<Data> {
      const response = await fetch(httpUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as Answer<Data>;
      if (!data || errors?.[0]) throw new Error(`The server answered: ${errors?.[0]?.message ?? response.status}`);
      return data;
    },

    listen<Data>(query: string, variables: object = {}): Listening<Data> {
      const client = createClient({ url: wsUrl, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization } });
      const messages = client.iterate<Data>({ query, variables: { ...variables } });
      return {
        async next() {
          const { value, done } = await withinPatience(messages.next());
          const { data, errors } = (value ?? {}) as Answer<Data>;
          if (done === true || !data || errors?.[0]) throw new Error(`The subscription ended: ${errors?.[0]?.message ?? 'the server closed it'}`);
          return data;
        },
        async close() {
          await client.dispose();
        },
      };
    },
  };
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: ReadonlyArray<{ readonly message: string }>;
}

async function withinPatience<T>(wanted: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No message came within ${PATIENCE_MS / 1000} seconds`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([wanted, impatience]);
  } finally {
    clearTimeout(timer);
  }
}
