import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { describe } from '@jest/globals';

import { until } from './until.js';

/** The real broker, on a port of its own. */
export interface NatsServer {
  readonly url: string;
  /** Comes back under the same address. */
  start(): Promise<void>;
  /** As when its machine is lost: at once, and without a goodbye. */
  stop(): Promise<void>;
}

const binary = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'].map((directory) => join(directory, 'nats-server')).find(isExecutable);

/** What is skipped without the broker says why in its name. */
export const describeWithNats = binary === undefined ? describe.skip : describe;
export const whyWithoutNats = binary === undefined ? ' (skipped: there is no nats-server on this machine)' : '';

export async function startNatsServer(...options: readonly string[]): Promise<NatsServer> {
  let child: ChildProcess | undefined;
  let port = '-1';
  await start();
  return { url: `nats://127.0.0.1:${port}`, start, stop };

  async function start(): Promise<void> {
    child = spawn(binary ?? '', ['--addr', '127.0.0.1', '--port', port, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
    let printed = '';
    child.stderr?.on('data', (bytes: Buffer) => void (printed += bytes.toString()));
    await until(() => printed.includes('Server is ready') || child?.exitCode !== null);
    port = /client connections on 127\.0\.0\.1:(\d+)/.exec(printed)?.[1] ?? '';
    if (port === '') throw new Error(`The broker did not start: ${printed}`);
  }

  async function stop(): Promise<void> {
    const ended = new Promise((resolve) => void child?.once('exit', resolve));
    child?.kill('SIGKILL');
    await ended;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
