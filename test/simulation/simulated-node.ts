import { accessOf, type GrantedAccess, policyKeyOf } from '../../src/auth/access.js';
import type { Log } from '../../src/base/ports.js';
import { Refusal } from '../../src/base/refusal.js';
import { sharedAccessSource } from '../../src/feed/access-source.js';
import { type Hub, openHub } from '../../src/feed/hub.js';
import { headOf } from '../../src/feed/position.js';
import type { Question, StreamMessage, Told } from '../../src/feed/question.js';
import { NO_TELEMETRY } from '../../src/feed/telemetry.js';
import type { Message } from './message.js';
import type { SimulatedLog } from './simulated-log.js';
import type { Life, VirtualTime } from './virtual-time.js';
import type { Wish } from './wishes.js';
import type { Witness } from './witness.js';

/** What goes wrong next, in counts: the next so many fail, or take long. */
export interface Faults {
  reads: number;
  rights: number;
  answers: number;
  slow: number;
}

export interface NodeParts {
  readonly time: VirtualTime;
  readonly logs: ReadonlyMap<string, SimulatedLog>;
  readonly faults: Faults;
  readonly witness: Witness;
  readonly tally: Tally;
}

/** How often which rare thing has happened: what never does has not been tried. */
export type Tally = Map<string, number>;

export const POLL_MS = 1_000;
export const LINGER_MS = 300;
/** Small, so that whoever is behind needs several. */
const PAGE = 3;
const SLOW_MS = 700;

/** One process: the real hub, over a log, rights and answers that take their time or fail. */
export class SimulatedNode {
  readonly life: Life = { isOver: false };
  readonly hub: Hub;
  /** Which events were worked out, and how often. */
  readonly worked = new Map<string, number>();
  readonly #parts: NodeParts;

  constructor(parts: NodeParts) {
    this.#parts = parts;
    const { time, logs, witness } = parts;
    const log = (agencyId: string): SimulatedLog => logs.get(agencyId) as SimulatedLog;
    const wrong = (what: string) => (): void => witness.complain(what);
    const counted = (what: string): void => void parts.tally.set(what, (parts.tally.get(what) ?? 0) + 1);
    const failed: Log = { info: () => undefined, warn: () => undefined, error: (event, fields) => witness.complain(`${event} ${fields?.frames}`) };
    this.hub = openHub({
      source: { read: (agencyId, after) => this.#asked('reads', () => log(agencyId).read(after, PAGE)) },
      accesses: sharedAccessSource((agencyId, viewers) => this.#asked('rights', () => viewers.map((viewer) => accessOf(viewer, log(agencyId).head.facts, new Date(time.nowMs))))),
      timers: time.timersOf(this.life),
      clockMs: () => time.nowMs,
      log: failed,
      telemetry: {
        ...NO_TELEMETRY,
        gapDetected: wrong('a log is not dense'),
        foreignEvent: wrong('an event was about to reach another agency'),
        hintMissed: () => counted('a hint was missed'),
        accessEnded: () => counted('access ended'),
        resumed: (source, reason) => counted(`resumed ${reason ?? source}`),
      },
      pollMs: POLL_MS, checkpointMs: 800, reviewMs: 60_000, lingerMs: LINGER_MS,
    });
  }

  /** As the process dies: nobody is told, and nothing that was under way goes on. */
  crash(): void {
    this.life.isOver = true;
  }

  question(agencyId: string, wish: Wish, access: GrantedAccess): Question {
    if (!wish.isFor(access.role)) throw new Refusal('FORBIDDEN');
    const about = { agencyId, question: wish.name, policy: policyKeyOf(access) };
    const told = (message: Omit<Message, keyof typeof about>): Told => ({ payload: JSON.stringify({ ...about, ...message }), cursor: '', position: message.position, patientIds: null, emergencyAccessId: null });
    return {
      key: wish.name,
      interest: wish.interest,
      isAbout: (event) => wish.isAbout(event),
      start: () => this.#asked('answers', () => {
        const position = headOf((this.#parts.logs.get(agencyId) as SimulatedLog).state);
        return told({ kind: 'SNAPSHOT', position, previous: null, eventId: null });
      }),
      tell: (messages) => this.#asked('answers', () => messages.map((message) => {
        if (message.kind === 'EVENT') {
          const what = `${agencyId} ${message.position.seq} under ${about.policy} for ${wish.name}`;
          this.worked.set(what, (this.worked.get(what) ?? 0) + 1);
        }
        return told(wordsOf(message));
      })),
    };
  }

  /** The question travels, is answered as of one instant, and the answer travels back. */
  async #asked<Answer>(what: 'reads' | 'rights' | 'answers', answer: () => Answer): Promise<Answer> {
    await this.#travelled();
    if (this.#uses(what)) throw new Error(`no ${what} now`);
    const answered = answer();
    await this.#travelled();
    return answered;
  }

  #travelled(): Promise<void> {
    return this.#parts.time.pause(this.life, this.#uses('slow') ? SLOW_MS : null);
  }

  #uses(fault: keyof Faults): boolean {
    const { faults } = this.#parts;
    if (faults[fault] === 0) return false;
    faults[fault] -= 1;
    return true;
  }
}

function wordsOf(message: StreamMessage): Pick<Message, 'kind' | 'position' | 'previous' | 'eventId'> {
  const { kind, position } = message;
  return { kind, position, previous: message.kind === 'RESYNC_REQUIRED' ? null : message.previous, eventId: message.kind === 'EVENT' ? message.event.eventId : null };
}
