import { ConfigProblems } from './config.js';
import { Refusal } from './base/refusal.js';
import { isDatabaseError, tellsNoValues } from './db/sqlstates.js';

/** The command line: `node dist/src/main.js COMMAND`. Each command is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly run: (args: string[]) => Promise<void> }>>> = {
  serve: () => import('./commands/serve.js'),
  token: () => import('./commands/token.js'),
  import: () => import('./commands/import.js'),
  agency: () => import('./commands/agency.js'),
  keys: () => import('./commands/keys.js'),
  audit: () => import('./commands/audit.js'),
  restored: () => import('./commands/restored.js'),
  demo: () => import('./commands/demo.js'),
  schema: () => import('./commands/schema.js'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = COMMANDS[name];
if (!load) {
  process.stderr.write(`Expected one of these commands: ${Object.keys(COMMANDS).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  try {
    await (await load()).run(args);
  } catch (error) {
    process.stderr.write(`${explanationOf(error)}\n`);
    process.exitCode = 1;
  }
}

function explanationOf(error: unknown): string {
  if (error instanceof Refusal) return `${error.message} ${error.remedy}`;
  if (error instanceof ConfigProblems) return error.message;
  if (isDatabaseError(error) && !tellsNoValues(error)) return `The database refused a statement (SQLSTATE ${error.code}).`;
  return error instanceof Error ? error.message : 'The command failed.';
}
