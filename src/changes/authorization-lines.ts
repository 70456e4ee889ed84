import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { authorizedLine, type AuthorizationCap, type AuthorizationLine, type CapPeriod, capped, type LineDraft, type ReviewDecision } from '../care/authorization.js';
import { type FieldChange, fieldChanges } from '../care/change.js';
import type { Discipline, MilliUnits, UnitDefinition } from '../care/service.js';
import type { Tx } from '../db/agency-scope.js';
import { recordsByIds } from '../db/queries/records.js';
import { StaffRow } from '../db/rows/staff-row.js';
import type { PatientWork } from './change.js';

/** Shared by the changes that record and revise authorizations. */
export interface LineInput {
  readonly id?: string;
  readonly discipline: Discipline;
  readonly serviceCode?: string | null;
  readonly modifiers?: readonly string[] | null;
  readonly unitDefinition: UnitDefinition;
  readonly authorizedMilliUnits: MilliUnits;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly decision?: ReviewDecision | null;
  readonly decisionReason?: string | null;
  readonly priority?: number | null;
  readonly allowedWeekdays?: readonly number[] | null;
  readonly blackoutDates?: readonly LocalDate[] | null;
  readonly staffIds?: readonly string[] | null;
  readonly placesOfService?: readonly string[] | null;
  readonly caps?: readonly CapInput[] | null;
}

export interface CapInput {
  readonly id?: string;
  readonly period: CapPeriod;
  readonly rollingDays?: number | null;
  readonly milliUnits: MilliUnits;
}

export interface LineWithCaps {
  readonly line: AuthorizationLine;
  readonly caps: readonly AuthorizationCap[];
}

export const MOST_LINES = 50;
export const MOST_CAPS = 10;

export function lineOf({ tx, ids, patient }: PatientWork, authorizationId: string, input: LineInput, path: ReadonlyArray<string | number>): LineWithCaps {
  const draft: LineDraft = {
    id: input.id ?? ids.next(),
    discipline: input.discipline,
    serviceCode: input.serviceCode ?? null,
    modifiers: input.modifiers ?? [],
    unitDefinition: input.unitDefinition,
    authorizedMilliUnits: input.authorizedMilliUnits,
    startsOn: input.startsOn,
    endsOn: input.endsOn,
    decision: input.decision ?? 'CERTIFIED_IN_TOTAL',
    decisionReason: input.decisionReason ?? null,
    priority: input.priority ?? 1,
    allowedWeekdays: input.allowedWeekdays ?? null,
    blackoutDates: input.blackoutDates ?? [],
    staffIds: input.staffIds ?? [],
    placesOfService: input.placesOfService ?? [],
  };
  const line = authorizedLine(draft, { agencyId: tx.agencyId, patientId: patient.id, authorizationId }, path);
  return { line, caps: capsOf({ tx, ids, patient }, line.id, input.caps ?? [], path) };
}

export function capsOf({ tx, ids, patient }: Pick<PatientWork, 'tx' | 'ids' | 'patient'>, lineId: string, inputs: readonly CapInput[], path: ReadonlyArray<string | number>): AuthorizationCap[] {
  if (inputs.length > MOST_CAPS) throw new Refusal('INVALID_INPUT', { path: [...path, 'caps'], expected: `at most ${MOST_CAPS} caps`, found: `${inputs.length}` });
  return inputs.map((cap, i) =>
    capped(
      { agencyId: tx.agencyId, id: cap.id ?? ids.next(), lineId, patientId: patient.id, period: cap.period, rollingDays: cap.rollingDays ?? null, milliUnits: cap.milliUnits },
      [...path, 'caps', i],
    ),
  );
}

/** @throws Refusal NOT_FOUND with the path of the first of the named staff who does not exist. */
export async function expectStaffOfLines(tx: Tx, lines: ReadonlyArray<Pick<LineInput, 'staffIds'>>, path: ReadonlyArray<string | number>): Promise<void> {
  const named = lines.flatMap(({ staffIds }, i) => (staffIds ?? []).map((id, j) => ({ id, path: [...path, i, 'staffIds', j] })));
  if (named.length === 0) return;
  const found = new Set((await recordsByIds(tx, StaffRow, [...new Set(named.map(({ id }) => id))])).map(({ id }) => id));
  const missing = named.find(({ id }) => !found.has(id));
  if (missing !== undefined) throw new Refusal('NOT_FOUND', { path: missing.path });
}

export function lineChanges(before: AuthorizationLine | null, after: AuthorizationLine): FieldChange[] {
  return fieldChanges('AuthorizationLine', before, after, [
    'discipline', 'serviceCode', 'modifiers', 'unitDefinition', 'authorizedMilliUnits', 'startsOn', 'endsOn', 'decision', 'decisionReason', 'priority',
    'allowedWeekdays', 'blackoutDates', 'staffIds', 'placesOfService',
  ]);
}
