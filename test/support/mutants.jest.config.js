import base from '../../jest.config.js';

// For `npm run mutants`. Each mutant that lives runs all of the tests that reach it, so those that try thousands of random
// patients are left out here. `MUTANT_TESTS` narrows them further: to the tests of the file that is mutated.

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  globalSetup: undefined,
  globalTeardown: undefined,
  testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
  testMatch: (process.env.MUTANT_TESTS ?? 'alignment/**,care').split(',').map((folder) => `**/test/${folder}*.unit.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', 'rules\\.unit', 'evaluate\\.unit', 'compare\\.unit', 'allocator-oracle', 'schedule\\.unit'],
};
