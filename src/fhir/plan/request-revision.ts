import { UNDECIDED } from '../../care/authorization.js';
import { step } from '../../changes/step.js';
import { type LineRevision, reviseAuthorization } from '../../changes/revise-authorization.js';
import type { Naming } from '../../db/queries/namings.js';
import { issue } from '../issues.js';
import type { LineFields, RequestedItem } from '../mapping/request-mapping.js';
import type { Reason } from '../report.js';
import type { Making } from './importer.js';
import type { KnownAuthorization, KnownLine } from './known-facts.js';
import type { Planning } from './planning.js';
import { definedIn, isAsAsked, itemName, lineOfItem, named, namingOf } from './request-lines.js';

/** An update of a request, or the request again with other items. */
export interface RequestUpdate {
  readonly items: readonly RequestedItem[];
  readonly issues: readonly Reason[];
  /** What the items are named by. */
  readonly address: string;
}

/**
 * What the sender now asks instead. It changes only lines that the payer has not decided: of the others
 * the payer's answer to the update will tell.
 */
export function requestRevision(planning: Planning, { items, issues: before, address }: RequestUpdate, known: KnownAuthorization): Making {
  const issues = [...before];
  const notApplied: string[] = [];
  const lines: LineRevision[] = [];
  const added: Array<RequestedItem & { readonly lineId: string }> = [];
  const namings: Naming[] = [];
  const sources: Record<string, string> = {};
  for (const item of items) {
    const line = lineOfItem(known, address, item.sequence);
    if (line === null) {
      if (item.isCancelled) continue;
      sources[`addedLines.${added.length}`] = item.element.path;
      added.push({ ...item, lineId: planning.session.ids.next() });
      continue;
    }
    if (item.told.discipline === line.discipline) namings.push(namingOf(line.id, itemName(address, item.sequence)));
    if (isAsAsked(line, item)) continue;
    if (!UNDECIDED.has(line.decision)) {
      if (!item.isCancelled && !item.isFlagged) continue;
      issues.push(issue(item.element, 'ILLEGAL_TRANSITION', 'an item that the payer has not decided; its answer will change this one'));
      notApplied.push(item.element.path);
      continue;
    }
    sources[`lines.${lines.length}`] = item.element.path;
    // Another discipline is another line: the one that was asked for is over.
    const isOther = item.told.discipline !== line.discipline;
    lines.push({ lineId: line.id, ...(item.isCancelled || isOther ? { decision: 'CANCELLED' } : changeable(item.told)) });
    if (isOther && !item.isCancelled) added.push({ ...item, lineId: planning.session.ids.next() });
  }
  const addedLines = added.map((item) => ({ ...pendedLine(item), id: item.lineId }));
  namings.push(...added.map((item) => namingOf(item.lineId, itemName(address, item.sequence))));
  if (lines.length + addedLines.length === 0) return { steps: [], issues, namings, notApplied, settled: ['item', 'related'] };
  planning.facts.willBeAuthorization({
    ...known,
    version: null,
    lines: [
      ...known.lines.map((line) => ({ ...line, ...definedIn(lines.find(({ lineId }) => lineId === line.id)) }) as KnownLine),
      ...addedLines.map((line, i) => ({ ...line, names: named(itemName(address, (added[i] as RequestedItem).sequence)) })),
    ],
  });
  return {
    steps: [step(reviseAuthorization, { authorizationId: known.id, lines, addedLines, expectedVersion: known.version })],
    issues,
    namings,
    notApplied,
    settled: ['item', 'related'],
    sources,
  };
}

export function pendedLine({ line }: RequestedItem): LineFields & { readonly decision: 'PENDED' } {
  return { ...line, decision: 'PENDED' };
}

function changeable({ discipline: _discipline, ...fields }: RequestedItem['told']): Omit<RequestedItem['told'], 'discipline'> {
  return fields;
}
