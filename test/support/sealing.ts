import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { World } from '../../src/changes/perform.js';
import { reading } from '../../src/db/agency-scope.js';
import type { SealedColumn } from '../../src/db/queries/sealed-columns.js';
import { statement } from '../../src/db/statement.js';
import { fileKeys } from '../../src/sealing/file-keys.js';
import type { KeyProvider } from '../../src/sealing/key-provider.js';
import { openSealing, type Sealing } from '../../src/sealing/sealing.js';

/** The same in every process of a test run, as the nodes of an installation have the same. */
export const TEST_KEYS = { current: 'tests', keys: { tests: Buffer.alloc(32, 7).toString('base64') } } as const;

/** A file of keys as an operator would make it. Left to the operating system's own tidying unless it is removed. */
export function keyFile(held: object = TEST_KEYS): { readonly path: string; write(held: object): void; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'plumbline-keys-'));
  const path = join(directory, 'keys.json');
  const write = (content: object): void => writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
  write(held);
  return { path, write, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** What was read from the file goes on working when the file is gone. */
export function testKeyProvider(): KeyProvider {
  const file = keyFile();
  const provider = fileKeys(file.path);
  file.remove();
  return provider;
}

export function testSealing(alarm: (agencyId: string) => void = () => undefined): Sealing {
  return openSealing({ provider: testKeyProvider(), nowMs: () => performance.now(), alarm });
}

/** What the rows of an agency hold sealed, in plain words. */
export async function openedIn({ database, sealing }: Pick<World, 'database' | 'sealing'>, agencyId: string, column: SealedColumn, orderedBy: string): Promise<string[]> {
  return reading(database, agencyId, async (tx) => {
    const rows = await tx.rows<{ id: string; text: string }>(statement(`select id, ${column.column} as text from ${column.table} where agency_id = $1 and ${column.column} is not null order by ${orderedBy}`), [agencyId]);
    const secrets = sealing.secretsIn(tx);
    return Promise.all(rows.map(({ id, text }) => secrets.open({ column, recordId: id }, text)));
  });
}
