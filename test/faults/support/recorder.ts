import { type RawData, WebSocket } from 'ws';

import type { CursorCodec } from '../../../src/feed/cursor.js';
import type { Position } from '../../../src/feed/position.js';
import type { History, LoggedEvent, Recorded } from './check-histories.js';

export interface RecorderOptions {
  readonly agencyId: string;
  readonly cursors: CursorCodec;
  /** Where to go now: asked anew before each connection, so that a client may go from node to node. */
  url(): string;
  token(): Promise<string>;
  readonly document?: string;
  readonly filter?: object;
  /** The same filter, said in terms of the log. */
  readonly isAbout?: (event: LoggedEvent) => boolean;
  /** Where to begin; at a snapshot when left out. */
  readonly after?: string;
  /** Keeps every byte that came. */
  readonly keepsText?: boolean;
  /** Asks for the same so many times over its one socket, of which it keeps one. */
  readonly copies?: number;
}

export const DOCUMENT = `subscription Watch($after: String, $filter: AlignmentFilter) {
  alignmentChanged(after: $after, filter: $filter) { kind cursor previousCursor reason event { id } }
}`;

interface Message {
  readonly kind: 'SNAPSHOT' | 'EVENT' | 'CHECKPOINT' | 'RESYNC_REQUIRED';
  readonly cursor: string;
  readonly previousCursor: string | null;
  readonly reason: string | null;
  readonly event: { readonly id: string } | null;
}

const SOON_MS = 20;
const LATER_MS = 200;

/**
 * A client that does what the published one does and nothing clever besides: it keeps the last cursor, comes back
 * with it after every end of its connection, and begins anew when it is told that it must. It leaves out no message,
 * so that whatever the server says twice is seen.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #past: History[] = [];
  #messages: Recorded[] = [];
  #start: Position | null = null;
  #cursor: string | null;
  #socket: WebSocket | null = null;
  #isStopped = false;
  #isAway = false;
  #retry: NodeJS.Timeout | undefined;
  /** Of each connection that ended. */
  readonly closeCodes: number[] = [];
  readonly resyncs: string[] = [];
  readonly texts: string[] = [];
  connections = 0;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#cursor = options.after ?? null;
    if (options.after !== undefined) this.#start = options.cursors.decode(options.agencyId, options.after);
    void this.#connect();
  }

  /** One for each start that it was given. */
  get histories(): readonly History[] {
    const current = this.#start === null ? [] : [this.#history(this.#start, null)];
    return [...this.#past, ...current];
  }

  get agencyId(): string {
    return this.#options.agencyId;
  }

  get count(): number {
    return this.#messages.length;
  }

  get seq(): number {
    return this.#messages.at(-1)?.position.seq ?? this.#start?.seq ?? -1;
  }

  get hasStarted(): boolean {
    return this.#start !== null;
  }

  get cursor(): string | null {
    return this.#cursor;
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Breaks off without a goodbye. It comes back by itself. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Reads nothing any more; what comes waits in the network and then in the server. */
  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  /** Away until it comes back, with the cursor that it has. */
  goAway(): void {
    this.#isAway = true;
    clearTimeout(this.#retry);
    this.#socket?.terminate();
  }

  comeBack(): void {
    this.#isAway = false;
    void this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    this.goAway();
  }

  async #connect(): Promise<void> {
    const token = await this.#options.token();
    if (this.#isAway) return;
    this.connections += 1;
    const socket = new WebSocket(`${this.#options.url().replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false, handshakeTimeout: 20_000 });
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })));
    socket.on('message', (data) => this.#heard(socket, data));
    socket.on('close', (code) => {
      this.closeCodes.push(code);
      if (socket === this.#socket) this.#tryAgain();
    });
  }

  #tryAgain(): void {
    if (this.#isAway) return;
    // Not all in the same instant, as no clients are.
    const ms = SOON_MS + Math.random() * (LATER_MS - SOON_MS);
    this.#retry = setTimeout(() => void this.#connect(), ms);
  }

  #heard(socket: WebSocket, data: RawData): void {
    const text = String(data);
    if (this.#options.keepsText) this.texts.push(text);
    const { id, type, payload } = JSON.parse(text) as { readonly id?: string; readonly type: string; readonly payload?: { readonly data?: { readonly alignmentChanged: Message }; readonly errors?: unknown } };
    if (type === 'connection_ack') {
      const { document: query = DOCUMENT, filter = null, copies = 1 } = this.#options;
      for (let i = 1; i <= copies; i += 1) socket.send(JSON.stringify({ id: String(i), type: 'subscribe', payload: { query, variables: { after: this.#cursor, filter } } }));
    }
    if (type === 'next' && id === '1' && payload?.data) this.#record(payload.data.alignmentChanged);
    // Refused, or over: whatever the reason, it comes again.
    if (type === 'error' || type === 'complete' || payload?.errors) socket.terminate();
  }

  #record({ kind, cursor, previousCursor, reason, event }: Message): void {
    if (this.#isStopped) return;
    const { agencyId, cursors } = this.#options;
    const position = cursors.decode(agencyId, cursor);
    if (kind === 'RESYNC_REQUIRED') {
      this.resyncs.push(reason ?? '');
      if (this.#start !== null) this.#past.push(this.#history(this.#start, this.#messages.at(-1)?.position ?? this.#start));
      this.#start = null;
      this.#messages = [];
      this.#cursor = null;
      return;
    }
    this.#cursor = cursor;
    if (kind === 'SNAPSHOT') this.#start = position;
    else this.#messages.push({ position, previous: previousCursor === null ? null : cursors.decode(agencyId, previousCursor), eventId: event?.id ?? null });
  }

  #history(start: Position, until: Position | null): History {
    const { agencyId, isAbout } = this.#options;
    return { agencyId, start, messages: this.#messages, until, ...(isAbout && { isAbout }) };
  }
}
