import type { NoteContent, NoteElement } from '../care/note.js';

/** The content of a note as callers give it: fields left out stay as they were. */
export interface NoteContentInput {
  readonly elements: readonly NoteElement[];
  /** When the visit began and ended according to the note. */
  readonly documentedStartsAt?: Date | null;
  readonly documentedEndsAt?: Date | null;
  readonly diagnosisCodes?: readonly string[] | null;
}

export function noteContent({ elements, documentedStartsAt, documentedEndsAt, diagnosisCodes }: NoteContentInput, before: NoteContent | null): NoteContent {
  return {
    elements,
    documentedStartsAt: documentedStartsAt ?? before?.documentedStartsAt ?? null,
    documentedEndsAt: documentedEndsAt ?? before?.documentedEndsAt ?? null,
    diagnosisCodes: diagnosisCodes ?? before?.diagnosisCodes ?? [],
  };
}
