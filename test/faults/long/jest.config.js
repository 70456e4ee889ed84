import base from '../../../jest.config.js';

// For `npm run faults`: one file, one fault after another, as large as a machine of two processors bears.

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../../..',
  // The suite brings its own database server.
  globalSetup: undefined,
  globalTeardown: undefined,
  testMatch: ['**/test/faults/long/*.fault.ts'],
  testTimeout: 600_000,
  maxWorkers: 1,
};
