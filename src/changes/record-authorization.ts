import { checkedOptionalPast, checkedOptionalText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { type RequestChannel, type RequestType, type RequestUrgency, UNDECIDED } from '../care/authorization.js';
import { fieldChanges } from '../care/change.js';
import { checkedDiagnosisCodes } from '../care/diagnosis.js';
import { insertRows, recordById } from '../db/queries/records.js';
import { AuthorizationCapRow } from '../db/rows/authorization-cap-row.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import { expectStaffOfLines, lineChanges, type LineInput, lineOf, MOST_LINES } from './authorization-lines.js';
import { type PatientChange, recordOfPatient } from './change.js';

export interface RecordAuthorizationInput {
  readonly id?: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly coverageId?: string | null;
  /** The payer's certification number; none while it is pending. */
  readonly number?: string | null;
  readonly requestedAt?: Date | null;
  readonly decidedAt?: Date | null;
  readonly requestType?: RequestType | null;
  readonly urgency?: RequestUrgency | null;
  readonly channel?: RequestChannel | null;
  readonly diagnosisCodes?: readonly string[] | null;
  readonly lines: readonly LineInput[];
}

/** What the payer was asked for and what it answered, line by line. */
export const recordAuthorization: PatientChange<RecordAuthorizationInput, AuthorizationRow> = {
  kind: 'recordAuthorization',
  about: 'PATIENT',
  row: AuthorizationRow,
  patientOf: (input) => ({ of: 'PATIENT', id: input.patientId, path: ['input', 'patientId'] }),
  async apply(work, input) {
    const { tx, ids, now, patient } = work;
    if (input.lines.length < 1 || input.lines.length > MOST_LINES) {
      throw new Refusal('INVALID_INPUT', { path: ['input', 'lines'], expected: `1 to ${MOST_LINES} lines`, found: `${input.lines.length}` });
    }
    await recordById(tx, PayerRow, input.payerId, ['input', 'payerId']);
    if (input.coverageId != null) await recordOfPatient(work, CoverageRow, input.coverageId, ['input', 'coverageId']);
    await expectStaffOfLines(tx, input.lines, ['input', 'lines']);
    const id = input.id ?? ids.next();
    const lines = input.lines.map((line, i) => lineOf(work, id, line, ['input', 'lines', i]));
    const isUndecided = lines.every(({ line }) => UNDECIDED.has(line.decision));
    const record: AuthorizationRow = {
      agencyId: tx.agencyId,
      id,
      patientId: patient.id,
      payerId: input.payerId,
      coverageId: input.coverageId ?? null,
      number: checkedOptionalText(input.number, ['input', 'number'], 80),
      requestedAt: checkedOptionalPast(input.requestedAt, now, ['input', 'requestedAt']),
      decidedAt: checkedOptionalPast(input.decidedAt, now, ['input', 'decidedAt']) ?? (isUndecided ? null : now),
      cancelledAt: null,
      requestType: input.requestType ?? 'INITIAL',
      urgency: input.urgency ?? 'STANDARD',
      channel: input.channel ?? null,
      diagnosisCodes: checkedDiagnosisCodes(input.diagnosisCodes ?? [], ['input', 'diagnosisCodes']),
      version: 1,
    };
    await insertRows(tx, AuthorizationRow, [record]);
    await insertRows(tx, AuthorizationLineRow, lines.map(({ line }) => line as AuthorizationLineRow));
    await insertRows(tx, AuthorizationCapRow, lines.flatMap(({ caps }) => caps));
    return {
      record,
      what: [
        ...fieldChanges('Authorization', null, record, ['payerId', 'number', 'requestedAt', 'decidedAt', 'requestType', 'urgency', 'channel', 'diagnosisCodes']),
        ...lines.flatMap(({ line }) => lineChanges(null, line)),
      ],
      touchedOn: earliestStart(lines.map(({ line }) => line)),
    };
  },
};

function earliestStart(lines: ReadonlyArray<{ readonly startsOn: string }>): string | null {
  return lines.map(({ startsOn }) => startsOn).sort()[0] ?? null;
}
