import { CERTIFICATION_DAYS } from '../../alignment/calendar.js';
import { dateOf, dayOf, type LocalDate } from '../../base/day.js';
import { MODIFIER, type UnitDefinition } from '../../care/service.js';
import type { LineInput } from '../../changes/authorization-lines.js';
import type { Element } from '../element.js';
import { assumed, attempt, issue } from '../issues.js';
import type { Reason } from '../report.js';
import { codingsOf, hasCode, x12 } from '../values/codings.js';
import { type CivilPeriod, civilDate, civilPeriod } from '../values/dates.js';
import { serviceQuantity } from '../values/quantity.js';
import { saysHome, serviceIn } from '../values/services.js';

export const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition';

/** What a line of a request asks for. */
export type LineFields = Pick<LineInput, 'discipline' | 'unitDefinition' | 'authorizedMilliUnits' | 'startsOn' | 'endsOn'> & {
  readonly serviceCode: string | null;
  readonly modifiers: readonly string[];
};

export interface RequestedItem {
  readonly element: Element;
  /** By which the payer's answer names the item. */
  readonly sequence: number;
  readonly line: LineFields;
  /** The fields that the item itself tells: of an update the others say nothing about what was sent before. */
  readonly told: Partial<LineFields>;
  /** Withdrawn by the sender. */
  readonly isCancelled: boolean;
  /** Flagged as different from what was sent before. */
  readonly isFlagged: boolean;
}

export interface RequestSurroundings {
  readonly timeZone: string;
  readonly today: LocalDate;
  /** The ServiceRequest behind an item, where the document has it. */
  serviceRequestOf(reference: Element): Element | null;
}

/**
 * The items of a prior-authorization request that home care bills. Any other is an issue of its own: a request may
 * mix nursing with formula and pumps, and only the nursing is ours.
 */
export function mapItems(claim: Element, surroundings: RequestSurroundings, issues: Reason[]): RequestedItem[] {
  const around = datesAround(claim, surroundings);
  return claim.all('item').flatMap((element) => attempt(issues, element, () => mapItem(element, { ...surroundings, around }, issues)) ?? []);
}

interface ItemSurroundings extends RequestSurroundings {
  readonly around: AroundDates;
}

function mapItem(item: Element, { timeZone, serviceRequestOf, around }: ItemSurroundings, issues: Reason[]): RequestedItem | null {
  const sequence = item.get('sequence').number();
  if (sequence === null) throw item.get('sequence').refusal('INVALID_INPUT', 'the number of the item');
  // Read of items that are left out too: what changes the meaning of an item must be understood of every one.
  const isWithdrawn = isCancelled(item);
  const concepts = [...item.all('productOrService'), ...item.all('revenue')];
  const service = serviceIn(concepts, saysHome(item.all('category')));
  if (service === null) {
    issues.push(issue(item.get('productOrService'), 'UNKNOWN_CODE', 'a HCPCS code of home care; the item is left out'));
    return null;
  }
  for (const one of [...concepts, ...item.all('category')]) one.consume();
  const request = requestedService(item, serviceRequestOf);
  const quantity = quantityOf(item, request, service.unitDefinition ?? 'VISIT');
  if (quantity === null) issues.push(assumed(item.get('quantity'), 'no quantity yet, because none is asked for'));
  const period = itemPeriod(item, { request, timeZone, around, issues });
  const coded = { serviceCode: service.serviceCode, modifiers: modifiersOf(item.all('modifier')) };
  return {
    element: item,
    sequence,
    line: {
      ...coded,
      discipline: service.discipline,
      unitDefinition: quantity?.unitDefinition ?? service.unitDefinition ?? 'VISIT',
      authorizedMilliUnits: quantity?.milliUnits ?? 0,
      startsOn: period.startsOn,
      endsOn: period.endsOn,
    },
    told: {
      ...coded,
      discipline: service.discipline,
      ...(quantity === null ? {} : { unitDefinition: quantity.unitDefinition, authorizedMilliUnits: quantity.milliUnits }),
      ...period.told,
    },
    isCancelled: isWithdrawn,
    isFlagged: item.extension(`${PAS}/extension-infoChanged`).get('valueCode').text() !== null,
  };
}

function requestedService(item: Element, serviceRequestOf: RequestSurroundings['serviceRequestOf']): Element | null {
  const reference = item.extension(`${PAS}/extension-requestedService`).get('valueReference');
  return reference.isPresent ? serviceRequestOf(reference) : null;
}

