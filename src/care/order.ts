import { checkedDateRange, checkedNpi, checkedOptionalPast, checkedPast, checkedText } from '../base/check.js';
import { type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { checkedDiagnosisCodes } from './diagnosis.js';
import { type Discipline, serviceOf } from './service.js';

export const ORDER_KINDS = ['PLAN_OF_CARE', 'SUPPLEMENTAL', 'VERBAL', 'RECERTIFICATION'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** An urgent order asks for the first visit by a date, and for the payer's expedited decision. */
export const ORDER_URGENCIES = ['ROUTINE', 'URGENT'] as const;
export type OrderUrgency = (typeof ORDER_URGENCIES)[number];

export const ORDER_STATUSES = ['VERBAL_RECEIVED', 'SENT_FOR_SIGNATURE', 'RETURNED_UNSIGNED', 'SIGNED', 'DISCONTINUED', 'SUPERSEDED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/**
 * One stretch of an ordered frequency, in the order they follow each other. `2w4` is two visits per
 * week for four weeks. A range `1-2w9` has floor 1 and upper limit 2; the upper limit is the ordered
 * frequency (domain 1.1).
 */
export interface FrequencyPhase {
  readonly visitsAtLeast: number;
  readonly visitsAtMost: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  /** Every how many periods: 2 in `q2w`. */
  readonly every: number;
  /** For how many periods the phase lasts: 8 in `q2w x 8w`, which is 4 visits. */
  readonly periods: number;
}

/** Visits as the need arises: no more than `count` before a new order is needed. */
export interface AsNeeded {
  readonly count: number | null;
  readonly trigger: string | null;
}

export interface ParsedFrequency {
  readonly phases: readonly FrequencyPhase[];
  readonly asNeeded: AsNeeded | null;
}

export interface Order {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly kind: OrderKind;
  readonly discipline: Discipline;
  readonly serviceCode: string | null;
  /** As received: `SN 2w4,1w5,3PRN`. */
  readonly frequencyText: string;
  /** Null when the text is ambiguous (BIW) or cannot be read: stored as received, nothing computed from it. */
  readonly frequency: ParsedFrequency | null;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly physicianName: string;
  readonly physicianNpi: string | null;
  readonly status: OrderStatus;
  readonly receivedAt: Date;
  readonly sentAt: Date | null;
  readonly signedAt: Date | null;
  /** The date written beside the signature; a signature without it does not count. */
  readonly signatureDate: LocalDate | null;
  readonly discontinuedOn: LocalDate | null;
  readonly urgency: OrderUrgency;
  /** The last date for the first visit; null where the order sets none. */
  readonly mustBeSeenBy: LocalDate | null;
  /** ICD-10-CM, as the physician gave them. */
  readonly diagnosisCodes: readonly string[];
  /** The order that this one replaces from its start on. */
  readonly supersedesOrderId: string | null;
  readonly version: number;
}

export interface OrderDraft {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly kind: OrderKind;
  readonly discipline: Discipline;
  readonly serviceCode: string | null;
  readonly frequencyText: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly physicianName: string;
  readonly physicianNpi: string | null;
  readonly receivedAt: Date;
  readonly sentAt: Date | null;
  readonly urgency: OrderUrgency;
  readonly mustBeSeenBy: LocalDate | null;
  readonly diagnosisCodes: readonly string[];
  readonly supersedesOrderId: string | null;
}

/** @throws Refusal UNKNOWN_CODE, INVALID_INPUT, INVALID_DATE, INVALID_RANGE */
export function recorded(draft: OrderDraft, frequency: ParsedFrequency | null, now: Date): Order {
  const startsOn = parseLocalDate(draft.startsOn);
  const endsOn = draft.endsOn === null ? null : parseLocalDate(draft.endsOn);
  checkedDateRange(startsOn, endsOn, ['input', 'endsOn']);
  checkedPast(draft.receivedAt, now, ['input', 'receivedAt']);
  checkedOptionalPast(draft.sentAt, now, ['input', 'sentAt']);
  const service = draft.serviceCode === null ? null : serviceOf(draft.serviceCode, ['input', 'serviceCode']);
  if (service && service.discipline !== draft.discipline) {
    throw new Refusal('INVALID_INPUT', { path: ['input', 'serviceCode'], expected: `a service of ${draft.discipline}`, found: `one of ${service.discipline}` });
  }
  if (draft.mustBeSeenBy !== null) checkedDateRange(startsOn, parseLocalDate(draft.mustBeSeenBy), ['input', 'mustBeSeenBy']);
  return {
    ...draft,
    diagnosisCodes: checkedDiagnosisCodes(draft.diagnosisCodes, ['input', 'diagnosisCodes']),
    serviceCode: service?.code ?? null,
    frequencyText: checkedText(draft.frequencyText, ['input', 'frequencyText'], 200),
    frequency,
    startsOn,
    endsOn,
    physicianName: checkedText(draft.physicianName, ['input', 'physicianName'], 200),
    physicianNpi: checkedNpi(draft.physicianNpi, ['input', 'physicianNpi']),
    status: draft.sentAt === null ? 'VERBAL_RECEIVED' : 'SENT_FOR_SIGNATURE',
    signedAt: null,
    signatureDate: null,
    discontinuedOn: null,
    version: 1,
  };
}

/**
 * The physician's signature counts from the moment it is here, and only with the date written beside it.
 * An order that has ended can still be signed: the visits made under it wait for that.
 */
export function signed(order: Order, signatureDate: LocalDate, today: LocalDate, now: Date): Order {
  if (order.signedAt !== null) {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'orderId'], expected: 'an order that awaits its signature', found: 'one that is signed' });
  }
  if (parseLocalDate(signatureDate) > today) {
    throw new Refusal('INVALID_DATE', { path: ['input', 'signatureDate'], expected: 'a signature date that is not in the future' });
  }
  const status = order.status === 'DISCONTINUED' || order.status === 'SUPERSEDED' ? order.status : 'SIGNED';
  return { ...order, status, signedAt: now, signatureDate, version: order.version + 1 };
}

