import { expect, test } from '@jest/globals';

import { Refusal } from '../../../src/base/refusal.js';
import type { UnitDefinition } from '../../../src/care/service.js';
import { ResourceElement } from '../../../src/fhir/element.js';
import { serviceQuantity } from '../../../src/fhir/values/quantity.js';

function read(quantity: unknown, ofCode: UnitDefinition = 'QUARTER_HOUR'): ReturnType<typeof serviceQuantity> {
  return serviceQuantity(new ResourceElement({ quantity }, 'X').get('quantity'), ofCode);
}

test.each([
  [{ value: 12 }, 12_000, 'QUARTER_HOUR'],
  [{ value: 12, code: 'UN' }, 12_000, 'QUARTER_HOUR'],
  [{ value: 12, unit: 'units' }, 12_000, 'QUARTER_HOUR'],
  [{ value: 12, system: 'http://unitsofmeasure.org', code: '1', unit: 'visit' }, 12_000, 'VISIT'],
  [{ value: 12, code: 'VS' }, 12_000, 'VISIT'],
  [{ value: 1.5, code: 'h' }, 1_500, 'HOUR'],
  [{ value: 1.5, code: 'HS' }, 1_500, 'HOUR'],
  [{ value: 60, code: 'min' }, 4_000, 'QUARTER_HOUR'],
  [{ value: 3, code: 'DY' }, 3_000, 'DAY'],
  [{ value: 0 }, 0, 'QUARTER_HOUR'],
])('%j is %i thousandths of %s', (quantity, milliUnits, unitDefinition) => {
  expect(read(quantity)).toEqual({ milliUnits, unitDefinition });
});

test('no quantity is none', () => {
  expect(read(undefined)).toBeNull();
});

test('a quantity without a unit is in the unit of the code', () => {
  expect(read({ value: 2 }, 'DAY')).toEqual({ milliUnits: 2_000, unitDefinition: 'DAY' });
});

test.each([
  ['less than nothing', { value: -1 }, 'X.quantity.value'],
  ['no number', {}, 'X.quantity.value'],
  ['a number in quotes', { value: '12' }, 'X.quantity.value'],
  ['less than a thousandth', { value: 0.0001 }, 'X.quantity.value'],
  ['months', { value: 1, code: 'MO' }, 'X.quantity.code'],
  ['at most', { value: 1, comparator: '<' }, 'X.quantity.comparator'],
])('%s is refused by the element', (_what, quantity, path) => {
  let refusal: unknown;
  try {
    read(quantity);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(Refusal);
  expect((refusal as Refusal).details.path).toEqual([path]);
});
