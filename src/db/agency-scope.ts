import type pg from 'pg';

import { isUnlimited, type Scope } from '../auth/scope.js';
import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import { cancelRunning } from './cancel.js';
import { APP_ROLE, type Database } from './database.js';
import { narrowingTo, SCOPED_ROLE } from './scope-settings.js';
import { refusalOf, isDatabaseError } from './sqlstates.js';
import { MOST_NAMES_A_CONNECTION, preparedTexts, type Statement } from './statement.js';

/**
 * One transaction that sees one agency. There is no other way to reach a table, so there is no unscoped
 * query to write by mistake; row security says the same again in the database.
 */
export interface Tx {
  readonly agencyId: string;
  /**
   * The same transaction with all that the agency has, whoever reads. For what is worked out of everything there is about
   * a patient they may see, so that the numbers are the same for everyone; not for what is shown as it stands.
   */
  readonly whole: Asking;
  /** Several may be asked at once: each is sent right behind the one before it, and they are answered in that order. */
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * The last statement of the transaction, with the transaction's end sent right behind it. A lock that it takes
   * is then held for as long as the database needs, and not until this process, busy with others, comes to
   * read the answer: under load that was ten times as long.
   */
  lastRows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * What the work reads is what a scope lets through. It can write nothing, and nothing else is asked of the transaction
   * meanwhile.
   */
  within<T>(scope: Scope, work: () => Promise<T>): Promise<T>;
  /** Breaks off the statement that is running and lets no other run: nobody wants the answer any more. */
  cancel(): void;
}

/** What most queries need of a transaction. */
export type Asking = Pick<Tx, 'agencyId' | 'rows'>;

/** Reads from one snapshot of the data: everything in it is of the same instant. */
export async function reading<T>(database: Database, agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, agencyId, READING, work);
}

/** Whose reading it is. */
export interface Reach {
  readonly agencyId: string;
  readonly scope: Scope;
}

/**
 * The same, of that part of the agency which is someone's: all else does not exist for it, whatever it asks. Who may read
 * everything reads as the server itself does, at no cost.
 */
export async function readingWithin<T>(database: Database, { agencyId, scope }: Reach, now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, agencyId, isUnlimited(scope) ? READING : { ...READING, begin: beginningWithin(scope, now), names: SCOPED_NAMES }, work);
}

/** How a reading begins that sees a scope. The agency is named next. */
export function beginningWithin(scope: Scope, now: Date): string {
  return `${READING.begin}; ${narrowingTo(scope, now)}`;
}

/** Only `changes/perform.ts` calls this for clinical facts. Commits when the work succeeds, else leaves nothing. */
export async function writing<T>(database: Database, agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, agencyId, WRITING, work);
}

/** The same as `writing`, and then everything is undone: what would happen if. */
export async function rehearsing<T>(database: Database, agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, agencyId, REHEARSING, work);
}

interface Kind {
  readonly begin: string;
  readonly end: 'commit' | 'rollback';
  /** What the database may answer to the end. Where a statement has failed it answers "commit" with a rollback, and no error. */
  readonly mayEndAs: readonly string[];
  readonly names: string;
}

/**
 * Every role has names of its own for the statements that a connection prepares. A plan holds what row security says of one
 * role: under a name that two of them share, PostgreSQL would plan anew at each turn, and how well it notices the turn
 * has been a matter of security more than once (CVE-2024-10976).
 */
const OWN_NAMES = '';
export const SCOPED_NAMES = 's';

const READING: Kind = { begin: 'begin isolation level repeatable read read only', end: 'commit', mayEndAs: ['COMMIT', 'ROLLBACK'], names: OWN_NAMES };
const WRITING: Kind = { begin: 'begin', end: 'commit', mayEndAs: ['COMMIT'], names: OWN_NAMES };
const REHEARSING: Kind = { begin: 'begin', end: 'rollback', mayEndAs: ['ROLLBACK'], names: OWN_NAMES };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function inTransaction<T>(database: Database, agencyId: string, kind: Kind, work: (tx: Tx) => Promise<T>): Promise<T> {
  // Checked because it goes into the text: begin and scope are one round trip only without parameters.
  invariant(UUID.test(agencyId), 'an agency scope is opened with a UUID');
  const { client, giveBack } = await borrowed(database);
  let isBroken = false;
  let tx: ClientTx | null = null;
  try {
    // Its answer is not waited for: the first statement goes right behind it, and whatever keeps it from beginning, keeps that from being answered.
    const begun = client.query(`${kind.begin}; select set_config('app.agency_id', '${agencyId}', true)`);
    begun.catch(() => undefined);
    tx = new ClientTx(client, agencyId, kind);
    const result = await work(tx);
    if (tx.cancelled) await tx.cancelled;
    await tx.ended();
    await begun;
    return result;
  } catch (error) {
    if (tx?.cancelled) await tx.cancelled;
    isBroken = !(await rolledBack(client));
    throw refusalOf(error);
  } finally {
    // A word to break off that may still be under way would meet the next user of the connection.
    giveBack(isBroken || (tx?.cancelled ? !(await tx.cancelled) : false));
  }
}

