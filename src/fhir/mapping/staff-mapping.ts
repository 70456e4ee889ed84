import type { LocalDate } from '../../base/day.js';
import type { Discipline } from '../../care/service.js';
import type { AddStaffInput } from '../../changes/add-staff.js';
import type { Element } from '../element.js';
import { isNpi } from '../identity.js';
import { issue } from '../issues.js';
import type { Reason } from '../report.js';
import { codingsOf } from '../values/codings.js';
import { currentName } from '../values/human-name.js';

export interface MappedStaff {
  readonly staff: Omit<AddStaffInput, 'id' | 'branchId'>;
  readonly issues: readonly Reason[];
}

/**
 * A practitioner, with what the roles in the same document say of the profession. Of a physician, or of
 * someone whose profession is not told, no discipline is known: they are kept because orders and visits
 * point at them, and the schedule offers them for nothing.
 */
export function mapStaff(practitioner: Element, roles: readonly Element[], today: LocalDate): MappedStaff {
  const issues: Reason[] = [];
  const professions = [
    ...practitioner.all('qualification').flatMap((qualification) => qualification.all('code')),
    ...roles.flatMap((role) => [...role.all('code'), ...role.all('specialty')]),
  ];
  const known = professions.flatMap((profession) => {
    const found = professionOf(profession);
    if (found !== null) profession.consume();
    return found ?? [];
  });
  return {
    staff: {
      ...currentName(practitioner, today),
      disciplines: [...new Set(known.map(({ discipline }) => discipline))],
      credential: known.find(({ credential }) => credential !== null)?.credential ?? null,
      npi: npiOf(practitioner, issues),
    },
    issues,
  };
}

const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';

/** A number that cannot be an NPI is left out, and the person is not. */
export function npiOf(practitioner: Element, issues: Reason[]): string | null {
  const identifier = practitioner.all('identifier').find((one) => (one.peek() as { readonly system?: unknown }).system === NPI_SYSTEM);
  const value = identifier?.get('value').text() ?? null;
  if (identifier === undefined || value === null) return null;
  identifier.consume();
  if (isNpi(value)) return value;
  issues.push(issue(identifier.get('value'), 'INVALID_INPUT', 'a National Provider Identifier; none is kept'));
  return null;
}

interface Profession {
  readonly discipline: Discipline;
  readonly credential: string | null;
}

/** Licences as v2-0360 and agencies write them. */
const LICENCES: ReadonlyMap<string, Profession> = new Map(
  (
    [
      ['RN', 'SN'], ['LPN', 'SN'], ['LVN', 'SN'], ['PT', 'PT'], ['PTA', 'PT'], ['OT', 'OT'], ['OTR', 'OT'], ['COTA', 'OT'],
      ['SLP', 'SLP'], ['MSW', 'MSW'], ['LCSW', 'MSW'], ['HHA', 'HHA'], ['CNA', 'HHA'], ['PCA', 'PCS'],
    ] as const
  ).map(([credential, discipline]) => [credential, { credential, discipline }]),
);

/** Health-care provider taxonomy (NUCC), by what its codes begin with; the longer beginning first. */
const TAXONOMY: ReadonlyArray<readonly [string, Profession]> = [
  ['2252', { discipline: 'PT', credential: 'PTA' }],
  ['224Z', { discipline: 'OT', credential: 'COTA' }],
  ['163W', { discipline: 'SN', credential: 'RN' }],
  ['164W', { discipline: 'SN', credential: 'LPN' }],
  ['164X', { discipline: 'SN', credential: 'LVN' }],
  ['2251', { discipline: 'PT', credential: 'PT' }],
  ['225X', { discipline: 'OT', credential: 'OT' }],
  ['235Z', { discipline: 'SLP', credential: 'SLP' }],
  ['1041', { discipline: 'MSW', credential: 'MSW' }],
  ['374U', { discipline: 'HHA', credential: 'HHA' }],
  ['3747', { discipline: 'PCS', credential: null }],
];
const TAXONOMY_SYSTEM = 'http://nucc.org/provider-taxonomy';

const SNOMED = 'http://snomed.info/sct';
const OCCUPATIONS: ReadonlyMap<string, Profession> = new Map([
  ['224535009', { discipline: 'SN', credential: 'RN' }],
  ['106292003', { discipline: 'SN', credential: null }],
  ['36682004', { discipline: 'PT', credential: 'PT' }],
  ['80546007', { discipline: 'OT', credential: 'OT' }],
  ['159026005', { discipline: 'SLP', credential: 'SLP' }],
  ['106328005', { discipline: 'MSW', credential: null }],
]);

function professionOf(concept: Element): Profession | null {
  for (const { system, code } of codingsOf([concept])) {
    const found =
      system === TAXONOMY_SYSTEM ? TAXONOMY.find(([beginning]) => code.startsWith(beginning))?.[1]
      : system === SNOMED ? OCCUPATIONS.get(code)
      : LICENCES.get(code.toUpperCase());
    if (found !== undefined) return found;
  }
  const { text } = concept.peek() as { readonly text?: unknown };
  return typeof text === 'string' ? (LICENCES.get(text.trim().toUpperCase()) ?? null) : null;
}
