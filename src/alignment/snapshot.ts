import type { DayNumber, EpochMs } from '../base/day.js';
import type { CapPeriod, RequestType, RequestUrgency, ReviewDecision } from '../care/authorization.js';
import type { CertificationKind } from '../care/certification.js';
import type { EvvStatus } from '../care/evv.js';
import type { PractitionerKind } from '../care/face-to-face.js';
import type { NoteElementKey, NoteStatus } from '../care/note.js';
import type { OrderKind, OrderStatus, OrderUrgency, ParsedFrequency } from '../care/order.js';
import type { PatientStatus } from '../care/patient.js';
import type { PayerKind, PayerPolicyTerms } from '../care/payer-policy.js';
import type { Discipline, MilliUnits, UnitDefinition } from '../care/service.js';
import type { SupervisionKind, SupervisionMode } from '../care/supervision.js';
import type { VisitStatus, VisitType } from '../care/visit.js';

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
  readonly startOfCareOn: DayNumber | null;
  readonly carePlanUpdatedAt: EpochMs | null;
  /** Facts from this date of service on are here; older care is settled and left as it was found. */
  readonly since: DayNumber;
  readonly coverages: readonly CoverageFact[];
  readonly payers: readonly PayerFact[];
  readonly policies: readonly PolicyFact[];
  readonly orders: readonly OrderFact[];
  readonly authorizations: readonly AuthorizationFact[];
  readonly visits: readonly VisitFact[];
  readonly notes: readonly NoteFact[];
  readonly statusPeriods: readonly StatusPeriodFact[];
  readonly certifications: readonly CertificationFact[];
  readonly faceToFaces: readonly FaceToFaceFact[];
  readonly supervisions: readonly SupervisionFact[];
  readonly evvRecords: readonly EvvFact[];
  /** Everyone whom a visit, a note or a supervision names. */
  readonly staff: readonly StaffFact[];
  /** Visits of other patients at the same time by the same member of staff. */
  readonly staffConflicts: readonly StaffConflictFact[];
}

export interface CoverageFact {
  readonly id: string;
  readonly payerId: string;
  /** What tells whether it is the same member, under the keys in use; the number itself is sealed. */
  readonly memberIndex: readonly string[];
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
  readonly kind: OrderKind;
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
  readonly urgency: OrderUrgency;
  readonly mustBeSeenBy: DayNumber | null;
  readonly diagnosisCodes: readonly string[];
  readonly supersedesOrderId: string | null;
}

export interface AuthorizationFact {
  readonly id: string;
  readonly payerId: string;
  readonly number: string | null;
  readonly requestedAt: EpochMs | null;
  readonly decidedAt: EpochMs | null;
  readonly requestType: RequestType;
  readonly urgency: RequestUrgency;
  readonly diagnosisCodes: readonly string[];
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
  readonly allowedWeekdays: readonly number[] | null;
  readonly blackoutDates: readonly DayNumber[];
  /** Empty: anyone. */
  readonly staffIds: readonly string[];
  /** Empty: anywhere. */
  readonly placesOfService: readonly string[];
  readonly caps: readonly CapFact[];
  /** What the payer said of the line before it said what it says now, in no particular order. */
  readonly priorTerms: readonly PriorTerms[];
}

export interface PriorTerms {
  readonly decision: ReviewDecision;
  readonly authorizedMilliUnits: MilliUnits;
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber;
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
  readonly type: VisitType;
  readonly placeOfService: string;
  readonly pinnedLineId: string | null;
  readonly pinnedMilliUnits: MilliUnits | null;
  readonly physicianNotifiedAt: EpochMs | null;
  readonly billedAt: EpochMs | null;
  readonly billedMinutes: number | null;
}

export interface NoteFact {
  readonly id: string;
  readonly visitId: string;
  readonly status: NoteStatus;
  readonly writtenAt: EpochMs;
  readonly signedAt: EpochMs | null;
  readonly cosignedAt: EpochMs | null;
  readonly isCosignRequired: boolean;
  readonly authorStaffId: string | null;
  readonly elements: readonly NoteElementFact[];
  /** Of the last amendment. */
  readonly amendedAt: EpochMs | null;
  readonly documentedStartsAt: EpochMs | null;
  readonly documentedEndsAt: EpochMs | null;
  readonly diagnosisCodes: readonly string[];
}

/** An element with no more of its text than tells whether it says anything: narrative stays where it is. */
export interface NoteElementFact {
  readonly key: NoteElementKey;
  /** The first 100 characters. */
  readonly opening: string;
}

export interface StatusPeriodFact {
  readonly status: PatientStatus;
  /** It holds until the next one starts. */
  readonly startsOn: DayNumber;
}

export interface CertificationFact {
  readonly id: string;
  readonly kind: CertificationKind;
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber;
  readonly certifiedOn: DayNumber | null;
  readonly assessedOn: DayNumber | null;
}

export interface FaceToFaceFact {
  readonly id: string;
  readonly occurredOn: DayNumber;
  readonly practitionerKind: PractitionerKind;
}

export interface SupervisionFact {
  readonly id: string;
  readonly kind: SupervisionKind;
  readonly discipline: Discipline;
  readonly staffId: string | null;
  readonly aideStaffId: string | null;
  readonly performedOn: DayNumber;
  readonly mode: SupervisionMode;
}

export interface EvvFact {
  readonly id: string;
  readonly visitId: string;
  readonly serviceCode: string | null;
  /** None where no member was recorded. */
  readonly memberIndex: readonly string[];
  readonly serviceOn: DayNumber | null;
  readonly hasLocation: boolean;
  readonly staffId: string | null;
  readonly startsAt: EpochMs | null;
  readonly endsAt: EpochMs | null;
  readonly status: EvvStatus;
  readonly isManuallyEdited: boolean;
  readonly reasonCode: string | null;
}

export interface StaffFact {
  readonly id: string;
  readonly disciplines: readonly Discipline[];
  readonly credential: string | null;
  readonly credentialExpiresOn: DayNumber | null;
}

/** Nothing of the other patient but that the time is taken. */
export interface StaffConflictFact {
  /** The visit of this patient. */
  readonly visitId: string;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}
