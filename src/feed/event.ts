import type { BalanceMove } from '../alignment/alignment.js';
import { EVENT_TYPES, type EventType, type FieldChange } from '../care/change.js';
import type { ChangeCause } from '../care/visit.js';
import type { FindingRow } from '../db/rows/finding-row.js';

/** What a change did to the payer's requirements. */
export interface Effect {
  readonly raised: readonly FindingRow[];
  readonly cleared: readonly FindingRow[];
  /** Still open, with other content: the new one. */
  readonly changed: readonly FindingRow[];
  readonly balances: readonly BalanceMove[];
  readonly affectedVisitIds: readonly string[];
}

export const NO_EFFECT: Effect = { raised: [], cleared: [], changed: [], balances: [], affectedVisitIds: [] };

/** What one event tells, besides its place in the log. Identifiers, codes and numbers; no names, no narrative. */
export interface EventBody {
  readonly what: readonly FieldChange[];
  readonly actor: { readonly subject: string; readonly role: string };
  readonly cause: ChangeCause;
  readonly reason: string | null;
  /** The emergency access under which it was done, and only where there was one. */
  readonly emergencyAccessId?: string;
  readonly effect: Effect;
}

/** Raised when the shape of `EventBody` changes, so that old events stay readable. */
export const EVENT_SCHEMA_VERSION = 1;

/** One entry of the log as it is read back. Within an agency, `seq` is dense and in commit order. */
export interface AlignmentEvent {
  readonly agencyId: string;
  readonly seq: number;
  readonly epoch: number;
  readonly eventId: string;
  /** Shared by the events of one transaction. */
  readonly correlationId: string;
  readonly type: EventType;
  readonly patientId: string | null;
  readonly branchId: string | null;
  readonly payerIds: readonly string[];
  readonly body: EventBody;
  /** When it happened in the world, and when this server recorded it. */
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** Written by a newer version of this server, as while one is rolled out: that it happened is known here, and not what it says. */
  readonly isOfNewerVersion?: true;
}

/** These events may change who is allowed to read, and to hear what comes after them. */
export const ABOUT_ACCESS: ReadonlySet<string> = new Set<EventType>(['ACCESS_GRANTED', 'ACCESS_CHANGED', 'ACCESS_REVOKED', 'TOKEN_REVOKED', 'EMERGENCY_ACCESS_GRANTED', 'EMERGENCY_ACCESS_ENDED', 'EMERGENCY_ACCESS_REVIEWED', 'AGENCY_SUSPENDED', 'AGENCY_RESUMED']);

const KNOWN_TYPES: ReadonlySet<string> = new Set(EVENT_TYPES);

/** An event as this version can deal with it: of one that it does not understand, nothing but its place and what it concerns. */
export function understood(event: AlignmentEvent, schemaVersion: number): AlignmentEvent {
  if (KNOWN_TYPES.has(event.type) && schemaVersion <= EVENT_SCHEMA_VERSION) return event;
  return { ...event, isOfNewerVersion: true, body: UNKNOWN_BODY };
}

const UNKNOWN_BODY: EventBody = { what: [], actor: { subject: '', role: 'SYSTEM' }, cause: 'OTHER', reason: null, effect: NO_EFFECT };
