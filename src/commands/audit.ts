import 'reflect-metadata';

import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { headOf, type KeptHead } from '../audit/head.js';
import { type Damage, verifyTrail } from '../audit/verify.js';
import { Refusal } from '../base/refusal.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { agencyIdOfSlug, agencyIds } from '../db/directory.js';
import { systemClock } from '../system.js';
import { withOperatorDatabase } from './operator-database.js';

/** What `head` writes, to be kept where nobody who can write to the database can write. */
interface HeadFile {
  readonly at: string;
  readonly heads: readonly KeptHead[];
}

/**
 * For the operator of an installation. `verify` walks the trails and names every place at which one is not what was written;
 * `head` says how far they reach, so that it can be kept elsewhere and verified against later.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { agency: { type: 'string' }, head: { type: 'string' }, out: { type: 'string' } } });
  const [verb] = positionals;
  if (verb !== 'verify' && verb !== 'head') throw new Refusal('INVALID_INPUT', { expected: 'verify or head', remedy: 'Say verify [--agency SLUG] [--head FILE], or head [--agency SLUG] [--out FILE].' });
  await withOperatorDatabase(async (database) => {
    const some = await agenciesNamed(database, values.agency);
    if (verb === 'head') await writeHeads(database, some, values.out);
    else await verify(database, some, values.head === undefined ? [] : headsIn(await readFile(values.head, 'utf8')));
  });
}

async function verify(database: Database, some: readonly string[], kept: readonly KeptHead[]): Promise<void> {
  let isSound = true;
  for (const agencyId of some) {
    const { head, entries, damages } = await verifyTrail(database, agencyId, { kept: kept.filter((one) => one.agencyId === agencyId) });
    for (const damage of damages) console.log(`${agencyId}: ${inWords(damage)}`);
    if (damages.length === 0) console.log(`${agencyId}: ${entries} entries up to number ${head.seq}, sound`);
    isSound &&= damages.length === 0;
  }
  if (!isSound) process.exitCode = 1;
}

async function writeHeads(database: Database, some: readonly string[], path: string | undefined): Promise<void> {
  const heads: KeptHead[] = [];
  for (const id of some) {
    const { agencyId, seq, hash } = await reading(database, id, headOf);
    heads.push({ agencyId, seq, hash });
  }
  const file: HeadFile = { at: systemClock.now().toISOString(), heads };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  if (path === undefined) process.stdout.write(text);
  else await writeFile(path, text);
}

async function agenciesNamed(database: Database, slug: string | undefined): Promise<readonly string[]> {
  if (slug === undefined) return agencyIds(database);
  const agencyId = await agencyIdOfSlug(database, slug);
  if (agencyId === undefined) throw new Refusal('NOT_FOUND', { expected: 'the short name of an agency' });
  return [agencyId];
}

/** @throws Refusal INVALID_INPUT */
function headsIn(text: string): readonly KeptHead[] {
  try {
    const { heads } = JSON.parse(text) as Partial<HeadFile>;
    if (heads?.every(({ agencyId, seq, hash }) => typeof agencyId === 'string' && Number.isInteger(seq) && /^[0-9a-f]+$/.test(hash)) === true) return heads;
  } catch {
    // Said below, as for everything else that is no such file.
  }
  throw new Refusal('INVALID_INPUT', { path: ['head'], expected: 'a file that `npm run audit -- head --out FILE` wrote' });
}

const WORDS: Readonly<Record<Damage['what'], string>> = {
  EDITED: 'does not say what it said when it was chained',
  MISSING: 'is there, and entries before it are missing',
  DOUBLE: 'is there twice',
  OUT_OF_CHAIN: 'does not follow from the one before it',
  CUT_OFF: 'and everything after it is missing',
  BEYOND_HEAD: 'is there, behind the head of the trail',
  REWRITTEN: 'is another one than it was when its head was kept',
};

function inWords({ seq, what, partition }: Damage): string {
  return `${what}: entry ${seq} ${WORDS[what]}${partition === null ? '' : ` (in ${partition})`}`;
}
