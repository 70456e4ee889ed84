import { expectGranted, type Scope } from '../auth/access.js';
import type { Reader, Viewer } from '../auth/viewer.js';
import type { WebhookRules } from '../auth/webhook-rules.js';
import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import type { World } from '../changes/perform.js';
import { reading, type Tx } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { isDatabaseError, refusalOf } from '../db/sqlstates.js';
import type { Accesses } from '../feed/accesses.js';
import type { CursorCodec } from '../feed/cursor.js';
import type { ListCursors } from './list-cursor.js';
import { type Loaders, openLoaders } from './loaders.js';

/**
 * What resolvers may use. Made for one request, one event of a subscription, or one test, and closed by
 * whoever made it: it holds a connection from the first read until then.
 */
export interface GraphContext {
  readonly viewer: Reader;
  /** What of the agency they may hear of, as of now. */
  scope(): Promise<Scope>;
  /** Who it is. Only fields that are marked as being about the one who asks may want to know, and changes. */
  actor(): Viewer;
  readonly world: World;
  /** When it is asked. The same for a whole request, so that what all records of a page are asked stays one question. */
  now(): Date;
  /** Places in the log of events. */
  readonly cursors: CursorCodec;
  /** Places in lists. */
  readonly listCursors: ListCursors;
  readonly webhooks: WebhookRules;
  /** Every read of a request sees the data as of one instant: that of the first read. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Batches reads and remembers them for as long as that instant lasts. */
  readonly loaders: Loaders;
  /**
   * Lets go of that instant, so that what follows sees what has been committed since. A mutation does so
   * before it performs as well as after: a request that waits for a second connection while it holds a
   * first one can, in company, wait for ever.
   */
  refresh(): Promise<void>;
  /**
   * Nobody waits for the answer any more: what is being read is broken off, and what would be read is not. A change that is
   * being made is made, because whoever asked for it will ask what came of it.
   */
  abandon(): void;
  /** Whom else to tell of it; null when there is nothing left to break off. @throws Refusal BUSY when it is so already. */
  onAbandon(breakOff: (() => void) | null): void;
  /** Idempotent, and never fails. */
  close(): Promise<void>;
}

/** What every context of a running server has in common. */
export interface ContextParts {
  readonly world: World;
  readonly accesses: Pick<Accesses, 'of'>;
  readonly cursors: CursorCodec;
  readonly listCursors: ListCursors;
  readonly webhooks: WebhookRules;
}

export function openContext(parts: ContextParts, viewer: Viewer): GraphContext {
  return new RequestContext(parts, viewer, viewer);
}

/** For an answer that is given to everyone with these rights: whose it is, nothing in it can find out. */
export function openGroupContext(parts: ContextParts, { agencyId, role, smart }: Reader): GraphContext {
  return new RequestContext(parts, { agencyId, role, smart }, null);
}

interface ContextState {
  held: HeldReading | null;
  loaders: Loaders | null;
  now: Date | null;
  isClosed: boolean;
  isAbandoned: boolean;
  breakOff: (() => void) | null;
}

class RequestContext implements GraphContext {
  readonly viewer: Reader;
  readonly world: World;
  readonly cursors: CursorCodec;
  readonly listCursors: ListCursors;
  readonly webhooks: WebhookRules;
  /** One object, because Apollo hands each operation a copy of its context: the copy must be the same request. */
  private readonly state: ContextState = { held: null, loaders: null, now: null, isClosed: false, isAbandoned: false, breakOff: null };

  private readonly asker: Viewer | null;
  private readonly accesses: ContextParts['accesses'];

  constructor({ world, accesses, cursors, listCursors, webhooks }: ContextParts, viewer: Reader, asker: Viewer | null) {
    this.accesses = accesses;
    this.viewer = viewer;
    this.asker = asker;
    this.world = world;
    this.cursors = cursors;
    this.listCursors = listCursors;
    this.webhooks = webhooks;
  }

  async scope(): Promise<Scope> {
    return expectGranted(await this.accesses.of(this.actor())).scope;
  }

  actor(): Viewer {
    invariant(this.asker, 'an answer that is shared does not ask who receives it');
    return this.asker;
  }

  now(): Date {
    this.state.now ??= this.world.clock.now();
    return this.state.now;
  }

  get loaders(): Loaders {
    this.state.loaders ??= openLoaders(this.read, this.viewer);
    return this.state.loaders;
  }

  /** A property, so that resolvers can take it out of the context by its name. */
  readonly read = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    if (this.state.isAbandoned) throw new Refusal('BUSY');
    // A field that is still running after its request was answered must not take a connection that nobody would return.
    if (this.state.isClosed) throw new ClosedContext('this request has been answered');
    this.state.held ??= new HeldReading(this.world.database, this.viewer.agencyId);
    return this.state.held.read(work);
  };

  async refresh(): Promise<void> {
    const held = this.state.held;
    this.state.held = null;
    this.state.loaders = null;
    this.state.now = null;
    await held?.end();
  }

  abandon(): void {
    this.state.isAbandoned = true;
    this.state.held?.abandon();
    this.state.breakOff?.();
  }

  onAbandon(breakOff: (() => void) | null): void {
    if (breakOff !== null && this.state.isAbandoned) throw new Refusal('BUSY');
    this.state.breakOff = breakOff;
  }

  async close(): Promise<void> {
    this.state.isClosed = true;
    await this.refresh();
  }
}

export class ClosedContext extends Error {
  override readonly name = 'ClosedContext';
}

/** One transaction that is held open between reads, by a piece of work that only ends when it is told to. */
class HeldReading {
  readonly #tx: Promise<Tx>;
  readonly #running = new Set<Promise<unknown>>();
  #release: () => void = () => undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #isEnding = false;
  #asking = 0;
  #failure: { readonly reason: unknown } | null = null;

  constructor(database: Database, agencyId: string) {
    const released = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    this.#tx = new Promise((resolve, reject) => {
      // What goes wrong before the transaction is open is told to whoever waits for it; afterwards, to the statement that meets it.
      this.#ended = reading(database, agencyId, (tx) => {
        resolve(tx);
        return released;
      }).catch(reject);
    });
    this.#tx.catch(() => undefined);
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#isEnding) return Promise.reject(new ClosedContext('this reading has ended'));
    const answer = this.#answerOf(work);
    const settled = answer.catch(() => undefined).finally(() => this.#running.delete(settled));
    this.#running.add(settled);
    return answer;
  }

  abandon(): void {
    this.#failure ??= { reason: new Refusal('BUSY') };
    // Where nothing runs there is nothing to break off, and no other connection is opened to say so.
    if (this.#asking > 0) void this.#tx.then((tx) => tx.cancel());
  }

  /** Not before everything that was asked is answered: a statement that came later would meet the connection's next user. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#running);
    this.#release();
    await this.#ended;
  }

  /** After a statement has failed the database refuses all others, so each of them is given the first one's reason. */
  async #answerOf<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const tx = await this.#tx;
    if (this.#failure) throw this.#failure.reason;
    this.#asking += 1;
    try {
      return await work(tx);
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      this.#failure ??= { reason: refusalOf(error) };
      throw this.#failure.reason;
    } finally {
      this.#asking -= 1;
    }
  }
}
