import { Refusal } from '../../base/refusal.js';
import { fromGlobalId } from '../global-id.js';

const MOST_VALUES = 100;

/** The ids of the table that a list of ids means; null when it is left out. @throws Refusal INVALID_ID, LIMIT_EXCEEDED */
export function idsOf(typeName: string, globalIds: readonly string[] | null | undefined, path: ReadonlyArray<string | number>): readonly string[] | null {
  if (globalIds === null || globalIds === undefined) return null;
  if (globalIds.length > MOST_VALUES) throw new Refusal('LIMIT_EXCEEDED', { path, expected: `at most ${MOST_VALUES} values` });
  return globalIds.map((id, i) => fromGlobalId(typeName, id, [...path, i]));
}
