import { parseArgs } from 'node:util';

import { ammunitionOf } from './queries/ammunition.js';
import { type Contender, POOL_SIZE, type Start } from './queries/contender.js';
import { type Dataset, openDataset } from './queries/dataset.js';
import { startFloor } from './queries/floor.js';
import type { Scored, Volley } from './queries/load-process.js';
import { startMercurius } from './queries/mercurius.js';
import { nodeProgram } from './queries/node-program.js';
import { startPlumbline } from './queries/plumbline.js';
import { startPostGraphile } from './queries/postgraphile.js';
import { postgresCpuMs } from './queries/postgres-cpu.js';
import { type QuestionId, QUESTION_IDS, QUESTIONS } from './queries/questions.js';
import { expectSameAnswers } from './queries/same-answers.js';
import { type Child, startChild } from './support/child.js';
import { median, rounded } from './support/statistics.js';

const SERVERS: Readonly<Record<string, Start>> = { plumbline: startPlumbline, postgraphile: startPostGraphile, mercurius: startMercurius, floor: startFloor };
const PRODUCT = 'plumbline';
const FLOOR = 'floor';

/** The level that the last line tells of. */
const REPORTED_CONNECTIONS = 16;
const CONNECTIONS = [1, REPORTED_CONNECTIONS, 64];
const WARM_UP_MS = 3_000;
/** As `npm start` has it, for all of them. */
const SERVER_FLAGS = ['--max-semi-space-size=64'];

/**
 * What it costs to read, beside what else one could put in front of the same database. Every server is a process of
 * its own with as many connections to it and the same flags, and so are the clients; nothing is measured before
 * all give the same answers; rounds alternate, because a shared machine drifts. Ratios are what can be compared with
 * those of another machine.
 *
 *   npm run bench -- queries [--scale 1] [--data DIRECTORY] [--seconds 3] [--rounds 5] [--only Q1,Q4] [--connections 1,16,64]
 *                            [--servers plumbline,floor] [--profiles DIRECTORY] [--node PATH_OR_VERSION]
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      scale: { type: 'string', default: '1' },
      data: { type: 'string' },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '5' },
      only: { type: 'string' },
      connections: { type: 'string', default: CONNECTIONS.join(',') },
      servers: { type: 'string' },
      profiles: { type: 'string' },
      node: { type: 'string' },
    },
  });
  const servers = chosen('servers', values.servers, Object.keys(SERVERS));
  const questions = chosen('questions', values.only, QUESTION_IDS) as readonly QuestionId[];
  const levels = values.connections.split(',').map((text) => positive('connections', text));
  const [scale, ms, rounds] = [positive('scale', values.scale), positive('seconds', values.seconds) * 1000, positive('rounds', values.rounds)];

  const { execPath, version } = nodeProgram(values.node);

  const started: Array<() => Promise<unknown>> = [];
  try {
    const dataset = await openDataset({ scale, directory: values.data ?? null });
    started.push(dataset.stop);
    const start = async <Ready>(file: URL, settings: unknown): Promise<Child<Ready>> => {
      const flags = values.profiles === undefined ? SERVER_FLAGS : [...SERVER_FLAGS, '--cpu-prof', `--cpu-prof-dir=${values.profiles}`];
      const child = await startChild<Ready>(file, settings, { flags, execPath, env: PRODUCTION });
      started.push(child.stop);
      return child;
    };
    const contenders: Contender[] = [];
    const { url: databaseUrl, directory, agencyId } = dataset;
    for (const name of servers) contenders.push(await (SERVERS[name] as Start)({ databaseUrl, directory, agencyId, start }));
    const load = await startChild(new URL('./queries/load-process.js', import.meta.url), null);
    started.push(load.stop);

    console.log(`${servers.join(', ')} on Node ${version}, ${POOL_SIZE} connections to the database each; median of ${rounds} rounds of ${ms / 1000} s`);
    const results: Array<{ readonly question: QuestionId; readonly connections: number; readonly scores: Scores }> = [];
    for (const question of questions) {
      console.log(`\n${question}: ${QUESTIONS[question]}`);
      await expectSameAnswers(contenders, question, dataset.draws);
      for (const contender of contenders) await load.ask('load', ammunitionOf(contender, dataset.draws.map((draw) => contender.body(question, draw))));
      for (const { name } of contenders) await load.ask('fire', { name, connections: REPORTED_CONNECTIONS, ms: WARM_UP_MS } satisfies Volley);
      for (const connections of levels) {
        const scores = await alternating(contenders, load, dataset, { connections, ms, rounds });
        print(connections, scores);
        results.push({ question, connections, scores });
      }
    }
    const reported = results.filter(({ connections }) => connections === REPORTED_CONNECTIONS);
    const ratios = (to: (scores: Scores) => number | null): Record<string, number | null> => Object.fromEntries(reported.map(({ question, scores }) => [question, to(scores)]));
    console.log(`RESULT ${JSON.stringify({ bench: 'queries', ratioToBestPeer: ratios(toBestPeer), ratioToFloor: ratios((scores) => ratio(scores, FLOOR)) })}`);
  } finally {
    for (const stop of started.reverse()) await stop();
  }
}

const PRODUCTION = { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' };

/** Of one server, at one question and level. */
interface Score {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Each for one request: of the server, of the database, and of the clients. */
  readonly serverCpuMs: number;
  readonly databaseCpuMs: number;
  readonly clientCpuMs: number;
}

