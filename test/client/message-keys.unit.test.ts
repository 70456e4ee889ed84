import { describe, expect, test } from '@jest/globals';

import { messageKeys } from '../../src/client/message-keys.js';
import { readmeExample } from '../support/readme.js';

const PLAIN = { stream: 'alignmentChanged', kind: 'kind', cursor: 'cursor', previousCursor: 'previousCursor', after: 'after' };

describe('what resuming needs is found', () => {
  test('in the example of the README', () => {
    expect(messageKeys(readmeExample('Billing'))).toEqual(PLAIN);
  });

  test('under aliases and a variable of any name', () => {
    const document = 'subscription($last: String) { news: alignmentChanged(filter: {severities: [HIGH]}, after: $last) { what: kind, at: cursor, before: previousCursor } }';
    expect(messageKeys(document)).toEqual({ stream: 'news', kind: 'what', cursor: 'at', previousCursor: 'before', after: 'last' });
  });

  test('in fragments, named and in place, before and after the operation', () => {
    const document = `
      fragment Kind on AlignmentMessage { kind }
      subscription Watch($after: String = "}", $f: AlignmentFilter = { severities: [HIGH] }) @live(if: { a: 1 }) {
        ... on Subscription { alignmentChanged(after: $after) @x { ...Kind @include(if: true) ... @include(if: true) { cursor } ...Rest } }
      }
      fragment Rest on AlignmentMessage { event { id, cursor } previousCursor ...Rest }
      query Other { viewer { role } }`;
    expect(messageKeys(document)).toEqual(PLAIN);
  });

  test('whatever stands in comments and texts', () => {
    const document = `# query { }
      subscription ($after: String) {
        alignmentChanged(note: "} kind {", block: """ } "quoted" { """, after: $after) { # cursor
          kind cursor previousCursor
        }
      }`;
    expect(messageKeys(document)).toEqual(PLAIN);
  });

  test('in the operation that is named', () => {
    const document = 'subscription A($after: String) { a(after: $after) { kind cursor previousCursor } } subscription B($after: String) { b(after: $after) { kind cursor previousCursor } }';
    expect(messageKeys(document, 'B').stream).toBe('b');
  });
});

describe('what is missing is said', () => {
  test.each([
    ['subscription ($after: String) { s(after: $after) { kind cursor event { previousCursor } } }', '`previousCursor`'],
    ['subscription ($after: String) { s(after: $after) { kind previousCursor: cursor } }', '`previousCursor`'],
    ['subscription ($after: String) { s(after: $after) { event { id } } }', '`kind`, the field `cursor`, the field `previousCursor`'],
    ['subscription { s(after: "v1") { kind cursor previousCursor } }', 'a variable for the argument `after`'],
    ['subscription { s { kind cursor previousCursor } }', 'a variable for the argument `after`'],
    ['{ patients(first: 1) { totalCount } }', 'a subscription'],
    ['subscription {', 'a subscription'],
    ['', 'a subscription'],
  ])('%s', (document, missing) => {
    expect(() => messageKeys(document)).toThrow(missing);
  });
});
