import type { AsNeeded, FrequencyPhase, ParsedFrequency } from '../care/order.js';
import type { Discipline } from '../care/service.js';
import { CERTIFICATION_DAYS } from './calendar.js';

/**
 * Reads an ordered frequency as clinicians write it: `SN 2w4,1w5,3PRN`, `PT 1-2w9`, `q2w x 8w`.
 *
 *   text      = [discipline [":"]] clause { separator clause }
 *   clause    = count period periods                      2w4  1-2w9  0d1  1m2
 *             | times "a" period [duration]               twice a week x 4 weeks, 2x/wk for 4w
 *             | rhythm [duration]                         q2w x 8w, qod, TIW x 4w, daily x 60 days
 *             | count "PRN" [trigger] | "PRN" ["x" count] [trigger]
 *   duration  = ("x" | "for") number unit
 *   trigger   = ["for" | "if" | "when"] words up to the next clause
 *   separator = "," | ";" | "+" | "&" | "and" | "then" | nothing
 *
 * The text is split into tokens once and read once from left to right, never backwards, so that a
 * hostile text costs no more than a long one; and how long it may be is bounded.
 */
export function parseFrequency(text: string): FrequencyReading {
  const normal = text.length > MAX_TEXT_LENGTH ? text : normalize(text);
  if (normal.length > MAX_TEXT_LENGTH) return { kind: 'UNREADABLE', expected: `at most ${MAX_TEXT_LENGTH} characters` };
  const ambiguous = AMBIGUOUS_WORDS.find(({ pattern }) => pattern.test(normal));
  if (ambiguous !== undefined) {
    return { kind: 'AMBIGUOUS', readings: ambiguous.readings.map((reading) => normalize(normal.replace(ambiguous.pattern, ` ${reading} `))) };
  }
  try {
    return read(new Tokens(normal));
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'UNREADABLE', expected: error.expected };
    throw error;
  }
}

export type FrequencyReading =
  | { readonly kind: 'PARSED'; readonly discipline: Discipline | null; readonly frequency: ParsedFrequency }
  /** The same text with the doubtful word replaced by each thing it may mean, for someone to choose from. */
  | { readonly kind: 'AMBIGUOUS'; readonly readings: readonly string[] }
  | { readonly kind: 'UNREADABLE'; readonly expected: string };

/**
 * The visits that an order asks for. `planned` is the ordered frequency, which is the upper end of a
 * range; `atMost` adds the visits allowed as needed; `atLeast` is the lower end of the ranges.
 */
export function demandOf(frequency: ParsedFrequency): { readonly planned: number; readonly atMost: number; readonly atLeast: number } {
  let planned = 0;
  let atLeast = 0;
  for (const phase of frequency.phases) {
    const times = Math.ceil(phase.periods / phase.every);
    planned += phase.visitsAtMost * times;
    atLeast += phase.visitsAtLeast * times;
  }
  return { planned, atMost: planned + (frequency.asNeeded?.count ?? 0), atLeast };
}

const MAX_TEXT_LENGTH = 300;
const MAX_VISITS_PER_PERIOD = 99;
const MAX_PERIODS = 366;
const MAX_PHASES = 24;

const EXAMPLES = 'a frequency such as 2w4, 1-2w9, q2w x 8w, daily x 60 days or 3PRN';

/** Words that mean twice in a period to some and every second period to others (domain 1.1). */
const AMBIGUOUS_WORDS = [
  { pattern: /(?<![a-z])bi ?-? ?w(?:ee)?kly(?![a-z])|(?<![a-z])biw(?![a-z])/i, readings: ['twice a week', 'every 2 weeks'] },
  { pattern: /(?<![a-z])bi ?-? ?monthly(?![a-z])|(?<![a-z])bim(?![a-z])/i, readings: ['twice a month', 'every 2 months'] },
];

type Period = FrequencyPhase['period'];

const DISCIPLINE_WORDS: ReadonlyMap<string, Discipline> = new Map([
  ['sn', 'SN'], ['rn', 'SN'], ['lpn', 'SN'], ['lvn', 'SN'],
  ['pt', 'PT'], ['pta', 'PT'],
  ['ot', 'OT'], ['ota', 'OT'], ['cota', 'OT'],
  ['slp', 'SLP'], ['st', 'SLP'],
  ['msw', 'MSW'],
  ['hha', 'HHA'], ['aide', 'HHA'],
  ['pcs', 'PCS'], ['pca', 'PCS'],
]);

