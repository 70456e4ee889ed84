import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..', '..', '..');

export interface EarlierBuild {
  /** Where its compiled programs are. */
  readonly dist: string;
  remove(): Promise<void>;
}

/** The sources as they were at a commit, compiled beside these with the packages of today, and with the bench's own part in them. */
export async function buildEarlier(commit: string): Promise<EarlierBuild> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-earlier-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await run('git', ['archive', '--output', join(directory, 'sources.tar'), commit], { cwd: root }).catch(() => {
      throw new Error(`Expected the history to have the commit ${commit}: fetch all of it, or name another one with --without.`);
    });
    await run('tar', ['-xf', 'sources.tar'], { cwd: directory });
    await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
    await cp(join(root, 'bench/security'), join(directory, 'bench/security'), { recursive: true });
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: directory });
    return { dist: join(directory, 'dist'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
