import { Refusal } from '../../base/refusal.js';
import { type Step, step } from '../../changes/step.js';
import { signNote } from '../../changes/sign-note.js';
import { writeNote } from '../../changes/write-note.js';
import { NoteRow } from '../../db/rows/note-row.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import { issue } from '../issues.js';
import { mapComposition, mapDocument, type MappedNote } from '../mapping/note-mapping.js';
import type { Reason } from '../report.js';
import { codingsOf } from '../values/codings.js';
import { importer, type Making, Skipped } from './importer.js';
import type { KnownPatient, KnownVisit } from './known-facts.js';
import type { Planning } from './planning.js';

interface PreparedNote extends MappedNote {
  readonly visit: KnownVisit;
  readonly authorStaffId: string | null;
  readonly sources: Readonly<Record<string, string>>;
  readonly root: Element;
}

export const documentImporter = importer<PreparedNote>({
  creates: 'writeNote',
  rows: [NoteRow],
  async prepare(planning, entry, root) {
    const status = root.get('status');
    if ((status.text() ?? 'current') !== 'current') throw new Skipped(status, 'a document in force');
    if (!isNote(root)) throw new Skipped(root.get('type'), 'a clinical note');
    const { visit, patient } = await visitOf(planning, entry, root, root.get('context').get('encounter'));
    for (const part of ['type', 'category']) for (const one of root.all(part)) one.consume();
    return { ...(await authored(planning, entry, root, mapDocument(root, patient.timeZone))), visit, root, sources: DOCUMENT_SOURCES };
  },
  contradicts: async (planning, { visit }, recordId) => ((await planning.facts.isOfAnother(NoteRow, recordId, visit.patientId)) ? 'DocumentReference.subject' : null),
  create,
  update,
});

export const compositionImporter = importer<PreparedNote>({
  creates: 'writeNote',
  rows: [NoteRow],
  async prepare(planning, entry, root) {
    if (root.get('status').text() === 'entered-in-error') throw new Skipped(root.get('status'), 'a composition in force');
    const { visit, patient } = await visitOf(planning, entry, root, root.get('encounter'));
    for (const part of ['type', 'category', 'title', 'confidentiality']) for (const one of root.all(part)) one.consume();
    return { ...(await authored(planning, entry, root, mapComposition(root, patient.timeZone))), visit, root, sources: COMPOSITION_SOURCES };
  },
  contradicts: async (planning, { visit }, recordId) => ((await planning.facts.isOfAnother(NoteRow, recordId, visit.patientId)) ? 'Composition.subject' : null),
  create,
  update,
});

async function create(planning: Planning, prepared: PreparedNote, id: string): Promise<Making> {
  const { visit, elements, isComplete, writtenAt, signedAt, authorStaffId, issues, sources, root } = prepared;
  if ((await planning.facts.noteOfVisit(visit.id)) !== null) throw new Refusal('ALREADY_EXISTS', { path: [root.path], expected: 'a visit that has no note yet' });
  const status = signedAt !== null ? 'SIGNED' : isComplete ? 'COMPLETE_UNSIGNED' : 'IN_PROGRESS';
  planning.facts.willBeNote({ id, patientId: visit.patientId, visitId: visit.id, status, version: null });
  return {
    steps: [step(writeNote, { id, visitId: visit.id, authorStaffId, elements, isComplete, writtenAt: past(writtenAt, planning) }), ...signing(id, signedAt, planning)],
    issues,
    sources,
  };
}

/** More text, or a signature. A note that is signed can only be amended, by the clinician who answers for it. */
async function update(planning: Planning, prepared: PreparedNote, id: string): Promise<Making> {
  const { visit, elements, isComplete, signedAt, issues, sources } = prepared;
  const known = await planning.facts.note(id);
  if (known === null) return { steps: [], issues };
  if (known.status === 'SIGNED' || known.status === 'COSIGN_PENDING') return { steps: [], issues, settled: ['authenticator', 'attester'] };
  planning.facts.willBeNote({ ...known, version: null, status: signedAt !== null ? 'SIGNED' : isComplete ? 'COMPLETE_UNSIGNED' : known.status });
  return {
    steps: [step(writeNote, { visitId: visit.id, elements, isComplete, expectedVersion: known.version }), ...signing(id, signedAt, planning)],
    issues,
    sources,
    settled: ['docStatus', 'status', 'content', 'section', 'authenticator', 'attester', 'date'],
  };
}

function signing(noteId: string, signedAt: Date | null, planning: Planning): Step[] {
  return signedAt === null ? [] : [step(signNote, { noteId }, [], { occurredAt: past(signedAt, planning) ?? planning.session.now })];
}

function past(at: Date | null, { session }: Planning): Date | null {
  return at !== null && at > session.now ? null : at;
}

const DOCUMENT_SOURCES = {
  elements: 'DocumentReference.content',
  visitId: 'DocumentReference.context.encounter',
  writtenAt: 'DocumentReference.date',
  occurredAt: 'DocumentReference.date',
  authorStaffId: 'DocumentReference.author',
  noteId: 'DocumentReference.docStatus',
};
const COMPOSITION_SOURCES = {
  elements: 'Composition.section',
  visitId: 'Composition.encounter',
  writtenAt: 'Composition.date',
  occurredAt: 'Composition.date',
  authorStaffId: 'Composition.author',
  noteId: 'Composition.status',
};

const VISITS = ['Encounter', 'Appointment'];

/** @throws Skipped when the encounter is in the document and is no visit at home. */
async function visitOf(planning: Planning, entry: Entry, root: Element, reference: Element): Promise<{ readonly visit: KnownVisit; readonly patient: KnownPatient }> {
  if (!reference.isPresent) throw new Skipped(root, 'a note about a visit');
  const found = await planning.find(entry, reference, VISITS);
  if (found.entry !== null && planning.session.became.get(found.entry)?.state === 'SKIPPED') throw new Skipped(reference, 'a note about a visit at home');
  const visitId = await planning.require(entry, reference, VISITS);
  const visit = await planning.facts.visit(visitId);
  const patient = await planning.patient(entry, root.get('subject'));
  if (visit === null || visit.patientId !== patient.id) throw new Refusal('NOT_FOUND', { path: [reference.path], expected: 'a visit of the same patient' });
  return { visit, patient };
}

async function authored(planning: Planning, entry: Entry, root: Element, mapped: MappedNote): Promise<MappedNote & { readonly authorStaffId: string | null }> {
  const issues: Reason[] = [...mapped.issues];
  for (const author of root.all('author')) {
    const { recordId } = await planning.find(entry, author, ['Practitioner', 'PractitionerRole']);
    if (recordId !== null) return { ...mapped, issues, authorStaffId: recordId };
    issues.push(issue(author, 'NOT_FOUND', 'a practitioner who is known; the note counts as written by whoever made the visit'));
  }
  return { ...mapped, issues, authorStaffId: null };
}

/** LOINC types of visit notes. A document of another type, such as an image or a letter, is none. */
const NOTE_TYPES = new Set(['11506-3', '34746-8', '28651-8', '11507-1', '11508-9', '11509-7', '34109-9', '11488-4', '18842-5', '34117-2', '11505-5', '34843-3', '28570-0']);

function isNote(document: Element): boolean {
  const types = codingsOf(document.all('type'));
  return types.length === 0 || types.some(({ code }) => NOTE_TYPES.has(code)) || codingsOf(document.all('category')).some(({ code }) => code === 'clinical-note');
}
