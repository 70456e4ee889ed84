import 'reflect-metadata';

import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { archiveMonth, holdTrail } from '../audit/archive.js';
import { headOf, type KeptHead } from '../audit/head.js';
import { type Damage, verifyTrail } from '../audit/verify.js';
import { Refusal } from '../base/refusal.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { agencyIdOfSlug, agencyIds } from '../db/directory.js';
import { systemClock } from '../system.js';
import { type Operated, withOperatorDatabase } from './operator-database.js';

/** What `head` writes, to be kept where nobody who can write to the database can write. */
interface HeadFile {
  readonly at: string;
  readonly heads: readonly KeptHead[];
}

const USAGE = ['verify [--agency SLUG] [--head FILE]', 'head [--agency SLUG] [--out FILE]', 'hold --agency SLUG', 'release --agency SLUG', 'archive --month YYYY-MM --out FILE'];

const OPTIONS = { agency: { type: 'string' }, head: { type: 'string' }, out: { type: 'string' }, month: { type: 'string' } } as const;

type Values = Readonly<Partial<Record<keyof typeof OPTIONS, string>>>;

/**
 * For the operator of an installation. `verify` walks the trails and names every place at which one is not what was written;
 * `head` says how far they reach, so that it can be kept elsewhere and verified against later. `archive` takes the oldest month out
 * of them once it has been kept long enough, and `hold` keeps an agency's where they are, until `release`.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const act = VERBS[positionals[0] ?? ''];
  if (act === undefined) throw new Refusal('INVALID_INPUT', { expected: USAGE.join(', '), remedy: 'Say what is to be done.' });
  await withOperatorDatabase((database, operated) => act({ database, operated }, values));
}

interface Work {
  readonly database: Database;
  readonly operated: Operated;
}

const VERBS: Readonly<Record<string, (work: Work, values: Values) => Promise<void>>> = {
  verify: async ({ database }, { agency, head }) => verify(database, await agenciesNamed(database, agency), head === undefined ? [] : headsIn(await readFile(head, 'utf8'))),
  head: async ({ database }, { agency, out }) => writeHeads(database, await agenciesNamed(database, agency), out),
  hold: (work, values) => held(work, values, true),
  release: (work, values) => held(work, values, false),
  async archive({ database, operated: { ownerUrl } }, { month, out }) {
    const entries = await archiveMonth({ database, ownerUrl }, { month: given(month, '--month'), out: given(out, '--out'), now: systemClock.now() });
    console.log(`${month}: ${entries} entries are in ${out} and no longer in the database`);
  },
};

async function held({ database, operated: { ownerUrl } }: Work, { agency }: Values, isOnHold: boolean): Promise<void> {
  const slug = given(agency, '--agency');
  for (const agencyId of await agenciesNamed(database, slug)) await holdTrail(ownerUrl, agencyId, isOnHold);
  console.log(`${slug}: ${isOnHold ? 'nothing of its trail is archived' : 'its trail may be archived'}`);
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
function given(value: string | undefined, option: string): string {
  if (value === undefined) throw new Refusal('INVALID_INPUT', { path: [option], expected: USAGE.join(', ') });
  return value;
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
