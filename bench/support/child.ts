import { fork } from 'node:child_process';

/**
 * A part of a bench in a process of its own, so that what it costs is its own: a server whose processor time is to be
 * told from that of its clients, or clients who must not wait for the server.
 */
export interface Child<Ready> {
  readonly ready: Ready;
  ask<Answer>(question: string, value?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** What a child does when it is asked. */
export interface Answers {
  readonly [question: string]: (value: never) => unknown;
}

interface Asked {
  readonly number: number;
  readonly question: string;
  readonly value: unknown;
}

interface Answered {
  readonly number: number;
  readonly answer?: unknown;
  readonly failure?: string;
}

const START = 'start';
const STOP = 'stop';

export interface Program {
  readonly flags?: readonly string[];
  /** The Node that runs it; this one when left out. */
  readonly execPath?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export async function startChild<Ready>(file: URL, settings: unknown, { flags = [], ...program }: Program = {}): Promise<Child<Ready>> {
  const child = fork(file, { ...program, execArgv: [...flags], serialization: 'advanced' });
  const waiting = new Map<number, { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void }>();
  let asked = 0;
  child.on('message', ({ number, answer, failure }: Answered) => {
    const asking = waiting.get(number);
    waiting.delete(number);
    if (failure === undefined) asking?.resolve(answer as never);
    else asking?.reject(new Error(failure));
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const { reject } of waiting.values()) reject(new Error(`A part of the bench ended early, with code ${code}`));
      resolve();
    });
  });
  const ask = <Answer>(question: string, value?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const number = (asked += 1);
      waiting.set(number, { resolve, reject });
      child.send({ number, question, value } satisfies Asked);
    });
  const ready = await ask<Ready>(START, settings).catch((error: unknown) => {
    // One that could not be started would keep this process waiting for it.
    child.kill();
    throw error;
  });
  return {
    ready,
    ask,
    async stop() {
      if (child.connected) await ask(STOP).catch(() => undefined);
      await exited;
    },
  };
}

/** The child's side. It ends when it is told to, and when whoever started it is gone. */
export function serveParent<Settings>(start: (settings: Settings) => Promise<{ readonly ready: unknown; readonly answers: Answers; stop(): Promise<void> }>): void {
  let started: Awaited<ReturnType<typeof start>> | undefined;
  const answerOf = async ({ question, value }: Asked): Promise<unknown> => {
    if (question === START) {
      started = await start(value as Settings);
      return started.ready;
    }
    if (question === STOP) return started?.stop();
    const answer = started?.answers[question] ?? COST[question];
    if (answer === undefined) throw new Error(`Expected a question that this child answers, and found: ${question}`);
    return answer(value as never);
  };
  process.on('message', (asked: Asked) => {
    const { number } = asked;
    answerOf(asked).then(
      (answer) => process.send?.({ number, answer } satisfies Answered, () => asked.question === STOP && process.exit()),
      (error: unknown) => process.send?.({ number, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Answered),
    );
  });
  process.on('disconnect', () => process.exit());
}

/** Every child can tell what it costs. */
const COST: Answers = {
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  rssMb: () => {
    globalThis.gc?.();
    return process.memoryUsage().rss / 1024 / 1024;
  },
};
