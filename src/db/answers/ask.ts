import type pg from 'pg';

import { invariant } from '../../base/invariant.js';
import { isUnlimited } from '../../auth/scope.js';
import { beginningWithin, borrowed, type Reach, SCOPED_NAMES } from '../agency-scope.js';
import { cancelRunning } from '../cancel.js';
import type { Database } from '../database.js';
import { refusalOf } from '../sqlstates.js';
import { preparedTexts, type Statement } from '../statement.js';
import { boundTo, variablesOf } from './bound.js';
import { filled, type Witness } from './json-text.js';
import type { AnswerShape } from './shape.js';
import { answerText } from './text.js';
import { askText } from './text-query.js';

/** Makes JSON of what was left to it. */
export type Fill<Request> = (request: Request, slot: number, columns: readonly unknown[]) => string;

/**
 * Reads a whole answer in one round trip, and tells the witness whose records it shows: scope and records are one statement, which is a transaction of its own, so
 * everything in the answer is of one instant. For whom not everything is there, the statement stands in a transaction that
 * says so, and the three of them are sent together. Null when a record is missing that the answer cannot do without.
 *
 * @throws Refusal
 */
export type Ask<Request> = (database: Database, reach: Reach, request: Request, patience: Patience, witness: Witness) => Promise<string | null>;

/** Of whoever waits for the answer. */
export interface Patience {
  /** When it is asked. */
  now(): Date;
  /** Whom to tell when nobody waits any more; null when there is nothing left to break off. @throws Refusal BUSY when that is so already */
  onAbandon(breakOff: (() => void) | null): void;
}

/** Filters that are given or not make different texts of one shape. Few are in use. */
const MOST_TEXTS = 50;

export function asking<Request>(shape: AnswerShape<Request>, fill: Fill<Request>): Ask<Request> {
  const variables = variablesOf(shape);
  const texts = new Map<string, string>();

  return async (database, { agencyId, scope }, request, patience, witness) => {
    const bound = boundTo(variables, agencyId, request);
    const known = texts.get(bound.key);
    const text = known ?? answerText(shape, bound);
    if (known === undefined && texts.size < MOST_TEXTS) texts.set(bound.key, text);
    const statement = preparedTexts.statementOf(text);

    const { client, giveBack } = await borrowed(database);
    let isBroken = true;
    let cancelled: Promise<boolean> | null = null;
    try {
      patience.onAbandon(() => {
        cancelled ??= cancelRunning(client);
      });
      const answer = isUnlimited(scope) ? await askText(client, statement, bound.values) : await askedWithin(client, beginningWithin(scope, patience.now()), statement, bound.values);
      isBroken = false;
      invariant(answer !== null, 'an answer is one row');
      return filled(answer, (slot, columns) => fill(request, slot, columns), witness);
    } catch (error) {
      throw refusalOf(error);
    } finally {
      patience.onAbandon(null);
      // A word to break off that may still be under way would meet the next user of the connection.
      giveBack(isBroken || (cancelled !== null && !(await cancelled)));
    }
  };
}

/** A connection on which any of the three fails is not given back. */
async function askedWithin(client: pg.PoolClient, beginning: string, { name, text }: Statement, values: readonly unknown[]): Promise<string | null> {
  const [, answer] = await Promise.all([client.query(beginning), askText(client, { name: name && `${SCOPED_NAMES}${name}`, text }, values), client.query('commit')]);
  return answer;
}
