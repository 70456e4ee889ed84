import type { LocalDate } from '../../base/day.js';
import type { Element } from '../element.js';

export interface PersonName {
  readonly givenName: string;
  readonly familyName: string;
}

/** The name that a person bears now: an official one before the usual one, and none of the past. */
const ORDER_OF_USE = ['official', 'usual', null, 'temp', 'nickname', 'anonymous', 'maiden', 'old'];

/**
 * @param parent the Patient or Practitioner.
 * @throws Refusal INVALID_INPUT when there is no name, or only half of one.
 */
export function currentName(parent: Element, today: LocalDate): PersonName {
  const names = parent.all('name');
  const current = names
    .map((name, i) => ({ name, i, rank: rankOf(name), isPast: (name.get('period').get('end').text()?.slice(0, 10) ?? '9999') < today }))
    .toSorted((a, b) => Number(a.isPast) - Number(b.isPast) || a.rank - b.rank || a.i - b.i)[0]?.name;
  if (current === undefined) throw parent.get('name').refusal('INVALID_INPUT', 'a name');
  // Prefixes and suffixes are left for the report; the text only repeats the parts.
  current.get('period').consume();
  const written = current.get('text').text();
  const family = current.get('family').text();
  const given = current.all('given').flatMap((part) => part.text() ?? []).join(' ');
  if (family !== null && given !== '') return { givenName: given, familyName: family };
  const fromText = family === null && given === '' && written !== null ? partsOf(written) : null;
  if (fromText !== null) return fromText;
  throw current.get(family === null ? 'family' : 'given').refusal('INVALID_INPUT', 'a given and a family name');
}

function rankOf(name: Element): number {
  const rank = ORDER_OF_USE.indexOf(name.get('use').text());
  return rank === -1 ? ORDER_OF_USE.length : rank;
}

/** `Shaw, Amy V.` and `Amy V. Shaw`. */
function partsOf(text: string): PersonName | null {
  const comma = text.indexOf(',');
  const [given, family] = comma > 0 ? [text.slice(comma + 1), text.slice(0, comma)] : [text.slice(0, text.lastIndexOf(' ') + 1), text.slice(text.lastIndexOf(' ') + 1)];
  return given.trim() === '' || family.trim() === '' ? null : { givenName: given.trim(), familyName: family.trim() };
}
