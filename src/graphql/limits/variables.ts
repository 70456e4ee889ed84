import { exceeded } from './exceeded.js';
import { MAX_INPUT_DEPTH, MAX_INPUT_ITEMS, MAX_INPUT_VALUES } from './limits.js';

/** @throws Refusal LIMIT_EXCEEDED, without looking further once a limit is passed */
export function expectBounded(variables: Readonly<Record<string, unknown>>): void {
  const left: Array<{ readonly value: unknown; readonly depth: number }> = [{ value: variables, depth: 0 }];
  let values = 0;
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_INPUT_DEPTH) throw exceeded({ most: MAX_INPUT_DEPTH, found: depth, what: 'lists and objects within each other in the variables', remedy: 'Send values of the types that the document declares.' });
    const inner = Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value);
    if (Array.isArray(value) && inner.length > MAX_INPUT_ITEMS) throw exceeded({ most: MAX_INPUT_ITEMS, found: inner.length, what: 'items in a list of the variables', remedy: 'Divide the list over several requests.' });
    values += inner.length;
    if (values > MAX_INPUT_VALUES) throw exceeded({ most: MAX_INPUT_VALUES, found: values, what: 'values in the variables', remedy: 'Divide the work over several requests.' });
    for (const item of inner) left.push({ value: item, depth: depth + 1 });
  }
}
