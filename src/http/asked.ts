import { Refusal } from '../base/refusal.js';

/** What a client sends, whatever carries it: the parameters of GraphQL over HTTP, of which GraphQL over WebSocket and graphql-sse have the same. */
export interface Asked {
  readonly query: string | null;
  /** In its own parameter, as GraphQL over HTTP proposes it, or as Apollo's and urql's clients send it, in the extension `persistedQuery`. */
  readonly documentId: string | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  /** Whether the answer is to say what it cost: `extensions: { cost: true }`. */
  readonly wantsCost: boolean;
}

/** @throws Refusal MALFORMED_REQUEST */
export function askedIn(given: unknown): Asked {
  const { query, documentId, operationName, variables, extensions } = objectIn(given) ?? {};
  const isRight =
    [query, documentId, operationName].every((text) => text == null || typeof text === 'string') &&
    [variables, extensions].every((object) => object == null || objectIn(object) !== null);
  if (!isRight) throw malformed();
  const { persistedQuery, cost } = objectIn(extensions) ?? {};
  const hash = documentId ?? objectIn(persistedQuery)?.['sha256Hash'] ?? null;
  if ((!query && hash === null) || (hash !== null && typeof hash !== 'string')) throw malformed();
  return { query: (query as string | undefined) ?? null, documentId: hash, operationName: (operationName as string | undefined) ?? null, variables: objectIn(variables), wantsCost: cost === true };
}

/** The same, out of the search part of a URL. */
export function askedInSearch(url: string | undefined): Asked {
  const given: Record<string, unknown> = {};
  for (const [name, text] of new URL(url ?? '/', 'http://localhost').searchParams) {
    if (Object.hasOwn(given, name)) throw new Refusal('MALFORMED_REQUEST', { path: [name], expected: 'each parameter once' });
    given[name] = name === 'variables' || name === 'extensions' ? parsed(text, name) : text;
  }
  return askedIn(given);
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal('MALFORMED_REQUEST', { path: [name], expected: `${name} as JSON` });
  }
}

function malformed(): Refusal {
  return new Refusal('MALFORMED_REQUEST', { expected: 'one object with a query or a documentId, and with it perhaps an operationName, variables and extensions' });
}
