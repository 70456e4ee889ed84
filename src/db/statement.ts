import { createHash } from 'node:crypto';

/** One SQL statement, prepared once per connection under a name made from its text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export function statement(text: string): Statement {
  return { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text };
}

/** Adds a parameter and returns its place in the text. */
export type Bind = (value: unknown, type: string) => string;

/** The parameters of a statement whose text is made as it is asked. The first is the agency, always. */
export class Parameters {
  readonly values: unknown[];

  constructor(agencyId: string) {
    this.values = [agencyId];
  }

  readonly bind: Bind = (value, type) => {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  };
}

/**
 * Connections keep the plan of every statement that has a name, for ever. Most requests use a few dozen of
 * the texts that filters, orders and selections can be combined into; the rest are planned each time, so that
 * nobody can fill a connection's memory with combinations.
 */
const MOST_PREPARED = 400;
const known = new Map<string, Statement>();

export function prepared(sql: string): Statement {
  const before = known.get(sql);
  if (before) return before;
  if (known.size >= MOST_PREPARED) return { name: '', text: sql };
  const made = statement(sql);
  known.set(sql, made);
  return made;
}
