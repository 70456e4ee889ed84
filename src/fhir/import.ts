import { type Origin, OWN_ORIGIN } from '../audit/entry.js';
import { mayChange } from '../auth/permissions.js';
import type { Viewer } from '../auth/viewer.js';
import { dateOf, localDayAt } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { performAll, type World } from '../changes/perform.js';
import { readingWithin } from '../db/agency-scope.js';
import { firstBranch } from '../db/queries/import-lookups.js';
import { recordById } from '../db/queries/records.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { type Entry, type FhirDocument, readDocument } from './document.js';
import { inImportOrder } from './order-of-import.js';
import { IMPORTERS } from './plan/importers.js';
import { changesOf, concernsHomeCare, type EntryPlan, passOver, planEntry } from './plan/plan-entry.js';
import { payersIn } from './plan/plan-payer.js';
import { rolesIn } from './plan/plan-staff.js';
import { Planning, type Session } from './plan/planning.js';
import { DocumentIndex } from './reference.js';
import { type ImportReport, type Outcome, reasonOf, reportOf, type ResourceReport } from './report.js';

export interface ImportOptions {
  /** Where new patients go; the agency's first branch by name when left out. */
  readonly branchId?: string | null;
  /** The server whose ids the document uses where it gives no addresses: `https://ehr.example/fhir`. */
  readonly baseUrl?: string | null;
  /** Through what it came, for the audit trail; this server itself unless said otherwise. */
  readonly origin?: Origin;
}

/**
 * Takes a FHIR R4 document in: every resource becomes the changes that a person would have made, through
 * the same pipeline, with the same permissions, evaluation and events.
 *
 * - Of a `transaction` all is kept or nothing, in one database transaction. It may concern one patient, because the
 *   pipeline holds one patient's lock; a bundle about several is refused and can be sent as a `batch`.
 * - Of everything else each resource stands for itself: a bad one names its path and reason and stops no other,
 *   save those that point at it.
 * - A document that was imported before changes nothing: resources are known again (`identity.ts`), and what
 *   they said then is compared with what they say now (`fingerprint.ts`).
 * - Two imports of one document at the same time: a name can be given once, so the second of two writers fails
 *   there, looks again, and finds what the first has made.
 *
 * @throws Refusal when the document as a whole makes no sense; then nothing was done.
 */
export async function importFhir(world: World, viewer: Viewer, document: unknown, options: ImportOptions = {}): Promise<ImportReport> {
  const read = readDocument(document, (resourceType) => IMPORTERS.has(resourceType));
  const session = await openSession(world, viewer, read, options);
  const importing: Importing = { world, viewer, origin: options.origin ?? OWN_ORIGIN, session, order: inImportOrder(read, session.index) };
  return read.bundleType === 'transaction' ? importTogether(importing, read) : importEach(importing, read);
}

interface Importing {
  readonly world: World;
  readonly viewer: Viewer;
  readonly origin: Origin;
  readonly session: Session;
  readonly order: readonly Entry[];
}

async function openSession({ database, clock, ids, sealing }: World, viewer: Viewer, read: FhirDocument, { branchId, baseUrl }: ImportOptions): Promise<Session> {
  const branch = await readingWithin(database, viewer, clock.now(), (tx) => (branchId == null ? firstBranch(tx) : recordById(tx, BranchRow, branchId, ['branchId'])));
  if (branch === undefined) throw new Refusal('NOT_FOUND', { path: ['branchId'], expected: 'a branch of the agency' });
  // So that two coverages of one document are compared as they will be kept.
  if (read.entries.some(({ resourceType }) => resourceType === 'Coverage')) await sealing.prepare(database, viewer.agencyId);
  const now = clock.now();
  const index = new DocumentIndex(read);
  return {
    index,
    entries: read.entries,
    payers: payersIn(read.entries, index),
    roles: rolesIn(read.entries, index),
    baseUrl: baseUrl ?? '',
    branch,
    ids,
    now,
    today: dateOf(localDayAt(now.getTime(), branch.timeZone)),
    became: new Map(),
  };
}

const MOST_ATTEMPTS = 3;

/** Someone else was faster, or held a lock: what they did may be what was asked. */
function isWorthAnotherLook(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'ALREADY_EXISTS' || error.code === 'VERSION_CONFLICT' || error.code === 'BUSY');
}

async function importEach(importing: Importing, { bundleType, entries }: FhirDocument): Promise<ImportReport> {
  const reports = new Map<Entry, ResourceReport>();
  for (const entry of importing.order) reports.set(entry, await importOne(importing, entry));
  return reportOf(bundleType, inOrder(entries, reports), true);
}

async function importOne(importing: Importing, entry: Entry): Promise<ResourceReport> {
  const { world, viewer, session } = importing;
  for (let attempt = 1; ; attempt += 1) {
    let plan: EntryPlan | null = null;
    try {
      plan = concernsHomeCare(entry) ? await readingWithin(world.database, viewer, session.now, (tx) => planEntry(new Planning(session, tx, world.sealing), entry)) : passOver(entry);
      await carryOut(importing, [plan]);
      session.became.set(entry, becameOf(plan));
      return reportOfPlan(plan);
    } catch (error) {
      if (isWorthAnotherLook(error) && attempt < MOST_ATTEMPTS) continue;
      if (!(error instanceof Refusal)) throw error;
      session.became.set(entry, REFUSED);
      return refused(entry, error, plan?.sources ?? {});
    }
  }
}

const REFUSED = { state: 'REFUSED', recordId: null, isNew: false } as const;

