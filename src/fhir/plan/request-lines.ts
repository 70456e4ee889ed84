import type { Identifier } from '../../care/agency.js';
import type { Naming } from '../../db/queries/namings.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import type { RequestedItem } from '../mapping/request-mapping.js';
import type { KnownAuthorization, KnownLine } from './known-facts.js';
import { ITEM_SYSTEM } from './planning.js';

/** The line that stands for an item: by the name it has from this request, else from any request of the same authorization. */
export function lineOfItem(known: KnownAuthorization, address: string | null, sequence: number): KnownLine | null {
  const own = lineNamed(known, itemName(address ?? '', sequence));
  if (own !== null) return own;
  const numbered = known.lines.filter(({ names }) => names.some(({ system, value }) => system === ITEM_SYSTEM && value.endsWith(`#${sequence}`)));
  return numbered.length === 1 ? (numbered[0] as KnownLine) : null;
}

export function lineNamed({ lines }: KnownAuthorization, name: string): KnownLine | null {
  return lines.find(({ names }) => names.some(({ system, value }) => system === ITEM_SYSTEM && value === name)) ?? null;
}

export function isAsAsked(line: KnownLine, { told, isCancelled }: RequestedItem): boolean {
  if (isCancelled) return line.decision === 'CANCELLED';
  return !differs(line, told);
}

/** Whether a line has another value in any of the fields that are given. */
export function differs(line: KnownLine, given: object): boolean {
  return Object.entries(definedIn(given)).some(([field, value]) => String((line as unknown as Record<string, unknown>)[field]) !== String(value));
}

export function definedIn(revision: object | undefined): object {
  const { lineId: _lineId, ...fields } = (revision ?? {}) as { readonly lineId?: string };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

/** What a line is named by: `<address>#<number of the item>`. */
export function itemName(address: string, sequence: number): string {
  return `${address}#${sequence}`;
}

export function named(...names: readonly string[]): Identifier[] {
  return names.map((value) => ({ system: ITEM_SYSTEM, value }));
}

export function namingOf(lineId: string, ...names: readonly string[]): Naming {
  return { row: AuthorizationLineRow, recordId: lineId, names: named(...names) };
}
