import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who the database server runs as: null for ourselves. PostgreSQL refuses to run as root, and
 * creating a user on somebody's machine is not ours to do. So root lends it the account that
 * owns the data already, or else the one that every system has for processes that own nothing.
 */
export async function serverAccount(data: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(data).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return await nobody();
}

export async function nobody(): Promise<Account> {
  try {
    const [user, group] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
    return { uid: Number(user.stdout), gid: Number(group.stdout) };
  } catch (error) {
    throw new Error(
      'PostgreSQL does not run as root, and there is no account `nobody` to run it as. Start Plumbline as another user, or set DATABASE_URL to a running PostgreSQL.',
      { cause: error },
    );
  }
}

/** Whether the account can do something, told by trying it. */
export async function canRun(account: Account, command: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args, { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
