import { toGlobalId } from '../../../src/graphql/global-id.js';
import type { Random } from '../../support/random-documents.js';

/** What no caller means: at the edges of types, beside them, and made to be taken for something else. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null, true, false, 0, -1, 1, 0.5, -0.001, 1e15, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, -1e308, 5e-324,
  '', ' ', '0', '-1', 'null', 'NaN', '\u0000', 'a\u0000b', '\ud800', 'x\udfffy', '\ufeff', '\u202eabc', 'e\u0301\u0301\u0301', '\u{1f469}\u200d\u{1f469}', '\\', '"', "' or true --", '%s%n', '${x}', '{{x}}', '../../etc/passwd',
  '<script>', '__proto__', 'constructor', 'toString', '[]', '{}', '\r\nX-Header: 1', 'a'.repeat(300), 'ß'.repeat(5_000), '\n'.repeat(50),
  '2026-02-30', '0000-00-00', '9999-12-31', '2026-03-08T02:30:00', '2026-03-08T02:30:00Z', '+275760-09-13T00:00:00Z', '1900-01-01', '2199-12-31', '2026-W10', '00:00',
  'AUTH-05', 'G0151', '00000000-0000-0000-0000-000000000000', 'UGF0aWVudDo', toGlobalId('Patient', '00000000-0000-0000-0000-000000000000'), toGlobalId('Password', '01a20000-0000-7000-8000-000000000000'), `${toGlobalId('Visit', '01a20000-0000-7000-8000-000000000000')}=`,
  'v1.AAAA.BBBB', 'a.b', '...', [], [null], [[]], [[[[]]]], {}, { id: 1 }, { length: 3 }, { __proto__: null, toString: 'x' }, Array.from({ length: 1_001 }, () => 1), nested(20), nested(2_000),
];

export function hostile(random: Random): unknown {
  return HOSTILE_VALUES[random(HOSTILE_VALUES.length)];
}

/** The same with one of its values, however deep, replaced, taken away, wrapped, or given a companion. */
export function spoiled(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random(4) > 0) {
    const at = random(value.length);
    return value.map((item, i) => (i === at ? spoiled(item, random) : item));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0 && random(6) > 0) {
    const keys = Object.keys(value);
    const key = keys[random(keys.length)] as string;
    const { [key]: held, ...others } = value as Record<string, unknown>;
    switch (random(8)) {
      case 0:
        return others;
      case 1:
        return { ...value, [['x', '__proto__', 'constructor', '', 'ID'][random(5)] as string]: hostile(random) };
      case 2:
        return { ...others, [`${key}x`]: held };
      default:
        return { ...others, [key]: spoiled(held, random) };
    }
  }
  return random(6) === 0 ? [value] : hostile(random);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}
