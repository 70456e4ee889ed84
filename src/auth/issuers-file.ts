import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { isIssuerName } from '../care/principal.js';
import { LONGEST_TOKEN_LIFE_MS } from '../care/token-revocation.js';
import { type Issuer, isSafeAddress, type KeySource } from './issuer.js';

/**
 * The identity providers of an installation, as a file of JSON lists them:
 *
 *   [{ "name": "main", "kind": "PEOPLE", "issuer": "https://login.example", "audience": "plumbline", "algorithms": ["RS256"] }]
 *
 * With `jwksUri` its keys are fetched from there and with `publicKeyFile` they are in a PEM file beside the list; else they
 * are where its discovery says. `agencyClaim` is `agency`, and `maxTokenAgeMinutes` a day, unless it says otherwise.
 */
export interface Issuers {
  readonly issuers: readonly Issuer[];
  readonly problems: readonly string[];
}

const ASYMMETRIC = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const KINDS = ['PEOPLE', 'SERVICES', 'INTEGRATORS'] as const;
const FIELDS: ReadonlySet<string> = new Set(['name', 'kind', 'issuer', 'audience', 'algorithms', 'jwksUri', 'publicKeyFile', 'agencyClaim', 'maxTokenAgeMinutes']);
const LONGEST_MINUTES = LONGEST_TOKEN_LIFE_MS / 60_000;

export function issuersAt(path: string): Issuers {
  const problems: string[] = [];
  const issuers: Issuer[] = [];
  for (const [i, entry] of entriesAt(path, problems).entries()) {
    const said = (problem: string): void => void problems.push(`entry ${i + 1} ${problem}`);
    const issuer = issuerIn(entry, dirname(path), said);
    if (issuers.some(({ name }) => name === issuer.name)) said('has the name of another');
    if (issuers.some(({ url, audience }) => url === issuer.url && audience === issuer.audience)) said('has issuer and audience of another, so that its tokens could be of either');
    issuers.push(issuer);
  }
  return { issuers, problems };
}

function entriesAt(path: string, problems: string[]): ReadonlyArray<Readonly<Record<string, unknown>>> {
  try {
    const entries: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(entries) && entries.length > 0 && entries.every((entry) => typeof entry === 'object' && entry !== null)) return entries;
    problems.push('is to be a list of at least one issuer');
  } catch {
    problems.push('cannot be read as JSON in UTF-8');
  }
  return [];
}

/** What it says is wrong makes the whole list unusable, so it does not matter what stands in its place. */
function issuerIn(entry: Readonly<Record<string, unknown>>, directory: string, said: (problem: string) => void): Issuer {
  const text = (field: string, isGood: (value: string) => boolean, expected: string, fallback = ''): string => {
    const value = entry[field] ?? fallback;
    if (typeof value === 'string' && isGood(value)) return value;
    said(`has to have ${field}: ${expected}`);
    return '';
  };
  for (const field of Object.keys(entry)) if (!FIELDS.has(field)) said('has a field that means nothing here');

  const kind = KINDS.find((known) => known === entry['kind']);
  if (kind === undefined) said(`has to have kind: ${KINDS.join(', ')}`);
  const algorithms: unknown = entry['algorithms'];
  const areGood = Array.isArray(algorithms) && algorithms.length > 0 && algorithms.every((name) => ASYMMETRIC.includes(name as string));
  if (!areGood) said(`has to have algorithms: some of ${ASYMMETRIC.join(', ')}, since shared secrets are not accepted`);
  const minutes = entry['maxTokenAgeMinutes'] ?? LONGEST_MINUTES;
  if (!Number.isInteger(minutes) || (minutes as number) < 1 || (minutes as number) > LONGEST_MINUTES) said(`may have maxTokenAgeMinutes: a whole number from 1 to ${LONGEST_MINUTES}`);
  return {
    name: text('name', isIssuerName, 'small letters, digits and hyphens, by which members are known'),
    kind: kind ?? 'PEOPLE',
    url: text('issuer', (value) => isSafeAddress(value) && !new URL(value).hostname.endsWith('.invalid'), 'a URL that begins with https:'),
    audience: text('audience', (value) => value !== '', 'whom its tokens are meant for'),
    algorithms: areGood ? (algorithms as string[]) : [],
    keys: keysIn(entry, directory, said),
    agencyClaim: text('agencyClaim', (value) => value !== '', 'the claim with the id of the agency', 'agency'),
    longestLifeMs: Number(minutes) * 60_000,
  };
}

function keysIn({ jwksUri, publicKeyFile }: Readonly<Record<string, unknown>>, directory: string, said: (problem: string) => void): KeySource {
  if (jwksUri !== undefined && publicKeyFile !== undefined) said('has to have either jwksUri or publicKeyFile');
  if (publicKeyFile !== undefined) {
    try {
      return { kind: 'GIVEN', key: createPublicKey(readFileSync(resolve(directory, String(publicKeyFile)))) };
    } catch {
      said('names a publicKeyFile that does not hold a public key in PEM form');
    }
  }
  if (jwksUri === undefined) return { kind: 'DISCOVERED' };
  if (typeof jwksUri !== 'string' || !isSafeAddress(jwksUri)) said('may have jwksUri: a URL that begins with https:');
  return { kind: 'FETCHED', url: String(jwksUri) };
}
