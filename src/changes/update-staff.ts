import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { checkedSkills } from '../care/agency.js';
import { fieldChanges } from '../care/change.js';
import type { Discipline } from '../care/service.js';
import { markPatientsOfStaffDue } from '../db/queries/deadlines.js';
import { lockStaff, setSkills } from '../db/queries/staff.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { type AgencyChange, spokenOf } from './change.js';

/** What is left out stays as it is; null takes a credential or its end away. */
export interface UpdateStaffInput {
  readonly staffId: string;
  readonly disciplines?: readonly Discipline[] | null;
  readonly credential?: string | null;
  /** The last day on which the credential is valid. */
  readonly credentialExpiresOn?: LocalDate | null;
}

/**
 * What someone may give, and until when. Every patient whom they have to do with is marked due, and the clock's worker
 * evaluates them afterwards.
 */
export const updateStaff: AgencyChange<UpdateStaffInput, StaffRow> = {
  kind: 'updateStaff',
  about: 'AGENCY',
  row: StaffRow,
  async apply({ tx, now }, { staffId, disciplines, ...input }) {
    const before = await lockStaff(tx, staffId);
    if (!before) throw new Refusal('NOT_FOUND', { path: ['input', 'staffId'] });
    const skills = checkedSkills({ ...before, ...spokenOf(input), disciplines: disciplines ?? before.disciplines });
    await setSkills(tx, staffId, skills);
    await markPatientsOfStaffDue(tx, staffId, now);
    const record = { ...before, ...skills };
    return { record, what: fieldChanges('Staff', before, record, ['disciplines', 'credential', 'credentialExpiresOn']) };
  },
};
