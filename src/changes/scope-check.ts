import { isUnlimited } from '../auth/scope.js';
import type { Viewer } from '../auth/viewer.js';
import { Refusal } from '../base/refusal.js';
import type { Tx } from '../db/agency-scope.js';
import { recordsByIds } from '../db/queries/records.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { CertificationRow } from '../db/rows/certification-row.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { EmergencyAccessRow } from '../db/rows/emergency-access-row.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { MemberRow } from '../db/rows/member-row.js';
import { NoteRow } from '../db/rows/note-row.js';
import { OrderRow } from '../db/rows/order-row.js';
import { PatientRow } from '../db/rows/patient-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { RowClass } from '../db/rows/row.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { WebhookRow } from '../db/rows/webhook-row.js';
import type { Applied, Recorded } from './change.js';
import type { Step } from './step.js';

/**
 * Changes see the whole agency, because what they lead to must be the same whoever makes them. So that nobody changes
 * what they may not see, everything that a change names is looked at through the scope of whoever makes it before anything
 * is decided, and everything that it has made afterwards: by the row security that decides what they read, so the two
 * cannot disagree. Who may see everything is not asked.
 */
export interface ScopeCheck {
  /** @throws Refusal NOT_FOUND for what is outside of the scope, as for what does not exist. */
  expectNamed(steps: readonly Step[]): Promise<void>;
  expectRecord(row: RowClass<Recorded>, id: string, path: ReadonlyArray<string | number>): Promise<void>;
  /** @throws Refusal FORBIDDEN for what whoever made it could not see: a patient in no caseload, a colleague who may see more. */
  expectMade(): Promise<void>;
  /** What was made so far may be named by what comes after it. */
  made(step: Step, applied: Applied<Recorded>): void;
}

interface Mention {
  readonly row: RowClass<Recorded>;
  readonly id: string;
  readonly path: ReadonlyArray<string | number>;
}

/** By the names that inputs give to the records of others. A test holds it to the inputs. */
const ROW_OF_FIELD: ReadonlyMap<string, RowClass<Recorded>> = new Map<string, RowClass<Recorded>>([
  ['agencyMemberId', MemberRow], ['aideStaffId', StaffRow], ['authorStaffId', StaffRow], ['authorizationId', AuthorizationRow], ['branchId', BranchRow], ['branchIds', BranchRow],
  ['certificationId', CertificationRow], ['coverageId', CoverageRow], ['findingId', FindingRow], ['lineId', AuthorizationLineRow], ['lineIds', AuthorizationLineRow], ['noteId', NoteRow],
  ['orderId', OrderRow], ['patientId', PatientRow], ['patientIds', PatientRow], ['payerId', PayerRow], ['payerIds', PayerRow], ['staffId', StaffRow], ['staffIds', StaffRow],
  ['supersedesOrderId', OrderRow], ['visitId', VisitRow], ['webhookId', WebhookRow],
]);

/**
 * Names that are made with the change and of which there is no record yet, or which name something of other systems. An
 * emergency access is about someone outside of the scope, and its changes look themselves at whose it is.
 */
export const OF_NO_RECORD: ReadonlySet<string> = new Set(['emergencyAccessId', 'id', 'memberId', 'seriesId', 'tokenId', 'visitIds']);

export function namesRecord(field: string): boolean {
  return ROW_OF_FIELD.has(field);
}

export function scopeCheckOf(tx: Tx, { scope }: Viewer): ScopeCheck {
  return isUnlimited(scope) ? NOTHING_HIDDEN : new LimitedCheck(tx, scope);
}

const NOTHING_HIDDEN: ScopeCheck = { expectNamed: async () => undefined, expectRecord: async () => undefined, expectMade: async () => undefined, made: () => undefined };

class LimitedCheck implements ScopeCheck {
  readonly #made: Mention[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly scope: Viewer['scope'],
  ) {}

  async expectNamed(steps: readonly Step[]): Promise<void> {
    const made = new Set(this.#made.map(({ id }) => id));
    const hidden = await this.#firstHidden(steps.flatMap(mentionsIn).filter(({ id }) => !made.has(id)));
    if (hidden !== null) throw new Refusal('NOT_FOUND', { path: hidden.path });
  }

  async expectRecord(row: RowClass<Recorded>, id: string, path: ReadonlyArray<string | number>): Promise<void> {
    if ((await this.#firstHidden([{ row, id, path }])) !== null) throw new Refusal('NOT_FOUND', { path });
  }

  made({ change }: Step, { record }: Applied<Recorded>): void {
    this.#made.push(...recordMentions(change, record));
  }

  async expectMade(): Promise<void> {
    if ((await this.#firstHidden(this.#made)) !== null) {
      throw new Refusal('FORBIDDEN', {
        expected: 'a change that leaves only what is in your scope',
        found: 'one that would leave something outside of it',
        remedy: 'Send what puts it in your scope, as a coverage by one of your payers does, in the same request, or ask a colleague whose scope is wider.',
      });
    }
  }

  async #firstHidden(mentions: readonly Mention[]): Promise<Mention | null> {
    if (mentions.length === 0) return null;
    const rows = [...new Set(mentions.map(({ row }) => row))];
    const seen = await this.tx.within(this.scope, () =>
      Promise.all(rows.map(async (row) => {
        const ids = [...new Set(mentions.filter((mention) => mention.row === row).map(({ id }) => id))];
        return [row, new Set((await recordsByIds(this.tx, row, ids)).map(({ id }) => id))] as const;
      })),
    );
    const seenOf = new Map(seen);
    return mentions.find(({ row, id }) => seenOf.get(row)?.has(id) !== true) ?? null;
  }
}

/** Of a record that is kept by itself: the record, and whoever it is about. */
export function recordMentions({ row, revive }: Step['change'], record: Recorded): Mention[] {
  if (isOfEmergencies(row)) return [];
  const own = revive === undefined ? [{ row, id: record.id, path: ['input'] }] : [];
  return 'patientId' in record ? [...own, { row: PatientRow, id: record.patientId as string, path: ['input'] }] : own;
}

function isOfEmergencies(row: unknown): boolean {
  return row === EmergencyAccessRow;
}

function mentionsIn({ change, input }: Step): Mention[] {
  if (isOfEmergencies(change.row)) return [];
  const named = namedIn(input, ['input']);
  if (change.about !== 'PATIENT') return named;
  const who = change.patientOf(input);
  return [{ row: who.of === 'PATIENT' ? PatientRow : (who.row as RowClass<unknown> as RowClass<Recorded>), id: who.id, path: who.path }, ...named];
}

function namedIn(held: unknown, path: ReadonlyArray<string | number>, row?: RowClass<Recorded>): Mention[] {
  if (typeof held === 'string') return row === undefined ? [] : [{ row, id: held, path }];
  if (Array.isArray(held)) return held.flatMap((item, i) => namedIn(item, [...path, i], row));
  if (held === null || typeof held !== 'object' || held instanceof Date) return [];
  return Object.entries(held).flatMap(([name, value]) => namedIn(value, [...path, name], ROW_OF_FIELD.get(name)));
}
