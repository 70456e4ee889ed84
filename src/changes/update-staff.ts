import { checkedNpi, checkedText } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { checkedSkills } from '../care/agency.js';
import { type FieldChange, fieldChanges } from '../care/change.js';
import type { Discipline } from '../care/service.js';
import { markPatientsOfStaffDue } from '../db/queries/deadlines.js';
import { recordById, updateRows } from '../db/queries/records.js';
import { lockStaff } from '../db/queries/staff.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { type AgencyChange, spokenOf } from './change.js';

/** What is left out stays as it is; null takes a branch, a credential, its end or an NPI away. */
export interface UpdateStaffInput {
  readonly staffId: string;
  readonly branchId?: string | null;
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  readonly npi?: string | null;
  readonly disciplines?: readonly Discipline[] | null;
  readonly credential?: string | null;
  /** The last day on which the credential is valid. */
  readonly credentialExpiresOn?: LocalDate | null;
}

/**
 * Who someone is, what they may give, and until when. Every patient whom they have to do with is marked due, and the clock's worker
 * evaluates them afterwards.
 */
export const updateStaff: AgencyChange<UpdateStaffInput, StaffRow> = {
  kind: 'updateStaff',
  about: 'AGENCY',
  row: StaffRow,
  async apply({ tx, now }, { staffId, branchId, givenName, familyName, npi, disciplines, ...input }) {
    const before = await lockStaff(tx, staffId);
    if (!before) throw new Refusal('NOT_FOUND', { path: ['input', 'staffId'] });
    if (branchId != null) await recordById(tx, BranchRow, branchId, ['input', 'branchId']);
    const skills = checkedSkills({ ...before, ...spokenOf(input), disciplines: disciplines ?? before.disciplines });
    const record: StaffRow = {
      ...before,
      ...skills,
      branchId: branchId === undefined ? before.branchId : branchId,
      givenName: checkedText(givenName ?? before.givenName, ['input', 'givenName'], 100),
      familyName: checkedText(familyName ?? before.familyName, ['input', 'familyName'], 100),
      npi: npi === undefined ? before.npi : checkedNpi(npi, ['input', 'npi']),
    };
    await updateRows(tx, StaffRow, [record]);
    await markPatientsOfStaffDue(tx, staffId, now);
    return { record, what: [...fieldChanges('Staff', before, record, ['branchId', 'disciplines', 'credential', 'credentialExpiresOn', 'npi']), ...renamed(before, record)] };
  },
};

/** That someone has another name and not which: the log holds no names. */
function renamed(before: StaffRow, { id, givenName, familyName }: StaffRow): FieldChange[] {
  return before.givenName === givenName && before.familyName === familyName ? [] : [{ entity: 'Staff', id, field: 'name', before: null, after: null }];
}
