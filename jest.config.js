// Tests run as ES modules, because some packages exist as nothing else. swc compiles them (see
// .swcrc): it writes the decorator metadata that type-graphql and TypeORM read, as tsc does. It
// does not check types; `npm run typecheck` covers the tests too.

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // The suffix tells what a test costs: nothing, a database, a whole server.
  testMatch: ['**/*.{unit,db,api}.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Clients are tried with packages of their own, by a configuration of their own.
  modulePathIgnorePatterns: ['<rootDir>/test/clients/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/clients/'],
  testTimeout: 30_000,
  maxWorkers: 2,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
};