type Scores = ReadonlyMap<string, Score>;

async function alternating(contenders: readonly Contender[], load: Child<unknown>, { postgresPid }: Dataset, { connections, ms, rounds }: { readonly connections: number; readonly ms: number; readonly rounds: number }): Promise<Scores> {
  const scored = new Map<string, Score[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Each begins a round in its turn, so that none is always the one who comes after another.
    const turn = round % contenders.length;
    for (const { name, child } of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      const before = { server: await child.ask<number>('cpuMs'), database: postgresCpuMs(postgresPid) };
      const { count, ms: tookMs, p50Ms, p99Ms, cpuMs } = await load.ask<Scored>('fire', { name, connections, ms } satisfies Volley);
      scored.get(name)?.push({
        perSecond: (count * 1000) / tookMs,
        p50Ms,
        p99Ms,
        serverCpuMs: ((await child.ask<number>('cpuMs')) - before.server) / count,
        databaseCpuMs: (postgresCpuMs(postgresPid) - before.database) / count,
        clientCpuMs: cpuMs / count,
      });
    }
  }
  return new Map([...scored].map(([name, scores]) => [name, medianOf(scores)]));
}

function medianOf(scores: readonly Score[]): Score {
  const of = (figure: keyof Score): number => median(scores.map((score) => score[figure]));
  return { perSecond: of('perSecond'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms'), serverCpuMs: of('serverCpuMs'), databaseCpuMs: of('databaseCpuMs'), clientCpuMs: of('clientCpuMs') };
}

function ratio(scores: Scores, other: string): number | null {
  const [ours, theirs] = [scores.get(PRODUCT), scores.get(other)];
  return ours && theirs ? rounded(ours.perSecond / theirs.perSecond) : null;
}

/** Whoever is neither the product nor the floor. */
function toBestPeer(scores: Scores): number | null {
  const ratios = [...scores.keys()].filter((name) => name !== PRODUCT && name !== FLOOR).flatMap((name) => ratio(scores, name) ?? []);
  return ratios.length > 0 ? Math.min(...ratios) : null;
}

function print(connections: number, scores: Scores): void {
  console.log(`  ${connections} connection${connections === 1 ? '' : 's'}`);
  const floor = scores.get(FLOOR);
  for (const [name, score] of scores) {
    const share = floor ? `${((100 * score.perSecond) / floor.perSecond).toFixed(0)} % of the floor` : '';
    console.log(
      `    ${name.padEnd(12)} ${score.perSecond.toFixed(0).padStart(6)} a second   p50 ${score.p50Ms.toFixed(2).padStart(7)} ms   p99 ${score.p99Ms.toFixed(2).padStart(7)} ms   ` +
        `cpu a request: server ${score.serverCpuMs.toFixed(2)} ms, database ${score.databaseCpuMs.toFixed(2)} ms, clients ${score.clientCpuMs.toFixed(3)} ms   ${share}`,
    );
  }
}

function chosen(what: string, given: string | undefined, known: readonly string[]): readonly string[] {
  const names = given?.split(',') ?? known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`Expected ${what} out of ${known.join(', ')}, and found ${unknown.join(', ')}`);
  return names;
}

function positive(what: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`Expected a number for --${what}, and found ${text}`);
  return value;
}
