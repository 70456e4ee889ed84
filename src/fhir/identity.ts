import { createHash } from 'node:crypto';

import { checkedNpi } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import type { Identifier } from '../care/agency.js';
import { CONTESTED } from '../db/queries/identifiers.js';
import type { KeptName } from '../db/queries/namings.js';
import { serverOf, withoutVersion } from './address.js';
import type { Entry } from './document.js';
import { isObject, isText } from './element.js';
import { canonical } from './fingerprint.js';

/**
 * How a resource is known again. It may be named in two ways, and both are kept with the record:
 *
 * - by its **identifiers**, `system|value`: a record number, an NPI, a trace number;
 * - by its **address**: its fullUrl, or, where it has none, its type and id, under `urn:plumbline:fhir:<type>`.
 *
 * Neither is always right. Senders reuse small ids (`Patient/1` is someone else in every system), export the
 * same patient under a new `urn:uuid` each time, and number two requests alike. So:
 *
 * 1. Of a person or an organization the identifiers decide. The address counts only where no identifier is
 *    known, and not if the record found by it has another identifier of the same system: then the address
 *    was used twice, by two senders or for two people. The new resource becomes a record of its own, and the
 *    address is marked as contested: nothing is ever found by it again, because the one thing
 *    worse than not to find a patient is to find another one.
 * 2. Of everything else (a claim, an order, an encounter) the address decides, with the same reservation.
 *    The identifiers count only where no address is known, and not if the record found by them has another
 *    address on the same server: one server does not hold one thing twice.
 * 3. A payer's answer is known by its address alone: its identifier is the trace number of the request.
 * 4. A resource with neither is known by its content: what says the same is the same.
 *
 * Numbers of the state (SSN, driving licence, passport) and of insurance members are no names: the former
 * are nobody's business here, the latter are shared by families.
 */
export interface Identity {
  /** The record that the resource is about; null when it is new. */
  readonly recordId: string | null;
  /** What came under its name the last time. */
  readonly fingerprint: string | null;
  /** Names of the resource that the record bears. */
  readonly bornNames: readonly Identifier[];
  /** Names that it should bear and nobody does yet. */
  readonly newNames: readonly Identifier[];
  /** Kept names that turn out to have been used for two things. */
  readonly contested: readonly Identifier[];
}

export interface OwnNames {
  readonly address: Identifier;
  readonly identifiers: readonly Identifier[];
}

const NAMED_BY_IDENTIFIER: ReadonlySet<string> = new Set(['Patient', 'Practitioner', 'Organization']);

const NAMED_BY_ADDRESS_ALONE: ReadonlySet<string> = new Set(['ClaimResponse', 'Provenance', 'PractitionerRole']);

/** @param baseUrl the server whose ids a document without addresses uses; empty when nobody says. */
export function namesOf(entry: Entry, baseUrl: string): OwnNames {
  return {
    address: { system: addressSystem(entry.resourceType), value: shortened(addressOf(entry, baseUrl)) },
    identifiers: NAMED_BY_ADDRESS_ALONE.has(entry.resourceType) ? [] : usableIdentifiers(entry.resource['identifier']),
  };
}

export function addressSystem(resourceType: string): string {
  return `urn:plumbline:fhir:${resourceType}`;
}

/** What a relative reference or an id means where no address is given. */
export function localAddress(baseUrl: string, typeAndId: string): string {
  return shortened(baseUrl === '' ? typeAndId : `${baseUrl.replace(/\/$/, '')}/${typeAndId}`);
}

/**
 * @param kept the kept names among those of the resource.
 * @param ofRecords every name of the records that these point at.
 * @throws Refusal ALREADY_EXISTS when its identifiers belong to two people.
 */
export function identityOf(resourceType: string, own: OwnNames, kept: readonly KeptName[], ofRecords: readonly KeptName[]): Identity {
  const byAddress = kept.find((name) => isSame(name, own.address) && name.contentHash !== CONTESTED);
  const byIdentifier = own.identifiers.flatMap((identifier) => kept.find((name) => isSame(name, identifier)) ?? []);
  const addressed = byAddress !== undefined && !hasOtherIdentifier(own, namesOfRecord(byAddress, ofRecords)) ? byAddress.recordId : null;
  const known = NAMED_BY_IDENTIFIER.has(resourceType)
    ? (agreed(resourceType, byIdentifier)?.recordId ?? addressed)
    : (addressed ?? byIdentifier.find((name) => !hasOtherAddress(own, namesOfRecord(name, ofRecords)))?.recordId ?? null);
  const told = kept.filter(({ recordId, contentHash }) => recordId === known && contentHash !== null && contentHash !== CONTESTED);
  return {
    recordId: known,
    fingerprint: (told.find((name) => isSame(name, own.address)) ?? told[0])?.contentHash ?? null,
    bornNames: kept.filter(({ recordId, contentHash }) => recordId === known && contentHash !== CONTESTED),
    newNames: [own.address, ...own.identifiers].filter((name) => !kept.some((held) => isSame(held, name))),
    contested: byAddress !== undefined && byAddress.recordId !== known ? [own.address] : [],
  };
}

