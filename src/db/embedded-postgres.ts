// `npm start` and `npm test` have to work on a machine that has nothing but Node, and what they
// show has to be true of production. So Plumbline brings real PostgreSQL 18 programs and runs
// them itself, instead of imitating PostgreSQL in process: the imitations have one session, so
// advisory locks do not exclude, notifications do not arrive, timeouts are ignored, and one of
// two overlapping transactions can lose its writes. Those are the things Plumbline rests on.
//
// What this launcher promises:
// - It listens on a unix socket only, in a directory nobody else may enter. Any number of
//   servers can run side by side, and none is reachable from the network.
// - No server outlives the process that started it, however that process ends.
// - Two servers never share data; the second is refused with a message that says what to do.
// - A data directory appears complete or not at all: it is initialised beside its final place
//   and renamed into it.
// - Sort order, encoding and time zone are the same on every machine, whatever its locale.
//
// Production sets DATABASE_URL and never gets here.
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, readlink, realpath, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { spawnBound, type BoundProcess } from './bound-process.js';
import { serverAccount, type Account } from './postgres-account.js';
import { postgresBinaries, unsupported, type PostgresBinaries } from './postgres-binaries.js';
import { reachableDataDirectory } from './postgres-data-directory.js';

export interface EmbeddedPostgresOptions {
  readonly dataDirectory: string;
  /** Server settings by name, as in postgresql.conf; they win over the launcher's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Created when it is absent. */
  readonly database: string;
  /** The data is removed with the server, even when this process is killed. */
  readonly ephemeral?: boolean;
}

export interface EmbeddedPostgres {
  /** A connection URL as the superuser `app`. */
  readonly url: string;
  urlOf(database: string): string;
  stop(): Promise<void>;
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const wanted = resolve(options.dataDirectory);
  const data = await reachableDataDirectory(wanted);
  const account = await serverAccount(data);
  const binaries = await postgresBinaries(account);
  const socketDirectory = await newSocketDirectory(account);
  try {
    const place: Place = { data, socketDirectory, account, binaries };
    if (!existsSync(join(data, 'PG_VERSION'))) await initialise(place);
    await refuseAnotherVersion(place);
    await waitUntilUnused(place);

    const server = await launch(place, options);
    const stop = async (): Promise<void> => {
      await server.end();
      // What the server's account was not allowed to remove.
      await rm(socketDirectory, { recursive: true, force: true });
      if (options.ephemeral) for (const directory of [data, wanted]) await rm(directory, { recursive: true, force: true });
    };
    const urlOf = (database: string): string =>
      `postgresql://app@localhost:5432/${encodeURI(database)}?host=${encodeURIComponent(socketDirectory)}`;
    await createDatabaseIfAbsent(urlOf('postgres'), options.database).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url: urlOf(options.database), urlOf, stop };
  } catch (error) {
    await rm(socketDirectory, { recursive: true, force: true });
    throw error;
  }
}

interface Place {
  readonly data: string;
  /** Holds the socket. */
  readonly socketDirectory: string;
  readonly account: Account | null;
  readonly binaries: PostgresBinaries;
}

// A socket's path may have 103 bytes on macOS and 107 on Linux, and its own name takes 14.
const longestSocketDirectoryBytes = 103 - '/.s.PGSQL.5432'.length;

/** New for every start: nobody can have prepared it, and a second server that is refused cannot disturb the first. */
async function newSocketDirectory(account: Account | null): Promise<string> {
  const prefix = join(tmpdir(), 'plumbline-');
  const fits = Buffer.byteLength(prefix) + 6 <= longestSocketDirectoryBytes;
  const directory = await mkdtemp(fits ? prefix : '/tmp/plumbline-');
  await giveTo(account, directory);
  return directory;
}

async function initialise({ data, socketDirectory, account, binaries }: Place): Promise<void> {
  await mkdir(dirname(data), { recursive: true });
  const beside = await mkdtemp(`${data}.new-`);
  await giveTo(account, beside);

  const initdb = spawnBound({
    command: binaries.initdb,
    args: [
      `--pgdata=${beside}`,
      '--username=app',
      '--auth=trust',
      '--no-sync',
      // The built-in provider sorts alike everywhere. With the default, an unset LANG would
      // give a database without an encoding, and an unknown LANG none at all.
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--set=timezone=UTC',
    ],
    account,
    endWith: 'TERM',
    remove: [beside, socketDirectory],
    removeWhen: 'failed',
  });
  const said = lastLines(initdb.output);
  const code = await initdb.exited;
  if (code !== 0) {
    await rm(beside, { recursive: true, force: true });
    throw failure(`PostgreSQL could not be initialised in ${data}`, code, said);
  }

  try {
    await rename(beside, data);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    // Somebody else initialised it meanwhile, which is as good.
    if (existsSync(join(data, 'PG_VERSION'))) return;
    throw new Error(
      `${data} is neither empty nor a PostgreSQL data directory. Empty it, or set DATA_DIR to another directory or DATABASE_URL to a running PostgreSQL.`,
      { cause: error },
    );
  }
}

