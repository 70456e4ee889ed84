import { until } from '../../support/until.js';
import type { Fleet } from './fleet.js';

/** The database's ends of the connections over which nodes hear hints. */
export interface Listeners {
  readonly count: number;
  /** They neither answer nor break off: the connection is half open. */
  freeze(): void;
  thaw(): void;
  /** They end without having said anything more. */
  end(): Promise<void>;
}

/** Only they run these statements. */
const LISTENERS = `
  select pid from pg_stat_activity
   where backend_type = 'client backend' and pid <> pg_backend_pid() and query in ('listen plumbline_hints', 'select 1', 'select pg_notify($1, $2)')`;

export async function listenersOf(fleet: Fleet): Promise<Listeners> {
  let pids: number[] = [];
  await until(async () => (pids = (await fleet.sql<{ pid: number }>(LISTENERS)).map(({ pid }) => pid)).length >= fleet.nodes.filter(({ isRunning }) => isRunning).length);
  const signal = (name: NodeJS.Signals): void => pids.forEach((pid) => signalled(pid, name));
  return {
    count: pids.length,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async end() {
      // Terminated while it stands still, so that it goes before it reads on.
      signal('SIGTERM');
      signal('SIGCONT');
      await until(async () => (await fleet.sql('select from pg_stat_activity where pid = any($1)', [pids])).length === 0);
    },
  };
}

/** One of them may have ended of itself. */
function signalled(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