/**
 * A connection that dies while it is in use fails the statement that meets it. It also says so as an event,
 * and an error event that nobody hears ends the process.
 */
function heard(): void {}

/** A connection of the pool, for as long as one piece of work takes. */
export interface Borrowed {
  readonly client: pg.PoolClient;
  /** A broken one is closed, and the pool opens another. */
  giveBack(isBroken: boolean): void;
}

export async function borrowed(database: Database): Promise<Borrowed> {
  const client = await connect(database);
  client.on('error', heard);
  const namesBefore = namesAtFirst.get(client) ?? preparedTexts.given;
  namesAtFirst.set(client, namesBefore);
  return {
    client,
    giveBack(isBroken) {
      client.release(isBroken || preparedTexts.given - namesBefore > MOST_NAMES_A_CONNECTION);
      client.off('error', heard);
    },
  };
}

/** How many names there had been when a connection was first used. */
const namesAtFirst = new WeakMap<pg.PoolClient, number>();

/** Every connection in use means that the server is at its limit: an answer for the caller, not a fault. */
async function connect(database: Database): Promise<pg.PoolClient> {
  try {
    return await database.pool.connect();
  } catch (error) {
    if (isDatabaseError(error)) throw refusalOf(error);
    throw new Refusal('BUSY');
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

class ClientTx implements Tx {
  readonly agencyId: string;
  readonly #client: pg.PoolClient;
  readonly #kind: Kind;
  #ended: Promise<void> | null = null;
  #cancelled: Promise<boolean> | null = null;
  #names: string;
  readonly whole: Asking;

  constructor(client: pg.PoolClient, agencyId: string, kind: Kind) {
    this.#client = client;
    this.agencyId = agencyId;
    this.#kind = kind;
    this.#names = kind.names;
    this.whole = kind.names === OWN_NAMES ? this : { agencyId, rows: (statement, values) => this.#wholeRows(statement, values) };
  }

  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    invariant(this.#ended === null, 'nothing follows the last statement of a transaction');
    if (this.#cancelled !== null) return Promise.reject(new Refusal('BUSY'));
    return this.#ask<Row>(statement, values);
  }

  lastRows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const answer = this.rows<Row>(statement, values);
    this.#ended = this.#sendEnd();
    return answer;
  }

  async within<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    invariant(this.#names === OWN_NAMES, 'a scope is entered from without');
    // Emergencies that were over when the request came are not in its scope any more; those that are hold until it is answered.
    const entered = this.#client.query(narrowingTo(scope, new Date(0)));
    entered.catch(() => undefined);
    this.#names = SCOPED_NAMES;
    try {
      return await work();
    } finally {
      this.#names = OWN_NAMES;
      // Where the work has failed in the database, so does this, and the transaction is undone in any case.
      await this.#client.query(`set local role ${APP_ROLE}`).catch(() => undefined);
    }
  }

  cancel(): void {
    this.#cancelled ??= cancelRunning(this.#client);
  }

  /** Whether the database has dealt with it for certain, as soon as that is known. */
  get cancelled(): Promise<boolean> | null {
    return this.#cancelled;
  }

  async ended(): Promise<void> {
    this.#ended ??= this.#sendEnd();
    await this.#ended;
  }

  #sendEnd(): Promise<void> {
    const { end, mayEndAs } = this.#kind;
    const ended = this.#client.query(end).then(({ command }) => invariant(mayEndAs.includes(command), 'no statement of a transaction that is kept has failed'));
    // Looked at in `ended`, and only when nothing has failed before.
    ended.catch(() => undefined);
    return ended;
  }

  /** Three messages without a pause between them: nobody else's statement can come to stand among them. */
  #wholeRows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const own = this.#names;
    const entered = this.#client.query(`set local role ${APP_ROLE}`);
    this.#names = OWN_NAMES;
    const answer = this.rows<Row>(statement, values);
    this.#names = own;
    const left = this.#client.query(`set local role ${SCOPED_ROLE}`);
    // What goes wrong with either, the statement between them tells.
    for (const one of [entered, left]) one.catch(() => undefined);
    return answer;
  }

  async #ask<Row>({ name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.#client.query({ name: name && `${this.#names}${name}`, text, values: values as unknown[] });
    return rows as Row[];
  }
}
