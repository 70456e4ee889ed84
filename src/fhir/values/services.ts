import { type Discipline, SERVICE_CODES, type UnitDefinition } from '../../care/service.js';
import type { Element } from '../element.js';
import { type Coding, codingsOf, hasCode, x12 } from './codings.js';

/** What home care bills, as far as a document's codes tell it. */
export interface NamedService {
  readonly discipline: Discipline;
  /** Null: the discipline is known and the code is not. */
  readonly serviceCode: string | null;
  /** Of the code; null where only the discipline is known. */
  readonly unitDefinition: UnitDefinition | null;
}

/**
 * The service that the concepts name: an exact code before a discipline, and codes before words. Codes that say
 * "physical therapy" without saying where count only for care at home. Null when it is no home care.
 *
 * @param isAtHome whether the resource says in another place that the care is given at home.
 */
export function serviceIn(concepts: readonly Element[], isAtHome: boolean): NamedService | null {
  const codings = codingsOf(concepts);
  const coded = firstOf(codings, billedService) ?? firstOf(codings, disciplineAtHome);
  if (coded !== null || !(isAtHome || saysHome(concepts))) return coded;
  return firstOf(codings, disciplineAnywhere) ?? disciplineInWords(concepts);
}

/** Whether concepts that surround a service, such as its category, say that it is given at home. */
export function saysHome(concepts: readonly Element[]): boolean {
  return (
    hasCode(concepts, x12('1365'), '42') ||
    hasCode(concepts, x12('1365'), '44') ||
    hasCode(concepts, 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', 'PTRES') ||
    wordsOf(concepts).some((words) => /\bhome\b/i.test(words) && !/\b(nursing|rest|care|group) home\b/i.test(words))
  );
}

/** HCPCS level II under the names that senders use for it; CPT too, because senders file G-codes under it. */
const HCPCS_SYSTEMS: ReadonlySet<string | null> = new Set([
  'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  'http://terminology.hl7.org/CodeSystem/HCPCS-all-codes',
  'https://bluebutton.cms.gov/resources/codesystem/hcpcs',
  'urn:oid:2.16.840.1.113883.6.14',
  'urn:oid:2.16.840.1.113883.6.285',
  'http://www.ama-assn.org/go/cpt',
  null,
]);

/**
 * Codes that were replaced by several. A request with one is for the whole discipline, which is what it
 * meant: G0154 was any nurse at home until 2016, and is now G0299 or G0300.
 */
const RETIRED: ReadonlyMap<string, NamedService> = new Map([['G0154', { discipline: 'SN', serviceCode: null, unitDefinition: 'QUARTER_HOUR' }]]);

function billedService({ system, code }: Coding): NamedService | null {
  if (!HCPCS_SYSTEMS.has(system)) return null;
  const service = SERVICE_CODES.get(code.toUpperCase());
  if (service !== undefined) return { discipline: service.discipline, serviceCode: service.code, unitDefinition: service.unit };
  return RETIRED.get(code.toUpperCase()) ?? null;
}

const SNOMED = 'http://snomed.info/sct';

/** Only concepts that are about care at home: a referral to a clinic's therapist is no order for a visit. */
const HOME_CARE_CONCEPTS: ReadonlyMap<string, Discipline> = new Map([
  ['417153003', 'SN'], // referral for home nurse visit
  ['416790000', 'PT'], // referral for home physical therapy
]);

/** Disciplines that an order names for home health (X12 element 921). */
const DISCIPLINES_ORDERED: ReadonlyMap<string, Discipline> = new Map([
  ['SN', 'SN'], ['PT', 'PT'], ['OT', 'OT'], ['ST', 'SLP'], ['MS', 'MSW'], ['AI', 'HHA'],
]);

/** UB-04 revenue codes of home health, by their first three digits. */
const REVENUE_CODES: ReadonlyMap<string, Discipline> = new Map([
  ['042', 'PT'], ['043', 'OT'], ['044', 'SLP'], ['055', 'SN'], ['056', 'MSW'], ['057', 'HHA'],
]);
const REVENUE_SYSTEMS = new Set(['https://www.nubc.org/CodeSystem/RevenueCodes', 'https://www.nubc.org/revenue-code', 'http://www.nubc.org/revenue-code']);

function disciplineAtHome({ system, code }: Coding): NamedService | null {
  const discipline =
    system === SNOMED ? HOME_CARE_CONCEPTS.get(code)
    : system !== null && x12('921').includes(system) ? DISCIPLINES_ORDERED.get(code)
    : system !== null && REVENUE_SYSTEMS.has(system) ? REVENUE_CODES.get(code.padStart(4, '0').slice(0, 3))
    : undefined;
  return discipline === undefined ? null : { discipline, serviceCode: null, unitDefinition: null };
}

/** Service types of X12 (1365) and concepts of SNOMED CT that may as well be given in a clinic. */
const DISCIPLINES_ANYWHERE: ReadonlyMap<string, Discipline> = new Map([
  ['PT', 'PT'], ['AE', 'PT'], ['AD', 'OT'], ['AF', 'SLP'], ['74', 'SN'],
]);
const THERAPIES: ReadonlyMap<string, Discipline> = new Map([['91251008', 'PT'], ['84478008', 'OT'], ['5154007', 'SLP']]);

function disciplineAnywhere({ system, code }: Coding): NamedService | null {
  const discipline = system === SNOMED ? THERAPIES.get(code) : system !== null && x12('1365').includes(system) ? DISCIPLINES_ANYWHERE.get(code) : undefined;
  return discipline === undefined ? null : { discipline, serviceCode: null, unitDefinition: null };
}

const WORDS_OF_DISCIPLINES: ReadonlyArray<readonly [RegExp, Discipline]> = [
  [/\b(nurse|nursing)\b(?! (home|facility))/i, 'SN'],
  [/\bphysical therap|\bphysiotherap/i, 'PT'],
  [/\boccupational therap/i, 'OT'],
  [/\bspeech\b/i, 'SLP'],
  [/\bsocial work/i, 'MSW'],
  [/\b(home health|hospice) aide\b|\baide\b/i, 'HHA'],
  [/\bpersonal care\b|\battendant care\b/i, 'PCS'],
];

/** Only where the words name one discipline: of two it would be a guess. */
function disciplineInWords(concepts: readonly Element[]): NamedService | null {
  const words = wordsOf(concepts).join(' ');
  const named = WORDS_OF_DISCIPLINES.filter(([pattern]) => pattern.test(words)).map(([, discipline]) => discipline);
  return named.length === 1 ? { discipline: named[0] as Discipline, serviceCode: null, unitDefinition: null } : null;
}

function wordsOf(concepts: readonly Element[]): string[] {
  return concepts.flatMap((concept) => {
    const { text } = concept.peek() as { readonly text?: unknown };
    return [...(typeof text === 'string' ? [text] : []), ...codingsOf([concept]).flatMap(({ display }) => display ?? [])];
  });
}

function firstOf(codings: readonly Coding[], serviceOf: (coding: Coding) => NamedService | null): NamedService | null {
  for (const coding of codings) {
    const service = serviceOf(coding);
    if (service !== null) return service;
  }
  return null;
}

/** The code under which a visit of a discipline is billed where nothing says who makes it: the fully qualified clinician's. */
const USUAL_CODE: Readonly<Record<Discipline, string>> = { SN: 'G0299', PT: 'G0151', OT: 'G0152', SLP: 'G0153', MSW: 'G0155', HHA: 'G0156', PCS: 'T1019' };

/** Those whose credential has a code of its own. */
const CODE_OF_CREDENTIAL: ReadonlyMap<string, string> = new Map([['LPN', 'G0300'], ['LVN', 'G0300'], ['PTA', 'G0157'], ['COTA', 'G0158'], ['OTA', 'G0158']]);

export function usualCode(discipline: Discipline, credential: string | null): string {
  const ofCredential = credential === null ? undefined : CODE_OF_CREDENTIAL.get(credential.toUpperCase());
  return ofCredential !== undefined && SERVICE_CODES.get(ofCredential)?.discipline === discipline ? ofCredential : USUAL_CODE[discipline];
}
