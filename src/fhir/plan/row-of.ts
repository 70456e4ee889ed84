import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { CoverageRow } from '../../db/rows/coverage-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';

/** What a resource becomes here. An answer belongs to the authorization that was asked for, a role to its person. */
export const ROW_OF: ReadonlyMap<string, RowClass<unknown>> = new Map<string, RowClass<unknown>>([
  ['Organization', PayerRow],
  ['Practitioner', StaffRow],
  ['PractitionerRole', StaffRow],
  ['Patient', PatientRow],
  ['Coverage', CoverageRow],
  ['ServiceRequest', OrderRow],
  ['Claim', AuthorizationRow],
  ['ClaimResponse', AuthorizationRow],
  ['Appointment', VisitRow],
  ['Encounter', VisitRow],
  ['DocumentReference', NoteRow],
  ['Composition', NoteRow],
]);
