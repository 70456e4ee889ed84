import { describe, expect, test } from '@jest/globals';

import { feeFor, policyBookOf, primaryCoverageOn, requiresAuthorization, unitRuleFor } from '../../src/alignment/policy.js';
import type { PatientSnapshot } from '../../src/alignment/snapshot.js';
import { dayOf } from '../../src/base/day.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { ACME, BOREALIS, aCoverage, aLine, aPatient, aPolicy, anAuthorization } from '../support/snapshots.js';

const day = dayOf('2025-01-15');

describe('the policy in force', () => {
  const first = aPolicy({ renewalLeadDays: 1 }, { id: 'p1', version: 1, effectiveTo: dayOf('2025-01-14') });
  const second = aPolicy({ renewalLeadDays: 2 }, { id: 'p2', version: 2, effectiveFrom: dayOf('2025-01-15') });
  const book = policyBookOf(aPatient({ policies: [second, first] }));

  test('changes on the day the next version takes effect, and not a day earlier', () => {
    expect(book.policyOn(ACME, dayOf('2025-01-14'))).toMatchObject({ version: 1, terms: { renewalLeadDays: 1 } });
    expect(book.policyOn(ACME, dayOf('2025-01-15'))).toMatchObject({ version: 2, terms: { renewalLeadDays: 2 } });
  });

  test('is the default terms before the first version, and for a payer without any', () => {
    expect(book.policyOn(ACME, dayOf('2023-12-31'))).toMatchObject({ version: null, payerName: 'Acme Health', terms: DEFAULT_TERMS });
    expect(book.policyOn(BOREALIS, day)).toMatchObject({ version: null, payerName: null, terms: DEFAULT_TERMS });
  });

  test('is the later version where two overlap', () => {
    const overlapping = policyBookOf(aPatient({ policies: [second, { ...first, effectiveTo: null }] }));
    expect(overlapping.policyOn(ACME, day).version).toBe(2);
  });
});

describe('the primary coverage', () => {
  const primary = aCoverage({ id: 'c1', rank: 1, endsOn: dayOf('2025-01-14') });
  const secondary = aCoverage({ id: 'c2', rank: 2, payerId: BOREALIS });

  test('holds on its last day and gives way to the next in rank on the day after', () => {
    expect(primaryCoverageOn([secondary, primary], dayOf('2025-01-14'))?.id).toBe('c1');
    expect(primaryCoverageOn([secondary, primary], dayOf('2025-01-15'))?.id).toBe('c2');
  });

  test('of equal rank is the one that began later', () => {
    const newer = aCoverage({ id: 'c0', startsOn: dayOf('2025-01-01') });
    expect(primaryCoverageOn([aCoverage({ id: 'c1' }), newer], day)?.id).toBe('c0');
  });
});

describe('the payer of a day', () => {
  test('is the one of the nearest authorization where no coverage is on record', () => {
    const near = anAuthorization([aLine({ id: 'l1', startsOn: day - 9, endsOn: day - 2 })], { id: 'a1', payerId: BOREALIS });
    const far = anAuthorization([aLine({ id: 'l2', startsOn: day - 30, endsOn: day - 20 })], { id: 'a2' });
    const book = policyBookOf(aPatient({ coverages: [], authorizations: [far, near] }));
    expect(book.policyOfDay(day)).toMatchObject({ payerId: BOREALIS, coveredSince: null });
    expect(book.policyOfDay(day - 30).payerId).toBe(ACME);
  });

  test('is none with neither coverage nor authorization', () => {
    const payerOf = (facts: Parameters<typeof aPatient>[0]): string | null => policyBookOf(aPatient({ coverages: [], ...facts })).policyOfDay(day).payerId;
    expect(payerOf({})).toBeNull();
    expect(payerOf({ authorizations: [anAuthorization([aLine()], { isCancelled: true })] })).toBeNull();
  });

  test('is the one of the primary coverage, and comes with the first day of it', () => {
    const coverages = [aCoverage({ endsOn: day - 1 }), aCoverage({ id: 'c2', payerId: BOREALIS, startsOn: day })];
    const book = policyBookOf(aPatient({ coverages }));
    expect(book.policyOfDay(day - 1)).toMatchObject({ payerId: ACME, coveredSince: dayOf('2024-01-01') });
    expect(book.policyOfDay(day)).toMatchObject({ payerId: BOREALIS, coveredSince: day });
  });
});

test('authorization is required for all services, none, or those listed', () => {
  const listed = { ...DEFAULT_TERMS, authorizationRequired: 'LISTED' as const, authorizationDisciplines: ['PT' as const] };
  expect(requiresAuthorization({ ...DEFAULT_TERMS, authorizationRequired: 'ALL' }, 'SN')).toBe(true);
  expect(requiresAuthorization({ ...DEFAULT_TERMS, authorizationRequired: 'NONE' }, 'SN')).toBe(false);
  expect(requiresAuthorization(listed, 'PT')).toBe(true);
  expect(requiresAuthorization(listed, 'SN')).toBe(false);
});

test('a code without a rule of its own takes the one for every other code, whatever it is called', () => {
  const terms = { ...DEFAULT_TERMS, unitRules: { '*': { kind: 'WHOLE_HOUR', basis: 'SCHEDULED' }, G0151: { kind: 'PER_VISIT', basis: 'CLOCKED' } } } as const;
  expect(unitRuleFor(terms, 'G0151').kind).toBe('PER_VISIT');
  expect(unitRuleFor(terms, 'G0152').kind).toBe('WHOLE_HOUR');
  expect(unitRuleFor(terms, 'constructor').kind).toBe('WHOLE_HOUR');
  expect(unitRuleFor({ ...terms, unitRules: {} }, 'G0151').kind).toBe('HOME_HEALTH_15');
  expect(feeFor(terms, 'toString')).toBe(0);
});

test('a patient who pays needs nobody\'s authorization, unless a policy says otherwise', () => {
  const payers = [{ id: ACME, name: 'The patient', kind: 'SELF_PAY' as const }];
  const day = dayOf('2024-06-01');
  expect(policyBookOf(aPatient({ payers, policies: [] })).policyOn(ACME, day).terms.authorizationRequired).toBe('NONE');
  expect(policyBookOf(aPatient({ payers })).policyOn(ACME, day).terms).toEqual(aPolicy().terms);
});

describe('since when a payer has covered the patient', () => {
  const renewed = (endsOn: string): PatientSnapshot =>
    aPatient({
      coverages: [
        aCoverage({ id: 'first', startsOn: dayOf('2024-01-01'), endsOn: dayOf(endsOn) }),
        aCoverage({ id: 'second', startsOn: dayOf('2025-01-01'), endsOn: null }),
      ],
    });

  test('reaches back through a renewal', () => {
    expect(policyBookOf(renewed('2024-12-31')).policyOfDay(dayOf('2025-02-01')).coveredSince).toBe(dayOf('2024-01-01'));
  });

  test('does not reach back over a day without coverage', () => {
    expect(policyBookOf(renewed('2024-12-30')).policyOfDay(dayOf('2025-02-01')).coveredSince).toBe(dayOf('2025-01-01'));
  });
});
