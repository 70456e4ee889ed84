import { checkedMember, checkedOptionalText, checkedText } from '../base/check.js';
import { type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { type Discipline, DISCIPLINES } from './service.js';

export interface Agency {
  readonly agencyId: string;
  /** Short name for people and tokens: `demo`. */
  readonly slug: string;
  readonly name: string;
  /** A suspended agency's data can be neither read nor changed by anyone; its clock goes on. */
  readonly status: AgencyStatus;
}

export const AGENCY_STATUSES = ['ACTIVE', 'SUSPENDED'] as const;
export type AgencyStatus = (typeof AGENCY_STATUSES)[number];

/** @throws Refusal ILLEGAL_TRANSITION */
export function suspended<Held extends Agency>(agency: Held): Held {
  if (agency.status === 'SUSPENDED') throw new Refusal('ILLEGAL_TRANSITION', { expected: 'an agency that is in use', found: 'an agency that is suspended' });
  return { ...agency, status: 'SUSPENDED' };
}

/** @throws Refusal ILLEGAL_TRANSITION */
export function resumed<Held extends Agency>(agency: Held): Held {
  if (agency.status === 'ACTIVE') throw new Refusal('ILLEGAL_TRANSITION', { expected: 'an agency that is suspended', found: 'an agency that is in use' });
  return { ...agency, status: 'ACTIVE' };
}

export interface Branch {
  readonly agencyId: string;
  readonly id: string;
  readonly name: string;
  /** IANA zone; the dates of care of the branch's patients are civil dates in it. */
  readonly timeZone: string;
}

export interface Staff {
  readonly agencyId: string;
  readonly id: string;
  readonly branchId: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly disciplines: readonly Discipline[];
  /** RN, LPN, PT, PTA ... as signed under notes. */
  readonly credential: string | null;
  /** The last day on which the credential is valid; null where it is not known to end. */
  readonly credentialExpiresOn: LocalDate | null;
  readonly npi: string | null;
}

/** What someone may give, and on the strength of what. */
export type Skills = Pick<Staff, 'disciplines' | 'credential' | 'credentialExpiresOn'>;

/** @throws Refusal UNKNOWN_CODE, INVALID_INPUT, INVALID_DATE */
export function checkedSkills({ disciplines, credential, credentialExpiresOn }: Skills): Skills {
  return {
    disciplines: [...new Set(disciplines.map((discipline, i) => checkedMember(discipline, DISCIPLINES, ['input', 'disciplines', i])))],
    credential: checkedOptionalText(credential, ['input', 'credential'], 40),
    credentialExpiresOn: credentialExpiresOn === null ? null : parseLocalDate(credentialExpiresOn),
  };
}

/** A name that another system gives to one of our records. */
export interface Identifier {
  readonly system: string;
  readonly value: string;
}

const MOST_IDENTIFIERS = 20;

/** @throws Refusal INVALID_INPUT */
export function checkedIdentifiers(identifiers: readonly Identifier[]): Identifier[] {
  const path = ['input', 'identifiers'];
  if (identifiers.length > MOST_IDENTIFIERS) {
    throw new Refusal('INVALID_INPUT', { path, expected: `at most ${MOST_IDENTIFIERS} identifiers`, found: `${identifiers.length}` });
  }
  return identifiers.map((identifier, i) => checkedIdentifier(identifier, [...path, i]));
}

/** @throws Refusal INVALID_INPUT */
export function checkedIdentifier({ system, value }: Identifier, path: ReadonlyArray<string | number>): Identifier {
  return { system: checkedText(system, [...path, 'system']), value: checkedText(value, [...path, 'value']) };
}
