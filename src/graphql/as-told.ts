import { toGlobalId } from './global-id.js';
import { RECORD_OF_FIELD } from './inputs/given.js';

/** A named value as text, under the name and in the form that callers know from the rest of the API. */
export interface Told {
  readonly name: string;
  readonly value: string | null;
}

/**
 * The log and the findings name values as the core does. Callers have never seen a stored id, which `node`
 * would not take, nor a thousandth of a unit.
 */
export function asTold(name: string, value: string | number | boolean | null): Told {
  const told = name.replace(MILLI_UNITS, (_, first: string) => (first === 'm' ? 'units' : 'Units'));
  if (value === null) return { name: told, value: null };
  if (told !== name) return { name: told, value: String(Number(value) / 1000) };
  const record = RECORD_OF_FIELD.get(name);
  return { name, value: record === undefined ? String(value) : toGlobalId(record, String(value)) };
}

const MILLI_UNITS = /([mM])illiUnits$/;
