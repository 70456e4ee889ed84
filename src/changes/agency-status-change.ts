import { Refusal } from '../base/refusal.js';
import { type ChangeKind, fieldChanges } from '../care/change.js';
import { lockAgency, setAgencyStatus } from '../db/queries/agency.js';
import { AgencyRow } from '../db/rows/agency-row.js';
import type { AgencyChange } from './change.js';

type RecordedAgency = AgencyRow & { readonly id: string };

/** A change to whether an agency may be used. The agency is the one of the viewer, whom no token can make a system. */
export function agencyStatusChange(kind: ChangeKind, decide: (agency: RecordedAgency) => RecordedAgency): AgencyChange<object, RecordedAgency> {
  return {
    kind,
    about: 'AGENCY',
    row: AgencyRow as new () => RecordedAgency,
    async apply({ tx }) {
      const before = await lockAgency(tx);
      if (!before) throw new Refusal('NOT_FOUND');
      const record = decide(before);
      await setAgencyStatus(tx, record.status);
      return { record, what: fieldChanges('Agency', before, record, ['status']) };
    },
  };
}
