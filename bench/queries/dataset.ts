import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import pg from 'pg';

import { dateOf, dayOf, type LocalDate, MS_PER_DAY } from '../../src/base/day.js';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.js';
import { migrate } from '../../src/db/migrate.js';
import { chanceOf } from '../../src/demo/chance.js';
import { systemClock, systemIds } from '../../src/system.js';
import { fillAgency, PATIENTS, WEEKS } from './fill.js';

/** The database that all servers of the bench are asked about. */
export interface Dataset {
  /** As the owner of the tables, whom row security does not bind. */
  readonly url: string;
  readonly directory: string;
  readonly postgresPid: number;
  readonly agencyId: string;
  /** What requests are about: the same for every server, drawn by lot, so that neither a cache nor a lucky choice decides. */
  readonly draws: readonly Draw[];
  stop(): Promise<void>;
}

export interface Draw {
  readonly patientId: string;
  readonly authorizationId: string;
  /** The first day and the last of a week. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What is kept beside the data, once the data is whole. */
interface Kept {
  readonly scale: number;
  readonly agencyId: string;
  /** The day that divides what is past from what is planned. */
  readonly today: LocalDate;
}

const DRAWS = 3_000;
const SEED = 20_000;
/** Days that requests begin with, from today: some notes are written, and ten visits are left. */
const FROM_DAYS = { earliest: -42, latest: -7 };
/** As many follow any of those that are drawn as a page holds. */
const LAST_PAGE = 50;

/** The second agency, which nobody may see, is a hundredth of the first. */
const OTHER_SHARE = 0.01;

/** Filled when the directory is new, which takes minutes; otherwise found as it was left. */
export async function openDataset({ scale, directory: wanted }: { readonly scale: number; readonly directory: string | null }): Promise<Dataset> {
  const directory = wanted === null ? await mkdtemp(join(tmpdir(), 'plumbline-bench-')) : resolve(wanted);
  const file = join(directory, 'dataset.json');
  const before = await keptIn(file, scale);
  if (before === null && existsSync(join(directory, 'postgres'))) throw new Error(`${directory} holds a database that was not filled to the end. Remove it, or name another directory.`);
  await mkdir(directory, { recursive: true });

  const postgres = await startEmbeddedPostgres({
    dataDirectory: join(directory, 'postgres'),
    database: 'plumbline',
    ephemeral: wanted === null,
    settings: { shared_buffers: '1GB', max_wal_size: '8GB', checkpoint_timeout: '30min', effective_cache_size: '4GB', random_page_cost: '1.1' },
  });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    if (wanted === null) await rm(directory, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.url);
    const owner = new pg.Client({ connectionString: postgres.url });
    await owner.connect();
    try {
      const kept = before ?? (await filled(owner, scale));
      await writeFile(file, JSON.stringify(kept));
      const { rows } = await owner.query<{ pid: number }>(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`);
      return { url: postgres.url, directory, postgresPid: rows[0]?.pid ?? 0, agencyId: kept.agencyId, draws: await drawn(owner, kept), stop };
    } finally {
      await owner.end();
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

async function keptIn(file: string, scale: number): Promise<Kept | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const kept = text === null ? null : (JSON.parse(text) as Kept);
  if (kept !== null && kept.scale !== scale) throw new Error(`Expected a database of scale ${scale}, and found one of scale ${kept.scale}: ask for --scale ${kept.scale}, or name another directory.`);
  return kept;
}

async function filled(owner: pg.Client, scale: number): Promise<Kept> {
  const kept: Kept = { scale, agencyId: systemIds.next(), today: dateOf(Math.floor(systemClock.now().getTime() / MS_PER_DAY)) };
  const patients = Math.round(PATIENTS * scale);
  console.log(`Filling the database: ${patients} patients, ${patients * 1.5} authorizations, ${patients * WEEKS} visits, ${(patients * WEEKS) / 2} notes`);
  await fillAgency(owner, { ...kept, slug: 'bench', patients });
  await fillAgency(owner, { agencyId: systemIds.next(), slug: 'bench-other', patients: Math.ceil(patients * OTHER_SHARE), today: kept.today });
  await owner.query('vacuum analyze');
  return kept;
}

async function drawn(owner: pg.Client, { agencyId, today }: Kept): Promise<Draw[]> {
  const idsOf = async (table: 'patients' | 'authorizations'): Promise<readonly string[]> => (await owner.query<{ id: string }>(`select id from ${table} where agency_id = $1 order by id`, [agencyId])).rows.map(({ id }) => id);
  const [patients, authorizations] = [await idsOf('patients'), (await idsOf('authorizations')).slice(0, -LAST_PAGE)];
  const chance = chanceOf(SEED);
  return Array.from({ length: DRAWS }, () => {
    const from = dayOf(today) + chance.whole(FROM_DAYS.earliest, FROM_DAYS.latest);
    return { patientId: chance.oneOf(patients), authorizationId: chance.oneOf(authorizations), from: dateOf(from), to: dateOf(from + 6) };
  });
}
