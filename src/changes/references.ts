import { Refusal } from '../base/refusal.js';
import type { Identifier } from '../care/agency.js';
import type { Tx } from '../db/agency-scope.js';
import { CONTESTED } from '../db/queries/identifiers.js';
import { keptNames } from '../db/queries/namings.js';

/** A record that the sender knows by a name of another system, and not by our id. */
export interface Reference extends Identifier {
  /** The word under which names of its kind are kept. */
  readonly recordType: string;
  /** Where it was sent. */
  readonly path: ReadonlyArray<string | number>;
}

/** An input as someone sends it who has no ids of ours. */
export type Referring<Held> = Held extends string
  ? Held | Reference
  : Held extends number | boolean | Date | null | undefined
    ? Held
    : Held extends ReadonlyArray<infer Item>
      ? ReadonlyArray<Referring<Item>>
      : { readonly [Name in keyof Held]: Referring<Held[Name]> };

/** Fifty lines with twenty members of staff each, which is more than any payer has certified. */
const MOST_REFERENCES = 1000;

/**
 * The input with our ids, of what is on record when it is asked: a record that someone else is making at the moment is
 * not there yet, as it would not be for anyone who has its id.
 *
 * @throws Refusal NOT_FOUND with the path of a name that no record bears, or that was used for two.
 */
export async function resolved<Input>(tx: Tx, input: Referring<Input>): Promise<Input> {
  const references = referencesIn(input);
  if (references.length > MOST_REFERENCES) {
    throw new Refusal('LIMIT_EXCEEDED', { path: ['input'], expected: `at most ${MOST_REFERENCES} records referred to by identifiers`, found: `${references.length}` });
  }
  const ids = new Map((await keptNames(tx, references)).filter(({ contentHash }) => contentHash !== CONTESTED).map((name) => [keyOf(name), name.recordId]));
  return withIds(input, (reference) => {
    const id = ids.get(keyOf(reference));
    if (id === undefined) {
      throw new Refusal('NOT_FOUND', { path: reference.path, expected: 'an identifier of a record of this kind', remedy: 'Check the system and the value, or send the record that bears it first.' });
    }
    return id;
  }) as Input;
}

function referencesIn(held: unknown): Reference[] {
  if (isReference(held)) return [held];
  return held === null || typeof held !== 'object' ? [] : Object.values(held).flatMap(referencesIn);
}

function withIds(held: unknown, idOf: (reference: Reference) => string): unknown {
  if (isReference(held)) return idOf(held);
  if (Array.isArray(held)) return held.map((item) => withIds(item, idOf));
  if (held === null || typeof held !== 'object' || held instanceof Date) return held;
  return Object.fromEntries(Object.entries(held).map(([name, value]) => [name, withIds(value, idOf)]));
}

/** No input of a change has a field of this name. */
function isReference(held: unknown): held is Reference {
  return held !== null && typeof held === 'object' && 'recordType' in held;
}

function keyOf({ recordType, system, value }: Omit<Reference, 'path'>): string {
  return JSON.stringify([recordType, system, value]);
}
