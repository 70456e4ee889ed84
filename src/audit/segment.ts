import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readdirSync, readSync, renameSync, statSync, unlinkSync, utimesSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';

/**
 * One file of a spool: lines that were written by one process, in order, each its agency and its entry. A plain write
 * is in the file even if the process is killed right behind it. It does not wait for the disk: what a machine loses that loses its
 * power is, at most, what was answered in its last seconds.
 *
 *   written by its owner -> shipped, by the owner or by who took it over -> removed
 *
 * Its name says who owns it. Whoever takes over what a dead process left renames it, which only one of several can do. A
 * process is dead when its machine says so; of a process on another machine, when it has not touched its file for long. An owner
 * that comes back after so long sees first whether its file is still its own.
 */
export class Segment {
  readonly id: string;
  readonly path: string;
  readonly #fd: number;
  #size: number;
  /** Up to where it has been shipped. */
  shipped = 0;
  /** The number of the last line. */
  line = 0;
  /** Whose lines came out of it. */
  readonly agencyIds = new Set<string>();

  private constructor(path: string, fd: number, size: number) {
    this.path = path;
    this.id = ownerIn(path)?.id ?? '';
    this.#fd = fd;
    this.#size = size;
    openHere.add(this.id);
  }

  static create(directory: string, id: string): Segment {
    const path = pathOf(directory, id);
    return new Segment(path, openSync(path, 'ax+', OWNER_ONLY), 0);
  }

  /** Null when someone else was faster. */
  static takeOver(path: string, directory: string): Segment | null {
    const owner = ownerIn(path);
    if (owner === null) return null;
    const taken = pathOf(directory, owner.id);
    try {
      if (path !== taken) renameSync(path, taken);
      const fd = openSync(taken, 'r');
      return new Segment(taken, fd, fstatSync(fd).size);
    } catch {
      return null;
    }
  }

  get size(): number {
    return this.#size;
  }

  /** All or nothing. @throws whatever the disk says */
  write(text: string): void {
    const bytes = Buffer.from(text);
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      // Half a line would be taken for damage.
      ftruncateSync(this.#fd, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  /** The next whole lines that have not been shipped, and where they end. */
  next(mostBytes: number): { readonly lines: readonly string[]; readonly end: number } {
    const buffer = Buffer.allocUnsafe(Math.min(mostBytes, this.#size - this.shipped));
    const length = readSync(this.#fd, buffer, 0, buffer.length, this.shipped);
    const end = buffer.subarray(0, length).lastIndexOf(NEWLINE) + 1;
    // A line longer than that is none that was written here, and behind the last whole one there is only what was being written when its owner died.
    if (end === 0) return { lines: [], end: this.#size };
    return { lines: buffer.toString('utf8', 0, end - 1).split('\n'), end: this.shipped + end };
  }

  /** Returns whether it is still there, under its own name. */
  touch(at: Date): boolean {
    try {
      utimesSync(this.path, at, at);
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    closeSync(this.#fd);
    openHere.delete(this.id);
  }

  remove(): void {
    if (existsSync(this.path)) unlinkSync(this.path);
    this.close();
  }
}

/** The files whose owners are dead. */
export function abandonedIn(directory: string, now: Date): string[] {
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .filter((path) => isAbandoned(path, now))
    .sort();
}

/** An owner touches its file more often than this by far. */
export const SILENT_MS = 10 * 60_000;

const OWNER_ONLY = 0o600;
const NEWLINE = 0x0a;

/** A process number comes again, above all in containers, where it is always the same. */
const openHere = new Set<string>();

interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly id: string;
}

function pathOf(directory: string, id: string): string {
  return join(directory, `${hostname()}~${process.pid}~${id}.jsonl`);
}

function ownerIn(path: string): Owner | null {
  const [, host, pid, id] = /^(.*)~(\d+)~([0-9a-f-]{36})\.jsonl$/.exec(basename(path)) ?? [];
  return host === undefined || pid === undefined || id === undefined ? null : { host, pid: Number(pid), id };
}

function isAbandoned(path: string, now: Date): boolean {
  const owner = ownerIn(path);
  if (owner === null || openHere.has(owner.id)) return false;
  if (owner.host === hostname() && (owner.pid === process.pid || !isRunning(owner.pid))) return true;
  const touchedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  return now.getTime() - touchedAt > SILENT_MS;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
