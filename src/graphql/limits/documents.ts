import { createHash } from 'node:crypto';

import { type DocumentNode, getVariableValues, GraphQLError, type GraphQLSchema, Kind, NoSchemaIntrospectionCustomRule, type OperationDefinitionNode, parse, specifiedRules, validate } from 'graphql';

import { Refusal } from '../../base/refusal.js';
import { graphQLErrorOf } from '../errors.js';
import { exceeded } from './exceeded.js';
import { MAX_DOCUMENT_CHARACTERS, MAX_TOKENS, MAX_VALIDATION_ERRORS, MAX_VARIABLE_ERRORS } from './limits.js';
import { priceOf, type Variables } from './price.js';
import { shapeErrors } from './shape.js';

/**
 * Documents that have been parsed, found within the limits, validated and priced: everything that does not depend on who
 * asks or on variables. Clients come back with the documents that they had, and reading one anew costs more than most answers.
 * One text is always one document.
 */
export interface Documents {
  read(text: string): Prepared | readonly GraphQLError[];
  /** One of the trusted documents. */
  trusted(hash: string): Prepared | undefined;
  /** The same for whoever knows a text by its hash alone, as long as it is remembered. */
  byHash(hash: string): Prepared | undefined;
}

export interface Prepared {
  readonly text: string;
  /** SHA-256, in hexadecimal digits. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operations: ReadonlyArray<PricedOperation>;
  readonly isTrusted: boolean;
}

export interface PricedOperation {
  readonly operation: OperationDefinitionNode;
  /** @throws Refusal LIMIT_EXCEEDED */
  points(variables: Variables): number;
  /** What is sent, as the operation takes it. */
  coerce(given: Readonly<Record<string, unknown>>): Variables | readonly GraphQLError[];
}

export interface DocumentRules {
  /** Introspection and suggestions are for those who build against the API, not for production. */
  readonly showsSchema: boolean;
  /** Texts by their hashes: read at once, and never forgotten. */
  readonly trusted: ReadonlyMap<string, string>;
}

/** Of all texts together. What is made of a text takes ten to twenty times its place. */
const REMEMBERED_CHARACTERS = 2_000_000;

/** @throws UnservedDocuments when the schema does not serve all that are trusted */
export function openDocuments(schema: GraphQLSchema, { showsSchema, trusted }: DocumentRules): Documents {
  const rules = showsSchema ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  /** In the order of their last use. */
  const remembered = new Map<string, Prepared>();
  const hashes = new Map<string, Prepared>();
  const kept = new Map<string, Prepared>();
  let characters = 0;
  keep();

  return {
    read(text) {
      const known = remembered.get(text);
      if (known) {
        remembered.delete(text);
        remembered.set(text, known);
        return known;
      }
      const hash = hashOf(text);
      const prepared = kept.get(hash) ?? prepare(text, hash, false);
      if ('document' in prepared) remember(prepared);
      return prepared;
    },
    trusted: (hash) => kept.get(hash),
    byHash: (hash) => kept.get(hash) ?? hashes.get(hash),
  };

  function keep(): void {
    const unserved: string[] = [];
    for (const [hash, text] of trusted) {
      const prepared = prepare(text, hash, true);
      if ('document' in prepared) kept.set(hash, prepared);
      else unserved.push(`${hash}: ${prepared[0]?.message ?? ''}`);
    }
    if (unserved.length > 0) throw new UnservedDocuments(unserved);
  }

  function remember(prepared: Prepared): void {
    remembered.set(prepared.text, prepared);
    hashes.set(prepared.hash, prepared);
    characters += prepared.text.length;
    for (const [text, { hash }] of remembered) {
      if (characters <= REMEMBERED_CHARACTERS) break;
      remembered.delete(text);
      hashes.delete(hash);
      characters -= text.length;
    }
  }

  function prepare(text: string, hash: string, isTrusted: boolean): Prepared | readonly GraphQLError[] {
    try {
      const document = parsed(text);
      const problems = shapeErrors(document);
      if (problems.length > 0) return problems;
      const errors = validate(schema, document, rules, { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: !showsSchema });
      if (errors.length > 0) return errors;
      const operations = document.definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? [{ operation: definition, points: priceOf(schema, document, definition), coerce: coercing(schema, definition) }] : [],
      );
      return { text, hash, document, operations, isTrusted };
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      if (error instanceof Refusal) return [graphQLErrorOf(error)];
      throw error;
    }
  }
}

function coercing(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): PricedOperation['coerce'] {
  if (variableDefinitions.length === 0) return () => NO_VARIABLES;
  return (given) => {
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: MAX_VARIABLE_ERRORS, hideSuggestions: true });
    return coerced ?? errors;
  };
}

const NO_VARIABLES: Variables = {};

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A release that no longer serves what clients were built with is not to take their requests. */
export class UnservedDocuments extends Error {
  override readonly name = 'UnservedDocuments';
  readonly documents: readonly string[];

  constructor(documents: readonly string[]) {
    super('The schema does not serve all trusted documents.');
    this.documents = documents;
  }
}

/** @throws Refusal LIMIT_EXCEEDED; GraphQLError */
function parsed(text: string): DocumentNode {
  const remedy = 'Divide it over several requests.';
  if (text.length > MAX_DOCUMENT_CHARACTERS) throw exceeded({ most: MAX_DOCUMENT_CHARACTERS, found: text.length, what: 'characters in a document', remedy });
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    // The parser stops at the first token too many, so how many there are nobody knows.
    if (error instanceof GraphQLError && error.message.includes('Parsing aborted')) throw new Refusal('LIMIT_EXCEEDED', { expected: `at most ${MAX_TOKENS} tokens in a document`, found: 'more', remedy });
    throw error;
  }
}
