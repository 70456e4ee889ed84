import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
    expect(await complaintsAbout(directory, CONSUMER, [join(root, 'src', 'client', 'open-stream.ts')])).toBe('');
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('what npm packs is enough for a project of its own, with the types of the schema', async () => {
  const project = await mkdtemp(join(tmpdir(), 'plumbline-consumer-'));
  try {
    const installed = join(project, 'node_modules', 'plumbline');
    await mkdir(installed, { recursive: true });
    const { stdout } = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', project], { cwd: root });
    await run('tar', ['xzf', join(project, stdout.trim()), '-C', installed, '--strip-components', '1']);
    // What an installation would fetch beside it.
    for (const name of ['graphql-ws', 'graphql']) await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
    await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
    expect(await complaintsAbout(project, CONSUMER)).toBe('');
    const { stdout: found } = await run(process.execPath, ['--input-type=module', '-e', `import { openStream } from 'plumbline/client'; console.log(typeof openStream);`], { cwd: project });
    expect(found.trim()).toBe('function');
  } finally {
    await rm(project, { recursive: true });
  }
});

/** Programs as they should and should not be accepted: a line after `@ts-expect-error` that compiles is a complaint too. */
const CONSUMER = `
import { openStream, type Schema, type StreamMessage, type TypedDocument } from 'plumbline/client';

const connection = openStream({ url: 'wss://plumbline.example/graphql', webSocketImpl: WebSocket, token: async () => 'token' });
// @ts-expect-error A connection without a token is refused here already.
openStream({ url: 'wss://plumbline.example/graphql' });

// By hand, out of the types of the schema.
interface Message extends StreamMessage { readonly event: Pick<Schema.AlignmentEvent, 'type' | 'reason'> | null }
connection.subscribe<Message>({ query: '' }, { next: ({ event }) => document.write(event?.reason ?? ''), error: (error) => document.write(error.message) });
const severity: Schema.Severity = 'BLOCKER';
// @ts-expect-error No finding is as grave as that.
const graver: Schema.Severity = 'CATASTROPHE';
const input: Schema.RescheduleVisitInput = { visitId: 'id', startsAt: '2026-03-02T16:00:00Z', endsAt: '2026-03-02T16:45:00Z' };
// @ts-expect-error A visit that moves has an end.
const endless: Schema.RescheduleVisitInput = { visitId: 'id', startsAt: '2026-03-02T16:00:00Z' };

// From a document that carries its types.
declare const Billing: TypedDocument<{ alignmentChanged: Message }, Schema.SubscriptionAlignmentChangedArgs>;
connection.subscribe({ query: Billing, variables: { content: 'FULL', filter: { severities: [severity] } } }, { next: ({ cursor, event }) => document.write(cursor, event?.type ?? ''), error: () => undefined });
// @ts-expect-error There is no such filter.
connection.subscribe({ query: Billing, variables: { content: 'FULL', filter: { colours: [] } } }, { next: () => undefined, error: () => undefined });
for await (const message of connection.stream({ query: Billing })) {
  document.write(message.event?.type ?? '');
  // @ts-expect-error Messages have no such field.
  document.write(message.colour);
}
export { graver, input, endless };
`;

async function complaintsAbout(directory: string, program: string, others: readonly string[] = []): Promise<string> {
  const compilerOptions = { target: 'es2023', lib: ['es2023', 'dom'], module: 'nodenext', types: [], strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true, noEmit: true };
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts', ...others] }));
  await writeFile(join(directory, 'consumer.ts'), program);
  const { stdout } = await run(process.execPath, [tsc, '-p', directory], { cwd: root }).catch((error: { readonly stdout: string }) => error);
  return stdout;
}

test('its sources need nothing but themselves and the client of graphql-ws', async () => {
  const client = join(root, 'src', 'client');
  const texts = await Promise.all((await readdir(client)).map((name) => readFile(join(client, name), 'utf8')));
  const imported = texts.flatMap((text) => [...text.matchAll(/\bfrom '([^']+)'|\bimport\(/g)].map((match) => match[1]));
  expect(new Set(imported.filter((specifier) => !specifier?.startsWith('./')))).toEqual(new Set(['graphql-ws/client']));
});
