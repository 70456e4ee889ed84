import type { Log } from '../../base/ports.js';
import { type HintChannel, type Hints, hintText } from './hints.js';

/** A notification of PostgreSQL holds less than 8,000 bytes. */
const MOST_HINTS_A_MESSAGE = 200;
/** Half of it by chance, so that nodes that lost a broker together do not come back together. */
const RECONNECT_WITHIN_MS = 1_000;

/**
 * Hints over a connection that is made anew for as long as they are wanted. A node starts also when the other end
 * is away: its readers poll meanwhile, and the log says so once for each loss. What waits is a set of agencies, each
 * with and without its mark, and so never grows beyond them.
 */
export async function carriedHints(connect: () => Promise<HintChannel>, log: Log): Promise<Hints> {
  const waiting = new Set<string>();
  let channel: HintChannel | null = null;
  let isSending = false;
  let isLossTold = false;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;
  let attempt = open();

  await attempt;
  return {
    publish(hint) {
      waiting.add(hintText(hint));
      void send();
    },
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      await attempt;
      await channel?.close();
    },
  };

  async function open(): Promise<void> {
    try {
      const opened = await connect();
      if (isStopped) return await opened.close();
      channel = opened;
      isLossTold = false;
      void opened.lost.then(lost);
      void send();
    } catch {
      lost();
    }
  }

  function lost(): void {
    channel = null;
    if (isStopped) return;
    if (!isLossTold) log.warn('hints.connection-lost');
    isLossTold = true;
    retry = setTimeout(() => void (attempt = open()), RECONNECT_WITHIN_MS / 2 + (Math.random() * RECONNECT_WITHIN_MS) / 2);
  }

  /** One message for all agencies that changed while the last one was on its way. */
  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    while (waiting.size > 0 && channel !== null) {
      const hints = [...waiting].slice(0, MOST_HINTS_A_MESSAGE);
      for (const hint of hints) waiting.delete(hint);
      // What is lost with its connection, readers find by their poll.
      await channel.send(hints.join(',')).catch(() => undefined);
    }
    isSending = false;
  }
}
