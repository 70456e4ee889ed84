import { mayRead, type Reading } from '../../../src/auth/permissions.js';
import type { Role } from '../../../src/auth/viewer.js';
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

/** What is not for everyone who may read the record that it is in. */
const CLASSES: Readonly<Record<string, Reading>> = {
  'notes.elements': 'NARRATIVE',
  'notes.amendments': 'NARRATIVE',
  [SAID_IN_NOTES]: 'NARRATIVE',
  'findings.billing_text': 'MONEY',
};

/** Each leak once, with the place that it came from and the client that it came to. */
export function leaksTo({ side, role, caseload, answers, pushes }: Heard, canaries: Canaries): readonly string[] {
  const leaks = new Set<string>();
  const look = (text: string, how: 'answered' | 'pushed'): void => {
    for (const { side: of, place, patient } of canaries.in(text)) {
      const told = (what: string): void => void leaks.add(`${place} was ${how} to ${role} of ${side}, ${what}`);
      if (of !== side) told(`and is of ${of}`);
      else if (isHidden(place, role)) told('whose role may not read it');
      else if (how === 'pushed' && caseload !== null && patient !== 0 && !caseload.includes(patient)) told('to whose caseload it does not belong');
    }
  };
  for (const text of answers) look(text, 'answered');
  for (const text of pushes) look(text, 'pushed');
  return [...leaks];
}

function isHidden(place: string, role: Role): boolean {
  const reading = CLASSES[place];
  return reading !== undefined && !mayRead(role, reading);
}
