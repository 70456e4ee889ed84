import type { VisitOutcome } from './allocate.js';
import type { Context } from './context.js';
import { once } from './once.js';
import type { NoteFact } from './snapshot.js';

/** A visit that was made, with a note that its author considers finished. */
export interface DocumentedVisit {
  readonly outcome: VisitOutcome;
  readonly note: NoteFact;
}

/** In time order. */
export function documentedVisits(context: Context): readonly DocumentedVisit[] {
  return visitsMade(context).documented;
}

/** The visits that were made and have no such note, in time order. */
export function undocumentedVisits(context: Context): readonly VisitOutcome[] {
  return visitsMade(context).undocumented;
}

interface VisitsMade {
  readonly documented: readonly DocumentedVisit[];
  readonly undocumented: readonly VisitOutcome[];
}

const visitsMade = once(({ made, notesOf }): VisitsMade => {
  const documented: DocumentedVisit[] = [];
  const undocumented: VisitOutcome[] = [];
  for (const outcome of made) {
    const note = notesOf.get(outcome.visit.id)?.find(isFinished);
    if (note === undefined) undocumented.push(outcome);
    else documented.push({ outcome, note });
  }
  return { documented, undocumented };
});

/** A note that was begun and not completed documents nothing yet. */
function isFinished({ status }: NoteFact): boolean {
  return status !== 'IN_PROGRESS';
}
