import type { MilliUnits, UnitDefinition } from '../../care/service.js';
import type { Element } from '../element.js';

export interface ServiceQuantity {
  readonly milliUnits: MilliUnits;
  readonly unitDefinition: UnitDefinition;
}

/** By UCUM, by X12 673 and 355, and by the words that senders write instead. Minutes are quarters of an hour. */
const UNITS: ReadonlyMap<string, UnitDefinition | 'MINUTE'> = new Map([
  ['vs', 'VISIT'], ['{visit}', 'VISIT'], ['visit', 'VISIT'], ['visits', 'VISIT'],
  ['hs', 'HOUR'], ['h', 'HOUR'], ['hr', 'HOUR'], ['hour', 'HOUR'], ['hours', 'HOUR'],
  ['dy', 'DAY'], ['da', 'DAY'], ['d', 'DAY'], ['day', 'DAY'], ['days', 'DAY'],
  ['mj', 'MINUTE'], ['min', 'MINUTE'], ['minute', 'MINUTE'], ['minutes', 'MINUTE'],
  ['15 min', 'QUARTER_HOUR'], ['15 minutes', 'QUARTER_HOUR'],
]);

/** These say no more than that something is counted: the unit is then the one that the service code defines. */
const COUNTS = new Set(['un', 'fl', '1', '{unit}', '{#}', 'unit', 'units', 'each', 'ea']);

/**
 * How much of a service, in thousandths of its unit; null when the element is absent.
 *
 * @param ofCode the unit of the service code, which holds where the quantity names none.
 * @throws Refusal INVALID_INPUT, UNKNOWN_CODE
 */
export function serviceQuantity(quantity: Element, ofCode: UnitDefinition): ServiceQuantity | null {
  if (!quantity.isPresent) return null;
  const value = quantity.get('value').number();
  if (value === null || value < 0) throw quantity.get('value').refusal('INVALID_INPUT', 'a number of units that is not negative');
  if (quantity.get('comparator').isPresent) throw quantity.get('comparator').refusal('INVALID_INPUT', 'an exact quantity');
  const unit = unitOf(quantity, ofCode);
  const thousandths = unit === 'MINUTE' ? (value * 1000) / 15 : value * 1000;
  const milliUnits = Math.round(thousandths);
  if (Math.abs(milliUnits - thousandths) > 1e-6) throw quantity.get('value').refusal('INVALID_INPUT', 'whole thousandths of a unit');
  return { milliUnits, unitDefinition: unit === 'MINUTE' ? 'QUARTER_HOUR' : unit };
}

function unitOf(quantity: Element, ofCode: UnitDefinition): UnitDefinition | 'MINUTE' {
  const code = quantity.get('code').text();
  const written = quantity.get('unit').text();
  quantity.get('system').consume();
  for (const word of [code, written]) {
    const named = word === null ? undefined : UNITS.get(word.toLowerCase());
    if (named !== undefined) return named;
  }
  if ((code === null || COUNTS.has(code.toLowerCase())) && (written === null || COUNTS.has(written.toLowerCase()))) return ofCode;
  throw quantity.get('code').refusal('UNKNOWN_CODE', 'visits, hours, minutes, days, or units of the service code');
}
