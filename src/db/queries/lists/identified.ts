import type { Identifier } from '../../../care/agency.js';
import type { RowClass } from '../../rows/row.js';
import type { Bind } from '../../statement.js';
import { CONTESTED, recordTypeOf } from '../identifiers.js';
import { given } from './conditions.js';

/** What lists of records that other systems give names to can be narrowed to. */
export interface Identified {
  readonly identifier?: Identifier | null;
  readonly identifiers?: readonly Identifier[] | null;
}

/** The names are looked up once for the statement and not for every record, so that the list is then read by its ids. */
export function identified({ identifier, identifiers }: Identified, row: RowClass<unknown>, bind: Bind): readonly string[] {
  const bearers = (names: readonly Identifier[]): string => {
    const wanted = `unnest(${bind(names.map(({ system }) => system), 'text[]')}, ${bind(names.map(({ value }) => value), 'text[]')}) as w(system, value)`;
    return `array(select n.record_id from ${wanted} join identifiers n on n.system = w.system and n.value = w.value
      where n.agency_id = $1 and n.record_type = '${recordTypeOf(row)}' and n.content_hash is distinct from '${CONTESTED}')`;
  };
  return [...given(identifier, (name) => `t.id = any(${bearers([name])})`), ...given(identifiers, (names) => `t.id = any(${bearers(names)})`)];
}