function agreed(resourceType: string, byIdentifier: readonly KeptName[]): KeptName | undefined {
  if (new Set(byIdentifier.map(({ recordId }) => recordId)).size > 1) {
    const remedy = 'Two records here bear identifiers of this resource; find out which is meant.';
    throw new Refusal('ALREADY_EXISTS', { path: [`${resourceType}.identifier`], expected: 'identifiers of one record', remedy });
  }
  return byIdentifier[0];
}

function hasOtherIdentifier({ identifiers }: OwnNames, theirs: readonly KeptName[]): boolean {
  return identifiers.some(({ system, value }) => {
    const ofSystem = theirs.filter((name) => name.system === system);
    return ofSystem.length > 0 && !ofSystem.some((name) => name.value === value);
  });
}

function hasOtherAddress({ address }: OwnNames, theirs: readonly KeptName[]): boolean {
  if (!isOnServer(address.value)) return false;
  const ofServer = theirs.filter((name) => name.system === address.system && isOnServer(name.value) && serverOf(name.value) === serverOf(address.value));
  return ofServer.some((name) => name.value !== address.value);
}

/** A UUID or a digest says nothing about where else the thing may be. */
function isOnServer(address: string): boolean {
  return !/^(urn|sha256):/.test(address);
}

function namesOfRecord({ recordType, recordId }: KeptName, names: readonly KeptName[]): KeptName[] {
  return names.filter((name) => name.recordId === recordId && name.recordType === recordType);
}

function isSame(a: Identifier, b: Identifier): boolean {
  return a.system === b.system && a.value === b.value;
}

function addressOf({ fullUrl, id, container, resource, resourceType }: Entry, baseUrl: string): string {
  if (container !== null && id !== null) return `${addressOf(container, baseUrl)}#${id}`;
  if (fullUrl !== null) return withoutVersion(fullUrl);
  if (id !== null) return localAddress(baseUrl, `${resourceType}/${id}`);
  return `sha256:${createHash('sha256').update(canonical(resource)).digest('hex')}`;
}

const LONGEST = 200;

/** An index entry has its limits, and so has what a sender may make us keep. */
export function shortened(value: string): string {
  return isKeepable(value) ? value : `sha256:${createHash('sha256').update(value).digest('hex')}`;
}

function isKeepable(value: string): boolean {
  return value.trim() !== '' && value.length <= LONGEST && isText(value);
}

/** Kinds of identifier (v2-0203) that name no record of ours. */
const NO_NAMES: ReadonlySet<string> = new Set(['SS', 'DL', 'PPN', 'TAX', 'NI', 'CZ', 'MB', 'SN', 'MC', 'MA']);
const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';
const SSN_SYSTEM = 'http://hl7.org/fhir/sid/us-ssn';
const UUID = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** The identifiers that can serve as names. */
export function usableIdentifiers(identifiers: unknown): Identifier[] {
  const list: readonly unknown[] = Array.isArray(identifiers) ? identifiers : [identifiers];
  return list.flatMap((held) => usable(held) ?? []);
}

function usable(held: unknown): Identifier | null {
  if (!isObject(held)) return null;
  const { system, value, use } = held;
  if (typeof value !== 'string' || !isKeepable(value) || use === 'old' || use === 'temp') return null;
  // A UUID needs no system to be unique; any other number without one is only a number.
  const uuid = UUID.exec(value.trim())?.[1];
  if (typeof system !== 'string' || system === '') return uuid === undefined ? null : { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid.toLowerCase()}` };
  if (!isKeepable(system) || system === SSN_SYSTEM) return null;
  if (typesOf(held).some((type) => NO_NAMES.has(type))) return null;
  if (system === NPI_SYSTEM && !isNpi(value)) return null;
  return { system, value: value.trim() };
}

function typesOf({ type }: { readonly type?: unknown }): string[] {
  const codings: unknown = isObject(type) ? type['coding'] : undefined;
  return (Array.isArray(codings) ? codings : []).flatMap((coding: unknown) => (isObject(coding) && typeof coding['code'] === 'string' ? [coding['code']] : []));
}

export function isNpi(value: string): boolean {
  try {
    return checkedNpi(value, []) !== null;
  } catch {
    return false;
  }
}
