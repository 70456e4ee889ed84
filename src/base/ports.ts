/** What the pure folders may ask of the world; `system.ts` has the only real ones. */
export interface Clock {
  now(): Date;
}

/** UUID version 7: ordered by creation, so that new rows land at the end of their indexes. */
export interface Ids {
  next(): string;
}

/** Only the listed fields exist, so that no patient fact can be logged by habit. */
export interface LogFields {
  readonly errorId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly remoteAddress?: string | undefined;
  /** A route of ours, never the path that was asked for. */
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  /** Under a pseudonym. */
  readonly subject?: string | undefined;
  readonly agencyId?: string | undefined;
  /** By the fields of the schema that it asks for, never by the name that its caller gave it. */
  readonly operation?: string | undefined;
  readonly code?: string | undefined;
  readonly sqlState?: string | undefined;
  readonly seq?: number | undefined;
  /** Of something that was hashed with what no one can guess. */
  readonly hash?: string | undefined;
  readonly count?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly port?: number | undefined;
  /** The class and stack frames of an error, never its message: messages of libraries echo values. */
  readonly frames?: string | undefined;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Time that passes, as opposed to the time of day: how long, and what is to happen after how long. */
export interface Timers {
  /** Milliseconds from some fixed moment. It never goes back, whatever happens to the machine's clock. */
  nowMs(): number;
  /** Once. Nothing that waits here keeps the process alive. */
  after(ms: number, run: () => void): Cancel;
  every(ms: number, run: () => void): Cancel;
  /** Lets everything else that is ready go first. */
  turn(): Promise<void>;
}

export type Cancel = () => void;
