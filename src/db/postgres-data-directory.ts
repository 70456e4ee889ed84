import { constants } from 'node:fs';
import { access, lstat, mkdir, mkdtemp, realpath, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canRun, nobody } from './postgres-account.js';

const systemDirectory = '/var/lib/plumbline';

/**
 * Where the data asked for really goes. Root often works below /root, which is closed to the
 * account the server has to run as, and PostgreSQL needs every directory on its path. The data
 * then goes where services keep theirs, and a link stands in the place that was asked for:
 * whoever removes the link starts anew, whoever follows it finds the data.
 */
export async function reachableDataDirectory(wanted: string): Promise<string> {
  const existing = await realpath(wanted).catch(() => undefined);
  if (existing !== undefined) {
    await refuseUnlessOurs(existing);
    return existing;
  }

  if (await isLink(wanted)) {
    throw new Error(`${wanted} is a link to nowhere. Bring back what it pointed to, or remove the link to start with new data.`);
  }

  const parent = dirname(wanted);
  await mkdir(parent, { recursive: true });
  if (process.getuid?.() !== 0 || (await canRun(await nobody(), 'test', ['-x', parent]))) return wanted;

  await mkdir(systemDirectory, { recursive: true, mode: 0o755 });
  const elsewhere = await mkdtemp(`${systemDirectory}/data-`);
  await symlink(elsewhere, wanted);
  return elsewhere;
}

async function refuseUnlessOurs(data: string): Promise<void> {
  try {
    await access(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(
      `The data in ${data} belongs to another account. Start Plumbline as that account, or set DATA_DIR to another directory or DATABASE_URL to a running PostgreSQL.`,
      { cause: error },
    );
  }
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;
}
