import type { LocalDate } from '../../base/day.js';
import type { ReviewDecision } from '../../care/authorization.js';
import type { UnitDefinition } from '../../care/service.js';
import type { Element } from '../element.js';
import { codingsOf, x12 } from '../values/codings.js';
import { type CivilPeriod, civilDate, civilPeriod } from '../values/dates.js';
import { type ServiceQuantity, serviceQuantity } from '../values/quantity.js';
import { type NamedService, saysHome, serviceIn } from '../values/services.js';
import { datedPeriod, modifiersOf, PAS } from './request-mapping.js';

/** What the payer said about one item. */
export interface DecidedItem {
  readonly element: Element;
  /** Items of the request that it is about; of an item that the payer added there need not be any. */
  readonly sequences: readonly number[];
  /** Null where no review action is given. */
  readonly decision: ReviewDecision | null;
  readonly reason: string | null;
  readonly number: string | null;
  readonly period: CivilPeriod;
  readonly issuedOn: LocalDate | null;
  /** What was authorized, where the answer says so itself. */
  readonly service: NamedService | null;
  readonly isOtherService: boolean;
  readonly modifiers: readonly string[] | null;
  quantity(ofCode: UnitDefinition): ServiceQuantity | null;
}

export interface MappedResponse {
  readonly items: readonly DecidedItem[];
  /** Items that were not asked for. */
  readonly added: readonly DecidedItem[];
  readonly number: string | null;
  /** Codes of why the request could not be processed. */
  readonly errors: string | null;
}

export function mapResponse(response: Element, timeZone: string): MappedResponse {
  const overall = reviewActionIn(response.extensions(`${PAS}/extension-reviewAction`));
  const period = civilPeriod(response.get('preAuthPeriod'), timeZone);
  const items = response.all('item').map((item) => mapDecided(item, { timeZone, overall, period }));
  const added = response.all('addItem').map((item) => mapAdded(item, { timeZone, overall, period }));
  return { items, added, number: response.get('preAuthRef').text() ?? overall?.number ?? null, errors: errorsOf(response) };
}

interface Around {
  readonly timeZone: string;
  readonly overall: ReviewAction | null;
  readonly period: CivilPeriod;
}

function mapDecided(item: Element, around: Around): DecidedItem {
  const sequence = item.get('itemSequence').number();
  if (sequence === null) throw item.get('itemSequence').refusal('INVALID_INPUT', 'the number of an item of the request');
  const detail = item.extension(`${PAS}/extension-itemAuthorizedDetail`);
  const concepts = detail.extension('productOrServiceCode').all('valueCodeableConcept');
  const modifiers = detail.extensions('modifier').flatMap((one) => one.all('valueCodeableConcept'));
  return {
    ...decided(item, around),
    sequences: [sequence],
    ...serviceNamed(concepts),
    modifiers: modifiers.length === 0 ? null : modifiersOf(modifiers),
    quantity: (ofCode) => serviceQuantity(detail.extension('quantity').get('valueQuantity'), ofCode),
  };
}

function mapAdded(item: Element, around: Around): DecidedItem {
  const own = decided(item, around);
  const serviced = datedPeriod(item, 'serviced', around.timeZone);
  return {
    ...own,
    sequences: item.all('itemSequence').flatMap((sequence) => sequence.number() ?? []),
    period: own.period.startsOn === null ? serviced : own.period,
    ...serviceNamed(item.all('productOrService')),
    modifiers: item.all('modifier').length === 0 ? null : modifiersOf(item.all('modifier')),
    quantity: (ofCode) => serviceQuantity(item.get('quantity'), ofCode),
  };
}

function serviceNamed(concepts: readonly Element[]): Pick<DecidedItem, 'service' | 'isOtherService'> {
  const service = serviceIn(concepts, saysHome(concepts));
  if (service !== null) for (const concept of concepts) concept.consume();
  return { service, isOtherService: service === null && concepts.length > 0 };
}

