import type { DayNumber, EpochMs } from '../base/day.js';
import { dateOf, localMinuteAt } from '../base/day.js';
import { unreachable } from '../base/invariant.js';
import type { FrequencyPhase, ParsedFrequency } from '../care/order.js';
import type { Cents, Discipline, MilliUnits, UnitDefinition } from '../care/service.js';
import type { DayWindow } from './calendar.js';
import type { Service } from './lines.js';
import type { PolicyInForce } from './policy.js';
import type { AuthorizationFact, LineFact, OrderFact } from './snapshot.js';

/**
 * The words of findings. Clinicians and billers speak of the same facts in different languages, so
 * every quantity and thing has two names here, and a rule takes all of one text from one of them.
 * Dates are ISO in both: whoever phones about a finding then reads the same characters.
 */

const CARE: Readonly<Record<Discipline, string>> = {
  SN: 'nursing',
  PT: 'physical therapy',
  OT: 'occupational therapy',
  SLP: 'speech therapy',
  MSW: 'social work',
  HHA: 'home health aide',
  PCS: 'personal care',
};

/** Clinical: `physical therapy`. */
export function careOf(discipline: Discipline): string {
  return CARE[discipline];
}

/**
 * Clinical: `order "PT 2w4,1w5,3PRN"`. Written anew from what was read, never quoted: the text as received
 * may say why in words about the patient, and what could not be read may say anything.
 */
export function orderOf({ discipline, frequency }: OrderFact): string {
  return frequency === null ? 'order' : `order "${discipline} ${notationOf(frequency)}"`;
}

/** `2w4,1w5,3PRN`: what an order asks for, without what its text says besides. */
export function notationOf({ phases, asNeeded }: ParsedFrequency): string {
  const asNeededText = asNeeded === null ? [] : [`${asNeeded.count ?? ''}PRN`];
  return [...phases.map(phaseText), ...asNeededText].join(',');
}

const PERIOD_LETTERS: Readonly<Record<FrequencyPhase['period'], string>> = { DAY: 'd', WEEK: 'w', MONTH: 'm' };

function phaseText({ visitsAtLeast, visitsAtMost, period, every, periods }: FrequencyPhase): string {
  const visits = visitsAtLeast === visitsAtMost ? `${visitsAtMost}` : `${visitsAtLeast}-${visitsAtMost}`;
  const letter = PERIOD_LETTERS[period];
  return every === 1 ? `${visits}${letter}${periods}` : `${visits} every ${every}${letter} x ${periods}${letter}`;
}

/** Clinical: the payer by its name; it has none here before its first policy. */
export function planOf(policy: PolicyInForce): string {
  return policy.payerName ?? 'the health plan';
}

/** Clinical: `3 visits`, `2 h 15 min`. */
export function amountOfCare(milliUnits: MilliUnits, unit: UnitDefinition): string {
  switch (unit) {
    case 'VISIT':
    case 'DAY':
      return counted(milliUnits, unit === 'VISIT' ? 'visit' : 'day');
    case 'QUARTER_HOUR':
      return duration((milliUnits * 15) / 1000);
    case 'HOUR':
      return duration((milliUnits * 60) / 1000);
    default:
      return unreachable(unit);
  }
}

/** Billing: `3 units (15 min)`, `12 visits`. */
export function unitsText(milliUnits: MilliUnits, unit: UnitDefinition): string {
  switch (unit) {
    case 'VISIT':
    case 'DAY':
      return counted(milliUnits, unit === 'VISIT' ? 'visit' : 'day');
    case 'QUARTER_HOUR':
      return `${counted(milliUnits, 'unit')} (15 min)`;
    case 'HOUR':
      return `${counted(milliUnits, 'unit')} (1 h)`;
    default:
      return unreachable(unit);
  }
}

/** Billing: the code with its modifiers, as on a claim line. */
export function codeOf({ serviceCode, modifiers }: Service): string {
  return [serviceCode, ...modifiers].join('-');
}

/** Billing: what a line is for. */
export function codeOfLine(line: LineFact): string {
  return [line.serviceCode ?? `${line.discipline} (all codes)`, ...line.modifiers].join('-');
}

/** Billing: `auth A123`. */
export function authOf(authorization: AuthorizationFact): string {
  return authorization.number === null ? 'auth (no number yet)' : `auth ${authorization.number}`;
}

/** Billing. */
export function payerOf(policy: PolicyInForce): string {
  return policy.payerName ?? 'payer';
}

/** Billing: `2025-01-02..2025-02-10`. */
export function period({ from, to }: DayWindow): string {
  return `${dateOf(from)}..${dateOf(to)}`;
}

/** Clinical: `2025-01-05 to 2025-01-11`. */
export function stretch({ from, to }: DayWindow): string {
  return from === to ? dateOf(from) : `${dateOf(from)} to ${dateOf(to)}`;
}

export function counted(milliUnits: MilliUnits, thing: string): string {
  return `${decimal(milliUnits)} ${thing}${milliUnits === 1000 ? '' : 's'}`;
}

export function count(number: number, thing: string): string {
  return counted(number * 1000, thing);
}

export function money(cents: Cents): string {
  return `$${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function dates(days: readonly DayNumber[]): string {
  return days.map(dateOf).join(', ');
}

const MOST_DATES_LISTED = 5;

/** A finding names all its visits; its text need not. */
export function listed(days: readonly DayNumber[]): string {
  return days.length <= MOST_DATES_LISTED ? dates(days) : `${dates(days.slice(0, MOST_DATES_LISTED))} and ${days.length - MOST_DATES_LISTED} more`;
}

/** `09:05`, as a clock on the wall in the zone shows it. */
export function clockTime(instant: EpochMs, timeZone: string): string {
  const minute = localMinuteAt(instant, timeZone);
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Thousandths as a decimal number, without going through floats: 2500 is `2.5`. */
export function decimal(milliUnits: MilliUnits): string {
  const whole = Math.floor(milliUnits / 1000);
  const rest = milliUnits % 1000;
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}

function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes - hours * 60);
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
