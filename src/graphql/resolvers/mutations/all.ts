import { ACCESS_MUTATIONS } from './access.js';
import { AGENCY_MUTATIONS } from './agency.js';
import { AUTHORIZATION_MUTATIONS } from './authorizations.js';
import { EMERGENCY_MUTATIONS } from './emergencies.js';
import { FINDING_MUTATIONS } from './findings.js';
import type { MutationDefinition } from './mutation.js';
import { NOTE_MUTATIONS } from './notes.js';
import { ORDER_MUTATIONS } from './orders.js';
import { PATIENT_MUTATIONS } from './patients.js';
import { VISIT_MUTATIONS } from './visits.js';
import { WEBHOOK_MUTATIONS } from './webhooks.js';

/** Every change that a caller can make. What becomes of an agency as a whole and the passing of time are not among them. */
export const MUTATIONS: readonly MutationDefinition[] = [
  ...ACCESS_MUTATIONS, ...EMERGENCY_MUTATIONS, ...AGENCY_MUTATIONS, ...PATIENT_MUTATIONS, ...ORDER_MUTATIONS, ...AUTHORIZATION_MUTATIONS, ...VISIT_MUTATIONS, ...NOTE_MUTATIONS,
  ...FINDING_MUTATIONS, ...WEBHOOK_MUTATIONS,
];
