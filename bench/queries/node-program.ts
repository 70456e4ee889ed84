import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Beside the other data that a working copy keeps for itself. */
const KEPT_IN = '.data/bench-node';

/** The Node that is to run the servers: this one, one that is named by its path, or a version, which npm has for every platform. */
export function nodeProgram(wanted: string | undefined): { readonly execPath: string; readonly version: string } {
  const execPath = wanted === undefined ? process.execPath : existsSync(wanted) ? resolve(wanted) : installed(wanted);
  return { execPath, version: execFileSync(execPath, ['--version'], { encoding: 'utf8' }).trim() };
}

function installed(version: string): string {
  const [name, directory] = [`node-${process.platform}-${process.arch}`, resolve(KEPT_IN, version)];
  const program = join(directory, 'node_modules', name, 'bin', 'node');
  if (!existsSync(program)) {
    console.log(`Installing Node ${version}`);
    mkdirSync(directory, { recursive: true });
    execFileSync('npm', ['install', '--prefix', directory, '--no-save', '--ignore-scripts', '--no-audit', '--loglevel=error', `${name}@${version}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return program;
}
