import { checkedMember, checkedText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { checkedDiagnosisCodes } from './diagnosis.js';

export const NOTE_STATUSES = ['IN_PROGRESS', 'COMPLETE_UNSIGNED', 'COSIGN_PENDING', 'SIGNED', 'AMENDING'] as const;
export type NoteStatus = (typeof NOTE_STATUSES)[number];

/** Starter documentation elements (domain 1.12); payers choose among them. */
export const NOTE_ELEMENTS = [
  'timeIn', 'timeOut', 'vitals', 'homeboundReason', 'skilledNeed', 'intervention', 'patientResponse', 'goalProgress',
  'planNextVisit', 'painScore', 'woundMeasure', 'teachBack', 'tasksPerPlan', 'patientSignature', 'clinicianSignature',
  'signatureDate', 'supervisionOfAide', 'objectiveMeasures', 'prnTrigger', 'lateEntryReason', 'dxCodes', 'authNumberNoted',
] as const;
export type NoteElementKey = (typeof NOTE_ELEMENTS)[number];

export interface NoteElement {
  readonly key: NoteElementKey;
  readonly text: string;
}

export interface NoteAmendment {
  /** ISO instant. */
  readonly amendedAt: string;
  readonly reason: string;
  readonly actorSubject: string;
  /** The version of the note that this amendment replaced. */
  readonly replacedVersion: number;
}

export interface Note {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly visitId: string;
  readonly authorStaffId: string | null;
  readonly status: NoteStatus;
  readonly elements: readonly NoteElement[];
  readonly amendments: readonly NoteAmendment[];
  readonly isCosignRequired: boolean;
  readonly writtenAt: Date;
  readonly signedAt: Date | null;
  /** The subject of whoever signed, as the token named them. */
  readonly signedBy: string | null;
  readonly cosignedAt: Date | null;
  readonly cosignedBy: string | null;
  /** When the visit began and ended according to the note; null where it does not say. */
  readonly documentedStartsAt: Date | null;
  readonly documentedEndsAt: Date | null;
  /** ICD-10-CM, as the note gives them. */
  readonly diagnosisCodes: readonly string[];
  readonly version: number;
}

/** What an author puts into a note. */
export type NoteContent = Pick<Note, 'elements' | 'documentedStartsAt' | 'documentedEndsAt' | 'diagnosisCodes'>;

const LONGEST_ELEMENT = 4000;

/** @throws Refusal UNKNOWN_CODE, INVALID_INPUT */
export function checkedElements(elements: readonly NoteElement[], path: ReadonlyArray<string | number>): NoteElement[] {
  const keys = new Set<string>();
  return elements.map((element, i) => {
    const key = checkedMember(element.key, NOTE_ELEMENTS, [...path, i, 'key']);
    if (keys.has(key)) throw new Refusal('INVALID_INPUT', { path: [...path, i, 'key'], expected: 'each element once' });
    keys.add(key);
    return { key, text: checkedText(element.text, [...path, i, 'text'], LONGEST_ELEMENT) };
  });
}

/** A note is written about a visit that took place. */
export function written(note: Omit<Note, 'amendments' | 'signedAt' | 'signedBy' | 'cosignedAt' | 'cosignedBy' | 'version' | 'status'>, isComplete: boolean): Note {
  return {
    ...note,
    ...checkedContent(note),
    status: isComplete ? 'COMPLETE_UNSIGNED' : 'IN_PROGRESS',
    amendments: [],
    signedAt: null,
    signedBy: null,
    cosignedAt: null,
    cosignedBy: null,
    version: 1,
  };
}

/** More text in a note that nobody has signed. */
export function rewritten(note: Note, content: NoteContent, isComplete: boolean): Note {
  expectStatus(note, ['IN_PROGRESS', 'COMPLETE_UNSIGNED', 'AMENDING']);
  return {
    ...note,
    ...checkedContent(content),
    status: isComplete ? 'COMPLETE_UNSIGNED' : note.status === 'AMENDING' ? 'AMENDING' : 'IN_PROGRESS',
    version: note.version + 1,
  };
}

export interface Signature {
  readonly at: Date;
  /** The subject of whoever signs. */
  readonly by: string;
  readonly isCosignature: boolean;
  /** A program tells of signatures that people have given elsewhere, so that it speaks for both of them. */
  readonly isReported: boolean;
}

/** The author's signature first; then, where the payer wants one, the co-signature by someone else. */
export function signed(note: Note, { at, by, isCosignature, isReported }: Signature): Note {
  if (!isCosignature) {
    expectStatus(note, ['COMPLETE_UNSIGNED', 'AMENDING']);
    return { ...note, status: note.isCosignRequired ? 'COSIGN_PENDING' : 'SIGNED', signedAt: at, signedBy: by, version: note.version + 1 };
  }
  expectStatus(note, ['COSIGN_PENDING']);
  if (note.signedBy === by && !isReported) {
    throw new Refusal('FORBIDDEN', { path: ['input', 'isCosignature'], expected: 'someone other than the author', remedy: 'Ask a colleague to co-sign.' });
  }
  return { ...note, status: 'SIGNED', cosignedAt: at, cosignedBy: by, version: note.version + 1 };
}

/** A signed note is never overwritten: the amendment says why, and the note must be signed again. */
export function amended(note: Note, content: NoteContent, amendment: NoteAmendment): Note {
  expectStatus(note, ['SIGNED', 'COSIGN_PENDING']);
  return {
    ...note,
    ...checkedContent(content),
    amendments: [...note.amendments, { ...amendment, reason: checkedText(amendment.reason, ['reason'], 500) }],
    status: 'AMENDING',
    signedAt: null,
    signedBy: null,
    cosignedAt: null,
    cosignedBy: null,
    version: note.version + 1,
  };
}

function checkedContent({ elements, documentedStartsAt, documentedEndsAt, diagnosisCodes }: NoteContent): NoteContent {
  if ((documentedStartsAt === null) !== (documentedEndsAt === null) || (documentedStartsAt !== null && documentedEndsAt !== null && documentedEndsAt <= documentedStartsAt)) {
    throw new Refusal('INVALID_RANGE', { path: ['input', 'documentedEndsAt'], expected: 'both times of the visit or neither, the end after the start' });
  }
  return {
    elements: checkedElements(elements, ['input', 'elements']),
    documentedStartsAt,
    documentedEndsAt,
    diagnosisCodes: checkedDiagnosisCodes(diagnosisCodes, ['input', 'diagnosisCodes']),
  };
}

function expectStatus(note: Note, statuses: readonly NoteStatus[]): void {
  if (!statuses.includes(note.status)) {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'noteId'], expected: `a note that is ${statuses.join(' or ')}`, found: `one that is ${note.status}` });
  }
}
