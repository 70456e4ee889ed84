/** `npm run bench -- <name> [args]`. A bench is loaded only when it is asked for. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  evaluate: () => import('./evaluate.js'),
  mutations: () => import('./mutations.js'),
  feed: () => import('./feed.js'),
  queries: () => import('./queries.js'),
  hostile: () => import('./hostile.js'),
  security: () => import('./security.js'),
  sweep: () => import('./sweep.js'),
};

interface Bench {
  run(args: string[]): Promise<void>;
}

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (load === undefined) {
  console.error(`Name a bench: ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
} else {
  const bench = await load();
  await bench.run(args);
}