const PERIOD_WORDS: ReadonlyMap<string, Period> = new Map([
  ['d', 'DAY'], ['day', 'DAY'], ['days', 'DAY'],
  ['w', 'WEEK'], ['wk', 'WEEK'], ['wks', 'WEEK'], ['week', 'WEEK'], ['weeks', 'WEEK'],
  ['m', 'MONTH'], ['mo', 'MONTH'], ['mon', 'MONTH'], ['mos', 'MONTH'], ['month', 'MONTH'], ['months', 'MONTH'],
]);

/** One word for a whole rhythm. */
const RHYTHM_WORDS: ReadonlyMap<string, { visits: number; every: number; period: Period }> = new Map([
  ['daily', { visits: 1, every: 1, period: 'DAY' }],
  ['qd', { visits: 1, every: 1, period: 'DAY' }],
  ['qod', { visits: 1, every: 2, period: 'DAY' }],
  ['bid', { visits: 2, every: 1, period: 'DAY' }],
  ['tid', { visits: 3, every: 1, period: 'DAY' }],
  ['weekly', { visits: 1, every: 1, period: 'WEEK' }],
  ['qw', { visits: 1, every: 1, period: 'WEEK' }],
  ['qwk', { visits: 1, every: 1, period: 'WEEK' }],
  ['qow', { visits: 1, every: 2, period: 'WEEK' }],
  ['tiw', { visits: 3, every: 1, period: 'WEEK' }],
  ['monthly', { visits: 1, every: 1, period: 'MONTH' }],
  ['qm', { visits: 1, every: 1, period: 'MONTH' }],
]);

const COUNT_WORDS: ReadonlyMap<string, number> = new Map([['once', 1], ['twice', 2], ['thrice', 3]]);
const PER_WORDS = ['a', 'an', 'per', 'each', 'every', '/'];
const VISIT_WORDS = ['visit', 'visits', 'vis'];
const SEPARATORS = [',', ';', '+', '&', 'and', 'then'];

/**
 * A rhythm without a duration (`qod`, `twice a week`) goes on until the plan of care is reviewed, which is at most one
 * certification period: 60 days, usually written as 9 weeks or 2 months. `2w` is not such a rhythm: in
 * that notation the number of weeks belongs to it, and its absence is a slip of the pen.
 */
const PERIODS_OF_A_CERTIFICATION: Readonly<Record<Period, number>> = { DAY: CERTIFICATION_DAYS, WEEK: 9, MONTH: 2 };

/** One kind of dash, of multiplication sign and of space, and no full-width letters. */
function normalize(text: string): string {
  return text.normalize('NFKC').replace(/[‐-―−]/g, '-').replace(/×/g, 'x').replace(/\s+/g, ' ').trim();
}

class Unreadable extends Error {
  readonly expected: string;

  constructor(expected: string) {
    super(expected);
    this.expected = expected;
  }
}

/** Words, whole numbers and single signs, in lower case, with the place each has in the text. */
class Tokens {
  readonly #text: string;
  readonly #tokens: ReadonlyArray<{ readonly word: string; readonly at: number; readonly end: number }>;
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    // Dots between clauses are noise; a dot inside a number is part of it, and makes it unreadable below.
    this.#tokens = Array.from(text.matchAll(/\d+(?:\.\d+)?|[a-z]+|[^\s.]/gi), (match) => ({
      word: match[0].toLowerCase(),
      at: match.index,
      end: match.index + match[0].length,
    }));
  }

  peek(ahead = 0): string | null {
    return this.#tokens[this.#next + ahead]?.word ?? null;
  }

  skip(count = 1): void {
    this.#next += count;
  }

  take(...words: readonly string[]): boolean {
    const word = this.peek();
    if (word === null || !words.includes(word)) return false;
    this.skip();
    return true;
  }

  takeAll(words: readonly string[]): void {
    while (this.take(...words)) continue;
  }

  takeFrom<Value>(meanings: ReadonlyMap<string, Value>): Value | null {
    const word = this.peek();
    const meaning = word === null ? undefined : meanings.get(word);
    if (meaning === undefined) return null;
    this.skip();
    return meaning;
  }

  takeNumber(): number | null {
    const word = this.peek();
    if (word === null || !/^\d/.test(word)) return null;
    if (!/^\d{1,3}$/.test(word)) throw new Unreadable('whole numbers below 1000');
    this.skip();
    return Number(word);
  }

  /** The text from the next token up to where `isEnd` first holds, as it was written. */
  takeTextUntil(isEnd: () => boolean): string {
    const first = this.#tokens[this.#next];
    let last = first;
    while (this.peek() !== null && !isEnd()) {
      last = this.#tokens[this.#next];
      this.skip();
    }
    return first === undefined || last === undefined ? '' : this.#text.slice(first.at, last.end).replace(/[,;+&\s]+$/, '');
  }
}

