import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { evaluate } from '../../src/alignment/evaluate.js';
import type { Finding } from '../../src/alignment/finding.js';
import { RULES } from '../../src/alignment/rules/all.js';
import { dayOf } from '../../src/base/day.js';
import { aCap, aLine, aNote, aPatient, aPolicy, aVisit, amplyOrdered, anAuthorization, anOrder, anyInstant, anySnapshot, at, done, unsigned } from '../support/snapshots.js';

test('the rules keep their ids, codes, teams, resolutions and predicted codes for ever', () => {
  expect(RULES.map(({ id, code, ownerTeam, resolution, predictedCarc, predictedRarc }) => [id, code, ownerTeam, resolution, predictedCarc, predictedRarc])).toEqual([
    ['AUTH-01', 'AUTHORIZATION_MISSING', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '197', null],
    ['AUTH-03', 'SERVICE_NOT_CERTIFIED', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '39', null],
    ['AUTH-04', 'OUTSIDE_AUTHORIZED_DATES', 'SCHEDULING', 'SCHEDULE_CHANGE', '197', 'N54'],
    ['AUTH-05', 'UNITS_EXCEEDED', 'SCHEDULING', 'SCHEDULE_CHANGE', '198', null],
    ['AUTH-06', 'CAP_EXCEEDED', 'SCHEDULING', 'SCHEDULE_CHANGE', '198', null],
    ['AUTH-07', 'OTHER_SERVICE_AUTHORIZED', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '284', 'N54'],
    ['AUTH-11', 'AUTHORIZATION_ENDING', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '197', null],
    ['DOC-01', 'NOTE_MISSING', 'CLINICAL', 'CHART_CORRECTION', '112', null],
    ['DOC-02', 'NOTE_UNSIGNED', 'CLINICAL', 'CHART_CORRECTION', '251', null],
    ['ORD-01', 'ORDER_MISSING', 'ORDERS', 'ORDER_ACTION', '173', null],
    ['ORD-02', 'ORDER_UNSIGNED', 'ORDERS', 'ORDER_ACTION', '272', null],
    ['ORD-03', 'FREQUENCY_EXCEEDED', 'CLINICAL', 'ORDER_ACTION', '151', null],
  ]);
});

test('the retired code 15 is never predicted', () => {
  expect(RULES.map(({ predictedCarc }) => predictedCarc)).not.toContain('15');
});

/** A patient for whom every rule finds something. */
const EVERYTHING_AMISS = aPatient({
  policies: [aPolicy()],
  orders: [unsigned(anOrder('PT 2w9')), amplyOrdered('SN')],
  authorizations: [
    anAuthorization([
      aLine({ authorizedMilliUnits: 4000, caps: [aCap('WEEK', 2000)] }),
      aLine({ id: 'line-sn', discipline: 'SN', serviceCode: 'G0299', decision: 'NOT_CERTIFIED', decisionReason: '0V', endsOn: dayOf('2025-01-20') }),
      aLine({ id: 'line-lpn', discipline: 'SN', serviceCode: 'G0300', endsOn: dayOf('2025-01-31') }),
    ]),
  ],
  visits: [
    done(aVisit('2025-01-06', { id: 'a' })),
    done(aVisit('2025-01-07', { id: 'b' })),
    aVisit('2025-01-08', { id: 'c' }),
    aVisit('2025-01-13', { id: 'd' }),
    aVisit('2025-01-14', { id: 'e' }),
    aVisit('2025-01-20', { id: 'f' }),
    aVisit('2025-02-12', { id: 'g' }),
    aVisit('2025-01-15', { id: 'h', discipline: 'SN', serviceCode: 'G0299' }),
    aVisit('2025-01-25', { id: 'i', discipline: 'SN', serviceCode: 'G0299' }),
    aVisit('2025-02-20', { id: 'j', discipline: 'OT', serviceCode: 'G0152' }),
  ],
  notes: [aNote(done(aVisit('2025-01-06', { id: 'a' })), { status: 'COMPLETE_UNSIGNED' })],
});

describe('what a finding says', () => {
  const samples = evaluate(EVERYTHING_AMISS, at('2025-02-01')).findings;

  test('has a sample here for every rule', () => {
    expect([...new Set(samples.map(({ ruleId }) => ruleId))].sort()).toEqual(RULES.map(({ id }) => id).toSorted());
  });

  const BILLING_JARGON = /\b(CARC|RARC|DOS|HCPCS|CPT|claims?|denials?|denied|deny|bill|billed|billing|billable|payers?|payer code|reimburse\w*|remit\w*|adjudicat\w*|revenue|adjustment|auths?|units?|exhausted|G0\d{3}|S\d{4}|T\d{4})\b/i;
  const CLINICAL_JARGON = /\b(patients?|clinicians?|physicians?|doctors?|nurses?|nursing|therap\w*|aides?|care plan|plan of care|condition|goals?|symptoms?|discharge|approval|approved|approve|sign the|health plan|move it|ask for|obtain)\b/i;
  const speaksPlainly = (finding: Finding): void => {
    expect(finding.clinicalText).not.toMatch(BILLING_JARGON);
    expect(finding.billingText).not.toMatch(CLINICAL_JARGON);
  };

  test('to clinicians has no billing jargon, and to billers no clinical one', () => {
    for (const finding of samples) speaksPlainly(finding);
    fc.assert(fc.property(anySnapshot(), anyInstant(), (snapshot, now) => evaluate(snapshot, now).findings.forEach(speaksPlainly)), { numRuns: 200 });
  });

  test('names a date in both texts, and the codes to expect in the one for billing', () => {
    for (const { clinicalText, billingText, predictedCarc, predictedRarc } of samples) {
      expect(clinicalText).toMatch(/\d{4}-\d{2}-\d{2}/);
      expect(billingText).toMatch(/\d{4}-\d{2}-\d{2}/);
      expect(billingText).toContain(`CARC ${predictedCarc}`);
      expect(billingText).toContain(predictedRarc === null ? '' : `RARC ${predictedRarc}`);
    }
  });

  test('reads as a sentence: it begins with a capital or a number, ends with a full stop, and leaves nothing blank', () => {
    for (const { clinicalText } of samples) expect(clinicalText).toMatch(/^[A-Z0-9].*\.$/);
    for (const { clinicalText, billingText } of samples) expect(`${clinicalText} ${billingText}`).not.toMatch(/undefined|null|NaN|Infinity|\{|  /);
  });

  test('shows numbers that an auditor can repeat', () => {
    for (const finding of samples) {
      expect(Object.keys(finding.evidence).length).toBeGreaterThan(0);
      for (const value of Object.values(finding.evidence)) expect(value === null || ['string', 'number', 'boolean'].includes(typeof value)).toBe(true);
    }
  });
});
