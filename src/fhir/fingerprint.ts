import { createHash } from 'node:crypto';

import { isObject, type JsonObject } from './element.js';

/**
 * What a resource said, element by element, as digests: `birthDate:1f0c... name:77ab...`. It tells a resource
 * that was imported before from one that has changed since, and which of its elements did, without a copy
 * of the resource. What describes only the copy (version, narrative, where it came from) is left out.
 *
 * @param nameOf the lasting name of what a reference in the resource points at, where the document knows it:
 * senders give the same patient another `urn:uuid` in every export.
 */
export function fingerprintOf(resource: JsonObject, nameOf: (reference: string) => string | null): string {
  return Object.entries(resource)
    .filter(([element]) => !ABOUT_THE_COPY.has(element) && /^_?[A-Za-z]{1,64}$/.test(element))
    .map(([element, value]) => `${element}:${digest(canonical(value, nameOf))}`)
    .sort()
    .join(' ');
}

/** The elements in which two fingerprints differ. */
export function changedElements(before: string, after: string): string[] {
  const [old, now] = [digestsOf(before), digestsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((element) => old.get(element) !== now.get(element)).sort();
}

const ABOUT_THE_COPY: ReadonlySet<string> = new Set(['resourceType', 'id', 'meta', 'text', 'language']);

function digestsOf(fingerprint: string): Map<string, string> {
  return new Map(fingerprint.split(' ').map((part) => part.split(':') as [string, string]));
}

/** 60 bits: enough that a change is never overlooked, and short enough for a column. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 15);
}

/** The same text for the same content, in whatever order its properties came. */
export function canonical(value: unknown, nameOf: (reference: string) => string | null = () => null): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, nameOf)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const parts = Object.keys(value)
    .sort()
    .map((name) => {
      const held = value[name];
      const lasting = name === 'reference' && typeof held === 'string' ? nameOf(held) : null;
      return `${JSON.stringify(name)}:${lasting === null ? canonical(held, nameOf) : JSON.stringify(lasting)}`;
    });
  return `{${parts.join(',')}}`;
}
