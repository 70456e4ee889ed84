import type { ActorRole } from '../auth/viewer.js';
import type { Purpose } from './purpose.js';

/** Someone read or changed something. It says of a patient which one it was, and nothing else: no name, no variable, no value. */
export interface Entry extends Origin, Actor {
  readonly agencyId: string;
  readonly kind: EntryKind;
  readonly recordedAt: Date;
  readonly patientIds: readonly string[];
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
  /** The kinds of records that are asked for, by their names in the API; of a change, which are changed. */
  readonly recordKinds: readonly string[];
  /** The classes of the fields that the answer can show. */
  readonly fieldClasses: readonly string[];
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
  recordKinds: [],
  fieldClasses: [],
  transport: 'SERVER',
  address: null,
  userAgent: null,
  requestId: null,
};

/** What is known of an entry once something was done. Where nothing is said, nothing came of it but what `origin` and `actor` say. */
export type EntryFacts = Pick<Entry, 'kind' | 'recordedAt'> & Partial<Omit<Entry, keyof Actor | 'agencyId' | Exclude<keyof Origin, 'purpose' | 'recordKinds'>>>;

const NONE: readonly string[] = [];

/** Written out, because there is one for every answer: out of three objects spread into one it took many times as long. */
export function entryOf(origin: Origin, { subject, role, agencyId }: Actor & Pick<Entry, 'agencyId'>, what: EntryFacts): Entry {
  return {
    agencyId,
    kind: what.kind,
    recordedAt: what.recordedAt,
    issuer: origin.issuer,
    subject,
    role,
    clientId: origin.clientId,
    purpose: what.purpose ?? origin.purpose,
    operation: origin.operation,
    documentHash: origin.documentHash,
    patientIds: what.patientIds ?? NONE,
    recordKinds: what.recordKinds ?? origin.recordKinds,
    fieldClasses: origin.fieldClasses,
    transport: origin.transport,
    address: origin.address,
    userAgent: origin.userAgent,
    outcome: what.outcome ?? 'OK',
    code: what.code ?? null,
    requestId: origin.requestId,
    correlationId: what.correlationId ?? null,
    pushed: what.pushed ?? null,
    emergencyAccessId: what.emergencyAccessId ?? null,
  };
}

/** One entry names no more patients; more are in entries right behind it that say the same. */
const MOST_PATIENTS = 200;
const LONGEST_TEXT = 200;

/** An entry as the append function of the database takes it: one record, or several parts of one. What there is nothing of is left out. */
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
    document_hash: entry.documentHash ?? undefined,
    patient_ids: listed(parts === 1 ? patientIds : patientIds.slice(i * MOST_PATIENTS, (i + 1) * MOST_PATIENTS)),
    part: i + 1,
    parts,
    record_kinds: listed(entry.recordKinds),
    field_classes: listed(entry.fieldClasses),
    transport: entry.transport,
    address: entry.address ?? undefined,
    user_agent: short(entry.userAgent),
    outcome: entry.outcome,
    code: entry.code ?? undefined,
    request_id: entry.requestId ?? undefined,
    correlation_id: entry.correlationId ?? undefined,
    event_epoch: pushed?.epoch,
    from_seq: pushed?.fromSeq,
    to_seq: pushed?.toSeq,
    count: pushed?.count,
    emergency_access_id: entry.emergencyAccessId ?? undefined,
  }));
}

/** As the database writes a list: to take apart one text costs it less than so many. They are ids and words of ours. */
function listed(words: readonly string[]): string {
  return `{${words.join(',')}}`;
}

/** What a caller chose is kept no longer than it helps. */
function short(text: string | null): string | undefined {
  return text === null ? undefined : cleaned(text).slice(0, LONGEST_TEXT);
}

/** Without what no text of the database can hold: one entry that it does not take would hold up all behind it. */
function cleaned(text: string): string {
  return isHoldable(text) ? text : text.replaceAll('\u0000', '').replaceAll(/[\ud800-\udfff]/gu, '');
}

/** Nearly everything that is ever said. */
function isHoldable(text: string): boolean {
  return /^[\u0020-\u{d7ff}]*$/u.test(text);
}
