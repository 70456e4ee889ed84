import { Refusal } from '../base/refusal.js';

/**
 * Ids as callers see them: the kind of record and its id in one opaque word, so that an id of one kind
 * is never taken for one of another. Base64 so that nobody is tempted to build one.
 */
export function toGlobalId(typeName: string, id: string): string {
  return Buffer.from(`${typeName}:${id}`, 'latin1').toString('base64url');
}

/** @throws Refusal INVALID_ID when it is malformed or belongs to another kind of record. */
export function fromGlobalId(typeName: string, globalId: string, path: ReadonlyArray<string | number>): string {
  const parsed = parseGlobalId(globalId);
  if (parsed?.typeName !== typeName) throw new Refusal('INVALID_ID', { path, expected: `the id of a ${typeName}` });
  return parsed.id;
}

export interface GlobalId {
  readonly typeName: string;
  readonly id: string;
}

const SHAPE = /^([A-Z][A-Za-z]{0,39}):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const LONGEST = 120;

/** Null when it is no id of ours. One id has one spelling: decoding must lead back to the same word. */
export function parseGlobalId(globalId: string): GlobalId | null {
  if (globalId.length > LONGEST) return null;
  const [, typeName, id] = SHAPE.exec(Buffer.from(globalId, 'base64url').toString('latin1')) ?? [];
  if (typeName === undefined || id === undefined || toGlobalId(typeName, id) !== globalId) return null;
  return { typeName, id };
}
