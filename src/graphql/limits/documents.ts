import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate, type ValidationRule } from 'graphql';

import { MAX_TOKENS, MAX_VALIDATION_ERRORS } from '../graphql/limits.js';

/** A document that may run, or why it may not. One text is always one document. */
export type Prepare = (query: string) => DocumentNode | readonly GraphQLError[];

export interface DocumentRules {
  readonly rules: readonly ValidationRule[];
  readonly hideSuggestions: boolean;
}

const REMEMBERED = 500;
const LONGEST_REMEMBERED = 20_000;

/** Clients come back with the documents that they had; reading one anew costs more than most answers. */
export function documentStore(schema: GraphQLSchema, { rules, hideSuggestions }: DocumentRules): Prepare {
  const remembered = new Map<string, DocumentNode>();

  return (query) => {
    const known = remembered.get(query);
    if (known) return known;
    const document = parsed(query);
    if (!('kind' in document)) return document;
    const errors = validate(schema, document, rules, { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions });
    if (errors.length > 0) return errors;
    if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value as string);
    if (query.length <= LONGEST_REMEMBERED) remembered.set(query, document);
    return document;
  };
}

function parsed(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [error as GraphQLError];
  }
}
