import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { CERTIFIED } from '../../src/care/authorization.js';
import { weekOf } from '../../src/alignment/calendar.js';
import { evaluate } from '../../src/alignment/evaluate.js';
import { policyBookOf, requiresAuthorization } from '../../src/alignment/policy.js';
import type { LineFact, PatientSnapshot, VisitFact } from '../../src/alignment/snapshot.js';
import { dateOf, dayOf } from '../../src/base/day.js';
import { aLine, aNote, aPatient, aPolicy, aVisit, anAuthorization, anOrder, anyInstant, anySnapshot, at, done, shuffled, visitsFrom } from '../support/snapshots.js';

/** Tuesdays and Fridays: two visits in each of nine Sunday weeks from the start of care. */
function visitsOfTwoAWeek(): VisitFact[] {
  const first = [aVisit('2025-01-02'), aVisit('2025-01-03')];
  return [...first, ...visitsFrom('2025-01-07', 8, 7), ...visitsFrom('2025-01-10', 8, 7)];
}

describe('the worked case: 12 PT visits authorized to 2025-02-10 against an order of 2w9', () => {
  const now = at('2025-01-02', 8);
  const patient = (line: Partial<LineFact> = {}): PatientSnapshot =>
    aPatient({ orders: [anOrder('PT 2w9')], authorizations: [anAuthorization([aLine(line)])], visits: visitsOfTwoAWeek() });

  test('reserves 12 visits, and finds every visit after the end', () => {
    const { findings, balances, allocations } = evaluate(patient(), now);
    expect(allocations).toHaveLength(12);
    expect(balances).toMatchObject([{ reservedMilliUnits: 12_000, remainingMilliUnits: 0 }]);
    expect(findings.map(({ key }) => key)).toEqual(['2025-02-11', '2025-02-14', '2025-02-18', '2025-02-21', '2025-02-25', '2025-02-28'].map((date) => `AUTH-04:visit-${date}`));
  });

  test('finds the units exceeded instead when only the dates are extended', () => {
    const { findings } = evaluate(patient({ endsOn: dayOf('2025-03-02') }), now);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: 6 }, () => 'AUTH-05'));
  });

  test('is clean once an extension to 18 visits is approved', () => {
    const { findings, balances } = evaluate(patient({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 18_000 }), now);
    expect(findings).toEqual([]);
    expect(balances).toMatchObject([{ reservedMilliUnits: 18_000, remainingMilliUnits: 0 }]);
  });
});

test('a patient in whose care everything agrees has no findings, and nothing to wait for', () => {
  const visit = done(aVisit('2025-01-06'));
  const snapshot = aPatient({ orders: [anOrder('PT 2w9')], authorizations: [anAuthorization([aLine()])], visits: [visit, aVisit('2025-01-08')], notes: [aNote(visit)] });
  expect(evaluate(snapshot, at('2025-01-07'))).toMatchObject({ findings: [], nextChangeAt: null });
});

test('a patient without any facts has an empty answer', () => {
  expect(evaluate(aPatient({ coverages: [], policies: [] }), 0)).toEqual({ findings: [], allocations: [], balances: [], nextChangeAt: null });
});

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
      expect(evaluate(withdrawn, now)).toEqual(evaluate({ ...snapshot, visits: others }, now));
    }),
    { numRuns: 200 },
  );
});

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
          expect(balance.remainingMilliUnits).toBe(balance.authorizedMilliUnits - sum('RESERVED') - sum('USED') - sum('BILLED'));
          expect(balance.remainingMilliUnits).toBeGreaterThanOrEqual(0);
          const isQuantityStated = balance.authorizedMilliUnits > 0;
          expect(isQuantityStated && balance.reservedPendingMilliUnits > balance.authorizedMilliUnits).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a visit draws only on lines of its payer, service and date that the payer has not refused', () => {
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), (snapshot, now) => {
        const policies = policyBookOf(snapshot);
        for (const { visitId, lineId, state, milliUnits } of evaluate(snapshot, now).allocations) {
          const visit = snapshot.visits.find(({ id }) => id === visitId)!;
          const authorization = snapshot.authorizations.find(({ lines }) => lines.some(({ id }) => id === lineId))!;
          const line = authorization.lines.find(({ id }) => id === lineId)!;
          expect(['SCHEDULED', 'COMPLETED', 'BILLED']).toContain(visit.status);
          expect(authorization.isCancelled).toBe(false);
          expect(authorization.payerId).toBe(policies.policyOfDay(visit.serviceOn).payerId);
          expect(line.discipline).toBe(visit.discipline);
          expect([null, visit.serviceCode]).toContain(line.serviceCode);
          expect(line.startsOn <= visit.serviceOn && visit.serviceOn <= line.endsOn).toBe(true);
          expect([...CERTIFIED, 'PENDED', 'CONTACT_PAYER']).toContain(line.decision);
          expect(state === 'RESERVED_PENDING').toBe(!CERTIFIED.has(line.decision));
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
        const { allocations } = evaluate(covered, now);
        const dayOfVisit = new Map(covered.visits.map(({ id, serviceOn }) => [id, serviceOn]));
        for (const line of covered.authorizations.filter(({ payerId }) => covered.policies.some((policy) => policy.payerId === payerId)).flatMap(({ lines }) => lines)) {
          const drawn = allocations.filter(({ lineId }) => lineId === line.id).map(({ visitId, milliUnits }) => ({ day: dayOfVisit.get(visitId)!, milliUnits }));
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
    const speaking = ['AUTH-01', 'AUTH-03', 'AUTH-04', 'AUTH-05', 'AUTH-06', 'AUTH-07'];
    fc.assert(
      fc.property(anySnapshot(), anyInstant(), (snapshot, now) => {
        const policies = policyBookOf(snapshot);
        const { findings, allocations } = evaluate(snapshot, now);
        for (const visit of snapshot.visits) {
          const blockers = findings.filter(({ ruleId, severity, visitIds }) => speaking.includes(ruleId) && severity === 'BLOCKER' && visitIds.includes(visit.id));
          const isCovered = allocations.some(({ visitId }) => visitId === visit.id);
          const { payerId, terms } = policies.policyOfDay(visit.serviceOn);
          const isCounted = ['SCHEDULED', 'COMPLETED', 'BILLED'].includes(visit.status);
          const isWaived = snapshot.authorizations.some(({ lines }) => lines.some((line) => line.decision === 'NOT_REQUIRED' && line.startsOn <= visit.serviceOn && visit.serviceOn <= line.endsOn));
          const isUncovered = isCounted && !isCovered && payerId !== null && requiresAuthorization(terms, visit.discipline);
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
