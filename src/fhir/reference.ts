import { unreachable } from '../base/invariant.js';
import type { Identifier } from '../care/agency.js';
import { resourceTypeOf, serverOf, withoutVersion } from './address.js';
import type { Entry, FhirDocument } from './document.js';
import { type Element, isObject } from './element.js';
import { usableIdentifiers } from './identity.js';

/** What a Reference may say; the literal one is tried first. */
export type Pointer =
  | { readonly by: 'FRAGMENT'; readonly id: string }
  | { readonly by: 'ADDRESS'; readonly url: string; readonly resourceType: string | null }
  | { readonly by: 'TYPE_AND_ID'; readonly resourceType: string; readonly id: string }
  | { readonly by: 'IDENTIFIER'; readonly identifier: Identifier; readonly resourceType: string | null };

/** Nothing is counted as read: what a reference says is used only once it is found. What is no Reference points at nothing. */
export function pointersOf(reference: Element): Pointer[] {
  const held = reference.peek();
  if (!isObject(held)) return [];
  const resourceType = typeof held['type'] === 'string' ? held['type'] : null;
  const literal = typeof held['reference'] === 'string' ? literalPointer(held['reference']) : null;
  const [logical] = usableIdentifiers(held['identifier']);
  return [...(literal === null ? [] : [literal]), ...(logical === undefined ? [] : [{ by: 'IDENTIFIER' as const, identifier: logical, resourceType }])];
}

function literalPointer(reference: string): Pointer | null {
  if (reference.startsWith('#')) return { by: 'FRAGMENT', id: reference.slice(1) };
  const search = /^([A-Z][A-Za-z]+)\?identifier=([^&]+)$/.exec(reference);
  if (search !== null) return searchPointer(search[1] as string, search[2] as string);
  const url = withoutVersion(reference);
  const relative = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/.exec(url);
  if (relative !== null) return { by: 'TYPE_AND_ID', resourceType: relative[1] as string, id: relative[2] as string };
  return /^(https?:\/\/|urn:)/.test(url) ? { by: 'ADDRESS', url, resourceType: resourceTypeOf(url) } : null;
}

/** `Patient?identifier=system|value`, the form in which a transaction refers to what the server already has. */
function searchPointer(resourceType: string, token: string): Pointer | null {
  const [system, value] = decoded(token).split('|');
  return system === undefined || value === undefined || system === '' || value === '' ? null : { by: 'IDENTIFIER', identifier: { system, value }, resourceType };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Finds the entries of a document that references in it mean, by the rules of FHIR for bundles. */
export class DocumentIndex {
  readonly #byAddress = new Map<string, Entry>();
  readonly #byTypeAndId = new Map<string, Entry[]>();
  readonly #byIdentifier = new Map<string, Entry[]>();
  readonly #contained = new Map<Entry, Entry[]>();

  constructor({ entries }: FhirDocument) {
    for (const entry of entries) {
      if (entry.container !== null) {
        add(this.#contained, entry.container, entry);
        continue;
      }
      if (entry.fullUrl !== null) this.#byAddress.set(withoutVersion(entry.fullUrl), entry);
      if (entry.id !== null) add(this.#byTypeAndId, `${entry.resourceType}/${entry.id}`, entry);
      for (const { system, value } of usableIdentifiers(entry.resource['identifier'])) add(this.#byIdentifier, `${entry.resourceType}|${system}|${value}`, entry);
    }
  }

  find(from: Entry, pointer: Pointer, types: readonly string[]): Entry | null {
    switch (pointer.by) {
      case 'FRAGMENT': {
        const container = from.container ?? from;
        return pointer.id === '' ? container : ((this.#contained.get(container) ?? []).find(({ id }) => id === pointer.id) ?? null);
      }
      case 'ADDRESS':
        return this.#byAddress.get(pointer.url) ?? null;
      case 'TYPE_AND_ID': {
        const typeAndId = `${pointer.resourceType}/${pointer.id}`;
        const server = serverOf((from.container ?? from).fullUrl);
        const exact = server === null ? undefined : this.#byAddress.get(`${server}/${typeAndId}`);
        // The same id on another server is another thing.
        return exact ?? only(this.#byTypeAndId.get(typeAndId)?.filter(({ fullUrl }) => server === null || serverOf(fullUrl) === null));
      }
      case 'IDENTIFIER': {
        const { system, value } = pointer.identifier;
        const wanted = pointer.resourceType === null ? types : [pointer.resourceType];
        return only(wanted.flatMap((type) => this.#byIdentifier.get(`${type}|${system}|${value}`) ?? []));
      }
      default:
        return unreachable(pointer);
    }
  }
}

function add<Key>(map: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [entry]);
  else held.push(entry);
}

/** Two that answer to the same name: neither is meant for certain. */
function only(entries: readonly Entry[] | undefined): Entry | null {
  return entries?.length === 1 ? (entries[0] as Entry) : null;
}
