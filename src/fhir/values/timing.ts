import { dateOf, dayOf, type LocalDate } from '../../base/day.js';
import type { Element } from '../element.js';
import { type CivilPeriod, civilDate, civilPeriod } from './dates.js';

/** An ordered frequency in the notation of home care, and the dates that bound it. */
export interface Frequency extends CivilPeriod {
  readonly text: string;
}

/**
 * `Timing` says in a structure what clinicians write as `2w4`: two visits a week, four weeks long.
 *
 *   frequency 2, period 1 wk, bounds 4 wk                 2w4
 *   frequency 1, frequencyMax 2, period 1 wk, 9 wk        1-2w9    the upper limit is the order
 *   frequency 1, period 2 wk, bounds 8 wk                 q2w x 8w
 *   dayOfWeek mon wed fri, bounds 2 wk                    3w2
 *   frequency 1, period 1 d, count 10                     1d10
 *   no bounds and no count                                2 x a week: until the plan of care is reviewed
 *
 * Where the sender has written the notation itself, that is taken as it stands.
 *
 * @param outer dates from around the timing, for a timing that has none of its own.
 * @throws Refusal INVALID_INPUT when it is no rhythm of visits.
 */
export function frequencyOf(timing: Element, timeZone: string, outer: CivilPeriod): Frequency {
  const repeat = timing.get('repeat');
  if (repeat.isPresent) return repeated(repeat, timeZone, outer);
  const event = timing.all('event');
  if (event.length === 1) {
    const on = civilDate(event[0] as Element, timeZone);
    return { text: '1d1', startsOn: on, endsOn: on };
  }
  const written = writtenFrequency(timing.get('code'));
  if (written !== null) return { text: written, ...outer };
  throw timing.refusal('INVALID_INPUT', 'a timing with a repeat, such as frequency 2, period 1 wk, bounds 4 wk');
}

/** `2 visits per 1 week`: how some care plans write a rhythm. */
export function frequencyOfRatio(ratio: Element, bounds: CivilPeriod): Frequency {
  const numerator = ratio.get('numerator');
  const denominator = ratio.get('denominator');
  const visits = wholeNumber(numerator.get('value'), 1, MOST_VISITS);
  const every = denominator.get('value').isPresent ? wholeNumber(denominator.get('value'), 1, MOST_PERIODS) : 1;
  const unit = periodOf(denominator);
  numerator.consume();
  denominator.consume();
  return { text: notation({ visits: `${visits}`, most: visits, every, unit, periods: periodsWithin(bounds, unit) }), ...bounds };
}

const MOST_VISITS = 99;
const MOST_PERIODS = 366;

type Unit = 'd' | 'w' | 'm';

interface Rhythm {
  /** `2`, or `1-2`. */
  readonly visits: string;
  readonly most: number;
  readonly every: number;
  readonly unit: Unit;
  /** How many of the units it lasts; null where nothing says. */
  readonly periods: number | null;
}

const DAYS: Readonly<Record<Unit, number>> = { d: 1, w: 7, m: 30 };
const WORD: Readonly<Record<Unit, string>> = { d: 'day', w: 'week', m: 'month' };

function repeated(repeat: Element, timeZone: string, outer: CivilPeriod): Frequency {
  const days = repeat.all('dayOfWeek').flatMap((day) => day.text() ?? []);
  const times = repeat.all('timeOfDay').flatMap((time) => time.text() ?? []);
  const period = repeat.get('period').isPresent ? wholeNumber(repeat.get('period'), 1, MOST_PERIODS) : 1;
  const written = repeat.get('frequency').isPresent ? wholeNumber(repeat.get('frequency'), 1, MOST_VISITS) : null;
  const most = repeat.get('frequencyMax').isPresent ? wholeNumber(repeat.get('frequencyMax'), written ?? 1, MOST_VISITS) : null;
  const unit = repeat.get('periodUnit').isPresent ? unitOf(repeat.get('periodUnit'), period) : null;
  if (unit === null && days.length === 0) throw repeat.get('periodUnit').refusal('INVALID_INPUT', 'the unit of the period: d, wk or mo');

  const daysOfWeek = new Set(days).size;
  const isByDay = daysOfWeek > 0 && (unit === null || unit.unit === 'd' || (unit.unit === 'w' && (written ?? 1) === 1));
  const visits = isByDay ? daysOfWeek * Math.max(times.length, unit?.unit === 'd' ? (written ?? 1) : 1) : (written ?? Math.max(times.length, 1)) * (unit?.times ?? 1);
  const rhythm = {
    visits: most === null || isByDay ? `${visits}` : `${visits}-${most * (unit?.times ?? 1)}`,
    most: most === null || isByDay ? visits : most * (unit?.times ?? 1),
    every: isByDay ? (unit?.unit === 'w' ? period : 1) : (unit?.every ?? 1),
    unit: isByDay ? ('w' as const) : (unit?.unit ?? 'w'),
  };
  const bounds = boundsOf(repeat, timeZone, outer);
  const periods = periodsOf(repeat, rhythm) ?? bounds.periods(rhythm.unit);
  if (periods !== null && (periods < 1 || periods > MOST_PERIODS)) throw repeat.refusal('INVALID_RANGE', `a duration of 1 to ${MOST_PERIODS} periods`);
  return { text: notation({ ...rhythm, periods }), startsOn: bounds.startsOn, endsOn: bounds.endsOn };
}