function decided(item: Element, { timeZone, overall, period }: Around): Pick<DecidedItem, 'element' | 'decision' | 'reason' | 'number' | 'period' | 'issuedOn'> {
  const adjudications = item.all('adjudication');
  const action = reviewActionIn([...item.extensions(`${PAS}/extension-reviewAction`), ...adjudications.flatMap((one) => one.extensions(`${PAS}/extension-reviewAction`))]) ?? overall;
  for (const adjudication of adjudications) adjudication.get('category').consume();
  const own = itemPeriod(item, timeZone);
  return {
    element: item,
    decision: action?.decision ?? null,
    reason: action?.reason ?? null,
    number: action?.number ?? null,
    period: own.startsOn === null && own.endsOn === null ? period : own,
    issuedOn: civilDate(item.extension(`${PAS}/extension-itemPreAuthIssueDate`).get('valueDate'), timeZone),
  };
}

/** When the authorization is valid; earlier guides called it the date by which the service must be given. */
function itemPeriod(item: Element, timeZone: string): CivilPeriod {
  const valid = item.extension(`${PAS}/extension-itemPreAuthPeriod`).get('valuePeriod');
  return valid.isPresent ? civilPeriod(valid, timeZone) : datedPeriod(item.extension(`${PAS}/extension-itemAuthorizedDate`), 'value', timeZone);
}

interface ReviewAction {
  readonly decision: ReviewDecision | null;
  readonly reason: string | null;
  readonly number: string | null;
}

/** X12 278 HCR01, data element 306. */
const DECISIONS: ReadonlyMap<string, ReviewDecision> = new Map([
  ['A1', 'CERTIFIED_IN_TOTAL'],
  ['A2', 'CERTIFIED_PARTIALLY'],
  ['A3', 'NOT_CERTIFIED'],
  ['A4', 'PENDED'],
  ['A6', 'MODIFIED'],
  ['C', 'CANCELLED'],
  ['CT', 'CONTACT_PAYER'],
  ['NA', 'NOT_REQUIRED'],
]);

function reviewActionIn(extensions: readonly Element[]): ReviewAction | null {
  const [action] = extensions;
  if (action === undefined) return null;
  const code = action.extension(`${PAS}/extension-reviewActionCode`).isPresent ? action.extension(`${PAS}/extension-reviewActionCode`) : action.extension('code');
  const concept = code.get('valueCodeableConcept');
  return { decision: concept.isPresent ? decisionOf(concept) : null, reason: reasonIn(action), number: action.extension('number').get('valueString').text() };
}

/** @throws Refusal UNKNOWN_CODE: a decision that is not understood is worse than none. */
function decisionOf(concept: Element): ReviewDecision {
  const known = codingsOf([concept]).find(({ system }) => system === null || x12('306').includes(system));
  const decision = known === undefined ? undefined : DECISIONS.get(known.code);
  if (decision === undefined) throw concept.refusal('UNKNOWN_CODE', `a review action (X12 306): ${[...DECISIONS.keys()].join(', ')}`);
  concept.consume();
  return decision;
}

const LONGEST_REASON = 500;

function reasonIn(action: Element): string | null {
  const reasons = action.extensions('reasonCode').flatMap((reason) => reason.all('valueCodeableConcept'));
  const said = reasons.flatMap((reason) => {
    const codes = codingsOf([reason]).map(({ code, display }) => (display === null ? code : `${code} ${display}`));
    const text = reason.get('text').text();
    reason.consume();
    return codes.length > 0 ? codes : (text ?? []);
  });
  return said.length === 0 ? null : said.join('; ').slice(0, LONGEST_REASON);
}

/** X12 901. The payer could not process the request; that is no decision about the care. */
function errorsOf(response: Element): string | null {
  const codes = response.all('error').flatMap((error) => error.all('code')).flatMap((code) => {
    code.consume();
    return codingsOf([code]).map((coding) => coding.code);
  });
  return codes.length === 0 ? null : `Request not processed, error ${[...new Set(codes)].join(', ')}`.slice(0, LONGEST_REASON);
}
