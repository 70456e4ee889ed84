import base from '../../jest.config.js';

// For `npm run clients`: the packages of this folder against a server, or against the schema as it is committed.

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/clients'],
  modulePathIgnorePatterns: [],
  testPathIgnorePatterns: ['/node_modules/'],
};
