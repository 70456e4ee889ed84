import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';

/**
 * The house rules of the README, read from the sources. Folders are ordered, and each imports only itself
 * and those before it.
 */
const ORDER = [
  'base', 'care', 'alignment', 'auth', 'db', 'audit', 'sealing', 'feed', 'changes', 'fhir', 'x12', 'graphql', 'webhooks', 'http', 'client', 'demo',
  'system.ts', 'config.ts', 'app.ts', 'commands', 'main.ts',
];

const PURE = ['base', 'care', 'alignment'];

/** Who may import which package; a package that is not listed may be imported anywhere but in the pure folders. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  typeorm: ['db', 'feed'],
  pg: ['db', 'feed'],
  '@nats-io/transport-node': ['feed'],
  'type-graphql': ['graphql'],
  dataloader: ['graphql'],
  'graphql-scalars': ['graphql'],
  '@apollo/server': ['http'],
  ws: ['http', 'client', 'demo'],
  'graphql-ws': ['http', 'client', 'demo'],
  pino: ['system.ts'],
  'prom-client': ['http'],
  uuid: ['system.ts'],
  jose: ['auth'],
  standardwebhooks: ['webhooks'],
  '@graphql-codegen/core': ['commands'],
  '@graphql-codegen/typescript': ['commands'],
  '@graphql-yoga/render-graphiql': ['http'],
  'temporal-polyfill': ['base'],
};

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

interface Source {
  /** Relative to src: `db/rows/row.ts`. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    return { path, room: path.split('/')[0] as string, text, imports: importsOf(text) };
  });

function importsOf(text: string): string[] {
  return [...text.matchAll(/^(?:import|export)\s[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
}

/** The path under src that a relative import names, or null when it leaves src. */
function targetOf(source: Source, specifier: string): string | null {
  const path = relative(src, resolve(src, dirname(source.path), specifier)).replace(/\.js$/, '.ts');
  return path.startsWith('..') ? null : path;
}

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function violations(check: (source: Source) => string[]): string[] {
  return sources.flatMap((source) => check(source).map((complaint) => `${source.path}: ${complaint}`));
}

describe('the house', () => {
  test('the sources are all looked at', () => {
    expect(sources.length).toBeGreaterThan(80);
  });

  test('every file lives in a room that the order names', () => {
    expect(violations(({ room }) => (ORDER.includes(room) ? [] : [`${room} has no place in the order`]))).toEqual([]);
  });

  test('each folder imports only itself and those to its left', () => {
    const complaints = violations((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith('.'))
        .flatMap((specifier) => targetOf(source, specifier) ?? [])
        .map((path) => path.split('/')[0] as string)
        .filter((room) => ORDER.indexOf(room) > ORDER.indexOf(source.room))
        .map((room) => `imports ${room}`),
    );
    expect(complaints).toEqual([]);
  });

  test('no file imports itself through others', () => {
    const graph = new Map(sources.map((source) => [source.path, source.imports.filter((specifier) => specifier.startsWith('.')).flatMap((specifier) => targetOf(source, specifier) ?? [])]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test('packages are used where they belong', () => {
    const complaints = violations(({ room, imports }) =>
      imports
        .filter((specifier) => !specifier.startsWith('.'))
        .map(packageOf)
        .filter((name) => (PACKAGES[name] !== undefined && !PACKAGES[name].includes(room)) || (PURE.includes(room) && PACKAGES[name]?.includes(room) !== true))
        .map((name) => `imports ${name}`),
    );
    expect(complaints).toEqual([]);
  });

  test('the pure folders never read the clock, chance or the environment', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\.|Temporal\.Now/;
    expect(violations(({ room, text }) => (PURE.includes(room) && impure.test(text) ? ['reads the world'] : []))).toEqual([]);
  });

  test('the clock is read only by the system and where tokens meet timers', () => {
    const allowed = ['system.ts', 'http/websocket.ts', 'http/sse-route.ts'];
    const complaints = violations(({ path, room, text }) => (room !== 'commands' && !allowed.includes(path) && /\bDate\.now\(\)|\bnew Date\(\)/.test(text) ? ['reads the clock'] : []));
    expect(complaints).toEqual([]);
  });

  test('only perform opens a write transaction, but for what is no fact', () => {
    // What has been kept long enough is taken away, a log is told that it was restored, deliveries say how far they have come,
    // and keys are made and changed, under which the same values are sealed anew. The trail is no fact of care, either, and is
    // written by a function that does nothing else.
    const notOfFacts = ['audit/audit.ts', 'feed/upkeep.ts', 'feed/restored.ts', 'webhooks/turn.ts', 'sealing/sealing.ts', 'sealing/rotation.ts'];
    const complaints = violations(({ path, text }) =>
      path !== 'changes/perform.ts' && path !== 'db/agency-scope.ts' && !notOfFacts.includes(path) && /import[^;]*\b(writing|rehearsing)\b[^;]*agency-scope/.test(text) ? ['opens a write transaction'] : [],
    );
    expect(complaints).toEqual([]);
  });

  test('entities stand under db/rows and object types under graphql/types', () => {
    expect(violations(({ path, text }) => (/^@Entity\(/m.test(text) && !path.startsWith('db/rows/') ? ['declares an entity'] : []))).toEqual([]);
    expect(violations(({ path, text }) => (/^@ObjectType\(/m.test(text) && !path.startsWith('graphql/types/') ? ['declares an object type'] : []))).toEqual([]);
  });

  test('rows have columns only', () => {
    expect(violations(({ path, text }) => (path.startsWith('db/rows/') && /@(OneToMany|ManyToOne|ManyToMany|OneToOne|JoinColumn)\b/.test(text) ? ['declares a relation'] : []))).toEqual([]);
  });

  test('there are no barrels and no default exports', () => {
    expect(violations(({ path, text }) => [...(path.endsWith('index.ts') ? ['is a barrel'] : []), ...(/^export default/m.test(text) ? ['has a default export'] : [])])).toEqual([]);
  });

  test('tests tell their cost in their name', () => {
    const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'));
    expect(files.filter((path) => !/\.(unit|db|api)\.test\.ts$/.test(path))).toEqual([]);
  });
});
