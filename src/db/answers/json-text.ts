import { unreachable } from '../../base/invariant.js';
import type { Piece } from './concat.js';
import type { Form } from './shape.js';

/**
 * How an answer marks what is not JSON yet: as a string that begins with a character which no text in the database can
 * hold, so that nothing that was stored is ever taken for a mark.
 */
const MARK = '"\\u0000';

/** In SQL, in place of a record that has to be there: an answer that holds it is void. */
export const broken = `'${MARK}!"'`;

/** In SQL, a mark that shows nothing: whose records the answer shows, as ids with commas between them. Nothing at all where there are none. */
export function shownPatients(ids: string): string {
  return `('${MARK}@' || ${ids} || '"')`;
}

/** A value of a column as JSON; of an instant and of thousandths as the API's scalars write them. */
export function written(column: string, form: Form, isNullable: boolean): readonly Piece[] {
  const { before, sql, after } = formed(column, form);
  if (!isNullable) return [{ text: before }, { sql }, { text: after }];
  return [{ sql: `coalesce(${before === '' ? `(${sql})::text` : `'${before}' || ${sql} || '${after}'`}, 'null')` }];
}

interface Formed {
  readonly before: string;
  readonly sql: string;
  readonly after: string;
}

function formed(column: string, form: Form): Formed {
  switch (form) {
    case 'TEXT':
    case 'ARRAY':
      return { before: '', sql: `to_json(${column})`, after: '' };
    case 'WORD':
      return { before: '"', sql: column, after: '"' };
    case 'NUMBER':
      return { before: '', sql: column, after: '' };
    case 'BOOLEAN':
      return { before: '', sql: `${column}::text`, after: '' };
    case 'INSTANT':
      return { before: '"', sql: `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, after: '"' };
    case 'THOUSANDTHS':
      // Most quantities are whole, and numerics are slow to divide.
      return { before: '', sql: `case when ${column} % 1000 = 0 then (${column} / 1000)::text else trim_scale(${column} / 1000.0)::text end`, after: '' };
    default:
      return unreachable(form);
  }
}

export function jsonArray(values: readonly string[]): string {
  return `json_build_array(${values.join(', ')})::text`;
}

/** A mark with a number and an array of values as text, for whoever makes the real value of them. Null when the array is. */
export function slotted(slot: number, array: string): string {
  // The array becomes part of the string that the mark begins: its own opening quote is left out.
  return `('${MARK}${slot}:' || substr(to_json(${array})::text, 2))`;
}

/** Who is told whose records an answer shows. */
export interface Witness {
  noteList(patientIds: string): void;
}

/** @throws whatever `valueOf` throws. Null when the answer is void. */
export function filled(answer: string, valueOf: (slot: number, columns: readonly unknown[]) => string, witness: Witness): string | null {
  let at = answer.indexOf(MARK);
  if (at < 0) return answer;
  const parts: string[] = [];
  let done = 0;
  while (at >= 0) {
    const end = endOfString(answer, at + MARK.length);
    const held = answer.slice(at + MARK.length, end);
    if (held === '!') return null;
    parts.push(answer.slice(done, at));
    if (held.startsWith('@')) witness.noteList(held.slice(1));
    else {
      const colon = held.indexOf(':');
      const columns = JSON.parse(JSON.parse(`"${held.slice(colon + 1)}"`) as string) as readonly unknown[];
      parts.push(valueOf(Number(held.slice(0, colon)), columns));
    }
    done = end + 1;
    at = answer.indexOf(MARK, done);
  }
  parts.push(answer.slice(done));
  return parts.join('');
}

/** Where the string ends that has begun before `from`. */
function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}
