import { type Access, accessOf, permits, policyKeyOf } from '../../src/auth/access.js';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Position } from '../../src/feed/position.js';
import { resyncReason } from '../../src/feed/position.js';
import type { Message } from './message.js';
import type { Logged, SimulatedLog } from './simulated-log.js';
import type { Wish } from './wishes.js';

/** Who listens, and since when: what the log had been through when this connection was made. */
export interface Listener {
  readonly name: string;
  readonly viewer: Viewer;
  readonly wish: Wish;
  readonly since: { readonly era: number; readonly state: number };
}

/**
 * Knows every log as it was at every moment, and holds against it what is sent and what arrives. Rights may change
 * while an event is on its way, so there are two questions. It may be told under any rights that held between its
 * commit and now; it has to be told if all of them allow it.
 */
export class Witness {
  readonly complaints: string[] = [];
  readonly #logs: ReadonlyMap<string, SimulatedLog>;

  constructor(logs: ReadonlyMap<string, SimulatedLog>) {
    this.#logs = logs;
  }

  complain(complaint: string): void {
    this.complaints.push(complaint);
  }

  /** As a node hands it over, whether or not it ever arrives, to one whom it has brought to a place. */
  sent(listener: Listener, place: Position | null, message: Message): void {
    const { name, viewer, wish, since } = listener;
    const say = (what: string): void => this.complain(`${name} is sent ${what}: ${JSON.stringify(message)}`);
    if (message.agencyId !== viewer.agencyId) return say('something of another agency');
    if (message.question !== wish.name) return say('the answer to another question');
    const log = this.#logOf(viewer);
    const logged = log.at(message.position);
    if (logged === null) return say('a place that is in no log');
    const rights = this.#accesses(viewer, message.kind === 'EVENT' || message.kind === 'SNAPSHOT' ? Math.max(logged.era, since.era * Number(message.kind === 'SNAPSHOT')) : since.era).filter((access) => access.state === 'GRANTED' && policyKeyOf(access) === message.policy);
    if (rights.length === 0) return say('what is worked out under rights that it does not have');
    if (message.kind === 'RESYNC_REQUIRED' && !this.#isResyncDue(listener, place)) say(`away from ${JSON.stringify(place)}, which is good`);
    if (message.kind !== 'EVENT') return;
    if (logged.event?.eventId !== message.eventId) say('an event under the place of another');
    else if (!wish.isAbout(logged.event)) say('an event that it did not ask for');
    else if (!rights.some((access) => isPermitted(access, logged))) say('an event that its rights hide');
  }

  /** As it arrives at one who was at a place before. Returns where that one is now. */
  arrived(listener: Listener, place: Logged | null, last: Position | null, message: Message): Logged | null {
    const { name, viewer } = listener;
    const logged = this.#logOf(viewer).at(message.position);
    if (message.kind === 'RESYNC_REQUIRED') return null;
    if (message.kind === 'SNAPSHOT') return logged;
    const say = (what: string): void => this.complain(`${name} ${what}: ${JSON.stringify(message)}`);
    if (last === null || message.previous?.epoch !== last.epoch || message.previous.seq !== last.seq) say(`sees a broken chain after ${JSON.stringify(last)}`);
    if (place === null || logged === null) return logged;
    const repeated = message.kind === 'EVENT' ? logged.position.seq <= place.position.seq : logged.position.seq < place.position.seq;
    if (repeated) say(`is told again what is before ${JSON.stringify(place.position)}`);
    const missed = this.#owed(listener, place, message.kind === 'EVENT' ? logged.before : logged);
    if (missed !== null) say(`misses ${missed}`);
    return logged;
  }

  /** What someone at a place has still to hear; null when it is nothing. */
  owed(listener: Listener, place: Logged): string | null {
    return this.#owed(listener, place, this.#logOf(listener.viewer).head);
  }

  isRefused(viewer: Viewer, wish: Wish): boolean {
    return this.#accesses(viewer, this.#logOf(viewer).eras.length - 1).some((access) => !isAllowed(access, wish));
  }

  /** Whether there was a reason since it came. */
  mayRefuse({ viewer, wish, since }: Listener): boolean {
    return this.#accesses(viewer, since.era).some((access) => !isAllowed(access, wish));
  }

  moment(agencyId: string): Listener['since'] {
    const log = this.#logs.get(agencyId) as SimulatedLog;
    return { era: log.eras.length - 1, state: log.states.length - 1 };
  }

  #owed({ viewer, wish }: Listener, place: Logged, until: Logged | null): string | null {
    let one = until;
    for (; one !== null && one.position.seq > place.position.seq; one = one.before) {
      const { event, era } = one;
      if (event !== null && wish.isAbout(event) && this.#accesses(viewer, era).every((access) => isAllowed(access, wish) && isPermitted(access, one as Logged))) return event.eventId;
    }
    return one !== null && one.position.seq === place.position.seq && one !== place ? `that ${JSON.stringify(place.position)} is no more` : null;
  }

  #isResyncDue({ viewer, since }: Listener, place: Position | null): boolean {
    return place !== null && this.#logOf(viewer).states.slice(since.state).some((state) => resyncReason(state, place) !== null);
  }

  #accesses(viewer: Viewer, era: number): readonly Access[] {
    return this.#logOf(viewer).eras.slice(era).map((facts) => accessOf(viewer, facts, NO_TIME));
  }

  #logOf({ agencyId }: Viewer): SimulatedLog {
    return this.#logs.get(agencyId) as SimulatedLog;
  }
}

/** Nobody's rights end by themselves here. */
const NO_TIME = new Date(0);

function isPermitted(access: Access, { event }: Logged): boolean {
  return access.state === 'GRANTED' && event !== null && permits(access.scope, event);
}

function isAllowed(access: Access, wish: Wish): boolean {
  return access.state === 'GRANTED' && wish.isFor(access.role);
}
