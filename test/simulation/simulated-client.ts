import type { Viewer } from '../../src/auth/viewer.js';
import { Refusal } from '../../src/base/refusal.js';
import type { EndReason } from '../../src/feed/outlet.js';
import type { Position } from '../../src/feed/position.js';
import type { Message } from './message.js';
import type { Logged } from './simulated-log.js';
import type { SimulatedNode } from './simulated-node.js';
import { type Far, SimulatedSocket } from './simulated-socket.js';
import type { Life, VirtualTime } from './virtual-time.js';
import type { Wish } from './wishes.js';
import type { Listener, Witness } from './witness.js';

export interface ClientParts {
  readonly name: string;
  readonly viewer: Viewer;
  readonly wish: Wish;
  readonly time: VirtualTime;
  readonly witness: Witness;
  /** One of those that are up. */
  anyNode(): SimulatedNode | null;
  count(what: string): void;
}

const AGAIN_MS = 500;

/**
 * A client with the rules of the published one: it keeps the place of the last message that it took, comes back with it
 * after every cut, to whichever node, drops nothing, and begins anew only when it is told to.
 */
export class SimulatedClient implements Far {
  readonly viewer: Viewer;
  readonly wish: Wish;
  readonly #parts: ClientParts;
  readonly #life: Life = { isOver: false };
  #socket: SimulatedSocket | null = null;
  #listener: Listener;
  #last: Position | null;
  #place: Logged | null;
  node: SimulatedNode | null = null;
  #isIn = false;
  isSlow = false;

  constructor(parts: ClientParts, start: Logged | null) {
    this.#parts = parts;
    this.viewer = parts.viewer;
    this.wish = parts.wish;
    this.#last = start?.position ?? null;
    this.#place = start;
    this.#listener = { ...parts, since: parts.witness.moment(parts.viewer.agencyId) };
  }

  connect(): void {
    const { time, witness, viewer, wish } = this.#parts;
    const node = this.#parts.anyNode();
    if (node === null) return this.#comeBack(AGAIN_MS);
    let place = this.#last;
    const listener: Listener = { ...this.#parts, since: witness.moment(viewer.agencyId) };
    const socket = new SimulatedSocket({
      time, life: node.life, far: this,
      sent: (message) => {
        witness.sent(listener, place, message);
        place = message.position;
      },
    });
    this.#listener = listener;
    this.#socket = socket;
    this.node = node;
    void node.hub.subscribe({ viewer, after: this.#last, question: (access) => node.question(viewer.agencyId, wish, access), outlet: socket }).then(
      (leave) => {
        this.#isIn ||= this.#socket === socket;
        socket.joined(leave);
      },
      (error: unknown) => {
        if (this.#socket !== socket) return;
        if (error instanceof Refusal) this.#parts.count('refused');
        if (error instanceof Refusal && !witness.mayRefuse(listener)) witness.complain(`${listener.name} is refused, though it never was to be`);
        this.#away(AGAIN_MS);
      },
    );
  }

  received(message: Message): void {
    this.#place = this.#parts.witness.arrived(this.#listener, this.#place, this.#last, message);
    this.#last = message.kind === 'RESYNC_REQUIRED' ? null : message.position;
  }

  closed(reason: EndReason | null): void {
    this.#parts.count(reason ?? 'closed');
    this.#away(reason === 'ACCESS_ENDED' || reason === 'TRY_AGAIN_LATER' ? AGAIN_MS : 0);
  }

  cut(): void {
    this.#socket?.cut();
    if (this.#socket !== null) this.#away(0);
  }

  beSlow(isSlow: boolean): void {
    this.isSlow = isSlow;
    this.#socket?.deliver();
  }

  leave(): void {
    this.#life.isOver = true;
    this.#socket?.cut();
  }

  /** What it has still to hear; null when it is nothing, or nothing is for it. */
  get owed(): string | null {
    const { witness, viewer, wish, name } = this.#parts;
    if (witness.isRefused(viewer, wish)) return this.#isIn ? `${name} is let in, though it may not` : null;
    if (!this.#isIn || this.#place === null) return `${name} has not begun`;
    const owed = witness.owed(this.#listener, this.#place);
    return owed === null ? null : `${name} has not heard ${owed}`;
  }

  #away(ms: number): void {
    this.#socket = null;
    this.node = null;
    this.#isIn = false;
    this.#comeBack(ms);
  }

  #comeBack(ms: number): void {
    const { time } = this.#parts;
    if (ms === 0) time.soon(this.#life, () => this.connect());
    else time.after(this.#life, ms, () => this.connect());
  }
}
