import { createHash } from 'node:crypto';

import type { AuditEntryRow } from '../db/rows/audit-entry-row.js';

/**
 * The hash that an entry has to have: of all its words, among which is the hash of the entry before it. Worked out here and
 * not by the database, because whoever can change an entry there can change the function that checks it.
 */
export function hashOf(row: AuditEntryRow): string {
  return createHash('sha256').update(wordsOf(row)).digest('hex');
}

/** The first words name the form; another form has another number. As `audit_words` has them, to the last space. */
function wordsOf(row: AuditEntryRow): string {
  const { patientIds, recordKinds, fieldClasses } = row;
  return list([
    1, row.agencyId, row.seq, row.chainedAt, row.recordedAt, row.kind, row.issuer, row.subject, row.role, row.clientId, row.purpose,
    row.operation, row.documentHash, patientIds, row.part, row.parts, recordKinds, fieldClasses, row.transport, row.address, row.userAgent, row.outcome, row.code, row.requestId,
    row.correlationId, row.eventEpoch, row.fromSeq, row.toSeq, row.count, row.emergencyAccessId, hex(row.previous),
  ]);
}

function list(values: readonly unknown[]): string {
  return `[${values.map((value) => (Array.isArray(value) ? list(value) : JSON.stringify(value))).join(', ')}]`;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