function quantityOf(item: Element, request: Element | null, ofCode: UnitDefinition) {
  return serviceQuantity(item.get('quantity'), ofCode) ?? (request === null ? null : serviceQuantity(request.get('quantityQuantity'), ofCode));
}

/** @throws Refusal INVALID_INPUT */
export function modifiersOf(concepts: readonly Element[]): string[] {
  return concepts.map((concept) => {
    const modifier = codingsOf([concept]).map(({ code }) => code.toUpperCase()).find((code) => MODIFIER.test(code));
    if (modifier === undefined) throw concept.refusal('UNKNOWN_CODE', 'a modifier of two letters or digits');
    concept.consume();
    return modifier;
  }).sort();
}

/** Either mark is enough: senders of older guides set only one. */
function isCancelled(item: Element): boolean {
  const flag = item.modifierExtension(`${PAS}/modifierextension-infoCancelled`).get('valueBoolean').boolean();
  const type = item.extension(`${PAS}/extension-certificationType`).all('valueCodeableConcept');
  const isCancelType = hasCode(type, x12('1322'), '3');
  for (const one of type) one.consume();
  return flag === true || isCancelType;
}

interface AroundDates {
  /** Dates of the request as a whole. */
  readonly period: CivilPeriod;
  /** When care starts, or failing that when the request was written. */
  readonly from: LocalDate;
}

function datesAround(claim: Element, { timeZone, today }: RequestSurroundings): AroundDates {
  const billable = civilPeriod(claim.get('billablePeriod'), timeZone);
  const event = claim.all('supportingInfo').find((info) => codingsOf(info.all('category')).some(({ code }) => code === 'patientEvent'));
  const eventPeriod = event === undefined ? NO_PERIOD : datedPeriod(event, 'timing', timeZone);
  event?.get('category').consume();
  const startOfCare = civilDate(claim.extension(`${PAS}/extension-homeHealthCareInformation`).extension('date').get('valueDate'), timeZone);
  const created = civilDate(claim.get('created'), timeZone);
  return { period: billable.startsOn !== null ? billable : eventPeriod, from: startOfCare ?? created ?? today };
}

const NO_PERIOD: CivilPeriod = { startsOn: null, endsOn: null };

/** `servicedPeriod` or `servicedDate`, and likewise for other names. */
export function datedPeriod(parent: Element, name: string, timeZone: string): CivilPeriod {
  if (parent.get(`${name}Period`).isPresent) return civilPeriod(parent.get(`${name}Period`), timeZone);
  for (const single of [`${name}Date`, `${name}DateTime`]) {
    const on = civilDate(parent.get(single), timeZone);
    if (on !== null) return { startsOn: on, endsOn: on };
  }
  return NO_PERIOD;
}

interface PeriodSurroundings {
  readonly request: Element | null;
  readonly timeZone: string;
  readonly around: AroundDates;
  readonly issues: Reason[];
}

interface ItemPeriod {
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly told: { readonly startsOn?: LocalDate; readonly endsOn?: LocalDate };
}

/** The dates of the item, of the order behind it, or of the request; else one certification period from the start of care. */
function itemPeriod(item: Element, { request, timeZone, around, issues }: PeriodSurroundings): ItemPeriod {
  const periods = [datedPeriod(item, 'serviced', timeZone), ...(request === null ? [] : orderedPeriods(request, timeZone)), around.period];
  const told = periods.find(({ startsOn }) => startsOn !== null) ?? NO_PERIOD;
  const startsOn = told.startsOn ?? around.from;
  if (told.startsOn === null) issues.push(assumed(item.get('servicedPeriod'), `${CERTIFICATION_DAYS} days from the start of care or of the request`));
  else if (told.endsOn === null) issues.push(assumed(item.get('servicedPeriod'), `${CERTIFICATION_DAYS} days`));
  return {
    startsOn,
    endsOn: told.endsOn ?? dateOf(dayOf(startsOn) + CERTIFICATION_DAYS - 1),
    told: { ...(told.startsOn === null ? {} : { startsOn: told.startsOn }), ...(told.endsOn === null ? {} : { endsOn: told.endsOn }) },
  };
}

function orderedPeriods(request: Element, timeZone: string): CivilPeriod[] {
  return [
    civilPeriod(request.get('occurrenceTiming').get('repeat').get('boundsPeriod'), timeZone),
    datedPeriod(request, 'occurrence', timeZone),
  ];
}
