import type { Access, GrantedAccess } from '../../src/auth/access.js';
import { UNLIMITED } from '../../src/auth/scope.js';
import { systemOf, type Viewer } from '../../src/auth/viewer.js';
import type { Database } from '../../src/db/database.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import type { AccessSource } from '../../src/feed/channel.js';
import { type Hub, type HubParts, openHub } from '../../src/feed/hub.js';
import { EVERYTHING, type Interest } from '../../src/feed/interest.js';
import type { EndReason, Outlet } from '../../src/feed/outlet.js';
import type { Position } from '../../src/feed/position.js';
import type { Question, StreamMessage, Told } from '../../src/feed/question.js';
import { databaseLog } from '../../src/feed/read.js';
import { NO_TELEMETRY } from '../../src/feed/telemetry.js';
import { systemLog, systemTimers } from '../../src/system.js';

export const EVERYONE: AccessSource = { of: async (_agencyId, viewers) => viewers.map(({ role }): Access => ({ state: 'GRANTED', role, scope: UNLIMITED, smart: null })) };

const LATE = 600_000;

/** A hub that looks, reviews and tells checkpoints only when it is told to, unless a test says otherwise. */
export function openTestHub(database: Database, parts: Partial<HubParts> = {}): Hub {
  return openHub({
    source: databaseLog(database), accesses: EVERYONE, timers: systemTimers, clockMs: () => Date.now(), log: systemLog('silent'), telemetry: NO_TELEMETRY,
    pollMs: LATE, checkpointMs: LATE, reviewMs: LATE, lingerMs: 0, ...parts,
  });
}

/** A message as a follower of the tests got it: the hub's own words, through the text that it would send. */
export interface Heard {
  readonly kind: StreamMessage['kind'] | 'SNAPSHOT';
  readonly position: Position;
  readonly previous: Position | null;
  readonly agencyId: string | null;
  readonly type: string | null;
  readonly reason: string | null;
}

export interface Follower {
  readonly heard: Heard[];
  readonly ended: EndReason[];
  leave(): void;
}

export interface FollowOptions {
  readonly agencyId: string;
  readonly after?: Position | null;
  readonly key?: string;
  readonly interest?: Interest;
  readonly isAbout?: (event: AlignmentEvent) => boolean;
  readonly viewer?: Viewer;
  /** A reader that takes only what it is allowed to. */
  readonly outlet?: (heard: Heard[], ended: EndReason[]) => Outlet;
  readonly head?: () => Promise<Position>;
  /** Counts how often something was worked out. */
  readonly worked?: string[];
  /** How often it cannot be worked out at first. */
  readonly failures?: number;
}

/** A subscriber of the hub without a transport, that asks for the events as they are. */
export async function follow(hub: Hub, { agencyId, after = null, key = 'all', interest = EVERYTHING, isAbout = () => true, viewer = systemOf(agencyId), outlet, head, worked = [], failures = 0 }: FollowOptions): Promise<Follower> {
  const heard: Heard[] = [];
  const ended: EndReason[] = [];
  let failed = 0;
  const question = ({ role }: GrantedAccess): Question => ({
    key: `${key} ${role}`,
    interest,
    isAbout,
    async start() {
      if (!head) throw new Error('this follower cannot begin without a place');
      const position = await head();
      return { ...toldOf({ kind: 'SNAPSHOT', position, previous: null, agencyId, type: null, reason: null }), position };
    },
    async tell(messages) {
      if (failed < failures) {
        failed += 1;
        throw new Error('not now');
      }
      worked.push(...messages.map(({ kind }) => kind));
      return messages.map((message) => toldOf(heardOf(message)));
    },
  });
  const leave = await hub.subscribe({ viewer, after, question, outlet: outlet?.(heard, ended) ?? eager(heard, ended) });
  return { heard, ended, leave };
}

export function eager(heard: Heard[], ended: EndReason[]): Outlet {
  return {
    hasRoom: true,
    room: async () => undefined,
    send: (told) => void heard.push(...told.map(({ payload }) => JSON.parse(payload) as Heard)),
    end: (reason) => void ended.push(reason),
  };
}

function toldOf(heard: Heard): Told {
  return { payload: JSON.stringify(heard), cursor: `${heard.position.epoch}.${heard.position.seq}`, position: heard.position, patientIds: null, emergencyAccessId: null };
}

function heardOf(message: StreamMessage): Heard {
  const { kind, position } = message;
  const nothing = { kind, position, previous: null, agencyId: null, type: null, reason: null };
  if (message.kind === 'RESYNC_REQUIRED') return { ...nothing, reason: message.reason };
  if (message.kind === 'CHECKPOINT') return { ...nothing, previous: message.previous };
  return { ...nothing, previous: message.previous, agencyId: message.event.agencyId, type: message.event.type };
}

export function sequences(heard: readonly Heard[]): number[] {
  return heard.map(({ position }) => position.seq);
}

/** Whether each message says that it follows the one before it. */
export function isChained(heard: readonly Heard[], start: number): boolean {
  let last = start;
  return heard.every(({ previous, position }) => {
    const isNext = previous?.seq === last;
    last = position.seq;
    return isNext;
  });
}
