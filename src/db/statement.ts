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
 * Connections keep the plan of every statement that has a name, for as long as they live. Filters, orders and selections can be
 * combined into any number of texts, so a text is given a name when it comes again, and the name that was not used for the
 * longest time is given up for it. A connection that was opened many names ago keeps plans that nobody asks for: it is replaced.
 */
export class PreparedTexts {
  readonly #named = new Map<string, Statement>();
  readonly #seen = new Map<string, number>();
  #given = 0;

  constructor(
    private readonly mostNamed: number,
    private readonly usesBefore: number,
  ) {}

  /** How many names were given so far. */
  get given(): number {
    return this.#given;
  }

  statementOf(text: string): Statement {
    const known = this.#named.get(text) ?? this.#comeAgain(text);
    if (known === null) return { name: '', text };
    // The last one in is the last one out.
    this.#named.delete(text);
    this.#named.set(text, known);
    return known;
  }

  #comeAgain(text: string): Statement | null {
    const uses = (this.#seen.get(text) ?? 0) + 1;
    this.#seen.delete(text);
    if (uses < this.usesBefore) {
      this.#seen.set(text, uses);
      dropFirst(this.#seen, this.mostNamed);
      return null;
    }
    this.#given += 1;
    dropFirst(this.#named, this.mostNamed - 1);
    return statement(text);
  }
}

function dropFirst(map: Map<string, unknown>, most: number): void {
  const [first] = map.keys();
  if (map.size > most && first !== undefined) map.delete(first);
}

/** Above what the clients of a deployment ask in turn; each is kept on every connection. */
const MOST_NAMED = 400;
const USES_BEFORE = 3;

/** Names given since a connection was opened, after which it is replaced. */
export const MOST_NAMES_A_CONNECTION = 600;

export const preparedTexts = new PreparedTexts(MOST_NAMED, USES_BEFORE);
