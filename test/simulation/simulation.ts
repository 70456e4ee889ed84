import type { AccessFacts, KnownMember } from '../../src/auth/access.js';
import { unreachable } from '../../src/base/invariant.js';
import type { EventType } from '../../src/care/change.js';
import { Chance } from './chance.js';
import { SimulatedClient } from './simulated-client.js';
import { type Draft, SimulatedLog } from './simulated-log.js';
import { type Faults, LINGER_MS, POLL_MS, SimulatedNode, type Tally } from './simulated-node.js';
import type { Schedule, Step } from './steps.js';
import { VirtualTime } from './virtual-time.js';
import { draftOf, drawnDraft, drawnGrant, SUBJECTS, TOKEN_ROLES, WISHES } from './wishes.js';
import { Witness } from './witness.js';
import { viewerOf } from '../support/viewers.js';

const AGENCIES = ['a', 'b'] as const;
const NOBODY_YET: AccessFacts = { agencyStatus: 'ACTIVE', members: new Map(), revocations: [] };
const MOST_CLIENTS = 6;
const STEPS_BETWEEN = 14;
/** Once nothing goes wrong any more, everything is in order before so many polls: a patience, some tries and some polls. */
const SETTLING_POLLS = 12;

/** The whole installation: its logs, its nodes and its clients, and everything that can happen to them. */
export class Simulation {
  readonly #chance: Chance;
  readonly #time: VirtualTime;
  readonly #logs = new Map(AGENCIES.map((id) => [id as string, new SimulatedLog(id, NOBODY_YET)]));
  readonly #witness = new Witness(this.#logs);
  readonly #faults: Faults = { reads: 0, rights: 0, answers: 0, slow: 0 };
  readonly #nodes: Array<SimulatedNode | null>;
  readonly #clients: SimulatedClient[] = [];

  readonly #tally: Tally;

