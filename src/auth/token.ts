import { type CryptoKey, decodeJwt, errors, type JWTPayload, jwtVerify, type KeyObject, SignJWT } from 'jose';

import { Refusal } from '../base/refusal.js';
import { isSubject, principalOf } from '../care/principal.js';
import type { Issuer } from './issuer.js';
import type { KeySet } from './key-set.js';
import { NO_SCOPES, type SmartScopes, smartScopesIn } from './smart-scopes.js';
import { type Bearer, type IssuerKind, ROLES, type Role, type Viewer } from './viewer.js';

/** A viewer for as long as the token lasts. */
export interface Session<Who extends Bearer = Viewer> {
  readonly viewer: Who;
  /** The program that the token was issued to, where the issuer says so. */
  readonly clientId: string | null;
  readonly expiresAt: Date;
}

/** @throws Refusal UNAUTHENTICATED, FORBIDDEN */
export type VerifyToken = (token: string | undefined) => Promise<Session>;

/** Whom a token names, before their agency was asked. @throws Refusal UNAUTHENTICATED; BUSY while the issuer's keys cannot be had */
export type ReadToken = (token: string | undefined) => Promise<Session<Bearer>>;

export interface AcceptedIssuer {
  readonly issuer: Issuer;
  readonly keys: KeySet;
}

const CLOCK_TOLERANCE_S = 10;
const LONGEST_TOKEN = 4096;
const REMEMBERED = 1000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every rule is stated, because a rule that is left out here is a rule that the library does not check. */
export function tokenReader(accepted: readonly AcceptedIssuer[], now: () => Date): ReadToken {
  // A signature costs more to check than most queries cost to answer, and clients send the same token each time.
  const remembered = new Map<string, Remembered>();

  return async (token) => {
    if (token === undefined || token.length > LONGEST_TOKEN) throw new Refusal('UNAUTHENTICATED');
    const known = remembered.get(token);
    if (known && known.version === known.keys.version && known.session.expiresAt > now()) return known.session;

    remembered.delete(token);
    const one = await verified(token);
    if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value as string);
    // What was verified while no keys are known any more, or with keys that are others by now, is not remembered.
    if (one.version !== null) remembered.set(token, one);
    return one.session;
  };

  async function verified(token: string): Promise<Remembered> {
    try {
      const { issuer, keys } = issuerOf(decodeJwt(token));
      const { payload } = await jwtVerify(token, (header, input) => keys.keyOf(header, input), {
        issuer: issuer.url,
        audience: issuer.audience,
        algorithms: [...issuer.algorithms],
        typ: 'at+jwt',
        clockTolerance: CLOCK_TOLERANCE_S,
        maxTokenAge: issuer.longestLifeMs / 1000,
        requiredClaims: ['exp', 'iat', 'sub', issuer.agencyClaim],
        currentDate: now(),
      });
      return { session: sessionOf(issuer, payload), keys, version: keys.version };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Refusal('UNAUTHENTICATED', { found: 'a token that has expired' });
      if (error instanceof errors.JOSEError) throw notAccepted();
      throw error;
    }
  }

  /** Told by what the token says of itself, and verified by what is configured of the issuer: nothing in a token leads to a key. */
  function issuerOf({ iss, aud }: JWTPayload): AcceptedIssuer {
    const [one, ...others] = accepted.filter(({ issuer }) => issuer.url === iss && [aud].flat().includes(issuer.audience));
    if (one === undefined || others.length > 0) throw notAccepted();
    return one;
  }
}

interface Remembered {
  readonly session: Session<Bearer>;
  readonly keys: KeySet;
  readonly version: number | null;
}

function sessionOf({ name, kind, agencyClaim, longestLifeMs }: Issuer, payload: JWTPayload): Session<Bearer> {
  const { sub = '', exp = 0, iat = 0, jti, role, client_id: clientId, azp, scope } = payload;
  const agencyId = payload[agencyClaim];
  const isTelling = kind === 'DEVELOPMENT';
  const isGood = typeof agencyId === 'string' && UUID.test(agencyId) && isSubject(sub) && (jti === undefined || isSubject(jti)) && (!isTelling || isRole(role));
  if (!isGood) throw notAccepted();
  // Two issuers can have a client of the same name as well as a subject.
  const namedHere = (id: string | null): string | null => id && principalOf({ issuer: name, subject: id });
  const token = { issuer: kind, tokenId: jti ?? null, issuedAt: new Date(iat * 1000) };
  return {
    viewer: { agencyId, subject: principalOf({ issuer: name, subject: sub }), role: isTelling && isRole(role) ? role : null, smart: smartOf(kind, scope), token },
    clientId: namedHere(textIn(clientId) ?? textIn(azp)),
    // Whatever it says itself: who is remembered, or stays connected, is not checked again before.
    expiresAt: new Date(Math.min(exp * 1000, iat * 1000 + longestLifeMs)),
  };
}

/** A program's token can do what its scopes say. A person's need not say anything, and is limited where it does. */
function smartOf(kind: IssuerKind, scope: unknown): SmartScopes | null {
  const scopes = [scope].flat().flatMap((one) => (typeof one === 'string' ? one.split(' ') : []));
  return smartScopesIn(scopes) ?? (kind === 'INTEGRATORS' ? NO_SCOPES : null);
}

function notAccepted(): Refusal {
  return new Refusal('UNAUTHENTICATED', { found: 'a token that this server does not accept' });
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
  readonly tokenId?: string;
}

/** With what a token is made. */
export interface Signer {
  readonly issuer: string;
  readonly audience: string;
  readonly key: CryptoKey | KeyObject;
}

/** Only development issues its own tokens; elsewhere an identity provider does. */
export async function issueToken({ issuer, audience, key }: Signer, claims: TokenClaims, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ agency: claims.agencyId, role: claims.role, ...(claims.clientId !== undefined && { client_id: claims.clientId }), ...(claims.tokenId !== undefined && { jti: claims.tokenId }) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(claims.subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + claims.lifetimeSeconds)
    .sign(key);
}
