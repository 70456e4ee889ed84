import pg from 'pg';

import type { Statement } from '../statement.js';

/**
 * The one text that a statement gives. What its columns are called and of which type they are is known, so it is not
 * asked: without description, result object and type parsers a short question was measured to take a quarter less of the processor.
 */
export function askText(client: pg.PoolClient, { name, text }: Statement, values: readonly unknown[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const query = new TextQuery(text, values);
    query.name = name;
    query.callback = (error) => (error ? reject(error) : resolve(query.answer));
    client.query(query as unknown as pg.Submittable);
  });
}

/** What `pg` has and does not declare. Its connections take no other queries than its own, so this is one. */
type Undeclared = new (text: string, values: readonly unknown[]) => {
  name: string;
  callback: (error: Error | null) => void;
  submit(connection: pg.Connection): Error | null;
};

class TextQuery extends (pg.Query as unknown as Undeclared) {
  answer: string | null = null;

  override submit(connection: pg.Connection): Error | null {
    return super.submit(undescribed(connection));
  }

  handleDataRow({ fields }: { readonly fields: ReadonlyArray<string | null> }): void {
    this.answer = fields[0] ?? null;
  }
}

const known = new WeakMap<pg.Connection, pg.Connection>();

/** The same connection, which asks for everything but descriptions. */
function undescribed(connection: pg.Connection): pg.Connection {
  const one = known.get(connection) ?? (Object.create(connection, { describe: { value: () => undefined } }) as pg.Connection);
  known.set(connection, one);
  return one;
}
