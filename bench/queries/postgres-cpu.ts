import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a PostgreSQL server has used so far: its own, that of its processes, and that of those that have ended. */
export function postgresCpuMs(postmasterPid: number): number {
  const postmaster = statOf(postmasterPid);
  if (postmaster === null) throw new Error('Expected a running PostgreSQL server, and found none: processor times are read from /proc');
  const others = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parentPid === postmasterPid)
    .reduce((sum, stat) => sum + (stat?.ownTicks ?? 0), 0);
  return ((postmaster.ownTicks + postmaster.endedTicks + others) * 1000) / ticksPerSecond();
}

interface Stat {
  readonly parentPid: number;
  readonly ownTicks: number;
  /** Of children that have ended. */
  readonly endedTicks: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // What comes after the name, which may hold spaces: state, parent, ten fields, then the times.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
    return { parentPid: Number(fields[1]), ownTicks: user + system, endedTicks: endedUser + endedSystem };
  } catch {
    // It has ended since it was listed.
    return null;
  }
}

let ticks: number | undefined;

function ticksPerSecond(): number {
  ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return ticks;
}