/** `count` is how often in all; where it is the upper of two, the upper one counts. */
function periodsOf(repeat: Element, { most, every }: Pick<Rhythm, 'most' | 'every'>): number | null {
  const count = repeat.get('countMax').number() ?? repeat.get('count').number();
  repeat.get('count').consume();
  if (count === null) return null;
  if (!Number.isSafeInteger(count) || count < 1) throw repeat.get('count').refusal('INVALID_INPUT', 'a whole number of visits');
  return Math.ceil(count / most) * every;
}

interface Length {
  readonly value: number;
  readonly unit: Unit;
}

interface Bounds extends CivilPeriod {
  periods(unit: Unit): number | null;
}

function boundsOf(repeat: Element, timeZone: string, outer: CivilPeriod): Bounds {
  const length = lengthIn(repeat);
  const period = repeat.get('boundsPeriod').isPresent ? civilPeriod(repeat.get('boundsPeriod'), timeZone) : outer;
  const startsOn = period.startsOn ?? outer.startsOn;
  if (length !== null) {
    return {
      startsOn,
      endsOn: period.endsOn ?? (startsOn === null ? null : lastDayOf(startsOn, length)),
      periods: (unit) => (unit === length.unit ? length.value : Math.ceil((length.value * DAYS[length.unit]) / DAYS[unit])),
    };
  }
  return { startsOn, endsOn: period.endsOn, periods: (unit) => periodsWithin({ startsOn, endsOn: period.endsOn }, unit) };
}

/** Of a range of lengths the longer one: it is the limit of what was ordered. */
function lengthIn(repeat: Element): Length | null {
  const range = repeat.get('boundsRange');
  const duration = repeat.get('boundsDuration').isPresent ? repeat.get('boundsDuration') : range.get('high').isPresent ? range.get('high') : range.get('low');
  range.consume();
  if (!duration.isPresent) return null;
  const value = wholeNumber(duration.get('value'), 1, MOST_PERIODS);
  const unit = periodOf(duration);
  duration.consume();
  return { value, unit };
}

/** Weeks that are begun count, as they do where visits are counted by the week. */
function periodsWithin({ startsOn, endsOn }: CivilPeriod, unit: Unit): number | null {
  return startsOn === null || endsOn === null ? null : Math.ceil((dayOf(endsOn) - dayOf(startsOn) + 1) / DAYS[unit]);
}

function notation({ visits, most, every, unit, periods }: Rhythm): string {
  if (every === 1) return periods === null ? `${visits} x a ${WORD[unit]}` : `${visits}${unit}${periods}`;
  const lasting = periods === null ? '' : ` x ${periods}${unit}`;
  return most === 1 ? `q${every}${unit}${lasting}` : `${visits} x every ${every} ${WORD[unit]}s${lasting}`;
}

/** A Duration or Quantity of time: `4 wk`. */
function periodOf(quantity: Element): Unit {
  const word = (quantity.get('code').text() ?? quantity.get('unit').text() ?? '').toLowerCase();
  const unit = UNIT_WORDS.get(word);
  if (unit === undefined) throw quantity.get('code').refusal('UNKNOWN_CODE', 'days, weeks or months');
  return unit;
}

const UNIT_WORDS: ReadonlyMap<string, Unit> = new Map([
  ['d', 'd'], ['day', 'd'], ['days', 'd'],
  ['wk', 'w'], ['week', 'w'], ['weeks', 'w'],
  ['mo', 'm'], ['month', 'm'], ['months', 'm'],
]);

/** Hours become times a day where they divide it. */
function unitOf(element: Element, period: number): { readonly unit: Unit; readonly every: number; readonly times: number } {
  const code = element.text();
  if (code === 'h' && period <= 24 && 24 % period === 0) return { unit: 'd', every: 1, times: 24 / period };
  if (code === 'h' && period % 24 === 0) return { unit: 'd', every: period / 24, times: 1 };
  const unit = code === null ? undefined : UNIT_WORDS.get(code);
  if (unit === undefined) throw element.refusal('UNKNOWN_CODE', 'days (d), weeks (wk) or months (mo)');
  return { unit, every: period, times: 1 };
}

/** HL7's abbreviations, in the words of the notation. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['QD', 'daily'], ['QOD', 'qod'], ['BID', 'bid'], ['TID', 'tid'], ['AM', 'daily'], ['PM', 'daily'], ['BED', 'daily'], ['WK', 'weekly'], ['MO', 'monthly'],
]);

function writtenFrequency(concept: Element): string | null {
  if (!concept.isPresent) return null;
  const coded = concept.all('coding').map((coding) => ABBREVIATIONS.get(String((coding.peek() as { code?: unknown }).code))).find((text) => text !== undefined);
  const text = coded ?? concept.get('text').text();
  concept.consume();
  return text;
}

function wholeNumber(element: Element, from: number, to: number): number {
  const value = element.number();
  if (value === null || !Number.isSafeInteger(value) || value < from || value > to) throw element.refusal('INVALID_INPUT', `a whole number from ${from} to ${to}`);
  return value;
}

/** A month from the 31st ends with the month that follows, however long that is. */
function lastDayOf(startsOn: LocalDate, { value, unit }: Length): LocalDate {
  if (unit !== 'm') return dateOf(dayOf(startsOn) + value * DAYS[unit] - 1);
  const [year = 0, month = 1, day = 1] = startsOn.split('-').map(Number);
  const daysOfMonth = new Date(Date.UTC(year, month - 1 + value + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + value, Math.min(day, daysOfMonth + 1) - 1)).toISOString().slice(0, 10);
}
