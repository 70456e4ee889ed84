import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from '../../src/db/embedded-postgres.js';
import { placeForData } from '../support/place-for-data.js';
import { until } from '../support/until.js';

let directory: string;
let data: string;
let started: { stop(): Promise<void> }[];

beforeEach(async () => {
  directory = await mkdtemp(join(await placeForData(), 'plumbline-launcher-'));
  // The server runs as another account when the tests run as root, and has to remove its own data.
  await chmod(directory, 0o777);
  data = join(directory, 'data');
  started = [];
});

afterEach(async () => {
  for (const server of started.reverse()) await server.stop();
  await rm(directory, { recursive: true, force: true });
});

test('a server on an empty place has the database, UTF-8, UTC and an order that no locale changes', async () => {
  const { url } = await start();

  expect(
    await ask(
      url,
      `select current_database() as database, current_user as login, current_setting('server_encoding') as encoding,
              current_setting('TimeZone') as zone, current_setting('listen_addresses') as addresses,
              (select array_agg(word order by word) from unnest(array['b', 'A', 'ä', 'a', 'B']) as word) as sorted`,
    ),
  ).toEqual([
    { database: 'plumbline', login: 'app', encoding: 'UTF8', zone: 'UTC', addresses: '', sorted: ['A', 'B', 'a', 'b', 'ä'] },
  ]);
});

test('what was written is there after a restart', async () => {
  const first = await start();
  await ask(first.url, `create table kept as select 'a visit' as what`);
  await first.stop();

  const second = await start();
  expect(await ask(second.url, 'select what from kept')).toEqual([{ what: 'a visit' }]);
});

test('the server can be reached under the name of any of its databases', async () => {
  const server = await start();
  await ask(server.urlOf('postgres'), 'create database "Näher dran"');

  expect(await ask(server.urlOf('Näher dran'), 'select current_database() as name')).toEqual([{ name: 'Näher dran' }]);
});

test('a stopped server leaves its data and nothing else', async () => {
  const server = await start();
  const socket = socketDirectory(server.url);
  expect(existsSync(socket)).toBe(true);
  await server.stop();

  expect(existsSync(socket)).toBe(false);
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(false);
  expect(existsSync(join(data, 'PG_VERSION'))).toBe(true);
});

test('an ephemeral server takes its data with it', async () => {
  const server = await start({ ephemeral: true });
  expect(existsSync(data)).toBe(true);
  await server.stop();

  expect(existsSync(data)).toBe(false);
});

test('a second server on the same data is refused with what to do, and the first goes on', async () => {
  const first = await start();

  await expect(start()).rejects.toThrow(
    `Another server is already using the data in ${data}. Stop that server first, or give this one its own data: ` +
      'set DATA_DIR to another directory, or DATABASE_URL to a running PostgreSQL.',
  );
  expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of two servers that start at once on an empty place, one runs and the other is refused', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);

  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(String(refused?.reason)).toContain('Another server is already using the data');
});

test('a server does not outlive a process that is killed, and a restart at once has all it committed', async () => {
  const child = await startChild();
  await ask(child.url, `create table kept as select 'committed' as what`);
  const postmaster = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  child.process.kill('SIGKILL');
  await once(child.process, 'exit');

  const next = await start();
  expect(isAlive(postmaster)).toBe(false);
  expect(await ask(next.url, 'select what from kept')).toEqual([{ what: 'committed' }]);
  await until(() => !existsSync(socketDirectory(child.url)));
});

test('an ephemeral server of a process that is killed leaves nothing', async () => {
  const child = await startChild('ephemeral');
  child.process.kill('SIGKILL');

  await until(() => !existsSync(data) && !existsSync(socketDirectory(child.url)));
});

test('a process that ends without stopping its server ends nevertheless, and the server with it', async () => {
  const child = await startChild();
  child.process.stdin?.end();
  const [code] = (await once(child.process, 'exit')) as [number];

  expect(code).toBe(0);
  await until(() => !existsSync(join(data, 'postmaster.pid')) && !existsSync(socketDirectory(child.url)));
});

test.each([
  ['names a process that is gone', '2147483646\n'],
  ['names a process that has its number by chance', `${process.pid}\n`],
  ['is empty', ''],
])('a lock left behind by a crash is no obstacle when it %s', async (_, lock) => {
  const first = await start();
  await first.stop();
  await writeFile(join(data, 'postmaster.pid'), lock);

  const second = await start();
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('data of another PostgreSQL version is refused', async () => {
  const first = await start();
  await first.stop();
  await writeFile(join(data, 'PG_VERSION'), '9\n');

  await expect(start()).rejects.toThrow(`${data} was made by PostgreSQL 9, and Plumbline brings PostgreSQL 18.`);
});

test('a directory that holds something else is refused and left as it is', async () => {
  await mkdir(data);
  await writeFile(join(data, 'letter.txt'), 'Dear Sir');

  await expect(start()).rejects.toThrow(`${data} is neither empty nor a PostgreSQL data directory.`);
  expect(await readdir(data)).toEqual(['letter.txt']);
  expect(await readdir(directory)).toEqual(['data']);
});

test('a setting the server does not know is reported in its words', async () => {
  await expect(start({ settings: { no_such_setting: 'on' } })).rejects.toThrow('unrecognized configuration parameter "no_such_setting"');
});

async function start(more: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory: data, database: 'plumbline', ...more });
  started.push(server);
  return server;
}

async function startChild(...args: string[]): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    ['--import', './test/support/typescript.mjs', 'test/support/postgres-child.ts', data, ...args],
    { cwd: join(import.meta.dirname, '../..'), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  started.push({
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  });
  for await (const line of createInterface(child.stdout)) return { process: child, url: line };
  throw new Error('The child ended before its server was ready.');
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function socketDirectory(url: string): string {
  return new URL(url).searchParams.get('host') ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
