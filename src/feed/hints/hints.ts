/**
 * Tells other nodes that an agency's log has grown. Truth is the log; hints only wake its readers. One that is
 * lost, doubled or out of order costs latency, because readers look by themselves twice a second, and none
 * carries anything but agencies' ids.
 */
export interface Hints {
  publish(agencyId: string): void;
  stop(): Promise<void>;
}

/** One connection that carries hints, until it is lost. */
export interface HintChannel {
  /** Agencies' ids, separated by commas. Settles when the next may be sent, and in any case when the connection is lost. */
  send(agencyIds: string): Promise<void>;
  readonly lost: Promise<void>;
  close(): Promise<void>;
}
