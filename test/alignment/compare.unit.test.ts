import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Alignment } from '../../src/alignment/alignment.js';
import { compare } from '../../src/alignment/compare.js';
import type { StoredAlignment } from '../../src/alignment/compare.js';
import { evaluate } from '../../src/alignment/evaluate.js';
import { aLine, aPatient, aVisit, amplyOrdered, anAuthorization, anySnapshot, anyInstant, at, versionless, visitsFrom } from '../support/snapshots.js';

const NOTHING: StoredAlignment = { findings: [], allocations: [], balances: [] };
const now = at('2025-01-03');

function aligned(visits: ReadonlyArray<ReturnType<typeof aVisit>>, authorizedMilliUnits = 1000): Alignment {
  return evaluate(aPatient({ orders: [amplyOrdered()], authorizations: [anAuthorization([aLine({ authorizedMilliUnits })])], visits }), now);
}

const first = aVisit('2025-01-06', { id: 'first' });
const second = aVisit('2025-01-08', { id: 'second' });

describe('the difference between two answers', () => {
  test('is empty when they are the same', () => {
    const answer = aligned([first, second]);
    expect(compare(answer, answer)).toEqual({ raised: [], cleared: [], changed: [], balances: [], affectedVisitIds: [], allocations: { saved: [], removed: [] } });
  });

  test('is empty when the stored one has more columns, another order of keys and of visits', () => {
    const answer = aligned([first, second]);
    const stored = {
      ...answer,
      findings: answer.findings.map((finding) => ({ ...finding, id: 'row-1', openedAt: new Date(0), visitIds: finding.visitIds.toReversed(), evidence: Object.fromEntries(Object.entries(finding.evidence).reverse()) })),
      allocations: answer.allocations.map((allocation) => ({ ...allocation, patientId: 'patient-1' })),
      balances: answer.balances.map((balance) => ({ ...balance, patientId: 'patient-1' })),
    };
    expect(compare(stored, answer)).toMatchObject({ raised: [], cleared: [], changed: [], balances: [], affectedVisitIds: [], allocations: { saved: [], removed: [] } });
  });

  test('from nothing is all of it', () => {
    const answer = aligned([first, second]);
    const difference = compare(NOTHING, answer);
    expect(difference.raised).toEqual(answer.findings);
    expect(difference.allocations.saved).toEqual(answer.allocations);
    expect(difference.balances).toEqual([{ lineId: 'line-1', before: null, after: answer.balances[0] }]);
    expect(difference.affectedVisitIds).toEqual(['first', 'second']);
  });

  test('to nothing clears all of it', () => {
    const answer = aligned([first, second]);
    const difference = compare(answer, { ...NOTHING, nextChangeAt: null });
    expect(difference.cleared).toEqual(answer.findings);
    expect(difference.allocations).toEqual({ saved: [], removed: [{ visitId: 'first', lineId: 'line-1' }] });
    expect(difference.balances).toEqual([{ lineId: 'line-1', before: answer.balances[0], after: null }]);
  });

  test('names a visit that got the units another one gave up', () => {
    const difference = compare(aligned([first, second]), aligned([{ ...first, status: 'CANCELLED' }, second]));
    expect(difference.cleared.map(({ key }) => key)).toEqual(['AUTH-05:second']);
    expect(difference.balances).toMatchObject([{ before: { reservedMilliUnits: 1000, releasedMilliUnits: 0 }, after: { reservedMilliUnits: 1000, releasedMilliUnits: 1000 } }]);
    expect(difference.allocations.removed).toEqual([]);
    expect(new Map(difference.allocations.saved.map(({ visitId, state }) => [visitId, state]))).toEqual(new Map([['first', 'RELEASED'], ['second', 'RESERVED']]));
    expect(difference.affectedVisitIds).toEqual(['first', 'second']);
  });

  test('holds only the balances that moved', () => {
    const difference = compare(aligned([first], 2000), aligned([first, second], 2000));
    expect(difference.balances).toMatchObject([{ lineId: 'line-1', before: { reservedMilliUnits: 1000 }, after: { reservedMilliUnits: 2000 } }]);
    expect(difference.affectedVisitIds).toEqual(['second']);
  });

  test('calls a finding changed when any part of what it says changed', () => {
    const difference = compare(aligned([first, second]), aligned([first, { ...second, serviceCode: 'G0157' }]));
    expect(difference.changed.map(({ key }) => key)).toEqual(['AUTH-05:second']);
    expect([...difference.raised, ...difference.cleared]).toEqual([]);
  });

  test('of cancelling and adding again is undone by its reverse', () => {
    const before = aligned([first, second]);
    const cancelled = aligned([second]);
    const there = compare(before, cancelled);
    const back = compare(cancelled, before);
    expect(back.raised).toEqual(there.cleared);
    expect(back.cleared).toEqual(there.raised);
    expect(back.affectedVisitIds).toEqual(there.affectedVisitIds);
  });
});

test('saving only the difference leaves in the database exactly the new answer', () => {
  fc.assert(
    fc.property(anySnapshot(), anySnapshot(), anyInstant(), (snapshot, other, now) => {
      const stored = evaluate(snapshot, now);
      // Half of the facts stay, so that there is something to keep, to change and to remove.
      const after = evaluate({ ...snapshot, policies: other.policies, visits: [...snapshot.visits.slice(0, 12), ...other.visits.slice(0, 12)] }, now);
      const { raised, cleared, changed, balances, allocations } = compare(stored, after);

      const findings = new Map(stored.findings.map((finding) => [finding.key, finding]));
      for (const { key } of cleared) findings.delete(key);
      for (const finding of [...raised, ...changed]) findings.set(finding.key, finding);
      expect([...findings.values()].sort((a, b) => (a.key < b.key ? -1 : 1)).map(versionless)).toEqual(after.findings.map(versionless));

      const kept = new Map(stored.allocations.map((allocation) => [`${allocation.visitId} ${allocation.lineId}`, allocation]));
      for (const { visitId, lineId } of allocations.removed) kept.delete(`${visitId} ${lineId}`);
      for (const allocation of allocations.saved) kept.set(`${allocation.visitId} ${allocation.lineId}`, allocation);
      expect(new Set([...kept.values()].map(versionless))).toEqual(new Set(after.allocations.map(versionless)));

      const held = new Map(stored.balances.map((balance) => [balance.lineId, balance]));
      for (const move of balances) {
        if (move.after === null) held.delete(move.lineId);
        else held.set(move.lineId, move.after);
      }
      expect(new Set(held.values())).toEqual(new Set(after.balances));
    }),
    { numRuns: 200 },
  );
});

test('a new version of the policy that leaves all else as it was is no change', () => {
  const snapshot = aPatient({ orders: [amplyOrdered()], authorizations: [anAuthorization([aLine({ authorizedMilliUnits: 1000 })])], visits: visitsFrom('2025-01-06', 2, 1) });
  const stored = evaluate(snapshot, at('2025-01-03'));
  const [policy] = snapshot.policies;
  const after = evaluate({ ...snapshot, policies: [{ ...policy!, version: 2 }] }, at('2025-01-03'));
  expect(after.findings[0]?.policyVersion).toBe(2);
  expect(compare(stored, after)).toMatchObject({ raised: [], cleared: [], changed: [], balances: [], affectedVisitIds: [], allocations: { saved: [], removed: [] } });
});
