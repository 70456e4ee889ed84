import { connect } from '@nats-io/transport-node';

import type { Log } from '../../base/ports.js';
import { carriedHints } from './carried-hints.js';
import { type Hint, type HintChannel, type Hints, hintsIn } from './hints.js';

/** One for all agencies: a hint is 36 bytes, and a node that is not interested drops it. */
const SUBJECT = 'plumbline.hints';
const HEARTBEAT_MS = 5_000;
const ANSWER_WITHIN_MS = 2_000;

export interface NatsHintsOptions {
  readonly url: string;
  readonly log: Log;
  onHint(hint: Hint): void;
}

/**
 * Hints over NATS, for many nodes: PostgreSQL wakes every listening connection of the database for each
 * notification. Core NATS keeps nothing, and nothing needs keeping.
 */
export function natsHints({ url, log, onHint }: NatsHintsOptions): Promise<Hints> {
  return carriedHints(() => join(url, onHint), log);
}

async function join(url: string, onHint: (hint: Hint) => void): Promise<HintChannel> {
  const { protocol, host, username, password } = new URL(url);
  const connection = await connect({
    servers: host,
    ...(username !== '' && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(protocol === 'tls:' && { tls: {} }),
    name: 'plumbline',
    timeout: ANSWER_WITHIN_MS,
    pingInterval: HEARTBEAT_MS,
    maxPingOut: 1,
    // What this node has committed its own readers know already.
    noEcho: true,
    // A lost connection is made anew as it was first made, however often that fails.
    reconnect: false,
  });
  connection.subscribe(SUBJECT, { callback: (error, message) => void (error ?? hintsIn(message.string()).forEach(onHint)) });
  let settle = (): void => undefined;
  const lost = connection.closed().then(() => settle());
  /** A round trip: what was sent before it has arrived. NATS forgets those that are under way when a connection ends. */
  const roundTrip = (): Promise<void> =>
    new Promise((resolve) => {
      settle = resolve;
      connection.flush().then(resolve, resolve);
    });
  await roundTrip();
  return {
    lost,
    async send(hints) {
      connection.publish(SUBJECT, hints);
      await roundTrip();
    },
    close: () => connection.close(),
  };
}