function read(tokens: Tokens): FrequencyReading {
  const discipline = tokens.takeFrom(DISCIPLINE_WORDS);
  if (discipline !== null) tokens.take(':', '-');
  const phases: FrequencyPhase[] = [];
  let asNeeded: AsNeeded | null = null;
  do {
    const clause = readClause(tokens);
    if ('trigger' in clause) asNeeded = asNeeded === null ? clause : bothAsNeeded(asNeeded, clause);
    else phases.push(clause);
    if (phases.length > MAX_PHASES) throw new Unreadable(`at most ${MAX_PHASES} phases`);
    tokens.takeAll(SEPARATORS);
    if (tokens.takeFrom(DISCIPLINE_WORDS) !== null) throw new Unreadable('one discipline; write the other as an order of its own');
  } while (tokens.peek() !== null);
  return { kind: 'PARSED', discipline, frequency: { phases, asNeeded } };
}

function readClause(tokens: Tokens): FrequencyPhase | AsNeeded {
  if (tokens.take('prn')) return readAsNeeded(tokens, null);
  const rhythm = readRhythm(tokens);
  if (rhythm !== null) return phaseOf(rhythm, durationOfRhythm(tokens, rhythm.period));

  const visits = readCount(tokens);
  tokens.take(...VISIT_WORDS);
  if (tokens.take('prn')) return readAsNeeded(tokens, visits.atMost);
  const saysTimes = tokens.take('x', 'time', 'times');
  // "2 weekly x 4 weeks" and "2x daily for 5 days": the rhythm word stands where the period would.
  const named = tokens.takeFrom(RHYTHM_WORDS);
  if (named !== null) {
    if (named.visits !== 1) throw new Unreadable(EXAMPLES);
    return phaseOf({ ...visits, every: named.every, period: named.period }, durationOfRhythm(tokens, named.period));
  }
  const saysPer = tokens.take(...PER_WORDS);
  const every = saysPer ? (tokens.take('other') ? 2 : tokens.takeNumber() ?? 1) : 1;
  const period = tokens.takeFrom(PERIOD_WORDS);
  if (period === null) throw new Unreadable(EXAMPLES);
  if (saysTimes || saysPer) return phaseOf({ ...visits, every, period }, durationOfRhythm(tokens, period));

  const periods = tokens.takeNumber() ?? readDuration(tokens, period);
  if (periods === null) throw new Unreadable(`for how many ${NAMES[period]}, as in 2w4`);
  return phaseOf({ ...visits, every, period }, periods);
}

const NAMES: Readonly<Record<Period, string>> = { DAY: 'days', WEEK: 'weeks', MONTH: 'months' };

/** `qod`, `q2w`, `daily`, `every other week`, `every 30 days`. */
function readRhythm(tokens: Tokens): { atLeast: number; atMost: number; every: number; period: Period } | null {
  const named = tokens.takeFrom(RHYTHM_WORDS);
  if (named !== null) return { atLeast: named.visits, atMost: named.visits, every: named.every, period: named.period };
  if (!tokens.take('q', 'every')) return null;
  const every = tokens.take('other') ? 2 : (tokens.takeNumber() ?? 1);
  // In HL7's rhythms (`q2l`) the M is taken by minutes, and L stands for months.
  const period = tokens.takeFrom(PERIOD_WORDS) ?? (tokens.take('l') ? 'MONTH' : null);
  if (period === null) throw new Unreadable('days, weeks or months after "every"');
  return { atLeast: 1, atMost: 1, every, period };
}

/** `2`, `1-2`, `1 to 2`, `twice`. */
function readCount(tokens: Tokens): { atLeast: number; atMost: number } {
  const word = tokens.takeFrom(COUNT_WORDS);
  if (word !== null) return { atLeast: word, atMost: word };
  if (tokens.take('up')) tokens.take('to');
  const first = tokens.takeNumber();
  if (first === null) throw new Unreadable(EXAMPLES);
  if (!tokens.take('-', 'to')) return { atLeast: first, atMost: first };
  const second = tokens.takeNumber();
  if (second === null || second < first) throw new Unreadable('a range from the smaller to the larger number, as in 1-2w9');
  return { atLeast: first, atMost: second };
}

function durationOfRhythm(tokens: Tokens, period: Period): number {
  return readDuration(tokens, period) ?? PERIODS_OF_A_CERTIFICATION[period];
}

