import type { Cancel } from '../base/ports.js';
import { atMost } from './at-most.js';
import { Channel, type ChannelParts } from './channel.js';
import type { LogSource } from './read.js';
import type { Subscription } from './subscription.js';

/**
 * Follows the logs of all agencies that anyone on this node listens to, from any place in them, for as long as the
 * listeners wish: first what is already there, then what comes. Every message says where it is and where the message
 * before it was, so that a client can prove to itself that nothing is missing.
 */
export interface Hub {
  /** Returns how to leave. @throws Refusal NOT_FOUND, FORBIDDEN, BUSY; and whatever the question throws */
  subscribe(subscription: Subscription): Promise<() => void>;
  /** The log of an agency may have grown. */
  hint(agencyId: string): void;
  readonly subscribers: number;
  /** How many events the agency that is furthest behind has waiting here. */
  readonly lag: number;
  stop(): Promise<void>;
}

export interface HubParts extends Omit<ChannelParts, 'pages'> {
  /** How long an agency is still followed after its last listener has left: after a cut of the network they all come back. */
  readonly lingerMs: number;
}

/** Those who catch up from far behind leave the rest of the connections to everyone else. */
const PAGES_AT_ONCE = 4;

export function openHub(parts: HubParts): Hub {
  const channels = new Map<string, Channel>();
  const lingering = new Map<string, Cancel>();
  const ofChannels: ChannelParts = { ...parts, pages: pagesOf(parts.source) };

  const channelOf = (agencyId: string): Channel => {
    lingering.get(agencyId)?.();
    lingering.delete(agencyId);
    const channel = channels.get(agencyId) ?? new Channel(agencyId, ofChannels);
    channels.set(agencyId, channel);
    return channel;
  };

  const released = (channel: Channel, lingerMs: number): void => {
    const { agencyId } = channel;
    if (channel.size > 0 || channels.get(agencyId) !== channel) return;
    lingering.get(agencyId)?.();
    lingering.set(agencyId, parts.timers.after(lingerMs, () => {
      lingering.delete(agencyId);
      if (channel.size > 0) return;
      channels.delete(agencyId);
      void channel.stop();
    }));
  };

  return {
    async subscribe(subscription) {
      const channel = channelOf(subscription.viewer.agencyId);
      try {
        const leave = await channel.join(subscription);
        return () => {
          leave();
          released(channel, parts.lingerMs);
        };
      } catch (error) {
        // One that could not be started is not kept: the next who comes tries anew.
        released(channel, channel.isStarted ? parts.lingerMs : 0);
        throw error;
      }
    },
    hint: (agencyId) => channels.get(agencyId)?.hint(),
    get subscribers() {
      return [...channels.values()].reduce((sum, { size }) => sum + size, 0);
    },
    get lag() {
      return Math.max(0, ...[...channels.values()].map((channel) => channel.lag));
    },
    async stop() {
      for (const cancel of lingering.values()) cancel();
      lingering.clear();
      await Promise.all([...channels.values()].map((channel) => channel.stop()));
      channels.clear();
    },
  };
}

function pagesOf(source: LogSource): LogSource {
  const limited = atMost(PAGES_AT_ONCE);
  return { read: (agencyId, after) => limited(() => source.read(agencyId, after)) };
}
