import { Refusal } from '../../base/refusal.js';
import type { Identifier } from '../../care/agency.js';
import { serverOf } from '../address.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import { addressSystem, usableIdentifiers } from '../identity.js';
import { type Pointer, pointersOf } from '../reference.js';
import { Skipped } from './importer.js';
import type { KnownAuthorization } from './known-facts.js';
import type { Planning } from './planning.js';

export interface FoundRequest {
  readonly authorization: KnownAuthorization | null;
  /** The address of the request, by which its items are named; null where the answer points at none. */
  readonly address: string | null;
}

/**
 * The request that an answer is about. The answer points at it (`request`), and repeats its trace number
 * (`identifier`). Where both are there the pointer decides: senders number two requests alike, and an
 * approval of one must not end up as an approval of the other. So a request found by the number alone is
 * believed only if it is not known under another address of the server that the pointer names.
 *
 * @throws Skipped when the request is in the document and is not about home care.
 */
export async function findRequest(planning: Planning, entry: Entry, root: Element, patientId: string): Promise<FoundRequest> {
  const reference = root.get('request');
  const pointers = pointersOf(reference);
  const pointed = await planning.find(entry, reference, ['Claim']);
  if (pointed.entry !== null) {
    const state = planning.session.became.get(pointed.entry)?.state;
    if (state === 'SKIPPED') throw new Skipped(reference, 'an answer to a request about home care');
    if (state === 'REFUSED') throw new Refusal('NOT_FOUND', { path: [reference.path], expected: 'a Claim that could itself be imported' });
  }
  const address = pointed.entry === null ? addressOf(entry, pointers, planning) : planning.namesOf(pointed.entry).address.value;
  if (pointed.recordId !== null) return { authorization: await ofPatient(planning, pointed.recordId, patientId), address };
  const traced = await byTraceNumber(planning, root, address);
  for (const identifier of root.all('identifier')) identifier.consume();
  return { authorization: traced === null ? null : await ofPatient(planning, traced, patientId), address };
}

async function ofPatient(planning: Planning, id: string, patientId: string): Promise<KnownAuthorization | null> {
  const authorization = await planning.facts.authorization(id);
  return authorization?.patientId === patientId ? authorization : null;
}

function addressOf(entry: Entry, pointers: readonly Pointer[], { session }: Planning): string | null {
  for (const pointer of pointers) {
    if (pointer.by === 'ADDRESS') return pointer.url;
    if (pointer.by === 'TYPE_AND_ID') return `${serverOf(entry.fullUrl) ?? session.baseUrl}/${pointer.resourceType}/${pointer.id}`.replace(/^\//, '');
  }
  return null;
}

async function byTraceNumber(planning: Planning, root: Element, address: string | null): Promise<string | null> {
  const numbers: Identifier[] = root.all('identifier').flatMap((identifier) => usableIdentifiers(identifier.peek()));
  const candidates = await planning.authorizationsNamed(numbers);
  const server = serverOf(address);
  const isElsewhere = ({ system, value }: Identifier): boolean => system === addressSystem('Claim') && value !== address && server !== null && serverOf(value) === server;
  const believed = candidates.filter(({ names }) => !names.some(isElsewhere));
  return believed.length === 1 ? (believed[0]?.recordId ?? null) : null;
}
