import type { Contender } from '../queries/contender.js';
import { openDataset } from '../queries/dataset.js';
import { startPlumbline } from '../queries/plumbline.js';
import type { QuestionId } from '../queries/questions.js';
import { makePatients } from '../support/bench-patients.js';
import { startBenchServer } from '../support/bench-server.js';
import { type Child, serveParent, startChild } from '../support/child.js';
import type { BenchPatient } from '../support/movers.js';

/**
 * One of the two builds that are compared, with a database of its own. This file is copied into the other build's tree and
 * compiled there, and so uses only what both have.
 */
export interface Subject {
  readonly url: string;
  readonly headers: Contender['headers'];
  readonly bodies: Readonly<Record<QuestionId, readonly string[]>>;
}

export interface MutationSubject {
  readonly url: string;
  readonly token: string;
  readonly patients: readonly BenchPatient[];
}

const PRODUCTION = { ...process.env, NODE_ENV: 'production' };

serveParent(async () => {
  const started: Array<() => Promise<unknown>> = [];
  const rest = async (): Promise<void> => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  return {
    ready: null,
    answers: {
      async queries({ scale }: { readonly scale: number }): Promise<Subject> {
        const dataset = await openDataset({ scale, directory: null });
        started.push(dataset.stop);
        const start = async <Ready>(file: URL, settings: unknown): Promise<Child<Ready>> => {
          const child = await startChild<Ready>(file, settings, { env: PRODUCTION, flags: ['--max-semi-space-size=64'] });
          started.push(child.stop);
          return child;
        };
        const { url: databaseUrl, directory, agencyId, draws } = dataset;
        const { url, headers, body } = await startPlumbline({ databaseUrl, directory, agencyId, start });
        const bodies = (question: QuestionId): readonly string[] => draws.map((draw) => body(question, draw));
        return { url, headers, bodies: { Q1: bodies('Q1'), Q2: bodies('Q2'), Q3: bodies('Q3'), Q4: bodies('Q4') } };
      },
      async mutations({ patients }: { readonly patients: number }): Promise<MutationSubject> {
        const server = await startBenchServer();
        started.push(server.stop);
        return { url: `${server.app.url}/graphql`, token: await server.token('SCHEDULER'), patients: await makePatients(server, patients) };
      },
      rest,
    },
    stop: rest,
  };
});
