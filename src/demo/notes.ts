import { requirementsFor } from '../alignment/documentation.js';
import type { NoteElement, NoteElementKey } from '../care/note.js';
import { amendNote } from '../changes/amend-note.js';
import { signNote } from '../changes/sign-note.js';
import { type Step, step } from '../changes/step.js';
import { writeNote } from '../changes/write-note.js';
import type { Case } from './casebook.js';
import { because, later, termsOf } from './moments.js';
import type { PlannedVisit } from './planning.js';
import type { Times } from './rota.js';
import type { Situation } from './situations.js';

/** Not due yet: begun, or not even that. */
export function freshNote({ chance, laterIds, now }: Case, { id, endsAt, staffId }: PlannedVisit): Step[] {
  const writtenAt = later(endsAt, chance.whole(20, 90));
  if (writtenAt > now || chance.happens(40)) return [];
  return [step(writeNote, { id: laterIds.next(), visitId: id, authorStaffId: staffId, elements: [elementOf('intervention')], isComplete: false, writtenAt }, [], { occurredAt: writtenAt })];
}

const OTHER_DIAGNOSIS = 'M17.11';
const MINUTES_OFF = 40;

/** The note of a visit, written and signed as the situation has it. */
export function noteSteps(one: Case, visit: PlannedVisit, worked: Times, trouble: Situation['notes']): { readonly noteId: string; readonly steps: Step[] } {
  const noteId = one.laterIds.next();
  if (trouble === 'MISSING') return { noteId, steps: [] };
  const { chance } = one;
  const { noteLateHours, isCosignRequired } = termsOf(one, visit);
  const writtenAt = later(worked.endsAt, chance.whole(30, 240));
  const off = trouble === 'OTHER_TIMES' ? -MINUTES_OFF : 0;
  const content = {
    elements: trouble === 'TOO_SHORT' ? [elementOf('intervention')] : elementsFor(one, visit),
    documentedStartsAt: later(worked.startsAt, off),
    documentedEndsAt: later(worked.endsAt, off),
    diagnosisCodes: [trouble === 'OTHER_DIAGNOSIS' ? OTHER_DIAGNOSIS : one.diagnosis],
  };
  const steps = [step(writeNote, { id: noteId, visitId: visit.id, authorStaffId: visit.staffId, ...content, isComplete: true, writtenAt }, [], { occurredAt: writtenAt })];
  if (trouble === 'UNSIGNED') return { noteId, steps };

  const signedAt = trouble === 'SIGNED_LATE' ? later(worked.endsAt, noteLateHours * 60 + 20) : later(writtenAt, chance.whole(10, 120));
  steps.push(step(signNote, { noteId }, [], { occurredAt: signedAt }));
  if (isCosignRequired && trouble !== 'COSIGNATURE_MISSING') {
    steps.push(step(signNote, { noteId, isCosignature: true }, [], { occurredAt: later(signedAt, chance.whole(60, 600)) }));
  }
  return { noteId, steps };
}

/** Something was added to a note that a claim has gone out with, and half of the times it was signed again. */
export function amendmentSteps(one: Case, visit: PlannedVisit, noteId: string): Step[] {
  const amendedAt = later(one.now, -60);
  const elements = [...elementsFor(one, visit), elementOf('lateEntryReason')];
  const steps = [step(amendNote, { noteId, elements }, [], because(['CORRECTION', 'Example reason: response to exercise added'], amendedAt))];
  return one.chance.happens(50) ? [...steps, step(signNote, { noteId }, [], { occurredAt: later(amendedAt, 15) })] : steps;
}

const USUAL: readonly NoteElementKey[] = ['intervention', 'patientResponse', 'goalProgress', 'planNextVisit'];

/** What notes say anyway, and what the payer wants to read in this one. */
function elementsFor(one: Case, visit: PlannedVisit): NoteElement[] {
  const { discipline, serviceCode } = visit.careOrder;
  const wanted = requirementsFor({ discipline, serviceCode, type: 'ROUTINE' }, termsOf(one, visit), []).map(({ requirement }) => requirement.element);
  const keys = new Set([...USUAL, ...wanted, ...(visit.isAsNeeded ? (['prnTrigger'] as const) : [])]);
  return [...keys].map(elementOf);
}

function elementOf(key: NoteElementKey): NoteElement {
  return { key, text: TEXTS[key] ?? 'Example text: as observed at the visit.' };
}

const TEXTS: Readonly<Partial<Record<NoteElementKey, string>>> = {
  intervention: 'Example text: care given as planned.',
  patientResponse: 'Example text: tolerated well.',
  goalProgress: 'Example text: walks ten steps more than last week.',
  planNextVisit: 'Example text: continue and reassess.',
  homeboundReason: 'Example text: leaves home with a walker and help, which is a taxing effort.',
  skilledNeed: 'Example text: needs teaching and watching that no aide can give.',
  vitals: 'Example text: 128/76, 72, 16, 36.7.',
  tasksPerPlan: 'Example text: bathing, dressing, light meal.',
  prnTrigger: 'Example text: called because of the sign that the order names.',
  lateEntryReason: 'Example text: detail added after review.',
};
