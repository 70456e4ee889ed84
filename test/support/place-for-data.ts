import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const enoughBytes = 2 * 1024 ** 3;

/**
 * In memory, where there is some: on a slow disk, even with fsync off, cloning the template was
 * seen to take 350 ms instead of 10. Containers often give this file system no more than 64 MB,
 * which is less than one server needs.
 */
export async function placeForData(): Promise<string> {
  const memory = '/dev/shm';
  try {
    await access(memory, constants.W_OK);
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize >= enoughBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}
