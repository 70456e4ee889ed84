import { describe, expect, test } from '@jest/globals';

import type { RefusalCode } from '../../src/base/refusal.js';
import { completedTerms, DEFAULT_TERMS, defaultTermsOf, MEDICARE_SUPERVISION } from '../../src/care/default-terms.js';
import type { DocumentationRequirement, PayerPolicyTerms, UnitRule } from '../../src/care/payer-policy.js';
import { PAYER_KINDS } from '../../src/care/payer-policy.js';
import { checkedTerms } from '../../src/care/payer-policy-check.js';

type Path = ReadonlyArray<string | number>;

const checked = (terms: Partial<PayerPolicyTerms>): PayerPolicyTerms => checkedTerms({ ...DEFAULT_TERMS, ...terms }, ['terms']);
const refused = (path: Path, code: RefusalCode = 'INVALID_INPUT'): unknown => expect.objectContaining({ code, details: expect.objectContaining({ path: ['terms', ...path] }) });

const requirement = (changes: Partial<DocumentationRequirement> = {}): DocumentationRequirement => ({
  element: 'vitals', disciplines: [], serviceCodes: [], visitTypes: [], severity: 'WARNING', reason: 'the payer asks for them', citation: null, template: null, example: null,
  guidance: null, vaguePhrases: [], ...changes,
});
const rule = (changes: Partial<UnitRule>): Partial<PayerPolicyTerms> => ({ unitRules: { '*': { kind: 'HOME_HEALTH_15', basis: 'CLOCKED', ...changes } } });
const documented = (changes: Partial<DocumentationRequirement>): Partial<PayerPolicyTerms> => ({ documentation: [requirement(changes)] });
const evv = (changes: Partial<PayerPolicyTerms['evv']>): Partial<PayerPolicyTerms> => ({ evv: { ...DEFAULT_TERMS.evv, ...changes } });
const supervision = (changes: Partial<PayerPolicyTerms['supervision']>): Partial<PayerPolicyTerms> => ({ supervision: { ...DEFAULT_TERMS.supervision, ...changes } });

describe('the terms of a kind of payer', () => {
  test.each(PAYER_KINDS)('of %s make sense', (kind) => {
    expect(checkedTerms(defaultTermsOf(kind), [])).toEqual(defaultTermsOf(kind));
  });

  test('take effect where nothing was said, inside of groups too', () => {
    const terms = completedTerms({ noteDueHours: 48, filingLimitDays: null, supervision: { leadDays: 7, aideObservationMonths: null } }, 'MEDICARE');
    expect(terms).toEqual({
      ...defaultTermsOf('MEDICARE'), noteDueHours: 48, filingLimitDays: null, supervision: { ...MEDICARE_SUPERVISION, leadDays: 7, aideObservationMonths: null },
    });
  });

  test('bind the payers of whom the law wants a decision, and let the others be', () => {
    const bound = PAYER_KINDS.filter((kind) => defaultTermsOf(kind).decisionDaysStandard !== null);
    expect(bound).toEqual(['MEDICARE_ADVANTAGE', 'MEDICAID', 'MEDICAID_MANAGED_CARE']);
    expect(bound.map((kind) => defaultTermsOf(kind).decisionHoursExpedited)).toEqual([72, 72, 72]);
  });

  test('ask for certification and supervision where Medicare pays or is replaced', () => {
    const certifying = PAYER_KINDS.filter((kind) => defaultTermsOf(kind).isCertificationRequired);
    expect(certifying).toEqual(['MEDICARE', 'MEDICARE_ADVANTAGE']);
    expect(PAYER_KINDS.filter((kind) => defaultTermsOf(kind).supervision === MEDICARE_SUPERVISION)).toEqual(certifying);
  });

  test('ask nobody for an authorization where the patient pays', () => {
    expect(PAYER_KINDS.filter((kind) => defaultTermsOf(kind).authorizationRequired === 'NONE')).toEqual(['SELF_PAY']);
  });
});

