import { checkedNpi, checkedText } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { checkedSkills } from '../care/agency.js';
import { fieldChanges } from '../care/change.js';
import type { Discipline } from '../care/service.js';
import { insertRows, recordById } from '../db/queries/records.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { StaffRow } from '../db/rows/staff-row.js';
import type { AgencyChange } from './change.js';

export interface AddStaffInput {
  readonly id?: string;
  readonly branchId?: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly disciplines: readonly Discipline[];
  readonly credential?: string | null;
  /** The last day on which the credential is valid. */
  readonly credentialExpiresOn?: LocalDate | null;
  readonly npi?: string | null;
}

export const addStaff: AgencyChange<AddStaffInput, StaffRow> = {
  kind: 'addStaff',
  about: 'AGENCY',
  row: StaffRow,
  async apply({ tx, ids }, input) {
    if (input.branchId != null) await recordById(tx, BranchRow, input.branchId, ['input', 'branchId']);
    const record: StaffRow = {
      agencyId: tx.agencyId,
      id: input.id ?? ids.next(),
      branchId: input.branchId ?? null,
      givenName: checkedText(input.givenName, ['input', 'givenName'], 100),
      familyName: checkedText(input.familyName, ['input', 'familyName'], 100),
      ...checkedSkills({ disciplines: input.disciplines, credential: input.credential ?? null, credentialExpiresOn: input.credentialExpiresOn ?? null }),
      npi: checkedNpi(input.npi, ['input', 'npi']),
    };
    await insertRows(tx, StaffRow, [record]);
    return { record, what: fieldChanges('Staff', null, record, ['disciplines', 'credential', 'credentialExpiresOn']) };
  },
};
