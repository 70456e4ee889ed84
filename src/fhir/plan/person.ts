import { Refusal } from '../../base/refusal.js';
import type { Entry } from '../document.js';
import { type Element, ResourceElement } from '../element.js';
import { isNpi } from '../identity.js';
import { npiOf } from '../mapping/staff-mapping.js';
import { currentName } from '../values/human-name.js';
import type { Planning } from './planning.js';

/** Someone who orders or signs: a name, and the number that tells them from others of the name. */
export interface Person {
  readonly name: string;
  readonly npi: string | null;
}

const PEOPLE = ['Practitioner', 'PractitionerRole'];

/**
 * Who a reference means: the practitioner in the document, else one who is known here, else whoever it calls
 * by name. Null when it says nothing of the kind.
 */
export async function personOf(planning: Planning, entry: Entry, reference: Element): Promise<Person | null> {
  const found = await planning.find(entry, reference, PEOPLE);
  const inDocument = found.entry === null ? null : await namedIn(planning, found.entry);
  if (inDocument !== null) return inDocument;
  const staff = found.recordId === null ? null : await planning.facts.staff(found.recordId);
  if (staff !== null) return { name: `${staff.givenName} ${staff.familyName}`, npi: staff.npi };
  const name = reference.get('display').text();
  if (name === null) return null;
  reference.consume();
  return { name, npi: npiOfReference(reference) };
}

async function namedIn(planning: Planning, entry: Entry): Promise<Person | null> {
  const root = new ResourceElement(entry.resource, entry.resourceType);
  if (entry.resourceType === 'PractitionerRole') {
    const { entry: practitioner } = await planning.find(entry, root.get('practitioner'), ['Practitioner']);
    return practitioner === null ? null : namedIn(planning, practitioner);
  }
  try {
    const { givenName, familyName } = currentName(root, planning.session.today);
    return { name: `${givenName} ${familyName}`, npi: npiOf(root, []) };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function npiOfReference(reference: Element): string | null {
  const value = reference.get('identifier').get('value').text();
  return value !== null && isNpi(value) ? value : null;
}

/** By number where both have one; else by name, whatever stands behind it. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.npi !== null && b.npi !== null) return a.npi === b.npi;
  return plainName(a.name) === plainName(b.name);
}

/** `Ronald Bone, MD` is Ronald Bone. */
function plainName(name: string): string {
  return (name.split(',')[0] as string).toLowerCase().replace(/\b(dr|md|do|np|pa)\b\.?/g, '').replace(/[^\p{L}]+/gu, ' ').trim();
}
