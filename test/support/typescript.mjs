// Lets plain Node run the sources, as Jest does: `node --import ./test/support/typescript.mjs src/main.ts`.
// Jest's global setup needs it, because Jest does not compile what that imports; and so do tests
// that start a process of their own, to kill it.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const root = fileURLToPath(new URL('../..', import.meta.url));

// This file is loaded twice: here, and once more as the hooks, in a thread of their own.
if (isMainThread) register(import.meta.url);

export async function resolve(specifier, context, next) {
  const isSource = /^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts');
  return next(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transform } = await import('@swc/core');
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), { filename, root, cwd: root, module: { type: 'es6' } });
  return { format: 'module', source: code, shortCircuit: true };
}
