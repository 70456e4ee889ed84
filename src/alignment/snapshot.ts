import type { DayNumber, EpochMs } from '../base/day.js';
import type { CapPeriod, ReviewDecision } from '../care/authorization.js';
import type { NoteStatus } from '../care/note.js';
import type { OrderStatus, ParsedFrequency } from '../care/order.js';
import type { PatientStatus } from '../care/patient.js';
import type { PayerKind, PayerPolicyTerms } from '../care/payer-policy.js';
import type { Discipline, MilliUnits, UnitDefinition } from '../care/service.js';
import type { VisitStatus } from '../care/visit.js';

/**
 * All that the rules may know about one patient, read in one round trip under the patient's lock.
 * Dates are day numbers in the branch's zone and instants epoch milliseconds, so that the rules
 * compare integers. Lists are in no particular order: equal facts give equal answers in any.
 */
export interface PatientSnapshot {
  readonly agencyId: string;
  readonly patientId: string;
  readonly branchId: string;
  readonly timeZone: string;
  readonly status: PatientStatus;
  readonly startOfCareOn: DayNumber | null;
  /** Facts from this date of service on are here; older care is settled and left as it was found. */
  readonly since: DayNumber;
  readonly coverages: readonly CoverageFact[];
  readonly payers: readonly PayerFact[];
  readonly policies: readonly PolicyFact[];
  readonly orders: readonly OrderFact[];
  readonly authorizations: readonly AuthorizationFact[];
  readonly visits: readonly VisitFact[];
  readonly notes: readonly NoteFact[];
}

export interface CoverageFact {
  readonly id: string;
  readonly payerId: string;
  readonly rank: number;
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber | null;
}

/** Every payer that a coverage or an authorization names. */
export interface PayerFact {
  readonly id: string;
  readonly name: string;
  readonly kind: PayerKind;
}

/** Every version of the policies of these payers. */
export interface PolicyFact {
  readonly id: string;
  readonly payerId: string;
  readonly version: number;
  readonly effectiveFrom: DayNumber;
  readonly effectiveTo: DayNumber | null;
  readonly terms: PayerPolicyTerms;
}

export interface OrderFact {
  readonly id: string;
  readonly discipline: Discipline;
  readonly serviceCode: string | null;
  readonly frequencyText: string;
  readonly frequency: ParsedFrequency | null;
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber | null;
  readonly status: OrderStatus;
  readonly receivedAt: EpochMs;
  readonly signedAt: EpochMs | null;
  readonly signatureDate: DayNumber | null;
  readonly discontinuedOn: DayNumber | null;
}

export interface AuthorizationFact {
  readonly id: string;
  readonly payerId: string;
  readonly number: string | null;
  readonly requestedAt: EpochMs | null;
  readonly isCancelled: boolean;
  readonly lines: readonly LineFact[];
}

export interface LineFact {
  readonly id: string;
  readonly discipline: Discipline;
  readonly serviceCode: string | null;
  readonly modifiers: readonly string[];
  readonly unitDefinition: UnitDefinition;
  readonly authorizedMilliUnits: MilliUnits;
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber;
  readonly decision: ReviewDecision;
  readonly decisionReason: string | null;
  readonly priority: number;
  readonly caps: readonly CapFact[];
}

export interface CapFact {
  readonly id: string;
  readonly period: CapPeriod;
  readonly rollingDays: number | null;
  readonly milliUnits: MilliUnits;
}

export interface VisitFact {
  readonly id: string;
  readonly discipline: Discipline;
  readonly serviceCode: string;
  readonly modifiers: readonly string[];
  readonly staffId: string | null;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly serviceOn: DayNumber;
  readonly actualStartsAt: EpochMs | null;
  readonly actualEndsAt: EpochMs | null;
  readonly status: VisitStatus;
  readonly isAsNeeded: boolean;
}

export interface NoteFact {
  readonly id: string;
  readonly visitId: string;
  readonly status: NoteStatus;
  readonly writtenAt: EpochMs;
  readonly signedAt: EpochMs | null;
  readonly cosignedAt: EpochMs | null;
  readonly isCosignRequired: boolean;
}
