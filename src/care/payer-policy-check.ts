import { checkedInteger, checkedOptionalText, checkedText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { checkedBlackoutDates, checkedWeekdays } from './authorization.js';
import type { DocumentationRequirement, EvvTerms, PayerPolicyTerms, SupervisionTerms, UnitRule } from './payer-policy.js';
import { type Discipline, serviceOf } from './service.js';

type Path = ReadonlyArray<string | number>;

/** @throws Refusal with the path of the term that makes no sense; rules and fees are counted in the order in which they were given. */
export function checkedTerms(terms: PayerPolicyTerms, path: Path): PayerPolicyTerms {
  checkUnitRules(terms.unitRules, [...path, 'unitRules']);
  checkFees(terms.feeSchedule, [...path, 'feeSchedule']);
  checkNumbers(terms, path);
  checkEvv(terms.evv, [...path, 'evv']);
  checkSupervision(terms.supervision, [...path, 'supervision']);
  return {
    ...terms,
    authorizationDisciplines: checkedDisciplines(terms, [...path, 'authorizationDisciplines']),
    evv: { ...terms.evv, disciplines: eachOnce(terms.evv.disciplines), matchedElements: eachOnce(terms.evv.matchedElements) },
    authorizationNumberFormat: checkedFormat(terms.authorizationNumberFormat, [...path, 'authorizationNumberFormat']),
    allowedWeekdays: terms.allowedWeekdays === null ? null : checkedWeekdays(terms.allowedWeekdays, [...path, 'allowedWeekdays']),
    blackoutDates: checkedBlackoutDates(terms.blackoutDates, [...path, 'blackoutDates']),
    documentation: checkedRequirements(terms.documentation, [...path, 'documentation']),
  };
}

function checkUnitRules(rules: PayerPolicyTerms['unitRules'], path: Path): void {
  for (const [i, [code, rule]] of Object.entries(rules).entries()) {
    if (code !== '*') serviceOf(code, [...path, i, 'code']);
    checkUnitRule(rule, [...path, i]);
  }
  if (!rules['*']) throw new Refusal('INVALID_INPUT', { path, expected: 'a rule for every other code, under *' });
}

function checkUnitRule({ kind, thresholdMinutes, banksLeftovers, minimumMinutes }: UnitRule, path: Path): void {
  if ((kind === 'THRESHOLD') !== (thresholdMinutes !== undefined)) {
    throw new Refusal('INVALID_INPUT', { path: [...path, 'thresholdMinutes'], expected: 'thresholdMinutes exactly when the kind is THRESHOLD' });
  }
  if (thresholdMinutes !== undefined) checkedInteger(thresholdMinutes, [...path, 'thresholdMinutes'], { from: 1, to: 14 });
  if (banksLeftovers === true && kind !== 'WHOLE_QUARTER_HOUR' && kind !== 'WHOLE_HOUR') {
    throw new Refusal('INVALID_INPUT', { path: [...path, 'banksLeftovers'], expected: 'leftovers banked only with WHOLE_QUARTER_HOUR or WHOLE_HOUR' });
  }
  if (minimumMinutes === undefined) return;
  if (kind !== 'PER_VISIT' && kind !== 'PER_DIEM') throw new Refusal('INVALID_INPUT', { path: [...path, 'minimumMinutes'], expected: 'a minimum only with PER_VISIT or PER_DIEM' });
  checkedInteger(minimumMinutes, [...path, 'minimumMinutes'], { from: 1, to: 1440 });
}

const MOST_CENTS = 100_000_000;

function checkFees(fees: PayerPolicyTerms['feeSchedule'], path: Path): void {
  for (const [i, [code, cents]] of Object.entries(fees).entries()) {
    serviceOf(code, [...path, i, 'code']);
    checkedInteger(cents, [...path, i, 'cents'], { from: 0, to: MOST_CENTS });
  }
}

function checkNumbers(terms: PayerPolicyTerms, path: Path): void {
  const { noteDueHours, decisionHoursExpedited, decisionDaysStandard } = terms;
  const limits: ReadonlyArray<readonly [name: keyof PayerPolicyTerms & string, value: number | null, from: number, to: number]> = [
    ['noteDueHours', noteDueHours, 0, 8760],
    ['noteLateHours', terms.noteLateHours, noteDueHours, 8760],
    ['renewalLeadDays', terms.renewalLeadDays, 0, 365],
    ['timeToleranceMinutes', terms.timeToleranceMinutes, 0, 240],
    ['retroAuthorizationDays', terms.retroAuthorizationDays, 0, 366],
    ['transitionDays', terms.transitionDays, 0, 366],
    ['filingLimitDays', terms.filingLimitDays, 1, 1830],
    ['decisionDaysStandard', decisionDaysStandard, 1, 365],
    // What is expedited does not take longer than what is not.
    ['decisionHoursExpedited', decisionHoursExpedited, 1, decisionDaysStandard === null ? 8760 : decisionDaysStandard * 24],
    ['requestNoticeDays', terms.requestNoticeDays, -90, 90],
  ];
  for (const [name, value, from, to] of limits) if (value !== null) checkedInteger(value, [...path, name], { from, to });
}

function checkEvv({ toleranceMinutes, maintenanceDays }: EvvTerms, path: Path): void {
  checkedInteger(toleranceMinutes, [...path, 'toleranceMinutes'], { from: 0, to: 240 });
  if (maintenanceDays !== null) checkedInteger(maintenanceDays, [...path, 'maintenanceDays'], { from: 1, to: 366 });
}

function checkSupervision({ leadDays, aideObservationMonths, ...days }: SupervisionTerms, path: Path): void {
  for (const [name, value] of Object.entries(days)) if (value !== null) checkedInteger(value, [...path, name], { from: 1, to: 366 });
  if (aideObservationMonths !== null) checkedInteger(aideObservationMonths, [...path, 'aideObservationMonths'], { from: 1, to: 24 });
  checkedInteger(leadDays, [...path, 'leadDays'], { from: 0, to: 60 });
}

function checkedDisciplines({ authorizationRequired, authorizationDisciplines }: PayerPolicyTerms, path: Path): Discipline[] {
  if (authorizationRequired === 'LISTED' && authorizationDisciplines.length === 0) {
    throw new Refusal('INVALID_INPUT', { path, expected: 'at least one discipline with LISTED', remedy: 'Say NONE where nothing needs an authorization.' });
  }
  return eachOnce(authorizationDisciplines);
}

function checkedFormat(format: string | null, path: Path): string | null {
  const text = checkedOptionalText(format, path, 40);
  if (text !== null && !/[9AX]/.test(text)) throw new Refusal('INVALID_INPUT', { path, expected: 'a form in which 9 stands for a digit, A for a letter or X for either' });
  return text;
}

const MOST_REQUIREMENTS = 100;
const MOST_VAGUE_PHRASES = 50;

function checkedRequirements(requirements: readonly DocumentationRequirement[], path: Path): DocumentationRequirement[] {
  if (requirements.length > MOST_REQUIREMENTS) throw new Refusal('INVALID_INPUT', { path, expected: `at most ${MOST_REQUIREMENTS} requirements`, found: `${requirements.length}` });
  return requirements.map((requirement, i) => {
    if (requirements.slice(0, i).some((other) => isSame(other, requirement))) {
      throw new Refusal('INVALID_INPUT', { path: [...path, i], expected: 'each element once for the same disciplines, services and types of visit' });
    }
    return checkedRequirement(requirement, [...path, i]);
  });
}

/** A stricter requirement for some services may stand beside a general one, but not beside another for the same of them. */
function isSame(a: DocumentationRequirement, b: DocumentationRequirement): boolean {
  return a.element === b.element && nameSame(a.disciplines, b.disciplines) && nameSame(a.serviceCodes, b.serviceCodes) && nameSame(a.visitTypes, b.visitTypes);
}

function nameSame<Name>(a: readonly Name[], b: readonly Name[]): boolean {
  return a.length === 0 ? b.length === 0 : a.some((name) => b.includes(name));
}

function checkedRequirement(requirement: DocumentationRequirement, path: Path): DocumentationRequirement {
  const { disciplines, serviceCodes, visitTypes, vaguePhrases } = requirement;
  for (const [i, code] of serviceCodes.entries()) {
    const at = [...path, 'serviceCodes', i];
    const { discipline } = serviceOf(code, at);
    if (serviceCodes.indexOf(code) < i) throw new Refusal('INVALID_INPUT', { path: at, expected: 'each code once' });
    if (disciplines.length > 0 && !disciplines.includes(discipline)) throw new Refusal('INVALID_INPUT', { path: at, expected: 'a service of one of its disciplines' });
  }
  if (vaguePhrases.length > MOST_VAGUE_PHRASES) throw new Refusal('INVALID_INPUT', { path: [...path, 'vaguePhrases'], expected: `at most ${MOST_VAGUE_PHRASES} phrases`, found: `${vaguePhrases.length}` });
  return {
    ...requirement,
    disciplines: eachOnce(disciplines),
    visitTypes: eachOnce(visitTypes),
    reason: checkedText(requirement.reason, [...path, 'reason'], 200),
    citation: checkedOptionalText(requirement.citation, [...path, 'citation'], 300),
    template: checkedOptionalText(requirement.template, [...path, 'template'], 2000),
    example: checkedOptionalText(requirement.example, [...path, 'example'], 2000),
    guidance: checkedOptionalText(requirement.guidance, [...path, 'guidance'], 2000),
    vaguePhrases: vaguePhrases.map((phrase, i) => checkedText(phrase, [...path, 'vaguePhrases', i], 100)),
  };
}

function eachOnce<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
