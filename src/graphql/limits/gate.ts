import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';

import type { Session } from '../../auth/token.js';
import { Refusal } from '../../base/refusal.js';
import { graphQLErrorOf } from '../errors.js';
import type { Allowances } from './allowances.js';
import { type Documents, hashOf, type Prepared, type PricedOperation } from './documents.js';
import { exceeded } from './exceeded.js';
import { MAX_POINTS } from './limits.js';
import type { Variables } from './price.js';
import { expectBounded } from './variables.js';

/**
 * What every request passes before anything of it runs, whatever carries it. It decides and does nothing else: whoever is let
 * through executes. The steps go from the cheapest to the dearest, and what a document is worked out to be is remembered, so
 * that one that comes again costs two look-ups and, where variables decide about the size of lists, a few multiplications.
 */
export interface Gate {
  admit(request: GateRequest): Admitted | Refused;
  /** A document that was let through, for a library that asks for it by the SHA-256 of its text. */
  documentOf(hash: string): DocumentNode | undefined;
}

/** One request, as far as it is the same over every transport. */
export interface GateRequest {
  readonly query?: string | null;
  /** The SHA-256 of a trusted document, instead of its text or with it. */
  readonly documentId?: string | null;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly session: Pick<Session, 'viewer' | 'clientId'>;
}

export interface Admitted {
  readonly text: string;
  readonly document: DocumentNode;
  /** By what it can be named without saying what was sent with it. */
  readonly named: { readonly operation: string | null; readonly documentHash: string };
  readonly operation: OperationDefinitionNode;
  /** Coerced. GraphQL's own `execute` takes them as they were sent. */
  readonly variables: Variables;
  readonly cost: Cost;
}

export interface Refused {
  readonly errors: readonly GraphQLError[];
}

/** As `extensions.cost` tells it. */
export interface Cost {
  readonly requested: number;
  readonly limit: number;
}

export interface GateParts {
  readonly documents: Documents;
  /** The clients that may send documents which are not trusted; null lets everyone. */
  readonly adHocClients: ReadonlySet<string> | null;
  readonly allowances: Allowances;
  readonly telemetry: GateTelemetry;
}

/** What a node counts of its requests. Never whose they are. */
export interface GateTelemetry {
  admitted(points: number): void;
  refused(code: string): void;
}

/** To refuse costs something as well. */
const REFUSED_POINTS = 100;

export function openGate({ documents, adHocClients, allowances, telemetry }: GateParts): Gate {
  return {
    admit(request) {
      const { viewer } = request.session;
      try {
        // Whoever has nothing left is not read.
        allowances.expect(viewer, 1);
        const prepared = preparedFor(request);
        if (!('document' in prepared)) return refused(request, prepared);
        const { text, document, hash } = prepared;
        const { operation, coerce, points } = operationOf(prepared, request.operationName ?? null);
        const given = request.variables ?? {};
        expectBounded(given);
        const variables = coerce(given);
        if (isErrors(variables)) return refused(request, variables);
        const requested = points(variables);
        if (requested > MAX_POINTS) throw tooDear(requested);
        allowances.take(viewer, requested);
        telemetry.admitted(requested);
        const named = { operation: operation.name?.value ?? null, documentHash: hash };
        return { text, document, named, operation, variables, cost: { requested, limit: MAX_POINTS } };
      } catch (error) {
        if (error instanceof Refusal) return refused(request, [graphQLErrorOf(error)]);
        if (error instanceof GraphQLError) return refused(request, [error]);
        throw error;
      }
    },
    documentOf: (hash) => documents.byHash(hash)?.document,
  };

  function preparedFor({ query, documentId, session: { clientId } }: GateRequest): Prepared | readonly GraphQLError[] {
    const text = query || null;
    const hash = documentId == null ? null : hashIn(documentId);
    if (text === null) {
      if (hash === null) throw new Refusal('MALFORMED_REQUEST', { expected: 'the text of a document as query, or the hash of a trusted one as documentId' });
      const trusted = documents.trusted(hash);
      if (!trusted) throw new Refusal('PERSISTED_QUERY_NOT_FOUND');
      return trusted;
    }
    if (hash !== null && hash !== hashOf(text)) throw new Refusal('MALFORMED_REQUEST', { path: ['documentId'], expected: 'the SHA-256 of the query that comes with it' });
    // Whoever may send trusted documents only is told nothing of what others would be answered.
    const isFree = adHocClients === null || (clientId !== null && adHocClients.has(clientId));
    if (!isFree && !documents.trusted(hashOf(text))) throw new Refusal('UNTRUSTED_DOCUMENT');
    return documents.read(text);
  }

  function refused({ session: { viewer } }: GateRequest, errors: readonly GraphQLError[]): Refused {
    const cause = errors[0]?.originalError;
    const code = cause instanceof Refusal ? cause.code : 'INVALID_DOCUMENT';
    if (code !== 'RATE_LIMITED') allowances.charge(viewer, REFUSED_POINTS);
    telemetry.refused(code);
    return { errors };
  }
}

function isErrors(variables: Variables | readonly GraphQLError[]): variables is readonly GraphQLError[] {
  return Array.isArray(variables);
}

/** @throws GraphQLError in GraphQL's own words */
function operationOf({ operations }: Prepared, name: string | null): PricedOperation {
  if (name === null && operations.length > 1) throw new GraphQLError('Must provide operation name if query contains multiple operations.');
  const found = name === null ? operations[0] : operations.find(({ operation }) => operation.name?.value === name);
  if (found) return found;
  throw new GraphQLError(name === null ? 'Must provide an operation.' : 'Unknown operation named.');
}

function tooDear(found: number): Refusal {
  const remedy = 'Ask for smaller pages, above all of the lists within lists, or page through the outer list. A record counts one point, and a list as many records as it may have.';
  return exceeded({ most: MAX_POINTS, found, what: 'points', remedy });
}

const HASH = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** Written as it is or after its algorithm. */
function hashIn(documentId: string): string {
  const [, hash] = HASH.exec(documentId) ?? [];
  if (hash === undefined) throw new Refusal('MALFORMED_REQUEST', { path: ['documentId'], expected: 'a SHA-256 of 64 hexadecimal digits' });
  return hash.toLowerCase();
}
