import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';

import { makePatients } from './bench-patients.js';
import { type BenchAgency, type BenchServer, keysOf } from './bench-server.js';
import { type Child, startChild } from './child.js';
import type { Committed, CommittersData, Work } from './committers.js';
import type { BenchPatient } from './movers.js';
import { nextMessage } from './next-message.js';
import type { PartySettings } from './party.js';

/** What one part of the bench needs, each in a process or thread of its own; all of it ends with the part. */
export interface Stage {
  readonly agency: StageAgency;
  /** Another one beside it, in the same database. */
  openAgency(): Promise<StageAgency>;
  /** The product, as it runs in production. */
  plumbline(): Promise<Child<string>>;
  plain(agency: StageAgency): Promise<Child<string>>;
  bare(agency: StageAgency | null): Promise<Child<string>>;
  party(server: Child<string>, agency: StageAgency, sockets: number, isChained?: boolean): Promise<Child<null>>;
  committers(agency: StageAgency, options?: Partial<Pick<CommittersData, 'writers' | 'isHinting'>>): Promise<Committers>;
}

export interface StageAgency extends BenchAgency {
  readonly patients: readonly BenchPatient[];
}

export interface Committers {
  work(work: Work): Promise<Committed>;
}

export interface StageOptions {
  readonly server: BenchServer;
  /** Where profiles of the servers are written to; null: nowhere. */
  readonly profiles: string | null;
}

/** One selection for everyone, as a billing dashboard asks: event, patient, effect, findings and visits. */
const DOCUMENT = `subscription ($after: String) {
  alignmentChanged(after: $after) {
    kind cursor previousCursor
    event {
      id type recordedAt cause
      patient { id mrn familyName }
      effect {
        raised { id ruleId severity clinicalText }
        cleared { id ruleId }
        affectedVisits { id startsAt status serviceCode }
      }
    }
  }
}`;

const PATIENTS = 50;
/** One person has at most twenty sockets. */
const SOCKETS_A_SUBJECT = 20;
/** As `npm start` has it; and a garbage collection can be asked for. */
const SERVER_FLAGS = ['--max-semi-space-size=64', '--expose-gc'];

export async function onStage<Result>({ server, profiles }: StageOptions, play: (stage: Stage) => Promise<Result>): Promise<Result> {
  const started: Array<() => Promise<unknown>> = [];
  const flags = profiles === null ? SERVER_FLAGS : [...SERVER_FLAGS, '--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const { node } = server;

  const openAgency = async (): Promise<StageAgency> => {
    const agency = await server.openAgency(`bench-${randomUUID().slice(0, 8)}`);
    return { ...agency, patients: await makePatients(agency, PATIENTS) };
  };
  const child = async <Ready>(file: string, settings: unknown, itsFlags: readonly string[]): Promise<Child<Ready>> => {
    const one = await startChild<Ready>(new URL(file, import.meta.url), settings, { flags: itsFlags });
    started.push(one.stop);
    return one;
  };
  const stage: Stage = {
    agency: await openAgency(),
    openAgency,
    plumbline: () => child('./plumbline-node.js', node, flags),
    plain: ({ agencyId }) => child('./plain-server.js', { ...node, agencyId }, flags),
    bare: (agency) => child('./bare-server.js', { ...node, agencyId: agency?.agencyId ?? null }, flags),
    async party({ ready: url }, agency, sockets, isChained = true) {
      const tokens = await Promise.all(Array.from({ length: Math.ceil(sockets / SOCKETS_A_SUBJECT) }, (_, i) => agency.token('BILLER', `bench-biller-${i}`)));
      return child('./party-process.js', { url, tokens, sockets, document: DOCUMENT, isChained } satisfies PartySettings, []);
    },
    async committers({ agencyId, patients }, { writers = 1, isHinting = true } = {}) {
      const worker = new Worker(new URL('./committers.js', import.meta.url), { workerData: { databaseUrl: node.databaseUrl, keys: keysOf(node.dataDirectory), agencyId, patients, writers, isHinting } satisfies CommittersData });
      await nextMessage(worker);
      started.push(async () => {
        worker.postMessage('stop');
        await new Promise((resolve) => worker.once('exit', resolve));
      });
      return {
        work(work) {
          worker.postMessage(work);
          return nextMessage(worker) as Promise<Committed>;
        },
      };
    },
  };
  try {
    return await play(stage);
  } finally {
    for (const stop of started.reverse()) await stop();
  }
}
