import { Refusal } from '../../base/refusal.js';
import type { ChangeKind } from '../../care/change.js';
import type { Step } from '../../changes/step.js';
import { CONTESTED } from '../../db/queries/identifiers.js';
import type { Name, Naming } from '../../db/queries/namings.js';
import type { RowClass } from '../../db/rows/row.js';
import { serverOf } from '../address.js';
import type { Entry } from '../document.js';
import { ResourceElement } from '../element.js';
import { changedElements, fingerprintOf } from '../fingerprint.js';
import { type Identity, localAddress } from '../identity.js';
import { pointersOf } from '../reference.js';
import type { Outcome, Reason } from '../report.js';
import { type AnyImporter, type Making, Skipped } from './importer.js';
import { IMPORTERS } from './importers.js';
import type { Planning } from './planning.js';

/** What importing one resource comes to, before anything is written. */
export interface EntryPlan {
  readonly entry: Entry;
  readonly outcome: Outcome;
  readonly recordId: string | null;
  readonly isNew: boolean;
  /** Null for what makes no record. */
  readonly creates: ChangeKind | null;
  readonly steps: readonly Step[];
  /** Which element each field of the changes comes from. */
  readonly sources: Readonly<Record<string, string>>;
  readonly namings: readonly Naming[];
  readonly unmodelled: readonly string[];
  readonly notApplied: readonly string[];
  readonly issues: readonly Reason[];
  readonly reason: Reason | null;
}

export function changesOf({ steps }: EntryPlan): ChangeKind[] {
  return steps.map(({ change }) => change.kind);
}

/** Most resources of a hospital's bundle concern home care in no way; for them nobody need ask the database. */
export function concernsHomeCare({ refusal, resourceType }: Entry): boolean {
  return refusal === null && IMPORTERS.has(resourceType);
}

/** @throws Refusal when the entry could not even be read. */
export function passOver(entry: Entry): EntryPlan {
  if (entry.refusal !== null) throw entry.refusal;
  return skipped(entry, { code: 'UNSUPPORTED_RESOURCE', path: entry.resourceType, expected: 'a kind of resource that home care models' });
}

/** @throws Refusal with the path of what is wrong with the resource. */
export async function planEntry(planning: Planning, entry: Entry): Promise<EntryPlan> {
  const importer = IMPORTERS.get(entry.resourceType);
  if (importer === undefined || entry.refusal !== null) return passOver(entry);
  try {
    return await planModelled(planning, entry, new ResourceElement(entry.resource, entry.resourceType), importer);
  } catch (error) {
    if (error instanceof Skipped) return skipped(entry, error.reason, error.issues);
    throw error;
  }
}

async function planModelled(planning: Planning, entry: Entry, root: ResourceElement, importer: AnyImporter): Promise<EntryPlan> {
  const { identity, row } = await identified(planning, entry, importer);
  consumeNames(planning, entry, root);
  const fingerprint = fingerprintOf(entry.resource, (reference) => lastingName(planning, entry, reference));
  if (identity.recordId !== null && identity.fingerprint === fingerprint) return unchanged(planning, entry, root, { importer, row, identity, fingerprint });

  const prepared = await importer.prepare(planning, entry, root);
  await checkIsTheSame(planning, importer, prepared, identity);
  const knownId = identity.recordId ?? (await importer.adopt?.(planning, prepared, entry)) ?? null;
  const recordId = knownId ?? planning.session.ids.next();
  const making = knownId === null ? await importer.create(planning, prepared, recordId, entry) : await importer.update(planning, prepared, recordId, entry);
  const unmodelled = root.unread();
  checkUnderstood(unmodelled);

  const changed = knownId === null || identity.fingerprint === null ? [] : changedElements(identity.fingerprint, fingerprint);
  const read = root.readElements();
  const notApplied = [
    ...changed.filter((element) => read.has(element) && making.settled?.includes(element) !== true).map((element) => `${entry.resourceType}.${element}`),
    ...(making.notApplied ?? []),
  ];
  const plan: EntryPlan = {
    entry,
    outcome: knownId === null || making.isPartOfNew === true ? 'CREATED' : making.steps.length > 0 ? 'UPDATED' : notApplied.length > 0 ? 'CHANGED' : 'UNCHANGED',
    recordId,
    isNew: knownId === null,
    creates: importer.creates,
    steps: making.steps.map((step) => ({ ...step, path: [entry.path, ...(step.path ?? [])] })),
    sources: making.sources ?? {},
    namings: namingsOf({ identity, making, row: making.row ?? row, recordId, fingerprint: notApplied.length > 0 ? null : fingerprint }),
    unmodelled,
    notApplied,
    issues: making.issues ?? [],
    reason: null,
  };
  remember(planning, plan);
  return plan;
}

async function identified(planning: Planning, entry: Entry, { rows }: AnyImporter): Promise<{ readonly identity: Identity; readonly row: RowClass<unknown> }> {
  const [first, ...others] = rows as [RowClass<unknown>, ...RowClass<unknown>[]];
  const identity = await planning.identify(entry, first);
  if (identity.recordId !== null) return { identity, row: first };
  for (const row of others) {
    const other = await planning.identify(entry, row);
    if (other.recordId !== null) return { identity: other, row };
  }
  return { identity, row: first };
}

