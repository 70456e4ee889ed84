import pg from 'pg';

export type Owner = Pick<pg.Client, 'query'>;

/** On a connection of its own, with the login that owns the tables. What was begun there and not committed goes with it. */
export async function asOwner<T>(ownerUrl: string, work: (owner: Owner) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
