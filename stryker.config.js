/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'test/support/mutants.jest.config.js' },
  // There is no such file: rewriting the real one needs an API of the compiler that TypeScript 7 no longer has.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  mutate: ['src/care/**/*.ts', 'src/alignment/**/*.ts'],
  ignorePatterns: ['dist', '.data', 'schema'],
  reporters: ['clear-text', 'json'],
  clearTextReporter: { logTests: false, allowColor: false, allowEmojis: false },
  jsonReporter: { fileName: 'coverage/mutants.json' },
  concurrency: 2,
  // Modules of the tests stay in memory from one mutant to the next.
  maxTestRunnerReuse: 25,
  timeoutMS: 20_000,
  tempDirName: 'coverage/stryker',
};