/** `x 8w`, `for 60 days`, in periods of the phase. A week more is counted for a part of one. */
function readDuration(tokens: Tokens, period: Period): number | null {
  if (!tokens.take('x', 'for', '*')) return null;
  const length = tokens.takeNumber();
  const unit = tokens.takeFrom(PERIOD_WORDS);
  if (length === null || unit === null) throw new Unreadable('a duration with its unit, as in x 8 weeks');
  if (unit === period) return length;
  if (unit === 'WEEK' && period === 'DAY') return length * 7;
  if (unit === 'DAY' && period === 'WEEK') return Math.ceil(length / 7);
  throw new Unreadable(`a duration in ${NAMES[period]}`);
}

function phaseOf(rate: { atLeast: number; atMost: number; every: number; period: Period }, periods: number): FrequencyPhase {
  if (rate.atMost > MAX_VISITS_PER_PERIOD) throw new Unreadable(`at most ${MAX_VISITS_PER_PERIOD} visits in one period`);
  if (rate.every < 1 || rate.every > MAX_PERIODS || periods < 1 || periods > MAX_PERIODS) throw new Unreadable(`1 to ${MAX_PERIODS} periods`);
  return { visitsAtLeast: rate.atLeast, visitsAtMost: rate.atMost, period: rate.period, every: rate.every, periods };
}

/** What follows `PRN`: a count unless one stood before it, then the signs that call for the visit. Either may be missing. */
function readAsNeeded(tokens: Tokens, countBefore: number | null): AsNeeded {
  let count = countBefore;
  if (count === null) {
    if (tokens.take('x', '*')) {
      count = tokens.takeNumber();
      if (count === null) throw new Unreadable('a number of visits after PRN x');
    } else if (!startsClause(tokens)) {
      count = tokens.takeNumber();
    }
  }
  tokens.take(...VISIT_WORDS);
  if (!startsTrigger(tokens)) return { count, trigger: null };
  tokens.take('for', 'if', 'when');
  const trigger = tokens.takeTextUntil(() => startsNotation(tokens) || (SEPARATORS.includes(tokens.peek() ?? '') && startsClause(tokens, 1)));
  if (trigger === '') throw new Unreadable('the signs that call for the visit, after PRN ... for');
  return { count, trigger };
}

/** A trigger needs no word before it: "PRN wound drainage". */
function startsTrigger(tokens: Tokens): boolean {
  const word = tokens.peek();
  return word !== null && /^[a-z]{2,}$/.test(word) && !SEPARATORS.includes(word) && !startsClause(tokens);
}

/** Whether a clause begins here, judged by its first few tokens, so that a trigger may itself contain commas and numbers. */
function startsClause(tokens: Tokens, ahead = 0): boolean {
  const [first, second, third, fourth] = [tokens.peek(ahead), tokens.peek(ahead + 1), tokens.peek(ahead + 2), tokens.peek(ahead + 3)];
  if (first === null) return false;
  if (SEPARATORS.includes(first)) return startsClause(tokens, ahead + 1);
  if (first === 'prn' || RHYTHM_WORDS.has(first) || COUNT_WORDS.has(first)) return true;
  if (first === 'q' || first === 'every') return true;
  if (!/^\d/.test(first)) return false;
  if (second === 'prn' || second === 'x' || second === 'times') return true;
  if (second === '-' || second === 'to') return /^\d/.test(third ?? '') && (PERIOD_WORDS.has(fourth ?? '') || fourth === 'prn');
  return startsNotation(tokens, ahead);
}

/** `2w4` and `1-2w9` are never part of a trigger: left in it, the visits they order would be lost without a word. */
function startsNotation(tokens: Tokens, ahead = 0): boolean {
  const isNumber = (at: number): boolean => /^\d/.test(tokens.peek(ahead + at) ?? '');
  const isPeriod = (at: number): boolean => PERIOD_WORDS.has(tokens.peek(ahead + at) ?? '');
  if (!isNumber(0)) return false;
  return tokens.peek(ahead + 1) === '-' ? isNumber(2) && isPeriod(3) && isNumber(4) : isPeriod(1) && isNumber(2);
}

function bothAsNeeded(a: AsNeeded, b: AsNeeded): AsNeeded {
  const triggers = [a.trigger, b.trigger].filter((trigger) => trigger !== null);
  return {
    count: a.count === null || b.count === null ? null : a.count + b.count,
    trigger: triggers.length === 0 ? null : triggers.join('; '),
  };
}
