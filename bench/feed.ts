import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { commits } from './feed/commits.js';
import { latency } from './feed/latency.js';
import { memory } from './feed/memory.js';
import { neighbour } from './feed/neighbour.js';
import { processorTime } from './feed/processor-time.js';
import { resume } from './feed/resume.js';
import { throughput } from './feed/throughput.js';
import { startBenchServer } from './support/bench-server.js';
import type { StageOptions } from './support/stage.js';

const SOCKETS = 5_000;
/** Of a process, besides its sockets. */
const OTHER_FILES = 200;

type Part = (options: StageOptions, sockets: number) => Promise<Readonly<Record<string, number>>>;

const PARTS: Readonly<Record<string, Part>> = { cpu: processorTime, throughput, latency, resume, memory, commits, neighbour };

/**
 * What it costs to tell many of a change, and how long it takes. Every server is a process of its own, so are its
 * clients, and what is compared is measured in turns in one run, because a shared machine drifts: the ratios are what
 * can be compared with those of another machine.
 *
 *   npm run bench -- feed [--sockets 5000] [--only cpu,throughput,latency,resume,memory,commits,neighbour] [--profiles DIRECTORY]
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { sockets: { type: 'string', default: String(SOCKETS) }, only: { type: 'string' }, profiles: { type: 'string' } } });
  const sockets = Number(values.sockets);
  const chosen = values.only?.split(',') ?? Object.keys(PARTS);
  const unknown = chosen.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0 || !(sockets > 0)) throw new Error(`Expected a number of sockets and parts out of ${Object.keys(PARTS).join(', ')}, and found ${unknown.join(', ') || values.sockets}`);
  requireFiles(sockets * (chosen.includes('resume') ? 2 : 1) + OTHER_FILES);

  const server = await startBenchServer();
  try {
    let results: Readonly<Record<string, number>> = {};
    for (const name of chosen) results = { ...results, ...(await (PARTS[name] as Part)({ server, profiles: values.profiles ?? null }, sockets)) };
    console.log(`RESULT ${JSON.stringify({ bench: 'feed', ...results })}`);
  } finally {
    await server.stop();
  }
}

/** A server that runs out of files accepts nobody any more, and the clients would wait for ever. */
function requireFiles(needed: number): void {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  if (limit !== 'unlimited' && Number(limit) < needed) {
    throw new Error(`Expected at least ${needed} open files for a process, and found a limit of ${limit}: raise it with "ulimit -n ${needed}", or ask for fewer --sockets`);
  }
}
