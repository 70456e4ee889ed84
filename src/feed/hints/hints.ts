/**
 * Tells other nodes that an agency's log has grown. Truth is the log; hints only wake its readers. One that is
 * lost, doubled or out of order costs latency, because readers look by themselves twice a second, and none
 * carries anything but agencies' ids, and of each whether what has been added is about access.
 */
export interface Hints {
  publish(hint: Hint): void;
  stop(): Promise<void>;
}

export interface Hint {
  readonly agencyId: string;
  /** What is remembered of who may read is to be asked again. */
  readonly isAboutAccess: boolean;
}

const MARK = '!';

export function hintText({ agencyId, isAboutAccess }: Hint): string {
  return isAboutAccess ? `${agencyId}${MARK}` : agencyId;
}

export function hintsIn(text: string): Hint[] {
  return text.split(',').map((one) => ({ agencyId: one.replace(MARK, ''), isAboutAccess: one.endsWith(MARK) }));
}

/** One connection that carries hints, until it is lost. */
export interface HintChannel {
  /** Hints as text, separated by commas. Settles when the next may be sent, and in any case when the connection is lost. */
  send(hints: string): Promise<void>;
  readonly lost: Promise<void>;
  close(): Promise<void>;
}
