import { type GraphQLSchema, isObjectType } from 'graphql';

import { mayRead, type Reading } from '../../../src/auth/permissions.js';
import type { Role } from '../../../src/auth/viewer.js';
import { fieldOf, kindOf } from '../../fuzz/support/targets.js';
import { type Canaries, SAID_IN_NOTES, type Side } from './canaries.js';

/** Everything that one client was sent. */
export interface Heard {
  readonly side: Side;
  readonly role: Role;
  /** Of the patients, as canaries count them; null: all. */
  readonly caseload: readonly number[] | null;
  /** What came as an answer, and what came by itself. */
  readonly answers: readonly string[];
  readonly pushes: readonly string[];
}

/** What is not for everyone who may read the record that it is in: text within JSON, and what clients say, have no field of their own. */
const CLASSES: Readonly<Record<string, Reading>> = {
  'notes.elements': 'NARRATIVE',
  'notes.amendments': 'NARRATIVE',
  [SAID_IN_NOTES]: 'NARRATIVE',
};

/** Each leak once, with the place that it came from and the client that it came to. */
export function leaksTo(schema: GraphQLSchema, { side, role, caseload, answers, pushes }: Heard, canaries: Canaries): readonly string[] {
  const leaks = new Set<string>();
  const look = (text: string, how: 'answered' | 'pushed'): void => {
    for (const { side: of, place, patient } of canaries.in(text)) {
      const told = (what: string): void => void leaks.add(`${place} was ${how} to ${role} of ${side}, ${what}`);
      if (of !== side) told(`and is of ${of}`);
      else if (readingsOf(schema, place).some((reading) => !mayRead({ role, smart: null }, reading))) told('whose role may not read it');
      else if (caseload !== null && patient !== 0 && !caseload.includes(patient)) told('to whose caseload it does not belong');
    }
  };
  for (const text of answers) look(text, 'answered');
  for (const text of pushes) look(text, 'pushed');
  return [...leaks];
}

/** What one has to be allowed to read in order to be told a column: as the schema declares it of the field that shows it, where it does. */
function readingsOf(schema: GraphQLSchema, place: string): readonly Reading[] {
  const known = CLASSES[place];
  if (known !== undefined) return [known];
  const [table = '', column = ''] = place.split('.');
  const type = schema.getType(kindOf(table));
  const field = isObjectType(type) ? type.getFields()[fieldOf(column)] : undefined;
  const declared = [type?.extensions['recordKind'], field?.extensions['fieldClass'] ?? type?.extensions['fieldClass']];
  return field === undefined ? [] : declared.filter((reading): reading is Reading => typeof reading === 'string');
}
