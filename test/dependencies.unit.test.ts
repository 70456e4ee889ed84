import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { type Lock, licencesOf, nameAt, productionPackages } from '../src/commands/licences.js';

/** What we let others' code do here: which of it comes, from where, under which licence, and that nothing of it runs by being installed. */
const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

const EXACT = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;
const REGISTRY = 'https://registry.npmjs.org/';

const ACCEPTED: ReadonlySet<string> = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD', 'Unlicense', '(MIT AND BSD-3-Clause)']);

describe.each(['.', 'test/clients'])('the packages of %s', (directory) => {
  const manifest = JSON.parse(read(join(directory, 'package.json'))) as Manifest;
  const lock = JSON.parse(read(join(directory, 'package-lock.json'))) as Lock & { readonly lockfileVersion: number };
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
  const direct = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

  test('are named in exact versions', () => {
    expect(Object.entries({ ...direct, ...manifest.overrides }).filter(([, version]) => !EXACT.test(version))).toEqual([]);
    expect(Object.keys(direct).length).toBeGreaterThan(10);
  });

  test('are locked in these versions, once each where we name them', () => {
    for (const [name, version] of Object.entries(direct)) {
      const found = locked.filter(([path]) => nameAt(path) === name).map(([, entry]) => entry.version);
      // Its own copy of another version, deep in the tree, is a package's own affair unless both would have to agree on what it makes.
      expect([name, lock.packages[`node_modules/${name}`]?.version, ALONE.has(name) ? found : [version]]).toEqual([name, version, [version]]);
    }
  });

  test('come from the registry, and what comes is what was locked', () => {
    expect(lock.lockfileVersion).toBe(3);
    const wrong = locked.filter(([, { version, integrity, resolved, link }]) => link === true || !EXACT.test(version ?? '') || !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || !(resolved ?? REGISTRY).startsWith(REGISTRY));
    expect(wrong.map(([path]) => path)).toEqual([]);
    expect(locked.length).toBeGreaterThan(100);
  });
});

describe('what would run something by being installed', () => {
  test('is refused it by name', () => {
    const { allowScripts = {} } = JSON.parse(read('package.json')) as Manifest;
    const { packages } = JSON.parse(read('package-lock.json')) as Lock;
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameAt(path));
    expect(scripted.length).toBeGreaterThan(0);
    expect(scripted.filter((name) => allowScripts[name] !== false)).toEqual([]);
    expect(Object.entries(allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([]);
  });

  test('is refused it wherever we install', () => {
    const installs = [read('.ci/run'), read('Dockerfile')].join('\n').split('\n').filter((line) => /npm (?:ci|i|install)\b/.test(line) && !line.trim().startsWith('#'));
    expect(installs.length).toBeGreaterThan(3);
    expect(installs.filter((line) => !line.includes('--ignore-scripts'))).toEqual([]);
  });
});

/** Two of these in one process do not know each other's objects. */
const ALONE: ReadonlySet<string> = new Set(['graphql', 'graphql-ws', 'pg', 'pino', 'reflect-metadata', 'type-graphql', 'typeorm', 'ws', 'jose', '@apollo/server', 'dataloader']);

describe('licences', () => {
  const lock = JSON.parse(read('package-lock.json')) as Lock;

  test('the list of them is the one that npm run schema writes', () => {
    expect(read('LICENSES.md')).toBe(licencesOf(lock));
  });

  test('of everything that runs with the server are ones that we accept', () => {
    expect(productionPackages(lock).filter(({ licence }) => !ACCEPTED.has(licence))).toEqual([]);
    expect(productionPackages(lock).length).toBeGreaterThan(50);
  });

  test('are those that the installed packages name themselves', () => {
    const installed = productionPackages(lock).filter(({ path }) => existsSync(join(root, path, 'package.json')));
    expect(installed.length).toBeGreaterThan(50);
    for (const { path, name, version, licence } of installed) {
      const { version: itsVersion, license } = JSON.parse(read(join(path, 'package.json'))) as { readonly version: string; readonly license: unknown };
      expect([name, itsVersion, license]).toEqual([name, version, licence]);
    }
  });
});
