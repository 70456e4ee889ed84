import type { ActorRole } from '../auth/viewer.js';
import type { Purpose } from './purpose.js';

/** Someone read or changed something. It says of a patient which one it was, and nothing else: no name, no variable, no value. */
export interface Entry extends Origin, Actor {
  readonly agencyId: string;
  readonly kind: EntryKind;
  readonly recordedAt: Date;
  readonly patientIds: readonly string[];
  /** The kinds of records that were asked for, by their names in the API. */
  readonly recordKinds: readonly string[];
  /** The classes of the fields that were asked for. */
  readonly fieldClasses: readonly string[];
  readonly outcome: EntryOutcome;
  /** The code of the first refusal; of what failed, INTERNAL. */
  readonly code: string | null;
  /** What a change has in common with its events. */
  readonly correlationId: string | null;
  /** Of what was pushed: the events after the first, up to the last, and how many messages told of them. */
  readonly pushed: PushedRange | null;
  readonly emergencyAccessId: string | null;
}

export const ENTRY_KINDS = ['QUERY', 'CHANGE', 'PUSH', 'IMPORT', 'EXPORT', 'COMMAND'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const ENTRY_OUTCOMES = ['OK', 'REFUSED', 'FAILED'] as const;
export type EntryOutcome = (typeof ENTRY_OUTCOMES)[number];

export const TRANSPORTS = ['HTTP', 'WEBSOCKET', 'EVENT_STREAM', 'FHIR', 'WEBHOOK', 'SERVER'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Who vouches for the one who acts. SYSTEM is this server itself. */
export const ISSUERS = ['PEOPLE', 'SERVICES', 'INTEGRATORS', 'DEVELOPMENT', 'SYSTEM'] as const;
export type Issuer = (typeof ISSUERS)[number];

export interface Actor {
  readonly subject: string;
  readonly role: ActorRole;
}

/** What of an entry is known before anything is done: through what it was asked, and for what. */
export interface Origin {
  readonly issuer: Issuer;
  readonly clientId: string | null;
  readonly purpose: Purpose;
  /** The name of the operation, where its document gives it one. */
  readonly operation: string | null;
  readonly documentHash: string | null;
  readonly transport: Transport;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

export interface PushedRange {
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly count: number;
}

/** What this server does of itself, or at the command of whoever operates it. */
export const OWN_ORIGIN: Origin = {
  issuer: 'SYSTEM',
  clientId: null,
  purpose: 'HOPERAT',
  operation: null,
  documentHash: null,
  transport: 'SERVER',
  address: null,
  userAgent: null,
  requestId: null,
};

/** An entry that nothing came of but what `origin` and `actor` say. */
export function entryOf(origin: Origin, { subject, role, agencyId }: Actor & Pick<Entry, 'agencyId'>, what: Pick<Entry, 'kind' | 'recordedAt'> & Partial<Entry>): Entry {
  return {
    ...origin,
    agencyId,
    subject,
    role,
    patientIds: [],
    recordKinds: [],
    fieldClasses: [],
    outcome: 'OK',
    code: null,
    correlationId: null,
    pushed: null,
    emergencyAccessId: null,
    ...what,
  };
}

/** One entry names no more patients; more are in entries right behind it that say the same. */
const MOST_PATIENTS = 200;
const LONGEST_TEXT = 200;

/** An entry as the append function of the database takes it: one record, or several parts of one. */
export function recordsOf(entry: Entry): object[] {
  const { patientIds, pushed } = entry;
  const parts = Math.max(1, Math.ceil(patientIds.length / MOST_PATIENTS));
  return Array.from({ length: parts }, (_, i) => ({
    recorded_at: entry.recordedAt,
    kind: entry.kind,
    issuer: entry.issuer,
    subject: cleaned(entry.subject),
    role: entry.role,
    client_id: short(entry.clientId),
    purpose: entry.purpose,
    operation: short(entry.operation),
    document_hash: entry.documentHash,
    patient_ids: parts === 1 ? patientIds : patientIds.slice(i * MOST_PATIENTS, (i + 1) * MOST_PATIENTS),
    part: i + 1,
    parts,
    record_kinds: entry.recordKinds,
    field_classes: entry.fieldClasses,
    transport: entry.transport,
    address: entry.address,
    user_agent: short(entry.userAgent),
    outcome: entry.outcome,
    code: entry.code,
    request_id: entry.requestId,
    correlation_id: entry.correlationId,
    event_epoch: pushed?.epoch ?? null,
    from_seq: pushed?.fromSeq ?? null,
    to_seq: pushed?.toSeq ?? null,
    count: pushed?.count ?? null,
    emergency_access_id: entry.emergencyAccessId,
  }));
}

/** What a caller chose is kept no longer than it helps. */
function short(text: string | null): string | null {
  return text === null ? null : cleaned(text).slice(0, LONGEST_TEXT);
}

/** Without what no text of the database can hold: one entry that it does not take would hold up all behind it. */
function cleaned(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll(/[\ud800-\udfff]/gu, '');
}
