// `npm run fuzz -- --count 100000 --seed 7`: the fuzzer of the tests, for longer. Its cases are those of the seed, in order.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } });
process.stdout.write(`seed ${values.seed}\n`);
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', '--maxWorkers=1', 'test/fuzz/fuzz.api.test.ts'];
const { status } = spawnSync(process.execPath, jest, { stdio: 'inherit', env: { ...process.env, FUZZ_COUNT: values.count, FUZZ_SEED: values.seed } });
process.exitCode = status ?? 1;