export type OrderParticulars = Pick<Order, 'physicianName' | 'physicianNpi' | 'sentAt' | 'urgency' | 'mustBeSeenBy' | 'diagnosisCodes'>;

/**
 * Who ordered and how it is followed up, put right. What is ordered is not among it: the physician signs that, and
 * orders something else with another order.
 */
export function followedUp(order: Order, particulars: OrderParticulars, now: Date): Order {
  if (order.status === 'DISCONTINUED' || order.status === 'SUPERSEDED') {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'orderId'], expected: 'an order in force', found: `one that is ${order.status}` });
  }
  const { physicianName, physicianNpi, sentAt, urgency, mustBeSeenBy, diagnosisCodes, status: onRecord } = recorded({ ...order, ...particulars }, order.frequency, now);
  // Until something comes back, the status says whether the order is out for its signature.
  const status = order.status === 'VERBAL_RECEIVED' || order.status === 'SENT_FOR_SIGNATURE' ? onRecord : order.status;
  return { ...order, physicianName, physicianNpi, sentAt, urgency, mustBeSeenBy, diagnosisCodes, status, version: order.version + 1 };
}

/** From `discontinuedOn` on, the order supports no visit. */
export function discontinued(order: Order, discontinuedOn: LocalDate): Order {
  if (order.status === 'DISCONTINUED' || order.status === 'SUPERSEDED') {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'orderId'], expected: 'an order in force', found: `one that is ${order.status}` });
  }
  checkedDateRange(order.startsOn, parseLocalDate(discontinuedOn), ['input', 'discontinuedOn']);
  return { ...order, status: 'DISCONTINUED', discontinuedOn, version: order.version + 1 };
}

/** A later order takes the place of this one from the day that it starts. */
export function superseded(order: Order, startsOn: LocalDate, path: ReadonlyArray<string | number>): Order {
  if (order.status === 'DISCONTINUED' || order.status === 'SUPERSEDED') {
    throw new Refusal('ILLEGAL_TRANSITION', { path, expected: 'an order in force', found: `one that is ${order.status}` });
  }
  checkedDateRange(order.startsOn, startsOn, ['input', 'startsOn']);
  return { ...order, status: 'SUPERSEDED', discontinuedOn: startsOn, version: order.version + 1 };
}
