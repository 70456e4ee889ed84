import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { WebSocket } from 'ws';

import { until } from './until.js';

/** Chromium as the machine has it, or null: what wants a browser is skipped then. */
export const CHROMIUM: string | null = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null;

/** One page of a real browser that can reach nothing but this machine, spoken to over the DevTools protocol. */
export interface Page {
  /** Every address that the page has asked for. */
  readonly requested: readonly string[];
  /** What it complained of: errors, and what its policy forbade. */
  readonly complaints: readonly string[];
  open(url: string): Promise<void>;
  /** The value of an expression in the page, which may be a promise. */
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until an expression in the page is true. */
  until(expression: string): Promise<void>;
  close(): Promise<void>;
}

export async function openPage(chromium: string): Promise<Page> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-browser-'));
  const child = spawn(chromium, [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--remote-debugging-port=0', `--user-data-dir=${directory}`, 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'pipe'] });
  const { port, host } = new URL(await devtoolsOf(child));
  const pages = (await (await fetch(`http://${host}/json/list`)).json()) as ReadonlyArray<{ readonly type: string; readonly webSocketDebuggerUrl: string }>;
  const target = pages.find(({ type }) => type === 'page');
  if (!target) throw new Error(`Expected a page of the browser on port ${port}, found none.`);
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

  const requested: string[] = [];
  const complaints: string[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Answer;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    if (message.method === 'Network.requestWillBeSent') requested.push(message.params.request?.url ?? '');
    if (message.method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(message.params.exceptionDetails));
    if (message.method === 'Log.entryAdded' && message.params.entry?.level === 'error') complaints.push(JSON.stringify(message.params.entry));
  });

  const send = async (method: string, params: object = {}): Promise<Answer['result']> => {
    const id = waiting.size + 1;
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.error) throw new Error(answer.error.message);
    return answer.result;
  };
  for (const domain of ['Network', 'Runtime', 'Log', 'Page']) await send(`${domain}.enable`);

  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) ?? {};
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result?.value as T;
  };
  return {
    requested,
    complaints,
    evaluate,
    async open(url) {
      await send('Page.navigate', { url });
    },
    until: (expression) => until(() => evaluate<boolean>(expression), 30_000),
    async close() {
      socket.terminate();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params: { readonly request?: { readonly url: string }; readonly exceptionDetails?: unknown; readonly entry?: { readonly level: string } };
  readonly error?: { readonly message: string };
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown };
}

async function devtoolsOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    stderr?.once('end', () => reject(new Error(`The browser ended: ${printed}`)));
  });
}