  constructor(seed: number, tally: Tally) {
    this.#tally = tally;
    this.#chance = new Chance(seed);
    this.#time = new VirtualTime(this.#chance);
    this.#nodes = Array.from({ length: 1 + this.#chance.below(3) }, () => this.#newNode());
    for (const log of this.#logs.values()) log.commit([draftOf('AGENCY_OPENED')], NOBODY_YET, 0);
  }

  /** @throws Error with what was seen that may never be */
  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.#do(step);
      await this.#time.steps(this.#chance.below(STEPS_BETWEEN));
      this.#expectNoComplaint();
    }
    await this.#settle();
    await this.#expectSharedWork();
    await this.#end();
  }

  // What happens

  async #do({ does, pick }: Step): Promise<void> {
    const chance = new Chance(pick);
    const log = this.#logs.get(chance.of(AGENCIES)) as SimulatedLog;
    const client = this.#clients.length === 0 ? null : chance.of(this.#clients);
    const few = 1 + chance.below(4);
    switch (does) {
      case 'commit': return this.#commit(log, Array.from({ length: few }, () => drawnDraft(chance)), log.head.facts, chance);
      case 'rights': return this.#changeRights(log, chance);
      case 'suspension': return this.#changeStatus(log, chance);
      case 'purge': return log.purge(few);
      case 'failover': return this.#logs.forEach((one) => one.failOver(chance.below(4)));
      case 'client': return this.#addClient(log, chance);
      case 'cut': return client?.cut();
      case 'slow': return client?.beSlow(!client.isSlow);
      case 'crash': return this.#crash(chance.below(this.#nodes.length));
      case 'restart': return this.#restart();
      case 'readFails': return void (this.#faults.reads += few);
      case 'rightsFail': return void (this.#faults.rights += few);
      case 'answerFails': return void (this.#faults.answers += 2 * few);
      case 'delay': return void (this.#faults.slow += few);
      case 'time': return this.#time.pass(few * few * 200);
      default: return unreachable(does);
    }
  }

  #commit(log: SimulatedLog, drafts: readonly Draft[], facts: AccessFacts, chance: Chance): void {
    log.commit(drafts, facts, this.#time.nowMs);
    for (const node of this.#nodes) {
      if (node === null) continue;
      const hint = (): void => node.hub.hint(log.agencyId);
      // Lost, doubled, late, or as it should be; and in any order.
      const fate = chance.below(8);
      if (fate === 0) continue;
      if (fate === 1) this.#time.after(node.life, 600, hint);
      else this.#time.soon(node.life, hint);
      if (fate === 2) this.#time.soon(node.life, hint);
    }
  }

  #changeRights(log: SimulatedLog, chance: Chance): void {
    const { facts } = log.head;
    const subject = chance.of(SUBJECTS);
    const known = facts.members.get(subject);
    const isRevoked = known?.status === 'ACTIVE' && chance.isIn(30);
    const member: KnownMember = isRevoked ? { ...known, status: 'REVOKED' } : { ...drawnGrant(chance), issuer: 'main', subject, status: 'ACTIVE', emergencies: [] };
    const type: EventType = isRevoked ? 'ACCESS_REVOKED' : known?.status === 'ACTIVE' ? 'ACCESS_CHANGED' : 'ACCESS_GRANTED';
    this.#commit(log, [draftOf(type)], { ...facts, members: new Map(facts.members).set(subject, member) }, chance);
  }

  #changeStatus(log: SimulatedLog, chance: Chance): void {
    const { facts } = log.head;
    const isActive = facts.agencyStatus === 'ACTIVE';
    // Else nobody would listen half of the time.
    if (isActive && chance.isIn(60)) return;
    this.#commit(log, [draftOf(isActive ? 'AGENCY_SUSPENDED' : 'AGENCY_RESUMED')], { ...facts, agencyStatus: isActive ? 'SUSPENDED' : 'ACTIVE' }, chance);
  }

  #addClient(log: SimulatedLog, chance: Chance): void {
    if (this.#clients.length >= MOST_CLIENTS) return;
    const client = new SimulatedClient({
      name: `client ${this.#clients.length + 1} of ${log.agencyId}`,
      viewer: viewerOf(log.agencyId, chance.of(TOKEN_ROLES), chance.of(SUBJECTS)),
      wish: chance.of(WISHES),
      time: this.#time,
      witness: this.#witness,
      count: (what) => void this.#tally.set(what, (this.#tally.get(what) ?? 0) + 1),
      anyNode: () => {
        const up = this.#nodes.filter((node) => node !== null);
        return up.length === 0 ? null : this.#chance.of(up);
      },
    }, chance.of([null, log.at({ epoch: 1, seq: 0 }), log.head]));
    this.#clients.push(client);
    client.connect();
  }

  #crash(index: number): void {
    const node = this.#nodes[index];
    if (!node) return;
    node.crash();
    this.#nodes[index] = null;
    for (const client of this.#clients) if (client.node === node) client.cut();
  }

  #restart(): void {
    this.#nodes.forEach((node, i) => {
      if (node === null) this.#nodes[i] = this.#newNode();
    });
  }

  #newNode(): SimulatedNode {
    return new SimulatedNode({ time: this.#time, logs: this.#logs, faults: this.#faults, witness: this.#witness, tally: this.#tally });
  }

  // What has to come of it

  /** Nothing goes wrong any more, and everyone is quick. */
  async #settle(): Promise<void> {
    this.#restart();
    Object.assign(this.#faults, { reads: 0, rights: 0, answers: 0, slow: 0 } satisfies Faults);
    for (const client of this.#clients) client.beSlow(false);
    for (let polls = 0; polls < SETTLING_POLLS; polls += 1) {
      await this.#time.pass(POLL_MS);
      this.#expectNoComplaint();
      if (this.#clients.every(({ owed }) => owed === null)) return;
    }
    for (const { owed } of this.#clients) if (owed !== null) this.#witness.complain(owed);
    this.#expectNoComplaint();
  }

  /** Everyone who has just been told the same is told the next event by working it out once a question and a set of rights. */
  async #expectSharedWork(): Promise<void> {
    const draft: Draft = { ...draftOf('PAYER_ADDED'), patientId: 'p1', branchId: 'b1', payerIds: ['y1', 'y2'] };
    for (let i = 0; i < 2; i += 1) {
      for (const log of this.#logs.values()) log.commit([draft], log.head.facts, this.#time.nowMs);
      for (const node of this.#nodes) node?.worked.clear();
      await this.#time.pass(POLL_MS);
    }
    for (const node of this.#nodes) {
      for (const [what, times] of node?.worked ?? []) if (times > 1) this.#witness.complain(`an event was worked out ${times} times: ${what}`);
    }
    for (const { owed } of this.#clients) if (owed !== null) this.#witness.complain(owed);
    this.#expectNoComplaint();
  }

  /** Nothing is left of those who have gone. */
  async #end(): Promise<void> {
    for (const client of this.#clients) client.leave();
    await this.#time.steps(Infinity);
    await this.#time.pass(LINGER_MS);
    for (const node of this.#nodes) {
      if (!node) continue;
      if (node.hub.subscribers > 0) this.#witness.complain(`${node.hub.subscribers} subscribers are left when all have gone`);
      if (this.#time.pendingOf(node.life) > 0) this.#witness.complain(`${this.#time.pendingOf(node.life)} timers are left when all have gone`);
      await node.hub.stop();
    }
    // What was rejected and not handled is announced now, and belongs to this schedule.
    await new Promise((resolve) => void setImmediate(resolve));
    this.#expectNoComplaint();
  }

  #expectNoComplaint(): void {
    const { complaints } = this.#witness;
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }
}

/** @throws Error with what was seen that may never be */
export async function simulate({ seed, steps }: Schedule, tally: Tally = new Map()): Promise<void> {
  await new Simulation(seed, tally).run(steps);
}
