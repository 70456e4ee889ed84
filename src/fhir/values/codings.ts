import { type Element, isObject } from '../element.js';

export interface Coding {
  readonly system: string | null;
  readonly code: string;
  readonly display: string | null;
}

/** The codings of a CodeableConcept, or of a list of them. Nothing is counted as read. */
export function codingsOf(concepts: readonly Element[]): Coding[] {
  return concepts.flatMap((concept) => concept.all('coding').flatMap((coding) => codingIn(coding) ?? []));
}

/** An element that is a Coding itself. */
export function codingIn(coding: Element): Coding | null {
  const held = coding.peek();
  if (!isObject(held)) throw coding.refusal('INVALID_INPUT', 'a Coding');
  const { system, code, display } = held;
  if (typeof code !== 'string' || code.trim() === '') return null;
  return { system: typeof system === 'string' ? system : null, code: code.trim(), display: typeof display === 'string' ? display : null };
}

export function hasCode(concepts: readonly Element[], system: string | readonly string[], code: string): boolean {
  const systems = typeof system === 'string' ? [system] : system;
  return codingsOf(concepts).some((coding) => coding.code === code && coding.system !== null && systems.includes(coding.system));
}

/** The same X12 code list is written with either scheme, and with the version of the implementation guide. */
export function x12(element: string): string[] {
  return [`https://codesystem.x12.org/005010/${element}`, `http://codesystem.x12.org/005010/${element}`, `https://codesystem.x12.org/${element}`];
}
