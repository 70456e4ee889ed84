import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, developmentKeys } from '../auth/development-keys.js';
import { issueToken } from '../auth/token.js';
import type { Role } from '../auth/viewer.js';
import { type Config, keysDirectoryOf } from '../config.js';
import { systemClock } from '../system.js';

const LIFETIME_S = 12 * 3600;

/** A token that the development server of the same data directory accepts. */
export async function developmentToken(config: Pick<Config, 'dataDirectory'>, { agencyId, role, subject }: { readonly agencyId: string; readonly role: Role; readonly subject?: string }): Promise<string> {
  const { privateKey } = await developmentKeys(keysDirectoryOf(config));
  const rules = { issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE, key: privateKey };
  return issueToken(rules, { agencyId, role, subject: subject ?? `demo-${role.toLowerCase()}`, lifetimeSeconds: LIFETIME_S }, systemClock.now());
}
