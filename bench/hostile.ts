import { startBenchServer } from './support/bench-server.js';
import { startChild } from './support/child.js';
import type { HostileClientSettings } from './support/hostile-client.js';
import { rounded } from './support/statistics.js';

/** How often each shape is sent, each time as another text. */
const TIMES = 200;
const WARM_UP = 50;

interface Shape {
  readonly query: string;
  readonly variables?: object;
}

const words = (count: number, word: (i: number) => string): string => Array.from({ length: count }, (_, i) => word(i)).join(' ');
const deep = (levels: number, open: string, inner: string): string => `${open.repeat(levels)}${inner}${' }'.repeat(levels)}`;

/** What someone sends who wants the server to be busy, or has made a mistake. */
const SHAPES: Readonly<Record<string, Shape>> = {
  aliases: { query: `{ ${words(100, (i) => `a${i}: viewer { role }`)} }` },
  circularFragments: { query: '{ visits { nodes { ...A } } } fragment A on Visit { patient { ...B } } fragment B on Patient { visits { nodes { ...A } } }' },
  fragmentBomb: { query: `{ visits { nodes { ...F0 } } } ${words(60, (i) => `fragment F${i} on Visit { ...F${i + 1} patient { visits { nodes { ...F${i + 1} } } } }`)} fragment F60 on Visit { id }` },
  depth: { query: `{ ${deep(60, 'viewer { ', 'role')} }` },
  tokens: { query: `{ ${words(10_000, () => 'role')} }` },
  unknownFields: { query: `{ ${words(30, (i) => `viewer { ${words(9, (j) => `x${i}y${j}`)} }`)} }` },
  sameFields: { query: `{ ${words(10, () => `viewer { ...F }`)} } fragment F on Viewer { ${words(10, () => 'role')} ...G } fragment G on Viewer { ${words(10, () => 'role')} nothing }` },
  nestedLiterals: { query: `{ nodes(ids: ${'['.repeat(1_000)}1${']'.repeat(1_000)}) { id } }` },
  longVariables: { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array.from({ length: 30_000 }, () => 'x') } },
  manyVariables: { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array.from({ length: 900 }, () => Array.from({ length: 45 }, () => 1)) } },
  largeBody: { query: '{ viewer { role } }', variables: { text: 'x'.repeat(1_000_000) } },
  wrongTypes: { query: 'mutation ($input: AdmitPatientInput!) { admitPatient(input: $input) { cursor } }', variables: { input: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`field${i}`, { wrong: [i] }])) } },
  largePage: { query: '{ patients(first: 1000000) { nodes { id } } }' },
  manyRecords: { query: '{ patients(first: 100) { nodes { visits(first: 100) { nodes { patient { visits(first: 100) { nodes { id } } } } } } } }' },
  unknownCursor: { query: '{ patients(after: "garbage") { nodes { id } } }' },
  unknownId: { query: '{ node(id: "garbage") { id } }' },
  deprecatedEverything: { query: '{ __schema { types { name fields(includeDeprecated: true) { name args(includeDeprecated: true) { name } type { name fields(includeDeprecated: true) { name } } } enumValues(includeDeprecated: true) { name } } } }' },
};

/** Processor time that the server takes from reading a request until its refusal is written; the client is a process of its own. */
export async function run(): Promise<void> {
  const server = await startBenchServer();
  const client = await startChild(new URL('./support/hostile-client.js', import.meta.url), { url: server.app.url, token: await server.token('ADMIN') } satisfies HostileClientSettings);
  try {
    const msPerRefusal: Record<string, number> = {};
    for (const [name, shape] of Object.entries(SHAPES)) {
      await client.ask<string>('send', { ...shape, times: WARM_UP });
      const before = process.cpuUsage();
      const code = await client.ask<string>('send', { ...shape, times: TIMES });
      const { user, system } = process.cpuUsage(before);
      const ms = rounded((user + system) / 1000 / TIMES);
      msPerRefusal[name] = ms;
      console.log(`${name.padEnd(22)} ${ms.toFixed(2)} ms   ${code}`);
    }
    const mostMs = Math.max(...Object.values(msPerRefusal));
    console.log(`RESULT ${JSON.stringify({ bench: 'hostile', mostMs, isUnder5Ms: mostMs < 5, msPerRefusal })}`);
  } finally {
    await client.stop();
    await server.stop();
  }
}