async function refuseAnotherVersion({ data, binaries }: Place): Promise<void> {
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (found === binaries.majorVersion) return;
  throw new Error(
    `${data} was made by PostgreSQL ${found}, and Plumbline brings PostgreSQL ${binaries.majorVersion}. ` +
      'Set DATA_DIR to another directory, or DATABASE_URL to a server that can read the data.',
  );
}

const pollMs = 20;
const graceMs = 1_000;
const longestShutdownMs = 60_000;

/**
 * postmaster.pid names the process that uses the data. A crash leaves it behind. PostgreSQL sees
 * through that if the process is gone, but when its number belongs to another one by now, or to
 * a zombie, it would refuse to start for ever; only then do we remove the file. A server whose
 * owner was killed a moment ago is on its way out: to restart at once means to wait, not to fail.
 */
async function waitUntilUnused({ data }: Place): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    const lock = await lockOn(data);
    if (lock === undefined || (lock.pid !== undefined && !exists(lock.pid))) return;

    const isPatienceOver = waitedMs >= (lock.status === 'stopping' ? longestShutdownMs : graceMs);
    // For an instant the file of a server that starts is empty; after a power cut it stays so.
    const isLeftover = lock.pid === undefined ? isPatienceOver : !(await serves(lock.pid, data));
    if (isLeftover) {
      await rm(join(data, 'postmaster.pid'), { force: true });
      return;
    }
    if (isPatienceOver) throw inUse(data);
    await delay(pollMs);
  }
}

async function lockOn(data: string): Promise<{ pid: number | undefined; status: string } | undefined> {
  const content = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const lines = content.split('\n');
  return { pid: Number(lines[0]) || undefined, status: lines[7]?.trim() ?? '' };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function serves(pid: number, data: string): Promise<boolean> {
  // Elsewhere a process does not tell, and to believe the file is the safe mistake.
  if (process.platform !== 'linux') return true;
  // A server works in its data directory; a zombie works nowhere.
  const links = [`/proc/${pid}/exe`, `/proc/${pid}/cwd`].map((link) => readlink(link).catch(() => ''));
  const [program = '', directory = ''] = await Promise.all(links);
  return program.replace(/ \(deleted\)$/, '').endsWith('/postgres') && directory === (await realpath(data));
}

function inUse(data: string): Error {
  return new Error(
    `Another server is already using the data in ${data}. ` +
      'Stop that server first, or give this one its own data: set DATA_DIR to another directory, or DATABASE_URL to a running PostgreSQL.',
  );
}

async function launch({ data, socketDirectory, account, binaries }: Place, options: EmbeddedPostgresOptions): Promise<BoundProcess> {
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    // PostgreSQL would log failed statements with their values, and those are facts of patients.
    // What remains says that the server started, stopped or died.
    logging_collector: 'off',
    log_destination: 'stderr',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...options.settings,
  };
  const server = spawnBound({
    command: binaries.postgres,
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    account,
    // INT disconnects everybody, writes what is in memory and leaves. What is about to be
    // removed need not be written.
    endWith: options.ephemeral ? 'QUIT' : 'INT',
    remove: options.ephemeral ? [socketDirectory, data] : [socketDirectory],
    removeWhen: 'always',
  });

  const said = lastLines(server.output);
  const outcome = await Promise.race([says(server.output, 'database system is ready to accept connections'), server.exited]);
  if (outcome === 'said') {
    server.unref();
    return server;
  }
  // Both of two servers that start at once may have found the data unused.
  if (said.some((line) => line.includes('lock file "postmaster.pid" already exists'))) throw inUse(data);
  throw failure(`PostgreSQL did not start on the data in ${data}`, outcome, said);
}

const linesKept = 20;

/** A live view. It goes on reading for as long as the process writes, so that the pipe never fills. */
function lastLines(output: Readable): readonly string[] {
  const lines: string[] = [];
  let unfinished = '';
  output.on('data', (chunk: string) => {
    const pieces = (unfinished + chunk).split('\n');
    unfinished = pieces.pop() ?? '';
    lines.push(...pieces);
    lines.splice(0, Math.max(0, lines.length - linesKept));
  });
  return lines;
}

function says(output: Readable, text: string): Promise<'said'> {
  return new Promise((resolveSaid) => {
    let heard = '';
    const listen = (chunk: string): void => {
      heard += chunk;
      if (!heard.includes(text)) return;
      output.off('data', listen);
      resolveSaid('said');
    };
    output.on('data', listen);
  });
}

function failure(what: string, code: number, said: readonly string[]): Error {
  // 126 and 127 are the shell's words for a program that cannot be run at all; that is how a
  // missing C library shows.
  if (code === 126 || code === 127) return unsupported(said.join('\n'));
  return new Error(`${what} (exit code ${code}):\n${said.join('\n')}`);
}

async function createDatabaseIfAbsent(maintenanceUrl: string, database: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

async function giveTo(account: Account | null, directory: string): Promise<void> {
  await chmod(directory, 0o700);
  if (account !== null) await chown(directory, account.uid, account.gid);
}
