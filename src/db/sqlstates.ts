import { Refusal } from '../base/refusal.js';

/** The SQLSTATEs that a caller can do something about. All others are broken, not refused. */
export const SQLSTATE = {
  FOREIGN_KEY_VIOLATION: '23503',
  UNIQUE_VIOLATION: '23505',
  CHECK_VIOLATION: '23514',
  EXCLUSION_VIOLATION: '23P01',
  DEADLOCK_DETECTED: '40P01',
  LOCK_NOT_AVAILABLE: '55P03',
  QUERY_CANCELED: '57014',
  DISK_FULL: '53100',
  TOO_MANY_CONNECTIONS: '53300',
} as const;

interface DatabaseError extends Error {
  readonly code: string;
  readonly constraint?: string;
}

export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);
}

/** Connections, logins, databases, resources, operators, and names of the schema. The messages of all others may quote what was stored or sent. */
const CLASSES_WITHOUT_VALUES: ReadonlySet<string> = new Set(['08', '28', '3D', '42', '53', '57']);

export function tellsNoValues({ code }: DatabaseError): boolean {
  return CLASSES_WITHOUT_VALUES.has(code.slice(0, 2));
}

/** What a caller can correct when a constraint finds another record in the way: the field of the input, by the name of the constraint. */
const FIELD_OF: Readonly<Record<string, string>> = {
  branches_name_unique: 'name',
  certifications_one_at_a_time: 'endsOn',
  coverages_one_a_rank: 'rank',
  identifiers_pkey: 'identifiers',
  members_principal_unique: 'subject',
  patients_mrn_unique: 'mrn',
};

/**
 * Translated where it enters. The names of constraints are ours and say what was wrong; the detail that
 * PostgreSQL adds repeats the row's values and is never passed on.
 */
export function refusalOf(error: unknown): unknown {
  if (!isDatabaseError(error)) return error;
  const rule = error.constraint?.replaceAll('_', ' ');
  const field = FIELD_OF[error.constraint ?? ''];
  switch (error.code) {
    case SQLSTATE.FOREIGN_KEY_VIOLATION:
      return new Refusal('NOT_FOUND', { expected: `records that exist and belong together (${rule})` });
    case SQLSTATE.UNIQUE_VIOLATION:
    case SQLSTATE.EXCLUSION_VIOLATION:
      return new Refusal('ALREADY_EXISTS', { ...(field !== undefined && { path: ['input', field] }), found: `another record in the way (${rule})` });
    case SQLSTATE.CHECK_VIOLATION:
      return new Refusal('INVALID_INPUT', { expected: `values that satisfy the rule "${rule}"` });
    case SQLSTATE.DEADLOCK_DETECTED:
    case SQLSTATE.LOCK_NOT_AVAILABLE:
    case SQLSTATE.QUERY_CANCELED:
    case SQLSTATE.DISK_FULL:
    case SQLSTATE.TOO_MANY_CONNECTIONS:
      return new Refusal('BUSY');
    default:
      return error;
  }
}
