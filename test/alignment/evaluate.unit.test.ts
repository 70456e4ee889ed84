import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { CERTIFIED } from '../../src/care/authorization.js';
import type { Alignment } from '../../src/alignment/alignment.js';
import { weekOf } from '../../src/alignment/calendar.js';
import { evaluate } from '../../src/alignment/evaluate.js';
import { partsOf } from '../../src/alignment/measure.js';
import { policyBookOf, requiresAuthorization } from '../../src/alignment/policy.js';
import type { VisitFact } from '../../src/alignment/snapshot.js';
import { dateOf, dayOf } from '../../src/base/day.js';
import { aLine, aNote, aPatient, aPolicy, aVisit, anAuthorization, anOrder, anyInstant, anySnapshot, at, done, shuffled, visitsFrom } from '../support/snapshots.js';

/** Tuesdays and Fridays: two visits in each of nine Sunday weeks from the start of care. */
function visitsOfTwoAWeek(): VisitFact[] {
  const first = [aVisit('2025-01-02'), aVisit('2025-01-03')];
  return [...first, ...visitsFrom('2025-01-07', 8, 7), ...visitsFrom('2025-01-10', 8, 7)];
}

test('a patient whose care is planned as ordered and authorized has no findings', () => {
  const line = aLine({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 18_000 });
  const snapshot = aPatient({ orders: [anOrder('PT 2w9')], authorizations: [anAuthorization([line])], visits: visitsOfTwoAWeek() });
  expect(evaluate(snapshot, at('2025-01-02', 8)).findings).toEqual([]);
});

test('a patient whose care was given as ordered, authorized and documented has no findings, and nothing to wait for', () => {
  const line = aLine({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 18_000 });
  const visits = visitsOfTwoAWeek().map((visit) => done(visit));
  const snapshot = aPatient({ orders: [anOrder('PT 2w9')], authorizations: [anAuthorization([line])], visits, notes: visits.map((visit) => aNote(visit)) });
  expect(evaluate(snapshot, at('2025-06-01'))).toMatchObject({ findings: [], nextChangeAt: null });
});

test('a patient without any facts has an empty answer', () => {
  expect(evaluate(aPatient({ coverages: [], policies: [] }), 0)).toEqual({ findings: [], allocations: [], balances: [], nextChangeAt: null });
});

/** What a visit that did not take place would have drawn is kept apart, and its week has a visit less to show for. */
function withoutReleased({ allocations, balances, findings }: Alignment): unknown {
  return {
    allocations: allocations.filter(({ state }) => state !== 'RELEASED'),
    balances: balances.map((balance) => ({ ...balance, releasedMilliUnits: 0 })),
    findings: findings.filter(({ ruleId }) => ruleId.startsWith('AUTH')),
  };
}

test('cancelling a visit and adding it again gives the answer from before', () => {
  const now = at('2025-01-05');
  fc.assert(
    fc.property(anySnapshot(), fc.nat(), (snapshot, pick) => {
      const chosen = snapshot.visits[pick % Math.max(1, snapshot.visits.length)];
      if (chosen === undefined || chosen.status === 'CANCELLED') return;
      const others = snapshot.visits.filter((visit) => visit !== chosen);
      const withdrawn = { ...snapshot, visits: [...others, { ...chosen, status: 'CANCELLED' as const }] };
      const readded = { ...snapshot, visits: [...withdrawn.visits, { ...chosen }].filter((visit) => visit.status !== 'CANCELLED' || visit.id !== chosen.id) };
      expect(evaluate(readded, now)).toEqual(evaluate(snapshot, now));
      expect(withoutReleased(evaluate(withdrawn, now))).toEqual(withoutReleased(evaluate({ ...snapshot, visits: others }, now)));
    }),
    { numRuns: 200 },
  );
});

const COUNTED = ['SCHEDULED', 'COMPLETED', 'BILLED', 'PAID'];

