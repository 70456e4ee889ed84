import { type GrantedAccess, policyKeyOf } from '../auth/access.js';
import type { AlignmentEvent } from './event.js';
import { Group, type GroupParts, type Subscriber } from './group.js';
import { InvertedLookup } from './inverted-lookup.js';

/** Who asks what of one agency's log, and how those are found whom an event concerns. */
export class Attendance {
  readonly #parts: GroupParts;
  readonly #groups = new Map<string, Group>();
  readonly #index = new InvertedLookup<Group>();

  constructor(parts: GroupParts) {
    this.#parts = parts;
  }

  get groups(): Iterable<Group> {
    return this.#groups.values();
  }

  /** Into the group of those who ask the same with the same rights, out of the one where it was. @throws when its question is not for these rights */
  place(subscriber: Subscriber, access: GrantedAccess): void {
    const question = subscriber.subscription.question(access);
    const wasLive = subscriber.group?.live.has(subscriber) ?? false;
    this.remove(subscriber);
    const key = `${policyKeyOf(access)} ${question.key}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = new Group(key, question, access, this.#parts);
      this.#groups.set(key, group);
      this.#index.add(group, group.terms);
    }
    group.members += 1;
    subscriber.group = group;
    if (wasLive) group.live.add(subscriber);
  }

  remove(subscriber: Subscriber): void {
    const { group } = subscriber;
    if (group === null) return;
    subscriber.group = null;
    group.live.delete(subscriber);
    group.members -= 1;
    if (group.members > 0) return;
    this.#groups.delete(group.key);
    this.#index.remove(group, group.terms);
  }

  /** The groups with someone to tell, each with those of the events that it is about. */
  concernedBy(events: readonly AlignmentEvent[]): Map<Group, AlignmentEvent[]> {
    const concerned = new Map<Group, AlignmentEvent[]>();
    for (const event of events) {
      for (const group of this.#index.candidates(event)) {
        if (group.live.size === 0 || !group.isAbout(event)) continue;
        const about = concerned.get(group) ?? [];
        about.push(event);
        concerned.set(group, about);
      }
    }
    return concerned;
  }
}
