import { Refusal } from '../base/refusal.js';
import { type ChangeKind, CHANGES, fieldChanges } from '../care/change.js';
import { keepFinding } from '../db/queries/known-before.js';
import { insertRows, updateRows } from '../db/queries/records.js';
import { type FindingHistoryKind, FindingHistoryRow } from '../db/rows/finding-history-row.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { type PatientChange, type PatientWork, recordOfPatient } from './change.js';

/** What every change to the handling of a finding is told. */
export interface FindingInput {
  readonly findingId: string;
}

/** What colleagues may do about a finding. Whether it holds is not among it: only an evaluation can say that. */
export type Handling = Pick<
  FindingRow,
  'acknowledgedAt' | 'acknowledgedBy' | 'assignedTo' | 'handlingTeam' | 'waivedAt' | 'waivedBy' | 'waivedUntil' | 'waiverReason'
>;

const HANDLING: ReadonlyArray<keyof Handling> = ['acknowledgedAt', 'acknowledgedBy', 'assignedTo', 'handlingTeam', 'waivedAt', 'waivedBy', 'waivedUntil', 'waiverReason'];

/** A change to how an open finding is handled: reads it, lets `decide` say what becomes of that, and saves it with its history. */
export function findingChange<Input extends FindingInput>(
  kind: ChangeKind,
  logged: FindingHistoryKind,
  decide: (finding: FindingRow, input: Input, work: PatientWork) => Partial<Handling>,
): PatientChange<Input, FindingRow> {
  return {
    kind,
    about: 'PATIENT',
    row: FindingRow,
    patientOf: ({ findingId }) => ({ of: 'RECORD', row: FindingRow, id: findingId, path: ['input', 'findingId'] }),
    async apply(work, input) {
      const { tx, ids, now, viewer, why, patient } = work;
      const before = await recordOfPatient(work, FindingRow, input.findingId, ['input', 'findingId']);
      if (before.status !== 'OPEN') {
        throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'findingId'], expected: 'a finding that is open', found: `one that is ${before.status}` });
      }
      const record: FindingRow = { ...before, ...decide(before, input, work) };
      await updateRows(tx, FindingRow, [record]);
      await keepFinding(tx, record.id, now);
      await insertRows(tx, FindingHistoryRow, [
        {
          agencyId: tx.agencyId,
          id: ids.next(),
          patientId: patient.id,
          findingId: record.id,
          kind: logged,
          correlationId: work.correlationId,
          eventType: CHANGES[kind],
          actorSubject: viewer.subject,
          actorRole: viewer.role,
          reason: why.reason,
          team: record.handlingTeam === before.handlingTeam ? null : record.handlingTeam,
          assignedTo: record.assignedTo,
          untilAt: record.waivedUntil,
          recordedAt: now,
        },
      ]);
      return { record, what: fieldChanges('Finding', before, record, HANDLING), handledFinding: record };
    },
  };
}
