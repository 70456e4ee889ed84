import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, expect, jest, test } from '@jest/globals';

/** What a user of the package gets: built, by its name, in Node and in a browser. */
jest.setTimeout(120_000);

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

beforeAll(async () => {
  await run(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root });
});

test('the built client is a module that Node finds by the name of the package', async () => {
  const program = `import { openStream, BrokenChain } from 'plumbline/client'; console.log(typeof openStream, BrokenChain.name);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  expect(stdout.trim()).toBe('function BrokenChain');
});

test('it brings its types, and neither they nor its sources need more than a browser', async () => {
  const directory = await mkdtemp(join(root, 'dist', 'consumer-'));
  try {
    const compilerOptions = { target: 'es2023', lib: ['es2023', 'dom'], module: 'nodenext', types: [], strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, noEmit: true };
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts', join(root, 'src', 'client', 'open-stream.ts')] }));
    await writeFile(
      join(directory, 'consumer.ts'),
      `import { openStream, type StreamMessage } from 'plumbline/client';
      interface Message extends StreamMessage { readonly event: { readonly type: string } | null }
      const connection = openStream({ url: 'wss://plumbline.example/graphql', webSocketImpl: WebSocket, token: async () => 'token' });
      connection.subscribe<Message>({ query: '' }, { next: ({ event }) => document.write(event?.type ?? ''), error: (error) => document.write(error.message) });
      // @ts-expect-error A connection without a token is refused here already.
      openStream({ url: 'wss://plumbline.example/graphql' });`,
    );
    const complaints = await run(process.execPath, [tsc, '-p', directory], { cwd: root }).catch((error: { readonly stdout: string }) => error);
    expect(complaints.stdout).toBe('');
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('its sources need nothing but themselves and the client of graphql-ws', async () => {
  const client = join(root, 'src', 'client');
  const texts = await Promise.all((await readdir(client)).map((name) => readFile(join(client, name), 'utf8')));
  const imported = texts.flatMap((text) => [...text.matchAll(/\bfrom '([^']+)'|\bimport\(/g)].map((match) => match[1]));
  expect(new Set(imported.filter((specifier) => !specifier?.startsWith('./')))).toEqual(new Set(['graphql-ws/client']));
});
