import type { ResyncReason } from './position.js';

/** From where those who resume are told what they missed. */
export type ResumeSource = 'recent' | 'database' | 'resync';

/** What the feed says of its own work, for whoever runs it. Counts and durations; no ids, no facts. */
export interface FeedTelemetry {
  /** An event reached this node, so long after it was recorded. */
  tailed(commitToTailMs: number): void;
  /** All who were to hear an event at once have been told, so long after it was recorded. */
  delivered(groupSizes: readonly number[], executions: number, commitToSocketMs: number): void;
  /** The poll found what a hint should have told. */
  hintMissed(): void;
  resumed(source: ResumeSource, reason: ResyncReason | null): void;
  slowReaderClosed(): void;
  accessEnded(): void;
  /** The log was not dense where it was read. Never in a healthy installation. */
  gapDetected(): void;
  /** A log is not what was written to it. Somebody has altered it. */
  chainBroken(): void;
  /** An event of one agency was about to reach another. Never. */
  foreignEvent(): void;
}

export const NO_TELEMETRY: FeedTelemetry = {
  tailed: () => undefined,
  delivered: () => undefined,
  hintMissed: () => undefined,
  resumed: () => undefined,
  slowReaderClosed: () => undefined,
  accessEnded: () => undefined,
  gapDetected: () => undefined,
  chainBroken: () => undefined,
  foreignEvent: () => undefined,
};
