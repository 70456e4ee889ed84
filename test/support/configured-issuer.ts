import type { KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Role } from '../../src/auth/viewer.js';
import { systemIds } from '../../src/system.js';

/** A provider whose key lies in a file, for a server in a process of its own. Its path is for ISSUERS_FILE. */
export function issuersFileIn(directory: string, { issuer, audience, publicKey }: { readonly issuer: string; readonly audience: string; readonly publicKey: KeyObject }): string {
  writeFileSync(join(directory, 'key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  const path = join(directory, 'issuers.json');
  writeFileSync(path, JSON.stringify([{ name: 'main', kind: 'PEOPLE', issuer, audience, algorithms: ['EdDSA'], publicKeyFile: 'key.pem' }]));
  return path;
}

type Asks = (text: string, values: readonly unknown[]) => Promise<unknown>;

/**
 * Makes someone a member before the first of their tokens, whom a configured server would refuse otherwise: past the log, whose
 * events tests count. Whom a test has made a member itself is left as they are. Whose role is never for the whole agency is given all that it has now.
 */
export async function admitMember(asks: Asks, { agencyId, subject, role }: { readonly agencyId: string; readonly subject: string; readonly role: Role }): Promise<void> {
  await asks(ADMIT, [agencyId, systemIds.next(), subject, role]);
}

const ADMIT = `
  insert into members (agency_id, id, subject, role, status, granted_at, version, branch_ids, payer_ids, patient_ids)
  select a.agency_id, $2::uuid, $3, $4, 'ACTIVE', now(), 1,
         case $4 when 'EXTERNAL_OPERATOR' then (select coalesce(array_agg(b.id), '{}') from branches b where b.agency_id = a.agency_id) end,
         case $4 when 'EXTERNAL_OPERATOR' then (select coalesce(array_agg(p.id), '{}') from payers p where p.agency_id = a.agency_id) end,
         case $4 when 'CAREGIVER' then (select coalesce(array_agg(p.id), '{}') from patients p where p.agency_id = a.agency_id) end
    from agencies a where a.agency_id = $1
  on conflict on constraint members_principal_unique do nothing`;
