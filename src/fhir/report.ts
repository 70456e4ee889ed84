import type { Refusal, RefusalCode } from '../base/refusal.js';
import type { ChangeKind } from '../care/change.js';
import type { BundleType } from './document.js';

/**
 * What became of each resource of a document. It holds paths, codes and our own words, never a value that
 * was sent: a report travels to logs, tickets and terminals, where no patient fact may follow.
 */
export interface ImportReport {
  /** Null for a resource that came alone. */
  readonly bundleType: BundleType | null;
  /** False when a transaction was refused as a whole: then nothing of it was kept. */
  readonly isKept: boolean;
  /** In the order of the document. */
  readonly resources: readonly ResourceReport[];
  readonly totals: Readonly<Record<Outcome, number>>;
}

export const OUTCOMES = [
  /** A record was made of it. */
  'CREATED',
  /** It was known; what is new in it has been applied. */
  'UPDATED',
  /** It was known, and says nothing new. */
  'UNCHANGED',
  /** It was known and says something else now, for which there is no change: `notApplied` names it. */
  'CHANGED',
  /** Nothing that home care models; or something that is deliberately not imported. */
  'SKIPPED',
  /** It could not be imported: see the reason. */
  'REFUSED',
  /** Nothing was wrong with it, but its transaction was refused. */
  'ROLLED_BACK',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface ResourceReport {
  /** `entry[3]`; empty for a resource that came alone. */
  readonly path: string;
  readonly resourceType: string;
  readonly outcome: Outcome;
  readonly changes: readonly ChangeKind[];
  /** Paths of what is there and is not modelled: nothing of them is kept. */
  readonly unmodelled: readonly string[];
  /** Paths that differ from what was imported before and could not be applied. */
  readonly notApplied: readonly string[];
  /** What was taken otherwise than it stands: a part that was left out, or a value assumed where there is none. */
  readonly issues: readonly Reason[];
  /** Why it was refused or skipped. */
  readonly reason: Reason | null;
}

export interface Reason {
  readonly code: RefusalCode | 'ASSUMED';
  readonly path: string;
  readonly expected: string;
}

export function reasonOf({ code, details, remedy }: Refusal, root: string): Reason {
  const path = details.path ?? [];
  return { code, path: path.length === 0 ? root : path.join('.'), expected: details.expected ?? details.found ?? remedy };
}

export function reportOf(bundleType: BundleType | null, resources: readonly ResourceReport[], isKept: boolean): ImportReport {
  const totals = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, resources.filter((resource) => resource.outcome === outcome).length]));
  return { bundleType, isKept, resources, totals: totals as Record<Outcome, number> };
}

const MOST_PATHS_SHOWN = 8;

/** For people: what was imported first, then what needs their attention, then what was passed over. */
export function describeReport(report: ImportReport): string[] {
  const { resources, totals, isKept, bundleType } = report;
  const counted = OUTCOMES.filter((outcome) => totals[outcome] > 0).map((outcome) => `${totals[outcome]} ${outcome.toLowerCase().replace('_', ' ')}`);
  return [
    `${bundleType ?? 'resource'}: ${counted.length === 0 ? 'nothing to import' : counted.join(', ')}`,
    ...(isKept ? [] : ['The transaction was refused as a whole; nothing of it was kept.']),
    ...resources.filter((resource) => !isPassedOver(resource)).flatMap(linesOf),
    ...passedOverLines(resources.filter(isPassedOver)),
  ];
}

/** Of what was looked at more closely, each finding is told. */
function isPassedOver({ outcome, issues }: ResourceReport): boolean {
  return outcome === 'SKIPPED' && issues.length === 0;
}

function linesOf({ path, resourceType, outcome, changes, unmodelled, notApplied, issues, reason }: ResourceReport): string[] {
  return [
    `${path === '' ? '' : `${path} `}${resourceType}: ${outcome}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}`,
    ...(reason === null ? [] : [`  ${sentenceOf(reason)}`]),
    ...issues.map((issue) => `  ${sentenceOf(issue)}`),
    ...(notApplied.length === 0 ? [] : [`  not applied: ${shortened(notApplied)}`]),
    ...(unmodelled.length === 0 ? [] : [`  not modelled: ${shortened(unmodelled)}`]),
  ];
}

/** A record of a hospital has hundreds of resources that home care does not model: one line for each kind. */
function passedOverLines(resources: readonly ResourceReport[]): string[] {
  const groups = new Map<string, { readonly resource: ResourceReport; count: number }>();
  for (const resource of resources) {
    const key = `${resource.resourceType} ${resource.reason?.expected ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { resource, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].map(({ resource: { resourceType, reason }, count }) => `${count} x ${resourceType}: SKIPPED${reason === null ? '' : `, ${sentenceOf(reason)}`}`);
}

function sentenceOf({ code, path, expected }: Reason): string {
  return code === 'ASSUMED' ? `${path}: assumed ${expected}` : `${path}: ${code}, expected ${expected}`;
}

function shortened(paths: readonly string[]): string {
  const more = paths.length - MOST_PATHS_SHOWN;
  return paths.slice(0, MOST_PATHS_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
