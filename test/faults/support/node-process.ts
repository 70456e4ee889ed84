import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { until } from '../../support/until.js';

/** A node as it runs in production: a process of its own, which can be killed without a word. */
export interface NodeProcess {
  readonly url: string;
  readonly pid: number;
  /** All that it wrote so far, in every life. */
  readonly written: string;
  readonly isRunning: boolean;
  /** Resolves when it is gone. */
  kill(): Promise<void>;
  /** As if its event loop were blocked, or the machine asleep. */
  freeze(): void;
  thaw(): void;
  /** How many files and sockets it may have open from now on; to start takes more than to serve. */
  allowFiles(most: number): Promise<void>;
  /** Again, on the same port. */
  start(): Promise<void>;
}

/** It ends when whoever started it is gone, however that went: else a suite that is broken off would leave its nodes behind. */
const LIFELINE = `data:text/javascript,${encodeURIComponent(`process.stdin.resume().once('end', () => process.exit(1)).unref()`)}`;

/** What a proxy that ended TLS would say of every request. Without one in between, what is cut and slowed is the client's own connection. */
const BEHIND_PROXY = `data:text/javascript,${encodeURIComponent(`import { Server } from 'node:http';
const { emit } = Server.prototype;
Server.prototype.emit = function (name, request, ...rest) {
  if (name === 'request' || name === 'upgrade') request.headers['x-forwarded-proto'] = 'https';
  return emit.call(this, name, request, ...rest);
};`)}`;

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');

export async function startNode(env: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<NodeProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const serve = [...flags, '--import', LIFELINE, '--import', BEHIND_PROXY, join(root, 'dist/src/main.js'), 'serve'];
  let child: ChildProcess | null = null;
  let written = '';

  const node: NodeProcess = {
    url,
    get pid() {
      return child?.pid ?? 0;
    },
    get written() {
      return written;
    },
    get isRunning() {
      return child !== null;
    },
    async kill() {
      if (child === null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async allowFiles(most) {
      await run('prlimit', ['--pid', String(node.pid), `--nofile=${most}`]);
    },
    async start() {
      if (child !== null) return;
      const before = written.length;
      const started = spawn(process.execPath, serve, { env: { PATH: process.env['PATH'], TRUSTED_PROXIES: '127.0.0.1', CONNECTIONS_PER_ADDRESS: '1000000', ...env, HOST: '127.0.0.1', PORT: String(port) }, stdio: ['pipe', 'pipe', 'pipe'] });
      child = started;
      for (const stream of [started.stdout, started.stderr]) stream.on('data', (bytes: Buffer) => void (written += bytes.toString()));
      started.once('close', () => void (child = null));
      await until(() => written.includes('Plumbline serves', before) || child === null, 60_000);
      if (child === null) throw new Error(`A node did not start:\n${written.slice(before)}`);
    },
  };
  await node.start();
  return node;
}

/** What is killed is what is delivered: the compiled program. Takes a moment when nothing changed. */
export async function build(): Promise<void> {
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: root });
}

/** A node that starts again has to come back where its clients look for it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
