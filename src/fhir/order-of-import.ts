import type { Entry, FhirDocument } from './document.js';
import { ResourceElement } from './element.js';
import { IMPORTERS } from './plan/importers.js';
import { type DocumentIndex, pointersOf } from './reference.js';

const PLACES = new Map([...IMPORTERS.keys()].map((resourceType, place) => [resourceType, place]));

/**
 * What others point at comes before them: kinds in the order of the importers, requests before their
 * updates, and a payer's answers in the order in which they were given. Else as in the document.
 */
export function inImportOrder({ entries }: FhirDocument, index: DocumentIndex): Entry[] {
  return entries
    .map((entry, i) => ({ entry, i, place: PLACES.get(entry.resourceType) ?? PLACES.size, depth: depthOf(entry, index), given: givenAt(entry) }))
    .toSorted((a, b) => a.place - b.place || a.depth - b.depth || compare(a.given, b.given) || a.i - b.i)
    .map(({ entry }) => entry);
}

const DEEPEST = 50;

/** How many earlier requests an update stands upon. */
function depthOf(entry: Entry, index: DocumentIndex, seen: readonly Entry[] = []): number {
  if (entry.resourceType !== 'Claim' || seen.includes(entry) || seen.length > DEEPEST) return 0;
  const related = relatedClaims(entry).flatMap((reference) => pointersOf(reference).map((pointer) => index.find(entry, pointer, ['Claim'])));
  const depths = related.flatMap((prior) => (prior === null || prior === entry ? [] : [1 + depthOf(prior, index, [...seen, entry])]));
  return Math.max(0, ...depths);
}

/** Looked at before anything is checked: what has another shape is refused when its turn comes. */
function relatedClaims({ resource }: Entry): ResourceElement[] {
  const { related } = resource;
  return (Array.isArray(related) ? related : []).flatMap((held: unknown) => {
    const claim: unknown = typeof held === 'object' && held !== null ? (held as { readonly claim?: unknown }).claim : null;
    return typeof claim === 'object' && claim !== null && !Array.isArray(claim) ? [new ResourceElement(claim as Record<string, unknown>, 'Reference')] : [];
  });
}

function givenAt({ resourceType, resource }: Entry): number {
  const { created } = resource;
  const at = resourceType === 'ClaimResponse' && typeof created === 'string' ? Date.parse(created) : 0;
  return Number.isNaN(at) ? 0 : at;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
