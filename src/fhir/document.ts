import { Refusal } from '../base/refusal.js';
import { isObject, type JsonObject } from './element.js';
import { RESOURCE_TYPES } from './resource-types.js';

/** What was sent, taken apart into its resources. Nothing of it has been believed yet. */
export interface FhirDocument {
  /** Null for a resource that came alone. */
  readonly bundleType: BundleType | null;
  readonly entries: readonly Entry[];
}

export const BUNDLE_TYPES = ['transaction', 'batch', 'collection', 'document', 'searchset', 'history', 'message'] as const;
export type BundleType = (typeof BUNDLE_TYPES)[number];

export interface Entry {
  /** `entry[3]`, `entry[3].contained[0]`; empty for a resource that came alone. */
  readonly path: string;
  /** A type of FHIR R4, or `(unknown)`. */
  readonly resourceType: string;
  readonly resource: JsonObject;
  /** Under what address the resource is known, where the document says so. */
  readonly fullUrl: string | null;
  readonly id: string | null;
  /** The entry that contains it, whose `#id` references it answers. */
  readonly container: Entry | null;
  /** Why it cannot be looked at any further. */
  readonly refusal: Refusal | null;
}

const MOST_ENTRIES = 5_000;
const DEEPEST = 64;
const MOST_VALUES = 2_000_000;

/** The types that are looked for inside of others. */
const CONTAINED_TYPES: ReadonlySet<string> = new Set(['Organization', 'Practitioner', 'PractitionerRole', 'Patient', 'Coverage']);

/**
 * @param isModelled whether resources of a type are imported: what others contain is nobody's business.
 * @throws Refusal MALFORMED_REQUEST, LIMIT_EXCEEDED when the document as a whole makes no sense. What is wrong
 * with one resource is kept with its entry.
 */
export function readDocument(document: unknown, isModelled: (resourceType: string) => boolean): FhirDocument {
  if (!isObject(document)) throw new Refusal('MALFORMED_REQUEST', { path: [], expected: 'a FHIR R4 resource or bundle, as a JSON object' });
  checkSize(document);
  if (document['resourceType'] !== 'Bundle') {
    const entry = entryOf(document, { path: '', fullUrl: null, container: null, refusal: null });
    return { bundleType: null, entries: [entry, ...containedIn(entry, isModelled)] };
  }
  const bundleType = BUNDLE_TYPES.find((type) => type === document['type']);
  if (bundleType === undefined) throw new Refusal('MALFORMED_REQUEST', { path: ['Bundle.type'], expected: `one of ${BUNDLE_TYPES.join(', ')}` });
  const listed = document['entry'] ?? [];
  if (!Array.isArray(listed)) throw new Refusal('MALFORMED_REQUEST', { path: ['Bundle.entry'], expected: 'a list' });
  if (listed.length > MOST_ENTRIES) throw new Refusal('LIMIT_EXCEEDED', { path: ['Bundle.entry'], expected: `at most ${MOST_ENTRIES} entries`, found: `${listed.length}` });
  const entries = listed.flatMap((held: unknown, i): Entry[] => {
    const entry = bundleEntry(held, `entry[${i}]`);
    return entry === null ? [] : [entry, ...containedIn(entry, isModelled)];
  });
  return { bundleType, entries };
}

/** An entry that only asks something of a server brings nothing, and is left out. */
function bundleEntry(held: unknown, path: string): Entry | null {
  if (!isObject(held)) return broken(path, 'a bundle entry, as a JSON object');
  const request = isObject(held['request']) ? held['request'] : {};
  const method = request['method'] ?? 'POST';
  if (method === 'GET' || method === 'HEAD') return null;
  const { resource } = held;
  if (method !== 'POST' && method !== 'PUT') {
    const refusal = new Refusal('UNSUPPORTED_RESOURCE', { path: ['request.method'], expected: 'POST or PUT: facts are added and changed, never deleted or patched' });
    return entryOf(isObject(resource) ? resource : {}, { path, fullUrl: null, container: null, refusal });
  }
  if (!isObject(resource)) return broken(path, 'an entry with a resource');
  const fullUrl = typeof held['fullUrl'] === 'string' && held['fullUrl'] !== '' ? held['fullUrl'] : null;
  return entryOf(resource, { path, fullUrl, container: null, refusal: null });
}

function broken(path: string, expected: string): Entry {
  return entryOf({}, { path, fullUrl: null, container: null, refusal: new Refusal('MALFORMED_REQUEST', { path: [], expected }) });
}

function entryOf(resource: JsonObject, { refusal, ...about }: Pick<Entry, 'path' | 'fullUrl' | 'container' | 'refusal'>): Entry {
  const { resourceType, id } = resource;
  const isKnown = typeof resourceType === 'string' && RESOURCE_TYPES.has(resourceType);
  return {
    ...about,
    resource,
    resourceType: isKnown ? resourceType : '(unknown)',
    id: typeof id === 'string' && id !== '' ? id : null,
    refusal:
      refusal ??
      (!isKnown ? new Refusal('UNKNOWN_CODE', { path: ['resourceType'], expected: 'a resource type of FHIR R4' })
      : resourceType === 'Bundle' ? new Refusal('UNSUPPORTED_RESOURCE', { path: ['Bundle'], expected: 'a bundle by itself, not inside of another' })
      : null),
  };
}

function containedIn(container: Entry, isModelled: (resourceType: string) => boolean): Entry[] {
  const { contained } = container.resource;
  if (!Array.isArray(contained) || !isModelled(container.resourceType)) return [];
  return contained.flatMap((resource: unknown, i): Entry[] =>
    isObject(resource) && CONTAINED_TYPES.has(String(resource['resourceType']))
      ? [entryOf(resource, { path: container.path === '' ? `contained[${i}]` : `${container.path}.contained[${i}]`, fullUrl: null, container, refusal: null })]
      : [],
  );
}

/** Walks with a list of its own, because a deep document would exhaust the stack of a recursive function. */
function checkSize(document: JsonObject): void {
  let values = 0;
  const waiting: Array<{ readonly value: object; readonly depth: number }> = [{ value: document, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.depth > DEEPEST) throw new Refusal('LIMIT_EXCEEDED', { path: [], expected: `elements at most ${DEEPEST} levels deep` });
    for (const value of Object.values(next.value)) {
      values += 1;
      if (values > MOST_VALUES) throw new Refusal('LIMIT_EXCEEDED', { path: [], expected: `at most ${MOST_VALUES} values` });
      if (typeof value === 'object' && value !== null) waiting.push({ value, depth: next.depth + 1 });
    }
  }
}