/** A number with its limits, and how the terms look in which it is said. */
type Limited = readonly [path: Path, from: number, to: number, saying: (value: number) => Partial<PayerPolicyTerms>];

const LIMITS: readonly Limited[] = [
  [['unitRules', 0, 'thresholdMinutes'], 1, 14, (thresholdMinutes) => rule({ kind: 'THRESHOLD', thresholdMinutes })],
  [['unitRules', 0, 'minimumMinutes'], 1, 1440, (minimumMinutes) => rule({ kind: 'PER_VISIT', minimumMinutes })],
  [['feeSchedule', 0, 'cents'], 0, 100_000_000, (cents) => ({ feeSchedule: { G0151: cents } })],
  [['noteDueHours'], 0, 8760, (noteDueHours) => ({ noteDueHours, noteLateHours: 8760 })],
  [['noteLateHours'], 30, 8760, (noteLateHours) => ({ noteDueHours: 30, noteLateHours })],
  [['renewalLeadDays'], 0, 365, (renewalLeadDays) => ({ renewalLeadDays })],
  [['timeToleranceMinutes'], 0, 240, (timeToleranceMinutes) => ({ timeToleranceMinutes })],
  [['retroAuthorizationDays'], 0, 366, (retroAuthorizationDays) => ({ retroAuthorizationDays })],
  [['transitionDays'], 0, 366, (transitionDays) => ({ transitionDays })],
  [['filingLimitDays'], 1, 1830, (filingLimitDays) => ({ filingLimitDays })],
  [['decisionDaysStandard'], 1, 365, (decisionDaysStandard) => ({ decisionDaysStandard })],
  [['decisionHoursExpedited'], 1, 8760, (decisionHoursExpedited) => ({ decisionHoursExpedited })],
  [['decisionHoursExpedited'], 1, 168, (decisionHoursExpedited) => ({ decisionHoursExpedited, decisionDaysStandard: 7 })],
  [['requestNoticeDays'], -90, 90, (requestNoticeDays) => ({ requestNoticeDays })],
  [['allowedWeekdays', 0], 0, 6, (weekday) => ({ allowedWeekdays: [weekday] })],
  [['evv', 'toleranceMinutes'], 0, 240, (toleranceMinutes) => evv({ toleranceMinutes })],
  [['evv', 'maintenanceDays'], 1, 366, (maintenanceDays) => evv({ maintenanceDays })],
  [['supervision', 'aideWithSkilledCareDays'], 1, 366, (aideWithSkilledCareDays) => supervision({ aideWithSkilledCareDays })],
  [['supervision', 'aideWithoutSkilledCareDays'], 1, 366, (aideWithoutSkilledCareDays) => supervision({ aideWithoutSkilledCareDays })],
  [['supervision', 'aideObservationMonths'], 1, 24, (aideObservationMonths) => supervision({ aideObservationMonths })],
  [['supervision', 'therapyReassessmentDays'], 1, 366, (therapyReassessmentDays) => supervision({ therapyReassessmentDays })],
  [['supervision', 'leadDays'], 0, 60, (leadDays) => supervision({ leadDays })],
];

describe.each(LIMITS)('%j', (path, from, to, saying) => {
  test(`may be ${from} and ${to}`, () => {
    for (const value of [from, to]) expect(checked(saying(value))).toMatchObject(saying(value));
  });

  test.each([from - 1, to + 1, from + 0.5, NaN])('may not be %d', (value) => {
    expect(() => checked(saying(value))).toThrow(refused(path));
  });
});

