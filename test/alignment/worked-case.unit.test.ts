import { describe, expect, test } from '@jest/globals';

import { certificationPeriod, faceToFaceWindow, recertificationWindow, weeksTouched } from '../../src/alignment/calendar.js';
import { compare } from '../../src/alignment/compare.js';
import { evaluate } from '../../src/alignment/evaluate.js';
import type { Finding } from '../../src/alignment/finding.js';
import { demandOf } from '../../src/alignment/frequency.js';
import { orderedWeeks } from '../../src/alignment/ordered-weeks.js';
import type { LineFact, PatientSnapshot, VisitFact } from '../../src/alignment/snapshot.js';
import { dateOf, dayOf } from '../../src/base/day.js';
import { START_OF_CARE, aLine, aPatient, aVisit, anAuthorization, anOrder, at, visitsFrom } from '../support/snapshots.js';

/**
 * The case that every part of the rules has to agree on: care starts on Thursday 2025-01-02, the physician orders two visits of
 * physical therapy a week for nine weeks, and the payer certifies 12 of these 18 visits until 2025-02-10.
 */
const ORDER = anOrder('PT 2w9');
const NOW = at('2025-01-02', 8);

/** Thursday and Friday of the first week, then Tuesdays and Fridays. */
function visitsAsOrdered(): VisitFact[] {
  return [aVisit('2025-01-02'), aVisit('2025-01-03'), ...visitsFrom('2025-01-07', 8, 7), ...visitsFrom('2025-01-10', 8, 7)];
}

function patient(line: Partial<LineFact> = {}, visits: readonly VisitFact[] = visitsAsOrdered()): PatientSnapshot {
  return aPatient({ orders: [ORDER], authorizations: [anAuthorization([aLine(line)])], visits });
}

/** Of what is authorized and how much is ordered; other rules may have something to say of a patient of whom so little is on record. */
function keysOf(findings: readonly Finding[]): string[] {
  return findings.map(({ key }) => key).filter((key) => key.startsWith('AUTH') || key.startsWith('ORD'));
}

function days({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${dateOf(from)}..${dateOf(to)}`;
}

describe('the dates', () => {
  const { endsOn } = certificationPeriod(START_OF_CARE);

  test('the certification ends on Sunday 2025-03-02, which is day 60', () => {
    expect(dateOf(endsOn)).toBe('2025-03-02');
    expect(endsOn - START_OF_CARE + 1).toBe(60);
  });

  test('the assessment for the next certification is made in its last five days', () => {
    expect(days(recertificationWindow(START_OF_CARE))).toBe('2025-02-26..2025-03-02');
  });

  test('the encounter with the physician falls between 90 days before care starts and 30 days after', () => {
    expect(days(faceToFaceWindow(START_OF_CARE))).toBe('2024-10-04..2025-02-01');
  });

  test('the 60 days touch ten Sunday weeks, and nine ordered ones end a day before them', () => {
    expect(weeksTouched({ from: START_OF_CARE, to: endsOn }, 'SUN_SAT', START_OF_CARE)).toBe(10);
    const weeks = orderedWeeks(START_OF_CARE, ORDER.frequency!, 'SUN_SAT', 'FULL');
    expect(weeks).toHaveLength(9);
    expect(days(weeks.at(-1)!)).toBe('2025-02-23..2025-03-01');
    expect(demandOf(ORDER.frequency!).planned).toBe(18);
  });
});

test('a visit on day 60 is beyond the order, and one on the day before is not', () => {
  const line = { endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 18_000 };
  const withLastOn = (date: string): string[] => keysOf(evaluate(patient(line, [...visitsAsOrdered().filter(({ id }) => id !== 'visit-2025-02-28'), aVisit(date)]), NOW).findings).filter((key) => key.startsWith('ORD-03'));
  expect(withLastOn('2025-03-01')).toEqual([]);
  expect(withLastOn('2025-03-02')).toEqual(['ORD-03:order-1:2025-03-02']);
});

describe('12 visits of physical therapy to 2025-02-10 against an order of 2w9', () => {
  const LATER = ['2025-02-11', '2025-02-14', '2025-02-18', '2025-02-21', '2025-02-25', '2025-02-28'].map((date) => `AUTH-04:visit-${date}`);

  test('fall six visits short before anybody plans one, from the week of 2025-02-09 on', () => {
    expect(evaluate(patient({}, []), NOW).findings.filter(({ ruleId }) => ruleId === 'AUTH-10')).toMatchObject([
      { severity: 'WARNING', evidence: { orderedVisits: 18, authorizedVisits: 12, shortfallVisits: 6, firstUnfundedFrom: '2025-02-09', firstUnfundedTo: '2025-02-15' } },
    ]);
  });

  test('are reserved for the first 12, and each of the six after the end is a finding beside the shortfall', () => {
    const { findings, balances, allocations } = evaluate(patient(), NOW);
    expect(allocations).toHaveLength(12);
    expect(balances).toMatchObject([{ reservedMilliUnits: 12_000, remainingMilliUnits: 0 }]);
    expect(keysOf(findings)).toEqual([...LATER, 'AUTH-10:order-1']);
  });

  test('are exceeded by six visits instead when only the dates are extended', () => {
    const { findings } = evaluate(patient({ endsOn: dayOf('2025-03-02') }), NOW);
    expect(keysOf(findings)).toEqual([...LATER.map((key) => key.replace('AUTH-04', 'AUTH-05')), 'AUTH-10:order-1', 'AUTH-12:line-1']);
  });

  test('warn two weeks before they end, once for all visits planned after it', () => {
    const visitIds = LATER.map((key) => key.slice('AUTH-04:'.length));
    expect(evaluate(patient(), at('2025-01-27')).findings.filter(({ ruleId }) => ruleId === 'AUTH-11')).toMatchObject([{ lineId: 'line-1', visitIds }]);
  });

  test('leave nothing to find in the evaluation that follows an extension to 18 visits', () => {
    const before = evaluate(patient(), NOW);
    const after = evaluate(patient({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 18_000 }), NOW);
    expect(keysOf(after.findings)).toEqual([]);
    expect(after.balances).toMatchObject([{ reservedMilliUnits: 18_000, remainingMilliUnits: 0 }]);
    const { raised, cleared } = compare(before, after);
    expect(keysOf(raised)).toEqual([]);
    expect(keysOf(cleared)).toEqual([...LATER, 'AUTH-10:order-1']);
  });

  test('leave nothing to find either when the rest comes as a renewal of its own', () => {
    const renewal = aLine({ id: 'line-2', startsOn: dayOf('2025-02-11'), endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 6000 });
    const renewed = { ...patient(), authorizations: [anAuthorization([aLine()]), anAuthorization([renewal], { id: 'auth-2', number: 'A124', requestType: 'RENEWAL' })] };
    expect(keysOf(evaluate(renewed, NOW).findings)).toEqual([]);
  });
});