async function importTogether(importing: Importing, read: FhirDocument): Promise<ImportReport> {
  for (let attempt = 1; ; attempt += 1) {
    importing.session.became.clear();
    const { plans, refusals } = await planTogether(importing);
    if (refusals.size > 0) return rolledBack(read, refusals);
    try {
      await carryOut(importing, plans);
      const reports = new Map(plans.map((plan) => [plan.entry, reportOfPlan(plan)]));
      return reportOf(read.bundleType, inOrder(read.entries, reports), true);
    } catch (error) {
      if (isWorthAnotherLook(error) && attempt < MOST_ATTEMPTS) continue;
      const at = error instanceof Refusal ? plans.find(({ entry }) => entry.path === error.details.path?.[0]) : undefined;
      if (!(error instanceof Refusal) || error.code === 'BUSY' || at === undefined) throw error;
      return rolledBack(read, new Map([[at.entry, refused(at.entry, error, at.sources)]]));
    }
  }
}

interface PlannedTogether {
  readonly plans: readonly EntryPlan[];
  readonly refusals: ReadonlyMap<Entry, ResourceReport>;
}

/** All plans from one snapshot of the data, each seeing what the ones before it are going to add. */
async function planTogether({ world, viewer, session, order }: Importing): Promise<PlannedTogether> {
  const refusals = new Map<Entry, ResourceReport>();
  const plans = await readingWithin(world.database, viewer, session.now, async (tx) => {
    const planning = new Planning(session, tx, world.sealing);
    const made: EntryPlan[] = [];
    for (const entry of order) {
      try {
        const plan = await planEntry(planning, entry);
        checkMayImport(viewer, plan);
        checkOnePatient(made, plan);
        made.push(plan);
        session.became.set(entry, becameOf(plan));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusals.set(entry, refused(entry, error, {}));
        session.became.set(entry, REFUSED);
      }
    }
    return made;
  });
  return { plans, refusals };
}

function checkMayImport(viewer: Viewer, plan: EntryPlan): void {
  const kind = changesOf(plan).find((one) => !mayChange(viewer, one));
  if (kind !== undefined) throw new Refusal('FORBIDDEN', { path: [plan.entry.resourceType], expected: `a role that may ${kind}` });
}

function checkOnePatient(plans: readonly EntryPlan[], { entry, recordId }: EntryPlan): void {
  const isSecond = entry.resourceType === 'Patient' && plans.some((other) => other.entry.resourceType === 'Patient' && other.recordId !== recordId);
  if (!isSecond) return;
  throw new Refusal('LIMIT_EXCEEDED', { path: ['Patient'], expected: 'one patient in a transaction', remedy: 'Send one transaction for each patient, or a batch.' });
}

async function carryOut({ world, viewer, origin }: Importing, plans: readonly EntryPlan[]): Promise<void> {
  const steps = plans.flatMap((plan) => plan.steps);
  const naming = plans.filter(({ steps: own, creates }) => own.length > 0 || (creates !== null && mayChange(viewer, creates)));
  const namings = naming.flatMap((plan) => plan.namings);
  if (steps.length + namings.length === 0) return;
  await performAll(world, steps, { viewer, origin, cause: 'IMPORT', namings });
}

function becameOf({ outcome, recordId, isNew }: EntryPlan) {
  return outcome === 'SKIPPED' ? ({ state: 'SKIPPED', recordId: null, isNew: false } as const) : ({ state: 'IMPORTED', recordId, isNew } as const);
}

function reportOfPlan(plan: EntryPlan): ResourceReport {
  const { entry, outcome, unmodelled, notApplied, issues, reason } = plan;
  return { path: entry.path, resourceType: entry.resourceType, outcome, changes: changesOf(plan), unmodelled, notApplied, issues, reason };
}

function refused(entry: Entry, error: Refusal, sources: Readonly<Record<string, string>>): ResourceReport {
  return { ...nothingOf(entry, 'REFUSED'), reason: reasonOf(atElement(entry, error, sources), entry.resourceType) };
}

/** The path of a field of a change, as the element from which the field comes. */
function atElement({ path: entryPath, resourceType }: Entry, error: Refusal, sources: Readonly<Record<string, string>>): Refusal {
  const path = (error.details.path ?? []).filter((part, i) => !(i === 0 && part === entryPath));
  if (path[0] !== 'input' && path[0] !== 'occurredAt') return new Refusal(error.code, { ...error.details, path });
  const rest = path[0] === 'input' ? path.slice(1) : path;
  for (let length = rest.length; length > 0; length -= 1) {
    const source = sources[rest.slice(0, length).join('.')];
    if (source !== undefined) return new Refusal(error.code, { ...error.details, path: [source] });
  }
  return new Refusal(error.code, { ...error.details, path: [resourceType] });
}

function rolledBack({ bundleType, entries }: FhirDocument, refusals: ReadonlyMap<Entry, ResourceReport>): ImportReport {
  return reportOf(bundleType, entries.map((entry) => refusals.get(entry) ?? nothingOf(entry, 'ROLLED_BACK')), false);
}

function nothingOf({ path, resourceType }: Entry, outcome: Outcome): ResourceReport {
  return { path, resourceType, outcome, changes: [], unmodelled: [], notApplied: [], issues: [], reason: null };
}

function inOrder(entries: readonly Entry[], reports: ReadonlyMap<Entry, ResourceReport>): ResourceReport[] {
  return entries.flatMap((entry) => reports.get(entry) ?? []);
}
