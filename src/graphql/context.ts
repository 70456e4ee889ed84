import { type Origin, OWN_ORIGIN } from '../audit/entry.js';
import { Touched } from '../audit/touched.js';
import type { Reader, Viewer } from '../auth/viewer.js';
import type { WebhookRules } from '../auth/webhook-rules.js';
import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import type { World } from '../changes/perform.js';
import { type Asking, type Reach, readingWithin, type Tx } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { isDatabaseError, refusalOf } from '../db/sqlstates.js';
import type { Statement } from '../db/statement.js';
import type { CursorCodec } from '../feed/cursor.js';
import { keyNumberOf, type Place } from '../sealing/sealed-text.js';
import type { Attempts } from './limits/attempts.js';
import type { ListCursors } from './list-cursor.js';
import { type Loaders, openLoaders, type Read, type Shows } from './loaders.js';

/**
 * What resolvers may use. Made for one request, one event of a subscription, or one test, and closed by
 * whoever made it: it holds a connection from the first read until then.
 */
export interface GraphContext {
  readonly viewer: Reader;
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
  /** How often they may still try to take access in an emergency. */
  readonly emergencyAttempts: Attempts;
  /** Through what it is asked, for the audit trail. */
  readonly origin: Origin;
  /** Whose records the answer shows, for the audit trail. */
  readonly touched: Touched;
  /** Every read of a request sees the data as of one instant: that of the first read. */
  readonly read: Read;
  /**
   * What a row holds sealed, in plain words: at once where the agency's key is at hand. For fields of the API only, whose class
   * says who is told.
   */
  opened(place: Place, text: string | null): Promise<string> | string | null;
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
  readonly cursors: CursorCodec;
  readonly listCursors: ListCursors;
  readonly webhooks: WebhookRules;
  readonly emergencyAttempts: Attempts;
}

export function openContext(parts: ContextParts, viewer: Viewer, origin: Origin = OWN_ORIGIN): GraphContext {
  return new RequestContext(parts, viewer, viewer, origin);
}

/** For an answer that is given to everyone with these rights: whose it is, nothing in it can find out. */
export function openGroupContext(parts: ContextParts, { agencyId, role, scope, smart }: Reader): GraphContext {
  return new RequestContext(parts, { agencyId, role, scope, smart }, null, OWN_ORIGIN);
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
  readonly emergencyAttempts: Attempts;
  readonly origin: Origin;
  readonly touched = new Touched();
  /** One object, because Apollo hands each operation a copy of its context: the copy must be the same request. */
  private readonly state: ContextState = { held: null, loaders: null, now: null, isClosed: false, isAbandoned: false, breakOff: null };

  private readonly asker: Viewer | null;

  constructor({ world, cursors, listCursors, webhooks, emergencyAttempts }: ContextParts, viewer: Reader, asker: Viewer | null, origin: Origin) {
    this.origin = origin;
    this.viewer = viewer;
    this.asker = asker;
    this.world = world;
    this.cursors = cursors;
    this.listCursors = listCursors;
    this.webhooks = webhooks;
    this.emergencyAttempts = emergencyAttempts;
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
  readonly read = async <T>(work: (tx: Tx) => Promise<T>, shows?: Shows<T>): Promise<T> => {
    if (this.state.isAbandoned) throw new Refusal('BUSY');
    // A field that is still running after its request was answered must not take a connection that nobody would return.
    if (this.state.isClosed) throw new ClosedContext('this request has been answered');
    this.state.held ??= new HeldReading(this.world.database, this.viewer, this.now());
    if (shows === undefined) return this.state.held.read((tx) => work(noting(tx, this.touched)));
    const result = await this.state.held.read(work);
    shows(this.touched, result);
    return result;
  };

  opened(place: Place, text: string | null): Promise<string> | string | null {
    if (text === null) return null;
    const { sealing } = this.world;
    const { agencyId } = this.viewer;
    return sealing.openedAtOnce(agencyId, place, text) ?? this.loaders.agencyKey().load(String(keyNumberOf(text))).then((key) => sealing.openedWith(agencyId, key, place, text));
  }

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

/** Whatever is read and belongs to a patient, unless whoever reads it knows better what of it is shown. */
function noting(tx: Tx, touched: Touched): Tx {
  const noted = (asking: Asking): Asking => ({
    agencyId: asking.agencyId,
    async rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      const rows = await asking.rows<Row>(statement, values);
      touched.noteRows(rows);
      return rows;
    },
  });
  return {
    ...noted(tx),
    whole: noted(tx.whole),
    lastRows: (statement, values) => tx.lastRows(statement, values),
    within: (scope, work) => tx.within(scope, work),
    cancel: () => tx.cancel(),
  };
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

  constructor(database: Database, reach: Reach, now: Date) {
    const released = new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    this.#tx = new Promise((resolve, reject) => {
      // What goes wrong before the transaction is open is told to whoever waits for it; afterwards, to the statement that meets it.
      this.#ended = readingWithin(database, reach, now, (tx) => {
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
