import { checkVersion } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { checkedMemberId } from '../care/coverage.js';
import { type EvvRecord, type EvvStatus, verified } from '../care/evv.js';
import { evvRecordsOfVisits } from '../db/queries/evv-records.js';
import { insertRows, recordsByIds, updateRows } from '../db/queries/records.js';
import { EVV_MEMBER_ID } from '../db/queries/sealed-columns.js';
import { EvvRecordRow } from '../db/rows/evv-record-row.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { inBatches, type Job, type PatientWork, recordsOfPatient, spokenOf } from './change.js';

/** What is left out stays as it was recorded before; null says that the device recorded none. */
export interface RecordEvvInput {
  readonly id?: string;
  readonly visitId: string;
  readonly serviceCode?: string | null;
  readonly memberId?: string | null;
  readonly serviceOn?: LocalDate | null;
  readonly location?: string | null;
  readonly staffId?: string | null;
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
  readonly status: EvvStatus;
  readonly isManuallyEdited?: boolean | null;
  readonly reasonCode?: string | null;
  readonly expectedVersion?: number | null;
}

/** What the clock-in recorded of a visit, or what has become of that record since. A visit has one, and each time it is told is a version of it. */
export const recordEvv = inBatches<RecordEvvInput, EvvRecordRow>({
  kind: 'recordEvv',
  about: 'PATIENT',
  row: EvvRecordRow,
  patientOf: ({ visitId }) => ({ of: 'RECORD', row: VisitRow, id: visitId, path: ['input', 'visitId'] }),
  async applyAll(jobs) {
    const [{ work }] = jobs as [Job<RecordEvvInput>];
    const { tx } = work;
    const visits = await recordsOfPatient(work, VisitRow, jobs.map(({ input }) => input.visitId), ['input', 'visitId']);
    await expectStaff(work, jobs);
    const records = new Map((await evvRecordsOfVisits(tx, visits.map(({ id }) => id))).map((record) => [record.visitId, record]));

    const changed = await Promise.all(jobs.map(async ({ work: { ids }, input: { id, memberId, expectedVersion, isManuallyEdited, ...told } }, i) => {
      const visit = visits[i] as VisitRow;
      const before = records.get(visit.id) ?? null;
      if (before !== null) checkVersion(before, expectedVersion);
      const base = before ?? emptyRecord(work, id ?? ids.next(), visit);
      const record = verified({ ...base, ...spokenOf(told), ...(await sealedMember(work, base.id, memberId)), isManuallyEdited: isManuallyEdited ?? base.isManuallyEdited, version: base.version + 1 });
      return { before, visit, record };
    }));
    await updateRows(tx, EvvRecordRow, changed.flatMap(({ before, record }) => (before === null ? [] : [record])));
    await insertRows(tx, EvvRecordRow, changed.flatMap(({ before, record }) => (before === null ? [record] : [])));
    // Where the patient lives and is insured is no part of what the log tells.
    return changed.map(({ before, visit, record }) => ({
      record,
      what: fieldChanges('EvvRecord', before, record, ['visitId', 'serviceCode', 'serviceOn', 'staffId', 'startsAt', 'endsAt', 'status', 'isManuallyEdited', 'reasonCode']),
      touchedOn: visit.serviceOn,
    }));
  },
});

/** Nothing where nothing was said of it. */
async function sealedMember({ secrets }: PatientWork, recordId: string, memberId: string | null | undefined): Promise<Partial<EvvRecord>> {
  if (memberId === undefined) return {};
  if (memberId === null) return { memberId: null, memberIndex: [] };
  const { text, index } = await secrets.seal(EVV_MEMBER_ID, recordId, checkedMemberId(memberId));
  return { memberId: text, memberIndex: index };
}

async function expectStaff({ tx }: PatientWork, jobs: ReadonlyArray<Job<RecordEvvInput>>): Promise<void> {
  const staffIds = [...new Set(jobs.flatMap(({ input }) => input.staffId ?? []))];
  if (staffIds.length > 0 && (await recordsByIds(tx, StaffRow, staffIds)).length < staffIds.length) {
    throw new Refusal('NOT_FOUND', { path: ['input', 'staffId'] });
  }
}

/** Before anything was told of it. */
function emptyRecord({ tx, patient }: PatientWork, id: string, visit: VisitRow): EvvRecord {
  return {
    agencyId: tx.agencyId,
    id,
    patientId: patient.id,
    visitId: visit.id,
    serviceCode: null,
    memberId: null,
    memberIndex: [],
    serviceOn: null,
    location: null,
    staffId: null,
    startsAt: null,
    endsAt: null,
    status: 'RECEIVED',
    isManuallyEdited: false,
    reasonCode: null,
    version: 0,
  };
}