describe('for any patient', () => {
  test('the same facts in another order give the same answer', () => {
    fc.assert(
      fc.property(
        anySnapshot().chain((snapshot) => fc.tuple(fc.constant(snapshot), shuffled(snapshot))),
        anyInstant(),
        ([snapshot, other], now) => {
          expect(evaluate(other, now)).toEqual(evaluate(snapshot, now));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('the answer stays the same until nextChangeAt', () => {
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), fc.double({ min: 0, max: 1, noNaN: true }), (snapshot, now, share) => {
        const answer = evaluate(snapshot, now);
        const next = answer.nextChangeAt ?? now + 400 * 86_400_000;
        expect(next).toBeGreaterThan(now);
        for (const instant of [now + Math.floor(share * (next - 1 - now)), next - 1]) {
          expect(evaluate(snapshot, instant)).toEqual(answer);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no line gives more than was authorized, and balances are the sums of allocations', () => {
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), (snapshot, now) => {
        const { allocations, balances } = evaluate(snapshot, now);
        const lines = snapshot.authorizations.flatMap((authorization) => authorization.lines);
        expect(balances.map(({ lineId }) => lineId)).toEqual(lines.map(({ id }) => id).toSorted());
        for (const balance of balances) {
          const drawn = allocations.filter(({ lineId }) => lineId === balance.lineId);
          const sum = (state: string): number => drawn.filter((one) => one.state === state).reduce((total, { milliUnits }) => total + milliUnits, 0);
          expect(balance.reservedMilliUnits).toBe(sum('RESERVED'));
          expect(balance.reservedPendingMilliUnits).toBe(sum('RESERVED_PENDING'));
          expect(balance.usedMilliUnits).toBe(sum('USED'));
          expect(balance.billedMilliUnits).toBe(sum('BILLED'));
          expect(balance.paidMilliUnits).toBe(sum('PAID'));
          expect(balance.releasedMilliUnits).toBe(sum('RELEASED'));
          expect(balance.remainingMilliUnits).toBe(balance.authorizedMilliUnits - sum('RESERVED') - sum('USED') - sum('BILLED') - sum('PAID'));
          expect(balance.remainingMilliUnits).toBeGreaterThanOrEqual(0);
          const isQuantityStated = balance.authorizedMilliUnits > 0;
          expect(isQuantityStated && balance.reservedPendingMilliUnits > balance.authorizedMilliUnits).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a visit draws only on lines of its service and date that its payer honours and has not refused', () => {
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), (snapshot, now) => {
        const policies = policyBookOf(snapshot);
        for (const { visitId, lineId, state, milliUnits } of evaluate(snapshot, now).allocations) {
          const visit = snapshot.visits.find(({ id }) => id === visitId)!;
          const authorization = snapshot.authorizations.find(({ lines }) => lines.some(({ id }) => id === lineId))!;
          const line = authorization.lines.find(({ id }) => id === lineId)!;
          expect(COUNTED.includes(visit.status)).toBe(state !== 'RELEASED');
          expect(authorization.isCancelled).toBe(false);
          const { payerId, coveredSince, terms } = policies.policyOfDay(visit.serviceOn);
          const isInTransition = coveredSince !== null && CERTIFIED.has(line.decision) && line.startsOn < coveredSince && visit.serviceOn < coveredSince + terms.transitionDays;
          expect(authorization.payerId === payerId || isInTransition).toBe(true);
          expect(line.discipline).toBe(visit.discipline);
          expect([null, visit.serviceCode]).toContain(line.serviceCode);
          expect(line.startsOn <= visit.serviceOn && visit.serviceOn <= line.endsOn).toBe(true);
          expect([...CERTIFIED, 'PENDED', 'CONTACT_PAYER']).toContain(line.decision);
          expect(state === 'RESERVED_PENDING').toBe(state !== 'RELEASED' && !CERTIFIED.has(line.decision));
          expect(Number.isSafeInteger(milliUnits)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('no week, month, day or run of days holds more than a cap that blocks', () => {
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), (snapshot, now) => {
        const policies = snapshot.policies.map((policy) => ({ ...policy, terms: { ...policy.terms, capSemantics: 'BLOCK' as const, capWeek: 'MON_SUN' as const } }));
        const blocking = { ...snapshot, policies, coverages: snapshot.coverages.map((coverage) => ({ ...coverage, startsOn: 0, endsOn: null })) };
        // Days under no policy count Sunday weeks; leaving them out keeps one definition of a week.
        const covered = { ...blocking, policies: policies.map((policy) => ({ ...policy, effectiveFrom: 0, effectiveTo: null })) };
        if (covered.policies.length === 0) return;
        const allocations = evaluate(covered, now).allocations.filter(({ state }) => state !== 'RELEASED');
        const visits = new Map(covered.visits.map((visit) => [visit.id, visit]));
        for (const line of covered.authorizations.filter(({ payerId }) => covered.policies.some((policy) => policy.payerId === payerId)).flatMap(({ lines }) => lines)) {
          const drawn = allocations
            .filter(({ lineId }) => lineId === line.id)
            .flatMap((allocation) => partsOf(visits.get(allocation.visitId)!, allocation, allocation.milliUnits, line.unitDefinition, covered.timeZone));
          for (const cap of line.caps) {
            for (const { day } of drawn) {
              const isWithin = (other: number): boolean => {
                switch (cap.period) {
                  case 'VISIT':
                    return false;
                  case 'DAY':
                    return other === day;
                  case 'WEEK':
                    return weekOf(other, 'MON_SUN', 0).from === weekOf(day, 'MON_SUN', 0).from;
                  case 'MONTH':
                    return dateOf(other).slice(0, 7) === dateOf(day).slice(0, 7);
                  case 'ROLLING_DAYS':
                    return other <= day && other > day - cap.rollingDays!;
                }
              };
              const total = drawn.filter((one) => isWithin(one.day)).reduce((sum, { milliUnits }) => sum + milliUnits, 0);
              expect(total).toBeLessThanOrEqual(cap.milliUnits);
            }
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('every visit that needs authorization is either covered or the affair of exactly one rule', () => {
    const speaking = ['AUTH-01', 'AUTH-03', 'AUTH-04', 'AUTH-05', 'AUTH-06', 'AUTH-07', 'AUTH-08', 'AUTH-09', 'AUTH-15', 'AUTH-19'];
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), (snapshot, now) => {
        const policies = policyBookOf(snapshot);
        const { findings, allocations } = evaluate(snapshot, now);
        for (const visit of snapshot.visits) {
          const isCovered = allocations.some(({ visitId, state }) => visitId === visit.id && state !== 'RELEASED');
          const speakers = findings.filter(({ ruleId, severity, visitIds }) => speaking.includes(ruleId) && severity !== 'WARNING' && visitIds.includes(visit.id));
          const { payerId, terms } = policies.policyOfDay(visit.serviceOn);
          const isCounted = COUNTED.includes(visit.status);
          const isWaived = snapshot.authorizations.some(({ lines }) => lines.some((line) => line.decision === 'NOT_REQUIRED' && line.startsOn <= visit.serviceOn && visit.serviceOn <= line.endsOn));
          const isUncovered = isCounted && !isCovered && payerId !== null && requiresAuthorization(terms, visit.discipline);
          // A line that the office chose may take only a part of the visit, or none of one that needs no approval; AUTH-15 speaks of that too.
          const blockers = isUncovered ? speakers : speakers.filter(({ ruleId }) => ruleId !== 'AUTH-15');
          expect(blockers.length).toBeLessThanOrEqual(isUncovered ? 1 : 0);
          expect(blockers.length).toBeGreaterThanOrEqual(isUncovered && !isWaived ? 1 : 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('keys are unique and in order, amounts are whole and never negative, and the answer survives JSON', () => {
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), (snapshot, now) => {
        const answer = evaluate(snapshot, now);
        const keys = answer.findings.map(({ key }) => key);
        expect(keys).toEqual([...new Set(keys)].toSorted());
        for (const { milliUnitsAtRisk, centsAtRisk, visitIds } of answer.findings) {
          expect(Number.isSafeInteger(milliUnitsAtRisk) && milliUnitsAtRisk >= 0).toBe(true);
          expect(Number.isSafeInteger(centsAtRisk) && centsAtRisk >= 0).toBe(true);
          expect(new Set(visitIds).size).toBe(visitIds.length);
        }
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      }),
      { numRuns: 300 },
    );
  });
});

test('the rules are not tied to the day the clocks change', () => {
  const line = aLine({ endsOn: dayOf('2025-03-09') });
  const snapshot = aPatient({ policies: [aPolicy({ renewalLeadDays: 0 })], orders: [anOrder('PT 9w20', { endsOn: null })], authorizations: [anAuthorization([line])], visits: [aVisit('2025-03-12')] });
  const before = evaluate(snapshot, at('2025-03-08'));
  expect(before.nextChangeAt).toBe(Date.parse('2025-03-09T06:00:00Z'));
  const during = evaluate(snapshot, before.nextChangeAt!);
  expect(during.findings.map(({ ruleId }) => ruleId)).toContain('AUTH-11');
  expect(during.nextChangeAt).toBe(Date.parse('2025-03-10T05:00:00Z'));
});
