import { createHash } from 'node:crypto';

/** One SQL statement, prepared once per connection under a name made from its text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export function statement(text: string): Statement {
  return { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text };
}
