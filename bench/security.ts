import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ammunitionOf } from './queries/ammunition.js';
import type { Scored, Volley } from './queries/load-process.js';
import { type QuestionId, QUESTION_IDS } from './queries/questions.js';
import { buildEarlier } from './security/earlier-build.js';
import type { MutationSubject, Subject } from './security/subject.js';
import { type Child, startChild } from './support/child.js';
import type { HttpClientsData } from './support/http-clients.js';
import { type LoadWorker, startLoadWorker } from './support/load-worker.js';
import { median, rounded } from './support/statistics.js';

/**
 * The last commit before there were an audit trail, classes of fields, and scopes that hold for reading. It has the edges, which are neither: TLS, origins, bounds,
 * headers, and a line in the log for each request. Before those there was 410e8eb.
 */
const WITHOUT = '50d1a79';
const CONNECTIONS = 16;
const WARM_UP_MS = 3_000;
const PATIENTS = 500;

/** The earlier build is the first. */
const NAMES = ['without', 'with'] as const;
type Name = (typeof NAMES)[number];
type Subjects = Readonly<Record<Name, Child<null>>>;

/**
 * What audit and policy cost: the same load against this build and against the last one that had neither, each with a
 * database of its own, in rounds that alternate. There is no switch that turns them off, so that none can be left off;
 * and whatever else was added since is counted against them as well.
 *
 *   npm run bench -- security [--rounds 12] [--seconds 2] [--scale 0.02] [--without COMMIT]
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: 'string', default: '12' }, seconds: { type: 'string', default: '2' }, scale: { type: 'string', default: '0.02' }, without: { type: 'string', default: WITHOUT } },
  });
  const settings: Settings = { rounds: Number(values.rounds), ms: Number(values.seconds) * 1_000, scale: Number(values.scale) };
  const started: Array<() => Promise<unknown>> = [];
  try {
    console.log(`Building ${values.without}`);
    const earlier = await buildEarlier(values.without);
    started.push(earlier.remove);
    const subject = async (dist: string): Promise<Child<null>> => {
      const child = await startChild<null>(pathToFileURL(join(dist, 'bench/security/subject.js')), null, { env: { ...process.env, NODE_ENV: 'production' } });
      started.push(child.stop);
      return child;
    };
    const subjects: Subjects = { without: await subject(earlier.dist), with: await subject(join(import.meta.dirname, '..')) };
    const queryCost = await costOfQueries(subjects, settings);
    const mutationCost = await costOfMutations(subjects, settings);
    console.log(`RESULT ${JSON.stringify({ bench: 'security', queryCost: rounded(queryCost), mutationCost: rounded(mutationCost) })}`);
  } finally {
    for (const stop of started.reverse()) await stop();
  }
}

interface Settings {
  readonly rounds: number;
  readonly ms: number;
  readonly scale: number;
}

/** Every question counts alike. */
async function costOfQueries(subjects: Subjects, { rounds, ms, scale }: Settings): Promise<number> {
  const ready: Record<Name, Subject> = { without: await subjects.without.ask('queries', { scale }), with: await subjects.with.ask('queries', { scale }) };
  const load = await startChild(new URL('./queries/load-process.js', import.meta.url), null);
  try {
    const ratios: number[] = [];
    for (const question of QUESTION_IDS) ratios.push(await ratioOf(question, ready, load, { rounds, ms }));
    return 1 - ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / ratios.length);
  } finally {
    await load.stop();
    for (const name of NAMES) await subjects[name].ask('rest');
  }
}

async function ratioOf(question: QuestionId, ready: Readonly<Record<Name, Subject>>, load: Child<unknown>, { rounds, ms }: Omit<Settings, 'scale'>): Promise<number> {
  for (const name of NAMES) await load.ask('load', ammunitionOf({ name, ...ready[name] }, ready[name].bodies[question]));
  const fire = async (name: Name, forMs: number): Promise<number> => {
    const { count, ms: tookMs } = await load.ask<Scored>('fire', { name, connections: CONNECTIONS, ms: forMs } satisfies Volley);
    return (count * 1_000) / tookMs;
  };
  for (const name of NAMES) await fire(name, WARM_UP_MS);
  return alternating(question, rounds, (name) => fire(name, ms));
}

async function costOfMutations(subjects: Subjects, { rounds, ms }: Settings): Promise<number> {
  const workers = {} as Record<Name, LoadWorker>;
  try {
    for (const name of NAMES) {
      const { url, token, patients } = await subjects[name].ask<MutationSubject>('mutations', { patients: PATIENTS });
      workers[name] = await startLoadWorker(new URL('./support/http-clients.js', import.meta.url), { url, token, clients: CONNECTIONS, patients } satisfies HttpClientsData);
    }
    for (const name of NAMES) await workers[name].run(WARM_UP_MS);
    return 1 - (await alternating('mutations', rounds, async (name) => (await workers[name].run(ms)).perSecond));
  } finally {
    for (const worker of Object.values(workers)) await worker.stop();
    for (const name of NAMES) await subjects[name].ask('rest');
  }
}

/** With by without, of each round by itself, because a shared machine drifts. Each begins every other round. */
async function alternating(what: string, rounds: number, measure: (name: Name) => Promise<number>): Promise<number> {
  const rates: Record<Name, number[]> = { without: [], with: [] };
  for (let round = 0; round < rounds; round += 1) for (const name of round % 2 === 0 ? NAMES : NAMES.toReversed()) rates[name].push(await measure(name));
  const ratio = median(rates.with.map((rate, round) => rate / (rates.without[round] ?? 0)));
  console.log(`${what.padEnd(10)} without ${median(rates.without).toFixed(0).padStart(6)} a second   with ${median(rates.with).toFixed(0).padStart(6)} a second   cost ${((1 - ratio) * 100).toFixed(1)} %`);
  return ratio;
}
