import type { RefusalCode } from '../../base/refusal.js';
import type { ChangeKind } from '../../care/change.js';
import type { Step } from '../../changes/step.js';
import type { Naming } from '../../db/queries/namings.js';
import type { RowClass } from '../../db/rows/row.js';
import type { Entry } from '../document.js';
import type { Element, ResourceElement } from '../element.js';
import type { Reason } from '../report.js';
import type { Planning } from './planning.js';

/**
 * How resources of one type are imported. `prepare` finds what the resource points at and maps what it
 * says; then either `create` says which changes make a record of it, or, where the record is known,
 * `update` says which changes bring it up to date. None of them writes anything.
 */
export interface Importer<Prepared> {
  /** The change that makes a record of such a resource: who may not make it gives records no names either. */
  readonly creates: ChangeKind;
  /** The kinds of record that may bear the name of such a resource. */
  readonly rows: ReadonlyArray<RowClass<unknown>>;
  prepare(planning: Planning, entry: Entry, root: ResourceElement): Promise<Prepared>;
  /**
   * Where the resource is about somebody else than the record that its name leads to, the path that shows it.
   * Names are reused, and to put one person's care under another's name is the worst that an import can do.
   */
  contradicts?(planning: Planning, prepared: Prepared, recordId: string): Promise<string | null>;
  /** A record that has no name of the resource yet but is what it is about. */
  adopt?(planning: Planning, prepared: Prepared, entry: Entry): Promise<string | null>;
  create(planning: Planning, prepared: Prepared, recordId: string, entry: Entry): Promise<Making>;
  update(planning: Planning, prepared: Prepared, recordId: string, entry: Entry): Promise<Making>;
}

/** What is to be done for one resource. */
export interface Making {
  readonly steps: readonly Step[];
  readonly issues?: readonly Reason[];
  /** Which element each field of the changes comes from, so that a refusal names the element: `lines.0.endsOn`. */
  readonly sources?: Readonly<Record<string, string>>;
  /** Names of parts of the record. */
  readonly namings?: readonly Naming[];
  /** Paths of what the record does not have, though it should: then the resource will be looked at again. */
  readonly notApplied?: readonly string[];
  /** Elements whose present content the record has, or will have; of an update. */
  readonly settled?: readonly string[];
  /** It adds to a record that this very import makes. */
  readonly isPartOfNew?: boolean;
  /** The kind of record, where there are several. */
  readonly row?: RowClass<unknown>;
}

/** An importer whose prepared form is nobody else's business. */
export type AnyImporter = Importer<unknown>;

export function importer<Prepared>(one: Importer<Prepared>): AnyImporter {
  return one as unknown as AnyImporter;
}

/** Deliberately not imported: thrown by `prepare`, and no refusal. */
export class Skipped extends Error {
  readonly reason: Reason;
  readonly issues: readonly Reason[];

  constructor(at: Pick<Element, 'path'>, expected: string, { code = 'UNSUPPORTED_RESOURCE', issues = [] }: { readonly code?: RefusalCode; readonly issues?: readonly Reason[] } = {}) {
    super(expected);
    this.reason = { code, path: at.path, expected };
    this.issues = issues;
  }
}
