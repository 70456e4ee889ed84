import { invariant } from '../base/invariant.js';
import type { Scope } from '../auth/scope.js';

/** The role to which nothing outside of a scope exists. It owns nothing and may only read. */
export const SCOPED_ROLE = 'plumbline_scoped';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Makes the rest of a transaction see what a scope lets through: all of it at once, in a text that goes together with the
 * transaction's beginning. `now` decides which of the emergencies still run.
 */
export function narrowingTo({ branchIds, payerIds, patientIds, emergencies }: Scope, now: Date): string {
  const openedIds = emergencies.filter(({ endsAt }) => endsAt > now).map(({ patientId }) => patientId);
  const settings = Object.entries({ branch: branchIds, payer: payerIds, patient: patientIds, emergency_patient: openedIds });
  return `set local role ${SCOPED_ROLE}; select ${settings.map(([list, ids]) => `set_config('app.${list}_ids', '${listText(ids)}', true)`).join(', ')}`;
}

function listText(ids: readonly string[] | null): string {
  if (ids === null) return 'all';
  // Checked because it goes into the text.
  invariant(ids.every((id) => UUID.test(id)), 'a scope lists UUIDs');
  return `{${ids.join(',')}}`;
}
