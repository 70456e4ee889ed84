// A child process normally outlives a parent that was killed. A database server that does so
// keeps its data locked and its memory taken, and nobody knows whom to ask about it. Exit hooks
// in the parent do not help: they do not run on kill -9, and the known ones lose the exit code.
//
// So the child hangs on a pipe whose other end only the parent holds. However the parent ends,
// the kernel closes that end; a shell reads end-of-file, signals the child, waits for it, and
// removes what must not stay. It costs two idle shells per child.
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Account } from './postgres-account.js';

export interface BoundProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly account: Account | null;
  /** The signal that ends the child. */
  readonly endWith: 'INT' | 'QUIT' | 'TERM';
  /** Directories to remove once the child has ended. */
  readonly remove: readonly string[];
  readonly removeWhen: 'always' | 'failed';
}

export interface BoundProcess {
  /** What the child says, as text. */
  readonly output: Readable;
  /** The child's exit code; 128 plus the signal's number if a signal ended it. */
  readonly exited: Promise<number>;
  /** From now on the child does not keep this process alive. */
  unref(): void;
  /** Ends the child and waits until it is gone and tidied up after. */
  end(): Promise<void>;
}

export function spawnBound(options: BoundProcessOptions): BoundProcess {
  const { command, args, account, endWith, remove, removeWhen } = options;
  const child = spawn(
    '/bin/sh',
    ['-c', script, 'bound-process', endWith, removeWhen, String(remove.length), ...remove, command, ...args],
    {
      // Its own session, so that Ctrl-C reaches only us and we decide in which order things end.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      // Nothing of our environment: PGPORT, LANG and their like would change what the child does.
      env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
      // Our own working directory may be closed to the other account.
      cwd: '/',
      ...account,
    },
  );
  const output = child.stderr as Socket;
  const lifeline = child.stdio[3] as Socket;
  output.setEncoding('utf8');
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    // Close, not exit: by then everything the child said has been read.
    child.once('close', (code) => resolve(code ?? 255));
  });

  return {
    output,
    exited,
    unref() {
      for (const handle of [child, output, lifeline]) handle.unref();
    },
    async end() {
      for (const handle of [child, output]) handle.ref();
      lifeline.destroy();
      await exited;
    },
  };
}

// Child and watcher both run in the background so that the shell waits for whichever comes
// first: the child ending by itself, or the watcher ending it.
const script = `
signal=$1 remove_when=$2 directories=$3
shift 3

( shift "$directories"; exec "$@" ) 3<&- 1>&2 &
child=$!
{ while read -r _ <&3; do :; done; kill -"$signal" "$child"; } 2>/dev/null &
watcher=$!

wait "$child"
status=$?
kill "$watcher" 2>/dev/null

if [ "$remove_when" = always ] || [ "$status" -ne 0 ]; then
  while [ "$directories" -gt 0 ]; do
    rm -rf -- "$1" 2>/dev/null
    shift
    directories=$((directories - 1))
  done
fi
exit "$status"
`;
