import type { NoteElementKey } from '../care/note.js';
import type { DocumentationRequirement, PayerPolicyTerms } from '../care/payer-policy.js';
import { groupBy } from './grouping.js';
import type { NoteElementFact, VisitFact } from './snapshot.js';

export const ELEMENT_STATES = ['PRESENT', 'MISSING', 'UNCLEAR'] as const;
export type ElementState = (typeof ELEMENT_STATES)[number];

/** A requirement that applies to a visit, and how far its note meets it. */
export interface StatedRequirement {
  readonly requirement: DocumentationRequirement;
  readonly state: ElementState;
}

/** What a requirement is measured against: a visit, or one that someone asks about. */
export type DocumentedService = Pick<VisitFact, 'discipline' | 'serviceCode' | 'type'>;

/**
 * What the note of a visit must say for a payer, in the order of its policy. Without a note there are no
 * elements, and everything is missing: so it can be asked before the visit as well as after it.
 */
export function requirementsFor(
  service: DocumentedService,
  { documentation }: Pick<PayerPolicyTerms, 'documentation'>,
  elements: readonly NoteElementFact[],
): readonly StatedRequirement[] {
  return documentation.flatMap((requirement) => {
    const state = stateFor(service, requirement, elements);
    return state === null ? [] : [{ requirement, state }];
  });
}

/** Null where the requirement does not apply to the service. */
export function stateFor(service: DocumentedService, requirement: DocumentationRequirement, elements: readonly NoteElementFact[]): ElementState | null {
  if (!applies(requirement, service)) return null;
  const opening = openingOf(elements, requirement.element);
  if (opening === null) return 'MISSING';
  return isVague(opening, requirement) ? 'UNCLEAR' : 'PRESENT';
}

/** The element is there and says something: dashes get past a field, and document nothing. */
export function hasElement(elements: readonly NoteElementFact[], key: NoteElementKey): boolean {
  return openingOf(elements, key) !== null;
}

function applies({ disciplines, serviceCodes, visitTypes }: DocumentationRequirement, service: DocumentedService): boolean {
  return (
    (disciplines.length === 0 || disciplines.includes(service.discipline)) &&
    (serviceCodes.length === 0 || serviceCodes.includes(service.serviceCode)) &&
    (visitTypes.length === 0 || visitTypes.includes(service.type))
  );
}

function openingOf(elements: readonly NoteElementFact[], key: NoteElementKey): string | null {
  for (const element of elements) if (element.key === key) return nextLetter(element.opening, 0) === element.opening.length ? null : element.opening;
  return null;
}

/**
 * Every element of every note is compared with every phrase, and nearly all of them differ in the first
 * letter already: so phrases are kept by it, and only those with the same one are read on.
 */
function isVague(opening: string, requirement: DocumentationRequirement): boolean {
  if (requirement.vaguePhrases.length === 0) return false;
  const sameStart = phrasesByLetter(requirement).get(letterAt(opening, nextLetter(opening, 0)));
  return sameStart !== undefined && sameStart.some((phrase) => saysTheSame(opening, phrase));
}

function phrasesByLetter(requirement: DocumentationRequirement): ReadonlyMap<number, readonly string[]> {
  const known = ofRequirements.get(requirement);
  if (known !== undefined) return known;
  const phrases = groupBy(requirement.vaguePhrases, (phrase) => letterAt(phrase, nextLetter(phrase, 0)));
  ofRequirements.set(requirement, phrases);
  return phrases;
}

const ofRequirements = new WeakMap<DocumentationRequirement, ReadonlyMap<number, readonly string[]>>();

/** Apart from case, punctuation and space. */
function saysTheSame(one: string, other: string): boolean {
  let i = nextLetter(one, 0);
  let j = nextLetter(other, 0);
  while (i < one.length && j < other.length) {
    if (letterAt(one, i) !== letterAt(other, j)) return false;
    i = nextLetter(one, i + 1);
    j = nextLetter(other, j + 1);
  }
  return i >= one.length && j >= other.length;
}

const PUNCTUATION_OR_SPACE = /[\p{P}\s]/u;

/** The position of the next character that is neither punctuation nor space; the length of the text where there is none. */
function nextLetter(text: string, from: number): number {
  let i = from;
  while (i < text.length && !isPlainLetter(text.charCodeAt(i)) && PUNCTUATION_OR_SPACE.test(text.charAt(i))) i += 1;
  return i;
}

const AT_END = -1;
const TO_LOWER_CASE = 0x20;

/** In lower case. */
function letterAt(text: string, position: number): number {
  if (position >= text.length) return AT_END;
  const code = text.charCodeAt(position);
  return isPlainLetter(code) ? code | TO_LOWER_CASE : text.charAt(position).toLowerCase().charCodeAt(0);
}

/** A to Z in either case: nearly all there is, and far cheaper to tell than the rest. */
function isPlainLetter(code: number): boolean {
  const lowered = code | TO_LOWER_CASE;
  return lowered >= 0x61 && lowered <= 0x7a;
}
