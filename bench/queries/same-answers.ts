import { isDeepStrictEqual } from 'node:util';

import { parseGlobalId } from '../../src/graphql/global-id.js';
import type { Contender } from './contender.js';
import type { Draw } from './dataset.js';
import { type QuestionId, QUESTIONS } from './questions.js';

const COMPARED = 10;

/**
 * A server that leaves something out is no faster, so nothing is measured before all have said the same.
 *
 * @throws Error when one of them answers otherwise than the first
 */
export async function expectSameAnswers(contenders: readonly Contender[], question: QuestionId, draws: readonly Draw[]): Promise<void> {
  for (const draw of draws.slice(0, COMPARED)) {
    const answers = await Promise.all(contenders.map(async (contender) => [contender.name, meantBy(await asked(contender, contender.body(question, draw)))] as const));
    const [[reference = '', expected] = [], ...others] = answers;
    if (expected === null || expected === undefined) throw new Error(`Expected ${QUESTIONS[question]} of ${reference}, and found nothing`);
    for (const [name, found] of others) {
      if (!isDeepStrictEqual(found, expected)) {
        throw new Error(`Expected the same answer to ${question} of ${reference} and ${name}, and found\n${JSON.stringify(expected).slice(0, 2_000)}\nand\n${JSON.stringify(found).slice(0, 2_000)}`);
      }
    }
  }
}

async function asked({ url, headers }: Contender, body: string): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (!response.ok || text.includes('"errors":')) throw new Error(`Expected an answer of ${url}, and found ${response.status}: ${text.slice(0, 2_000)}`);
  return JSON.parse(text);
}

/** Without the wrapping: what GraphQL puts around an answer, and connections around a list. */
function meantBy(answer: unknown): unknown {
  const { data } = answer as { readonly data?: Readonly<Record<string, unknown>> };
  return meaning(data === undefined ? answer : Object.values(data)[0], '');
}

/** Spellings differ: of ids, of instants, and of units, which the database keeps in thousandths. */
function meaning(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((one) => meaning(one, name));
  if (typeof value === 'object' && value !== null) {
    const { nodes } = value as { readonly nodes?: unknown };
    if (nodes !== undefined) return meaning(nodes, name);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, meaning(one, name)]));
  }
  if (name.endsWith('Units')) return typeof value === 'string' ? Number(value) / 1000 : value;
  if (typeof value !== 'string') return value;
  if (name === 'id') return parseGlobalId(value)?.id ?? value;
  return name.endsWith('At') ? new Date(value).toISOString() : value;
}
