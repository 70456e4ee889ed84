import { connect, type Socket } from 'node:net';

import { machineMs } from './machine-clock.js';

/** What happens to a client, in the order in which it happens. */
export interface ClientEvents {
  /** @param atMs when it was read from the socket */
  message(client: RawClient, head: string, atMs: number): void;
  /** By the server, or never accepted by it. */
  closed(client: RawClient, wasAccepted: boolean): void;
}

/** What a client says once it is connected. */
export interface Introduction {
  readonly id: string;
  readonly token: string;
  readonly document: string;
}

/** Of each message, so much is read as text: where it stands and what it is about comes first. */
const HEAD_BYTES = 360;
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** One buffer for all of them: what is read is looked at before the next reading, and copied only where a message is cut. */
const INTO = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * A client of graphql-transport-ws that does nothing but count: no objects for messages, no JSON, no masking. With a
 * usual client the clients would be what is measured; ten thousand of these fit beside a server on two cores.
 */
export class RawClient {
  readonly introduction: Introduction;
  /** Cursor of the last message, from which it goes on. */
  cursor: string | null = null;
  received = 0;
  /** Since it was last connected. */
  tries = 0;
  readonly #events: ClientEvents;
  #socket: Socket | null = null;
  #rest: Buffer | null = null;
  #isUpgraded = false;
  #wanted: Buffer | null = null;

  constructor(introduction: Introduction, events: ClientEvents) {
    this.introduction = introduction;
    this.#events = events;
  }

  get isAccepted(): boolean {
    return this.#isUpgraded && this.#socket !== null;
  }

  connect(port: number): void {
    this.#rest = null;
    this.#isUpgraded = false;
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: INTO, callback: (count): boolean => this.#read(socket, INTO.subarray(0, count)) } });
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#events.closed(this, this.#isUpgraded);
    });
    socket.write(
      'GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
  }

  /** As a cut of the network does: without a word, and nobody is told. */
  cut(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.resetAndDestroy();
  }

  /** The whole of the next message as text. */
  async next(): Promise<string> {
    const { received } = this;
    this.#wanted = Buffer.alloc(0);
    while (this.received === received) await new Promise((resolve) => void setImmediate(resolve));
    return String(this.#wanted);
  }

  #read(socket: Socket, read: Buffer): boolean {
    if (this.#socket !== socket) return false;
    let bytes = this.#rest === null ? read : Buffer.concat([this.#rest, read]);
    if (!this.#isUpgraded) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end >= 0 && bytes.toString('latin1', 9, 12) === '101') {
        this.#isUpgraded = true;
        bytes = bytes.subarray(end + 4);
        this.#say({ type: 'connection_init', payload: { authorization: `Bearer ${this.introduction.token}` } });
      }
    }
    const taken = this.#isUpgraded ? this.#frames(bytes) : 0;
    this.#rest = taken < bytes.length ? Buffer.from(bytes.subarray(taken)) : null;
    return true;
  }

  /** Returns how many bytes were whole frames. */
  #frames(bytes: Buffer): number {
    const atMs = machineMs();
    let at = 0;
    while (at + 2 <= bytes.length) {
      const short = (bytes[at + 1] as number) & 0x7f;
      const start = at + (short === 126 ? 4 : short === 127 ? 10 : 2);
      if (start > bytes.length) break;
      const length = short === 126 ? bytes.readUInt16BE(at + 2) : short === 127 ? Number(bytes.readBigUInt64BE(at + 2)) : short;
      if (start + length > bytes.length) break;
      this.#frame((bytes[at] as number) & 0x0f, bytes, start, start + length, atMs);
      at = start + length;
    }
    return at;
  }

  #frame(kind: number, bytes: Buffer, start: number, end: number, atMs: number): void {
    if (kind === PING) this.#write(PONG, bytes.subarray(start, end));
    if (kind === CLOSE) this.#socket?.end();
    if (kind !== TEXT) return;
    const head = bytes.toString('latin1', start, Math.min(end, start + HEAD_BYTES));
    if (head.startsWith('{"type":"connection_ack"')) return this.#subscribe();
    if (!head.includes('"type":"next"')) throw new Error(`Expected a message of the stream, and found: ${head}`);
    if (this.#wanted?.length === 0) this.#wanted = Buffer.from(bytes.subarray(start, end));
    this.received += 1;
    this.#events.message(this, head, atMs);
  }

  #subscribe(): void {
    const { id, document } = this.introduction;
    this.#say({ id, type: 'subscribe', payload: { query: document, variables: { after: this.cursor } } });
  }

  #say(message: object): void {
    this.#write(TEXT, Buffer.from(JSON.stringify(message)));
  }

  /** The mask that the protocol asks for is all zeros, and so changes nothing. */
  #write(kind: number, payload: Buffer): void {
    const isLong = payload.length >= 126;
    const header = Buffer.alloc(isLong ? 8 : 6);
    header[0] = 0x80 | kind;
    header[1] = 0x80 | (isLong ? 126 : payload.length);
    if (isLong) header.writeUInt16BE(payload.length, 2);
    this.#socket?.write(Buffer.concat([header, payload]));
  }
}
