import { type Entitled, type FieldClass, mayRead } from '../auth/permissions.js';
import type { FieldChange } from '../care/change.js';
import { toGlobalId } from './global-id.js';
import { RECORD_OF_FIELD } from './inputs/given.js';
import { mayReadRows } from './reading-of.js';
import { ROW_OF_TYPE } from './row-of-type.js';

/** A named value as text, under the name and in the form that callers know from the rest of the API. */
export interface Told {
  readonly name: string;
  readonly value: string | null;
}

/** Fields of records that no input takes under the same name. */
const RECORD_OF_VALUE: ReadonlyMap<string, string> = new Map([...RECORD_OF_FIELD, ['pinnedLineId', 'AuthorizationLine']]);

/**
 * The log and the findings name values as the core does. Callers have never seen a stored id, which `node`
 * would not take, nor a thousandth of a unit.
 */
export function asTold(name: string, value: string | number | boolean | null): Told {
  const told = name.replace(MILLI_UNITS, (_, first: string) => (first === 'm' ? 'units' : 'Units'));
  if (value === null) return { name: told, value: null };
  if (told !== name) return { name: told, value: String(Number(value) / 1000) };
  const record = RECORD_OF_VALUE.get(name);
  return { name, value: record === undefined ? String(value) : idsAsTold(record, String(value)) };
}

/** One field of one record, before and after. */
export interface ToldChange {
  readonly entity: string;
  readonly id: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a reader may know of what changed: of records that they may not read nothing, and of a field of a class that they may not read only that it did. */
export function changesAsTold(reader: Entitled, changes: readonly FieldChange[]): ToldChange[] {
  return changes.filter(({ entity }) => {
    const row = ROW_OF_TYPE.get(entity);
    return row === undefined || mayReadRows(reader, row);
  }).map((change) => changeAsTold(reader, change));
}

function changeAsTold(reader: Entitled, { entity, id, field, before, after }: FieldChange): ToldChange {
  const { name, value } = asTold(field, before);
  const isTold = mayRead(reader, CLASS_OF_VALUE.get(field) ?? 'OPERATIONAL');
  return { entity, id: toGlobalId(entity, id), field: name, before: isTold ? value : null, after: isTold ? asTold(field, after).value : null };
}

/** Fields say the same in the log as in their records, and are of the same class. */
const CLASS_OF_VALUE: ReadonlyMap<string, FieldClass> = new Map([
  ['startOfCareOn', 'CARE'], ['carePlanUpdatedAt', 'CARE'], ['diagnosisCodes', 'CLINICAL_CODE'], ['pinnedLineId', 'AUTHORIZED_CARE'], ['pinnedMilliUnits', 'AUTHORIZED_CARE'], ['physicianNotifiedAt', 'CARE'],
  ['staffId', 'COLLEAGUE'], ['aideStaffId', 'COLLEAGUE'], ['acknowledgedBy', 'COLLEAGUE'], ['assignedTo', 'COLLEAGUE'], ['waivedBy', 'COLLEAGUE'], ['waiverReason', 'REASON'], ['reasonCode', 'CARE_DATES'],
]);

/** A list of ids is kept as the text of one. */
function idsAsTold(record: string, held: string): string {
  return held.startsWith('[') ? JSON.stringify((JSON.parse(held) as string[]).map((id) => toGlobalId(record, id))) : toGlobalId(record, held);
}

const MILLI_UNITS = /([mM])illiUnits$/;
