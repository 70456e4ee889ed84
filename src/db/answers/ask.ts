import { invariant } from '../../base/invariant.js';
import { borrowed } from '../agency-scope.js';
import type { Database } from '../database.js';
import { refusalOf } from '../sqlstates.js';
import { prepared } from '../statement.js';
import { filled } from './json-text.js';
import type { AnswerShape } from './shape.js';
import { answerStatement } from './text.js';

/** Makes JSON of what was left to it. */
export type Fill = (slot: number, columns: readonly unknown[]) => string;

/**
 * Reads a whole answer in one round trip: scope and records are one statement, which is a transaction of its own, so
 * everything in the answer is of one instant. Null when a record is missing that the answer cannot do without.
 *
 * @throws Refusal
 */
export async function answerOf<Request>(database: Database, agencyId: string, shape: AnswerShape<Request>, request: Request, fill: Fill): Promise<string | null> {
  const { text, values } = answerStatement(agencyId, shape, request);
  const { client, giveBack } = await borrowed(database);
  let isBroken = true;
  try {
    const { rows } = await client.query<{ answer: string }>({ ...prepared(text), values: values as unknown[] });
    isBroken = false;
    invariant(rows[0], 'an answer is one row');
    return filled(rows[0].answer, fill);
  } catch (error) {
    throw refusalOf(error);
  } finally {
    giveBack(isBroken);
  }
}
