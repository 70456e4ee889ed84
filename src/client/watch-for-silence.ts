import type { Client } from 'graphql-ws/client';

/** From the first packet to the server's acknowledgement. */
const CONNECT_WITHIN_MS = 10_000;

/**
 * Gives up a connection that does not answer. A network that loses its route closes nothing: the socket stays
 * open, and the subscriber would wait for ever for messages that go nowhere. graphql-ws sends the pings
 * and leaves it to us to miss the answer.
 */
export function watchForSilence(client: Client, answerWithinMs: number): void {
  let isAsked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (ms: number): void => {
    isAsked = true;
    clearTimeout(timer);
    timer = setTimeout(() => client.terminate(), ms);
  };
  const answered = (): void => {
    isAsked = false;
    clearTimeout(timer);
  };
  client.on('connecting', () => wait(CONNECT_WITHIN_MS));
  client.on('connected', answered);
  client.on('ping', (isTheirs) => void (isTheirs || wait(answerWithinMs)));
  // The answer stands in line behind what is being sent, so any message is a sign of life, but only the answer ends the question.
  client.on('message', () => void (isAsked && wait(answerWithinMs)));
  client.on('pong', (isTheirs) => void (isTheirs && answered()));
  client.on('error', answered);
  client.on('closed', answered);
}

interface Listenable {
  addEventListener(type: 'error', listener: () => void): void;
}

/**
 * The same WebSocket with a listener for errors that stays. graphql-ws takes its own away from a socket that it
 * terminates, and what such a socket still has to complain of would end a Node process.
 */
export function guardedWebSocket(given: unknown): unknown {
  const Base = (given ?? (globalThis as { readonly WebSocket?: unknown }).WebSocket) as (new (...args: never[]) => Listenable) | undefined;
  // graphql-ws says what is missing.
  if (Base === undefined) return undefined;
  return class GuardedWebSocket extends (Base as new (url: string, protocols: string) => Listenable) {
    constructor(url: string, protocols: string) {
      super(url, protocols);
      this.addEventListener('error', () => undefined);
    }
  };
}
