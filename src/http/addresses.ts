import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

import type { Arrival } from '../base/arrival.js';
import { Refusal } from '../base/refusal.js';
import type { EdgeRules } from './edge.js';
import { peerAddressOf } from './remote-address.js';
import { Counted } from './socket-limits.js';
import { proxiesOf } from './transport.js';

/** How much each address holds open, so that one machine alone cannot take all that a node has. */
export class Addresses {
  readonly #counted = new Counted();
  readonly #edge: EdgeRules;

  constructor(edge: EdgeRules) {
    this.#edge = edge;
  }

  /** One too many is closed without a word: to read what it wants would be what it wants. */
  connected(socket: Socket): void {
    const peer = peerAddressOf(socket);
    if (this.#isProxy(peer)) return;
    if (this.#isFull(peer)) socket.destroy();
    else this.#hold(peer, socket);
  }

  /** @throws Refusal BUSY */
  asked({ socket }: IncomingMessage, { remoteAddress }: Arrival, held: Pick<EventEmitter, 'once'>): void {
    if (!this.#isProxy(peerAddressOf(socket))) return;
    if (this.#isFull(remoteAddress)) throw new Refusal('BUSY', { expected: `at most ${this.#edge.mostConnectionsOfAddress} requests and sockets of one address at once`, retryAfterSeconds: 1 });
    this.#hold(remoteAddress, held);
  }

  #isProxy(peer: string): boolean {
    return proxiesOf(this.#edge.transport).trusts(peer);
  }

  #isFull(address: string): boolean {
    return this.#counted.of(address) >= this.#edge.mostConnectionsOfAddress;
  }

  #hold(address: string, held: Pick<EventEmitter, 'once'>): void {
    this.#counted.add(address);
    held.once('close', () => this.#counted.remove(address));
  }
}
