import type { Random } from '../../support/random-documents.js';

const INSERTS = ['\u0000', '\ufeff', '\ud800', '\u202e', '{', '}', '(', ')', '...', '@', '!', '$', '#', '"', '"""', '\\u0000', '&', '|', ':', ' @skip', ' @skip(if: true)', ' @aa', ' on ', ' 99999999999999999999 ', ' -0 ', ' 1e999 ', ' null ', ' "\\ud800" ', ' $nowhere ', ' ...Nowhere ', ' __typename ', '\u00e9'];

/** Tokens taken away, doubled, exchanged, and joined by what does not belong there. */
export function spoiledDocument(query: string, random: Random): string {
  const tokens = query.split(/(\W)/).filter((token) => token !== '');
  for (let times = 1 + random(3); times > 0; times -= 1) {
    const at = random(tokens.length);
    switch (random(5)) {
      case 0:
        tokens.splice(at, 1 + random(3));
        break;
      case 1:
        tokens.splice(at, 0, tokens[at] ?? '');
        break;
      case 2:
        tokens.splice(at, 1, tokens[random(tokens.length)] ?? '');
        break;
      case 3:
        tokens.splice(at, 0, INSERTS[random(INSERTS.length)] as string);
        break;
      default:
        tokens.length = at;
    }
    if (tokens.length === 0) tokens.push(' ');
  }
  return tokens.join('');
}

const STRANGE: ReadonlyArray<(random: Random) => string> = [
  (random) => `${'{ node(id: "x") '.repeat(1 + random(2_000))}`,
  (random) => '{'.repeat(1 + random(20_000)),
  (random) => `{ ${'a: __typename '.repeat(1 + random(100))}}`,
  (random) => `{ ${Array.from({ length: 1 + random(200) }, (_, i) => `a${i}: viewer { role }`).join(' ')} }`,
  () => 'query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  () => 'query A { viewer { role } } query A { viewer { role } }',
  () => 'query A { viewer { role } } query B { viewer { role } }',
  () => 'fragment A on Query { viewer { role } }',
  () => 'query ($a: Nothing, $a: Int) { viewer { role } }',
  () => 'query ($a: Patient!) { node(id: $a) { id } }',
  () => 'type Query { a: Int }',
  () => 'subscription { alignmentChanged { kind } findingChanged { kind } }',
  () => 'subscription { __typename }',
  () => 'mutation { __typename }',
  () => '{ __schema { types { name fields { type { ofType { ofType { name } } } } } } }',
  () => '{ __type(name: "Patient") { name } }',
  () => '{ viewer { role @skip(if: $nowhere) } }',
  () => '{ viewer @include { role } }',
  (random) => `{ node(id: "${'x'.repeat(random(50_000))}") { id } }`,
  (random) => `{ nodes(ids: [${'"x",'.repeat(random(1_200))}]) { id } }`,
  (random) => `{ patients(first: ${['0', '-1', '101', '1e3', '2147483648', '"1"', 'null', '[1]', '{a:1}'][random(9)]}) { nodes { id } } }`,
  (random) => `#${'x'.repeat(random(70_000))}\n{ viewer { role } }`,
  () => '{ viewer { role } } \u0000',
  () => '"""description""" { viewer { role } }',
  () => '{ viewer { role ... @skip(if: true) { role } ... on Nothing { x } ... on Query { viewer { role } } } }',
];

export function strangeDocument(random: Random): string {
  return (STRANGE[random(STRANGE.length)] as (random: Random) => string)(random);
}
