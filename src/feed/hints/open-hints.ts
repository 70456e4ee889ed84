import { unreachable } from '../../base/invariant.js';
import type { Log } from '../../base/ports.js';
import type { Hint, Hints } from './hints.js';
import { natsHints } from './nats-hints.js';
import { noHints } from './no-hints.js';
import { postgresHints } from './postgres-hints.js';

/** What carries hints from node to node. All give the same guarantees, since the log does; they differ in latency and load. */
export type HintSource =
  | { readonly kind: 'POSTGRES' }
  | { readonly kind: 'NATS'; readonly url: string }
  | { readonly kind: 'POLL' };

export interface HintsOptions {
  readonly databaseUrl: string;
  readonly log: Log;
  onHint(hint: Hint): void;
}

/** Never fails for what is away at the moment. */
export async function openHints(source: HintSource, { databaseUrl, log, onHint }: HintsOptions): Promise<Hints> {
  switch (source.kind) {
    case 'POSTGRES':
      return postgresHints({ url: databaseUrl, log, onHint });
    case 'NATS':
      return natsHints({ url: source.url, log, onHint });
    case 'POLL':
      return noHints();
    default:
      return unreachable(source);
  }
}