/** A text with the most characters it may have. */
const TEXTS: ReadonlyArray<readonly [path: Path, most: number, saying: (text: string) => Partial<PayerPolicyTerms>]> = [
  [['authorizationNumberFormat'], 40, (text) => ({ authorizationNumberFormat: text.replaceAll('x', '9') })],
  [['documentation', 0, 'reason'], 200, (reason) => documented({ reason })],
  [['documentation', 0, 'citation'], 300, (citation) => documented({ citation })],
  [['documentation', 0, 'template'], 2000, (template) => documented({ template })],
  [['documentation', 0, 'example'], 2000, (example) => documented({ example })],
  [['documentation', 0, 'guidance'], 2000, (guidance) => documented({ guidance })],
  [['documentation', 0, 'vaguePhrases', 0], 100, (phrase) => documented({ vaguePhrases: [phrase] })],
];

test.each(TEXTS)('%j has at most %d characters, and some', (path, most, saying) => {
  expect(checked(saying(` ${'x'.repeat(most)} `))).toEqual(checked(saying('x'.repeat(most))));
  for (const text of ['x'.repeat(most + 1), '', ' ']) expect(() => checked(saying(text))).toThrow(refused(path));
});

describe('lists', () => {
  const dates = (count: number): string[] => Array.from({ length: count }, (_, i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
  const SCOPES = ['G0299', 'G0300', 'G0162', 'G0493', 'G0151', 'G0157', 'G0159', 'G0152', 'G0158', 'G0160'];
  const VISIT_TYPES = ['ROUTINE', 'START_OF_CARE', 'EVALUATION', 'REASSESSMENT', 'RECERTIFICATION'] as const;
  const requirements = SCOPES.flatMap((code) => VISIT_TYPES.flatMap((type) => (['vitals', 'timeIn', 'timeOut'] as const).map((element) => requirement({ element, serviceCodes: [code], visitTypes: [type] }))));

  test('have an end', () => {
    expect(checked({ blackoutDates: dates(366) }).blackoutDates).toHaveLength(366);
    expect(() => checked({ blackoutDates: dates(367) })).toThrow(refused(['blackoutDates']));
    expect(checked({ documentation: requirements.slice(0, 100) }).documentation).toHaveLength(100);
    expect(() => checked({ documentation: requirements.slice(0, 101) })).toThrow(refused(['documentation']));
    const phrases = Array.from({ length: 51 }, (_, i) => `phrase ${i}`);
    expect(checked(documented({ vaguePhrases: phrases.slice(0, 50) })).documentation[0]?.vaguePhrases).toHaveLength(50);
    expect(() => checked(documented({ vaguePhrases: phrases }))).toThrow(refused(['documentation', 0, 'vaguePhrases']));
  });

  test('that say a thing twice say it once', () => {
    const { authorizationDisciplines, allowedWeekdays, blackoutDates, evv: verified, documentation } = checked({
      ...evv({ disciplines: ['PCS', 'PCS'], matchedElements: ['TIME', 'TIME'] }),
      ...documented({ disciplines: ['SN', 'SN'], visitTypes: ['ROUTINE', 'ROUTINE'] }),
      authorizationDisciplines: ['PT', 'PT'], allowedWeekdays: [5, 1, 5], blackoutDates: ['2026-12-25', '2026-01-01', '2026-12-25'],
    });
    expect([authorizationDisciplines, allowedWeekdays, blackoutDates]).toEqual([['PT'], [1, 5], ['2026-01-01', '2026-12-25']]);
    expect(verified).toMatchObject({ disciplines: ['PCS'], matchedElements: ['TIME'] });
    expect(documentation[0]).toMatchObject({ disciplines: ['SN'], visitTypes: ['ROUTINE'] });
  });
});

describe('terms that cannot be meant', () => {
  test.each<[string, Path, Partial<PayerPolicyTerms>, RefusalCode]>([
    ['no rule for every other code', ['unitRules'], { unitRules: { G0151: { kind: 'PER_VISIT', basis: 'CLOCKED' } } }, 'INVALID_INPUT'],
    ['a rule for a code that nobody knows', ['unitRules', 1, 'code'], { unitRules: { ...DEFAULT_TERMS.unitRules, Q9999: { kind: 'PER_VISIT', basis: 'CLOCKED' } } }, 'UNKNOWN_CODE'],
    ['a threshold without its minutes', ['unitRules', 0, 'thresholdMinutes'], rule({ kind: 'THRESHOLD' }), 'INVALID_INPUT'],
    ['the minutes of a threshold in another rule', ['unitRules', 0, 'thresholdMinutes'], rule({ thresholdMinutes: 8 }), 'INVALID_INPUT'],
    ['leftovers banked where nothing is left over', ['unitRules', 0, 'banksLeftovers'], rule({ kind: 'NEAREST_QUARTER_HOUR', banksLeftovers: true }), 'INVALID_INPUT'],
    ['a minimum where minutes are counted', ['unitRules', 0, 'minimumMinutes'], rule({ kind: 'WHOLE_HOUR', minimumMinutes: 60 }), 'INVALID_INPUT'],
    ['a fee for a code that nobody knows', ['feeSchedule', 0, 'code'], { feeSchedule: { Q9999: 100 } }, 'UNKNOWN_CODE'],
    ['listed disciplines, and none in the list', ['authorizationDisciplines'], { authorizationRequired: 'LISTED' }, 'INVALID_INPUT'],
    ['visits paid on no day of the week', ['allowedWeekdays'], { allowedWeekdays: [] }, 'INVALID_INPUT'],
    ['a form of numbers without a digit or letter', ['authorizationNumberFormat'], { authorizationNumberFormat: '---' }, 'INVALID_INPUT'],
    ['a requirement for a code that nobody knows', ['documentation', 0, 'serviceCodes', 1], documented({ serviceCodes: ['G0299', 'Q9999'] }), 'UNKNOWN_CODE'],
    ['a requirement with a code twice', ['documentation', 0, 'serviceCodes', 1], documented({ serviceCodes: ['G0299', 'G0299'] }), 'INVALID_INPUT'],
    ['a requirement for a code of another discipline', ['documentation', 0, 'serviceCodes', 0], documented({ disciplines: ['PT'], serviceCodes: ['G0299'] }), 'INVALID_INPUT'],
  ])('%s', (_, path, terms, code) => {
    expect(() => checked(terms)).toThrow(refused(path, code));
  });

  test.each(['WHOLE_QUARTER_HOUR', 'WHOLE_HOUR'] as const)('leftovers may be banked with %s', (kind) => {
    expect(checked(rule({ kind, banksLeftovers: true })).unitRules['*']).toMatchObject({ banksLeftovers: true });
  });
});

describe('two requirements of one element', () => {
  const GENERAL = requirement();
  const ROUTINE = requirement({ visitTypes: ['ROUTINE', 'DISCHARGE'] });
  const NURSES = requirement({ disciplines: ['SN', 'PT'] });
  const REGISTERED = requirement({ serviceCodes: ['G0299', 'G0300'] });

  test.each([
    ['both for everything', GENERAL, requirement({ severity: 'BLOCKER' })],
    ['both for a type of visit', ROUTINE, requirement({ visitTypes: ['EVALUATION', 'DISCHARGE'] })],
    ['both for a discipline', NURSES, requirement({ disciplines: ['PT'] })],
    ['both for a service', REGISTERED, requirement({ serviceCodes: ['G0300'] })],
  ])('%s are one too many', (_, one, other) => {
    expect(() => checked({ documentation: [requirement({ element: 'painScore' }), one, other] })).toThrow(refused(['documentation', 2]));
  });

  test.each([
    ['a general one and one for some services', GENERAL, REGISTERED],
    ['a general one and one for some types of visit', GENERAL, ROUTINE],
    ['one for a discipline and one for a service of it', NURSES, REGISTERED],
    ['those of different types of visit', ROUTINE, requirement({ visitTypes: ['EVALUATION'] })],
    ['those of different services', REGISTERED, requirement({ serviceCodes: ['G0151'] })],
  ])('%s go together', (_, one, other) => {
    expect(checked({ documentation: [one, other] }).documentation).toEqual([one, other]);
  });
});
