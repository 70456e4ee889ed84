import type { AnyImporter } from './importer.js';
import { coverageImporter } from './plan-coverage.js';
import { decisionImporter } from './plan-decision.js';
import { compositionImporter, documentImporter } from './plan-note.js';
import { orderImporter } from './plan-order.js';
import { patientImporter } from './plan-patient.js';
import { payerImporter } from './plan-payer.js';
import { requestImporter } from './plan-request.js';
import { provenanceImporter } from './plan-signature.js';
import { practitionerImporter, practitionerRoleImporter } from './plan-staff.js';
import { appointmentImporter, encounterImporter } from './plan-visit.js';

/** The resources that are imported, in the order in which one may need another: the agency's facts, then the patient's. */
export const IMPORTERS: ReadonlyMap<string, AnyImporter> = new Map([
  ['Organization', payerImporter],
  ['Practitioner', practitionerImporter],
  ['PractitionerRole', practitionerRoleImporter],
  ['Patient', patientImporter],
  ['Coverage', coverageImporter],
  ['ServiceRequest', orderImporter],
  ['Claim', requestImporter],
  ['ClaimResponse', decisionImporter],
  ['Appointment', appointmentImporter],
  ['Encounter', encounterImporter],
  ['DocumentReference', documentImporter],
  ['Composition', compositionImporter],
  ['Provenance', provenanceImporter],
]);
