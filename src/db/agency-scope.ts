import type pg from 'pg';

import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import { cancelRunning } from './cancel.js';
import type { Database } from './database.js';
import { refusalOf, isDatabaseError } from './sqlstates.js';
import { MOST_NAMES_A_CONNECTION, preparedTexts, type Statement } from './statement.js';

/**
 * One transaction that sees one agency. There is no other way to reach a table, so there is no unscoped
 * query to write by mistake; row security says the same again in the database.
 */
export interface Tx {
  readonly agencyId: string;
  /** Several may be asked at once: each is sent right behind the one before it, and they are answered in that order. */
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * The last statement of the transaction, with the transaction's end sent right behind it. A lock that it takes
   * is then held for as long as the database needs, and not until this process, busy with others, comes to
   * read the answer: under load that was ten times as long.
   */
  lastRows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** Breaks off the statement that is running and lets no other run: nobody wants the answer any more. */
  cancel(): void;
}

/** Reads from one snapshot of the data: everything in it is of the same instant. */
export async function reading<T>(database: Database, agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, agencyId, READING, work);
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
}

const READING: Kind = { begin: 'begin isolation level repeatable read read only', end: 'commit', mayEndAs: ['COMMIT', 'ROLLBACK'] };
const WRITING: Kind = { begin: 'begin', end: 'commit', mayEndAs: ['COMMIT'] };
const REHEARSING: Kind = { begin: 'begin', end: 'rollback', mayEndAs: ['ROLLBACK'] };

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

  constructor(client: pg.PoolClient, agencyId: string, kind: Kind) {
    this.#client = client;
    this.agencyId = agencyId;
    this.#kind = kind;
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

  async #ask<Row>({ name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.#client.query({ name, text, values: values as unknown[] });
    return rows as Row[];
  }
}