async function checkIsTheSame(planning: Planning, { contradicts }: AnyImporter, prepared: unknown, { recordId }: Identity): Promise<void> {
  const path = recordId === null ? null : ((await contradicts?.(planning, prepared, recordId)) ?? null);
  if (path === null) return;
  throw new Refusal('ALREADY_EXISTS', {
    path: [path],
    expected: 'the one who was known under this name before',
    remedy: 'Send an identifier, or name the server that the ids are of.',
  });
}

interface Unchanged {
  readonly importer: AnyImporter;
  readonly row: RowClass<unknown>;
  readonly identity: Identity;
  readonly fingerprint: string;
}

/** It is mapped all the same, because what is not modelled is reported every time. */
async function unchanged(planning: Planning, entry: Entry, root: ResourceElement, { importer, row, identity, fingerprint }: Unchanged): Promise<EntryPlan> {
  try {
    await importer.prepare(planning, entry, root);
  } catch (error) {
    // What it pointed at when it was imported may be out of sight now; it is no less imported for that.
    if (!(error instanceof Refusal) && !(error instanceof Skipped)) throw error;
  }
  const plan: EntryPlan = {
    entry,
    outcome: 'UNCHANGED',
    recordId: identity.recordId,
    isNew: false,
    creates: importer.creates,
    steps: [],
    sources: {},
    namings: namingsOf({ identity, making: { steps: [] }, row, recordId: identity.recordId as string, fingerprint }),
    unmodelled: root.unread(),
    notApplied: [],
    issues: [],
    reason: null,
  };
  remember(planning, plan);
  return plan;
}

/** In a transaction the plans that follow see the names that this one is going to keep. */
function remember(planning: Planning, { namings }: EntryPlan): void {
  for (const { row, recordId, names } of namings) planning.willBeNamed(row, recordId, names);
}

interface ToName {
  readonly identity: Identity;
  readonly making: Making;
  readonly row: RowClass<unknown>;
  readonly recordId: string;
  /** Null when the record does not have all of the resource's content: then it will be looked at again. */
  readonly fingerprint: string | null;
}

function namingsOf({ identity, making, row, recordId, fingerprint }: ToName): Naming[] {
  const { recordId: known, bornNames, newNames, contested } = identity;
  const isAsItWas = known !== null && making.steps.length === 0;
  const names: Name[] = [
    ...[...(isAsItWas ? [] : bornNames), ...newNames].map(({ system, value }) => ({ system, value, contentHash: fingerprint })),
    ...contested.map(({ system, value }) => ({ system, value, contentHash: CONTESTED })),
  ];
  return [{ row, recordId, names }, ...(making.namings ?? [])].filter((naming) => naming.names.length > 0);
}

function consumeNames(planning: Planning, entry: Entry, root: ResourceElement): void {
  const { identifiers } = planning.namesOf(entry);
  for (const identifier of root.all('identifier')) {
    const held = identifier.peek() as { readonly system?: unknown; readonly value?: unknown };
    if (identifiers.some(({ system, value }) => system === held.system && value === String(held.value).trim())) identifier.consume();
  }
  // What is contained is imported as an entry of its own where it is of a kind that is.
  root.all('contained').forEach((contained, i) => {
    const path = entry.path === '' ? `contained[${i}]` : `${entry.path}.contained[${i}]`;
    if (planning.session.entries.some((one) => one.path === path)) contained.consume();
  });
}

/**
 * What a reference points at, in words that stay the same in the next document: an address on a server as it
 * is, and what this document calls by a UUID of its own by its identifier.
 */
function lastingName(planning: Planning, entry: Entry, reference: string): string | null {
  const [pointer] = pointersOf(new ResourceElement({ reference }, 'Reference'));
  if (pointer === undefined || pointer.by === 'IDENTIFIER') return null;
  const server = serverOf((entry.container ?? entry).fullUrl) ?? planning.session.baseUrl;
  if (pointer.by === 'TYPE_AND_ID') return localAddress(server, `${pointer.resourceType}/${pointer.id}`);
  if (pointer.by === 'ADDRESS' && !pointer.url.startsWith('urn:')) return pointer.url;
  const target = planning.session.index.find(entry, pointer, []);
  if (target === null) return null;
  const { identifiers, address } = planning.namesOf(target);
  const { system, value } = identifiers[0] ?? address;
  return `${target.resourceType} ${system}|${value}`;
}

/** What modifies the meaning of a resource must be understood or the resource left alone (FHIR R4, 2.4.1). */
function checkUnderstood(unmodelled: readonly string[]): void {
  const path = unmodelled.find((one) => /\.(modifierExtension|implicitRules)\b/.test(one));
  if (path !== undefined) throw new Refusal('UNSUPPORTED_RESOURCE', { path: [path], expected: 'no extension that changes the meaning of the resource in a way unknown here' });
}

function skipped(entry: Entry, reason: Reason, issues: readonly Reason[] = []): EntryPlan {
  const nothing = { recordId: null, isNew: false, creates: null, steps: [], sources: {}, namings: [], notApplied: [] };
  return { ...nothing, entry, outcome: 'SKIPPED', unmodelled: [entry.resourceType], issues, reason };
}
