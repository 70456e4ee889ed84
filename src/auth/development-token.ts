import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, developmentKeys } from './development-keys.js';
import { issueToken } from './token.js';
import type { Role } from './viewer.js';

export interface DevelopmentClaims {
  readonly agencyId: string;
  readonly role: Role;
  readonly subject?: string;
}

/** Whom a token is about that says no more than a role. */
export function developmentSubject(role: Role): string {
  return `demo-${role.toLowerCase()}`;
}

const LIFETIME_S = 12 * 3600;

/** A token that a development server accepts whose keys are in this directory. */
export async function developmentToken(keysDirectory: string, { agencyId, role, subject = developmentSubject(role) }: DevelopmentClaims, now: Date): Promise<string> {
  const { privateKey } = await developmentKeys(keysDirectory);
  const rules = { issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE, key: privateKey };
  return issueToken(rules, { agencyId, role, subject, lifetimeSeconds: LIFETIME_S }, now);
}
