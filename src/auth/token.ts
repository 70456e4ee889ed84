import { errors, jwtVerify, type CryptoKey, type KeyObject, SignJWT } from 'jose';

import { Refusal } from '../base/refusal.js';
import { type Bearer, ROLES, type Role, type Viewer } from './viewer.js';

/** A viewer for as long as the token lasts. */
export interface Session<Who extends Bearer = Viewer> {
  readonly viewer: Who;
  /** The program that the token was issued to, where the issuer says so. */
  readonly clientId: string | null;
  readonly expiresAt: Date;
}

/** @throws Refusal UNAUTHENTICATED */
export type VerifyToken<Who extends Bearer = Viewer> = (token: string | undefined) => Promise<Session<Who>>;

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** Pinned: the header of a token does not choose how it is checked. */
  readonly algorithms: readonly string[];
  readonly key: CryptoKey | KeyObject;
}

const CLOCK_TOLERANCE_S = 10;
const LONGEST_LIFE_S = 24 * 60 * 60;
const LONGEST_TOKEN = 4096;
const REMEMBERED = 1000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every rule is stated, because a rule that is left out here is a rule that the library does not check. */
export function tokenVerifier({ issuer, audience, algorithms, key }: TokenRules, now: () => Date): VerifyToken<Bearer> {
  // A signature costs more to check than most queries cost to answer, and clients send the same token each time.
  const remembered = new Map<string, Session<Bearer>>();

  return async (token) => {
    if (token === undefined || token.length > LONGEST_TOKEN) throw new Refusal('UNAUTHENTICATED');
    const known = remembered.get(token);
    if (known && known.expiresAt > now()) return known;

    const session = await verified(token);
    if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value as string);
    remembered.set(token, session);
    return session;
  };

  async function verified(token: string): Promise<Session<Bearer>> {
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms: [...algorithms],
        typ: 'at+jwt',
        clockTolerance: CLOCK_TOLERANCE_S,
        maxTokenAge: LONGEST_LIFE_S,
        requiredClaims: ['exp', 'iat', 'sub', 'agency', 'role'],
        currentDate: now(),
      });
      const { sub, exp, iat, agency, role, client_id: clientId, azp } = payload;
      if (typeof agency !== 'string' || !UUID.test(agency) || !isRole(role) || !sub || exp === undefined || iat === undefined) throw new Refusal('UNAUTHENTICATED');
      // Whatever it says itself: who is remembered, or stays connected, is not checked again before.
      const endsAt = Math.min(exp, iat + LONGEST_LIFE_S);
      return { viewer: { agencyId: agency, subject: sub, role }, clientId: textIn(clientId) ?? textIn(azp), expiresAt: new Date(endsAt * 1000) };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refusal('UNAUTHENTICATED', { found: 'a token that has expired' });
      if (error instanceof errors.JOSEError) throw new Refusal('UNAUTHENTICATED', { found: 'a token that this server does not accept' });
      throw error;
    }
  }
}

/** RFC 9068 calls it client_id; OpenID Connect has azp for the same. */
function textIn(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' ? claim : null;
}

function isRole(role: unknown): role is Role {
  return ROLES.some((known) => known === role);
}

export interface TokenClaims {
  readonly agencyId: string;
  readonly subject: string;
  readonly role: Role;
  readonly lifetimeSeconds: number;
  readonly clientId?: string;
}

/** Only development issues its own tokens; elsewhere an identity provider does. */
export async function issueToken({ issuer, audience, key }: Omit<TokenRules, 'algorithms'>, claims: TokenClaims, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ agency: claims.agencyId, role: claims.role, ...(claims.clientId !== undefined && { client_id: claims.clientId }) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(claims.subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + claims.lifetimeSeconds)
    .sign(key);
}
