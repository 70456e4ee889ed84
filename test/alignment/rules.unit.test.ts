import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { evaluate } from '../../src/alignment/evaluate.js';
import type { Finding } from '../../src/alignment/finding.js';
import { RESOLUTIONS, SEVERITIES, TEAMS } from '../../src/alignment/finding.js';
import { compareText } from '../../src/alignment/grouping.js';
import { RULES } from '../../src/alignment/rules/all.js';
import type { PatientSnapshot } from '../../src/alignment/snapshot.js';
import type { EpochMs } from '../../src/base/day.js';
import { MS_PER_DAY, dayOf } from '../../src/base/day.js';
import { aLine, aPatient, anAuthorization, anOrder, anyInstant, anySnapshot, at, visitsFrom } from '../support/snapshots.js';

test('the rules keep their ids, codes, teams, resolutions and predicted codes for ever', () => {
  expect(RULES.map(({ id, code, ownerTeam, resolution, predictedCarc, predictedRarc }) => [id, code, ownerTeam, resolution, predictedCarc, predictedRarc])).toEqual([
    ['AUTH-01', 'AUTHORIZATION_MISSING', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '197', null],
    ['AUTH-02', 'DECISION_PENDING', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '197', null],
    ['AUTH-03', 'SERVICE_NOT_CERTIFIED', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '39', null],
    ['AUTH-04', 'OUTSIDE_AUTHORIZED_DATES', 'SCHEDULING', 'SCHEDULE_CHANGE', '197', 'N54'],
    ['AUTH-05', 'UNITS_EXCEEDED', 'SCHEDULING', 'SCHEDULE_CHANGE', '198', null],
    ['AUTH-06', 'CAP_EXCEEDED', 'SCHEDULING', 'SCHEDULE_CHANGE', '198', null],
    ['AUTH-07', 'OTHER_SERVICE_AUTHORIZED', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '284', 'N54'],
    ['AUTH-08', 'OTHER_PROVIDER_AUTHORIZED', 'SCHEDULING', 'SCHEDULE_CHANGE', '296', null],
    ['AUTH-09', 'DAY_NOT_AUTHORIZED', 'SCHEDULING', 'SCHEDULE_CHANGE', '198', null],
    ['AUTH-10', 'AUTHORIZATION_SHORTFALL', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '198', null],
    ['AUTH-11', 'AUTHORIZATION_ENDING', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '197', null],
    ['AUTH-12', 'EXHAUSTION_PROJECTED', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '198', null],
    ['AUTH-13', 'UNITS_LAPSING', 'SCHEDULING', 'SCHEDULE_CHANGE', null, null],
    ['AUTH-14', 'AUTHORIZATIONS_OVERLAP', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '284', null],
    ['AUTH-15', 'PIN_STALE', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '198', null],
    ['AUTH-16', 'AUTHORIZATION_NUMBER_MISSING', 'BILLING', 'AUTHORIZATION_ACTION', '16', 'M62'],
    ['AUTH-17', 'AUTHORIZATION_REDUCED', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '197', null],
    ['AUTH-18', 'DECISION_OVERDUE', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', null, null],
    ['AUTH-19', 'COVERAGE_CHANGED', 'BILLING', 'AUTHORIZATION_ACTION', '27', null],
    ['AUTH-20', 'REQUEST_LATE', 'AUTHORIZATION', 'AUTHORIZATION_ACTION', '210', null],
    ['DOC-01', 'NOTE_MISSING', 'CLINICAL', 'CHART_CORRECTION', '112', null],
    ['DOC-02', 'NOTE_UNSIGNED', 'CLINICAL', 'CHART_CORRECTION', '251', null],
    ['DOC-03', 'NOTE_SIGNED_LATE', 'CLINICAL', 'CHART_CORRECTION', '226', null],
    ['DOC-04', 'ELEMENT_MISSING', 'CLINICAL', 'CHART_CORRECTION', '251', null],
    ['DOC-05', 'TIMES_DIFFER', 'CLINICAL', 'CHART_CORRECTION', '16', null],
    ['DOC-06', 'AMENDED_AFTER_BILLING', 'BILLING', 'CLAIM_CORRECTION', '16', null],
    ['DOC-07', 'CREDENTIAL_INELIGIBLE', 'CLINICAL', 'SCHEDULE_CHANGE', '185', null],
    ['DOC-08', 'DIAGNOSIS_DIFFERS', 'CLINICAL', 'CHART_CORRECTION', '11', null],
    ['DOC-09', 'CARE_PLAN_OUTDATED', 'CLINICAL', 'CHART_CORRECTION', '272', null],
    ['EVV-01', 'EVV_MISSING', 'EVV', 'EVV_CORRECTION', '16', null],
    ['EVV-02', 'EVV_MISMATCH', 'EVV', 'EVV_CORRECTION', '16', null],
    ['EVV-03', 'EVV_UNITS_DIFFER', 'EVV', 'EVV_CORRECTION', '16', null],
    ['EVV-04', 'EVV_NOT_ACCEPTED', 'EVV', 'EVV_CORRECTION', '16', null],
    ['EVV-05', 'EVV_WINDOW_CLOSING', 'EVV', 'EVV_CORRECTION', '16', null],
    ['ORD-01', 'ORDER_MISSING', 'ORDERS', 'ORDER_ACTION', '173', null],
    ['ORD-02', 'ORDER_UNSIGNED', 'ORDERS', 'ORDER_ACTION', '272', null],
    ['ORD-03', 'FREQUENCY_EXCEEDED', 'CLINICAL', 'ORDER_ACTION', '151', null],
    ['ORD-04', 'FREQUENCY_NOT_MET', 'CLINICAL', 'CHART_CORRECTION', null, null],
    ['ORD-05', 'SUPERSEDED_FREQUENCY_PLANNED', 'SCHEDULING', 'SCHEDULE_CHANGE', '151', null],
    ['ORD-06', 'AS_NEEDED_EXCEEDED', 'CLINICAL', 'ORDER_ACTION', '151', null],
    ['ORD-07', 'VISIT_BEFORE_ORDER', 'ORDERS', 'ORDER_ACTION', '174', null],
    ['ORD-08', 'OUTSIDE_CERTIFICATION', 'ORDERS', 'ORDER_ACTION', '176', null],
    ['ORD-09', 'FACE_TO_FACE_MISSING', 'ORDERS', 'ORDER_ACTION', '272', null],
    ['ORD-10', 'RECERTIFICATION_ASSESSMENT_MISSED', 'CLINICAL', 'CHART_CORRECTION', '272', null],
    ['ORD-11', 'FREQUENCY_UNCLEAR', 'ORDERS', 'ORDER_ACTION', '175', null],
    ['ORD-12', 'SEEN_TOO_LATE', 'SCHEDULING', 'SCHEDULE_CHANGE', null, null],
    ['SCH-01', 'TIMES_OVERLAP', 'SCHEDULING', 'SCHEDULE_CHANGE', '18', null],
    ['SCH-02', 'VISIT_RAN_OVER', 'SCHEDULING', 'SCHEDULE_CHANGE', null, null],
    ['SCH-03', 'NOT_ON_SERVICE', 'SCHEDULING', 'SCHEDULE_CHANGE', '13', null],
    ['SCH-04', 'ORDERED_VISIT_UNPLANNED', 'SCHEDULING', 'SCHEDULE_CHANGE', null, null],
    ['SUP-01', 'AIDE_SUPERVISION_DUE', 'CLINICAL', 'CHART_CORRECTION', '272', null],
    ['SUP-02', 'REASSESSMENT_DUE', 'CLINICAL', 'CHART_CORRECTION', '50', null],
  ]);
});

test('the retired code 15 is never predicted', () => {
  expect(RULES.map(({ predictedCarc }) => predictedCarc)).not.toContain('15');
});

test('no two rules share an id or a code, and they are listed by id', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted(compareText));
  expect(new Set(RULES.map(({ code }) => code)).size).toBe(RULES.length);
});

const BILLING_JARGON =
  /\b(CARC|RARC|DOS|HCPCS|CPT|claims?|denials?|denied|deny|bill|bills|billed|billing|billable|modifiers?|payers?|reimburse\w*|remit\w*|adjudicat\w*|revenue|adjustment|auths?|units?|exhausted|[GST]\d{4})\b|\$/i;
const CLINICAL_JARGON =
  /\b(please|you|your|patients?|clinicians?|physicians?|doctors?|nurses?|nursing|therap\w*|aides?|care plan|plan of care|condition|goals?|symptoms?|vital signs|discharge|approval|approved|approve|sign the|health plan|move it|ask for|obtain)\b/i;
const LEFT_BLANK = /undefined|null|NaN|Infinity|\[object|\{|  /;

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('says in sentences what it means, where it comes from, how severe it is and what clears it', () => {
    for (const text of [rule.meaning, rule.source, rule.severity, rule.clearsWhen]) expect(text).toMatch(/^[A-Z0-9].{10,}\.$/);
  });

  test('has one plain thing to tell the patient, without money, blame or medicine', () => {
    expect(rule.patientText).toMatch(/^[A-Z].{10,180}\.$/);
    expect(rule.patientText).not.toMatch(BILLING_JARGON);
    expect(rule.patientText).not.toMatch(/\d|\b(authorizations?|certif\w+|diagnos\w+|symptoms?|condition|treatments?|disciplines?|frequency|cost|costs|pay|pays|paid|money|fault|failed|forgot|forgotten|mistakes?|errors?|wrong|EVV|face-to-face|supervis\w+)\b/i);
  });

  test('belongs to a team, and is settled by a kind of act', () => {
    expect(TEAMS).toContain(rule.ownerTeam);
    expect(RESOLUTIONS).toContain(rule.resolution);
    expect(rule.predictedRarc === null || rule.predictedCarc !== null).toBe(true);
  });
});

/** Patients in whom anything may be amiss, and such in whom all of it meets: what is for one discipline contradicts itself sooner than what is for seven. */
function anyPatient(): fc.Arbitrary<PatientSnapshot> {
  return fc.oneof(anySnapshot(), anySnapshot().map(ofOneDiscipline));
}

function ofOneDiscipline(snapshot: PatientSnapshot): PatientSnapshot {
  const orders = snapshot.orders.map((order, index) => ({ ...order, discipline: 'PT' as const, supersedesOrderId: snapshot.orders[index - 1]?.id ?? null }));
  const visits = snapshot.visits.map((visit) => ({ ...visit, discipline: 'PT' as const, serviceCode: 'G0151' }));
  const authorizations = snapshot.authorizations.map((authorization) => ({
    ...authorization,
    lines: authorization.lines.map((line) => ({ ...line, discipline: 'PT' as const, serviceCode: null, modifiers: [] })),
  }));
  return { ...snapshot, orders, visits, authorizations };
}

interface Sample {
  readonly snapshot: PatientSnapshot;
  readonly now: EpochMs;
}

/** One visit a week on six that are approved for twice as many weeks: chance keeps no such steady pace. */
const STEADY = aPatient({
  orders: [anOrder('PT 2w9')],
  authorizations: [anAuthorization([aLine({ endsOn: dayOf('2025-03-02'), authorizedMilliUnits: 6000 })])],
  visits: visitsFrom('2025-01-06', 3, 7),
});

/** The same patients in every run, so that a rule which none of them brings out is missed in every run. */
const SAMPLES: readonly Sample[] = [
  { snapshot: STEADY, now: at('2025-01-03') },
  ...fc.sample(fc.record({ snapshot: anyPatient(), now: anyInstant() }), { seed: 20_250_102, numRuns: 2500 }),
];
const ANSWERS = SAMPLES.map(({ snapshot, now }) => evaluate(snapshot, now).findings);

describe('what a finding says', () => {
  const findings = ANSWERS.flat();

  test('is tried here for every rule', () => {
    const found = new Set(findings.map(({ ruleId }) => ruleId));
    expect(RULES.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
  });

  /** One example for each rule that breaks a promise. */
  function breaking(isBroken: (finding: Finding) => boolean, said: (finding: Finding) => unknown = ({ clinicalText, billingText }) => [clinicalText, billingText]): ReadonlyMap<string, unknown> {
    const examples = new Map<string, unknown>();
    for (const finding of findings) if (!examples.has(finding.ruleId) && isBroken(finding)) examples.set(finding.ruleId, said(finding));
    return examples;
  }

  test('to clinicians has no billing jargon', () => {
    expect(breaking(({ clinicalText }) => BILLING_JARGON.test(clinicalText))).toEqual(new Map());
  });

  test('to billers has no clinical jargon', () => {
    expect(breaking(({ billingText }) => CLINICAL_JARGON.test(billingText))).toEqual(new Map());
  });

  test('to clinicians is in sentences: each begins with a capital or a number, and the last one ends', () => {
    expect(breaking(({ clinicalText }) => !/^[A-Z0-9].*\.$/.test(clinicalText))).toEqual(new Map());
  });

  test('to billers ends with the codes to expect, after no full stop of its own', () => {
    expect(breaking(({ billingText, predictedCarc, predictedRarc }) => {
      const codes = [predictedCarc === null ? [] : [`CARC ${predictedCarc}`], predictedRarc === null ? [] : [`RARC ${predictedRarc}`]].flat();
      return !billingText.endsWith(codes.length === 0 ? '; no adjustment code predicted.' : `; predicted ${codes.join(', ')}.`) || billingText.includes('.;');
    })).toEqual(new Map());
  });

  test('names a date in both texts', () => {
    const namesNone = (text: string): boolean => !/\d{4}-\d{2}-\d{2}/.test(text);
    expect(breaking(({ clinicalText, billingText }) => namesNone(clinicalText) || namesNone(billingText))).toEqual(new Map());
  });

  test('leaves nothing blank', () => {
    expect(breaking(({ clinicalText, billingText }) => LEFT_BLANK.test(clinicalText) || LEFT_BLANK.test(billingText))).toEqual(new Map());
  });

  test('names whoever it is about by no id', () => {
    const ids = new Set(SAMPLES.flatMap(({ snapshot }) => [...snapshot.staff, ...snapshot.visits, ...snapshot.orders].map(({ id }) => id)));
    const namesOne = (text: string): boolean => /[0-9a-f]{8}-[0-9a-f]{4}-|staff-[a-z]/.exec(text) !== null || ids.has(text);
    expect(breaking(({ clinicalText, billingText }) => namesOne(clinicalText) || namesOne(billingText))).toEqual(new Map());
  });

  test('shows numbers that an auditor can repeat, none inside another and none broken', () => {
    const isShown = (value: unknown): boolean => value === null || typeof value === 'boolean' || (typeof value === 'string' && !/\[object|undefined|NaN/.test(value)) || Number.isSafeInteger(value);
    expect(breaking(({ evidence }) => Object.keys(evidence).length === 0 || !Object.values(evidence).every(isShown), ({ evidence }) => evidence)).toEqual(new Map());
  });

  test('counts every visit once, and what each is worth beside it', () => {
    const isBroken = ({ visitIds, visitCents, centsAtRisk, milliUnitsAtRisk }: Finding): boolean =>
      visitIds.length !== visitCents.length ||
      new Set(visitIds).size !== visitIds.length ||
      visitIds.some((id, index) => index > 0 && id < visitIds[index - 1]!) ||
      ![...visitCents, centsAtRisk, milliUnitsAtRisk].every((number) => Number.isSafeInteger(number) && number >= 0) ||
      visitCents.reduce((sum, cents) => sum + cents, 0) !== centsAtRisk;
    expect(breaking(isBroken, ({ visitIds, visitCents, centsAtRisk, milliUnitsAtRisk }) => ({ visitIds, visitCents, centsAtRisk, milliUnitsAtRisk }))).toEqual(new Map());
  });

  test('is what its rule announces, at a severity that there is', () => {
    const rules = new Map(RULES.map((rule) => [rule.id, rule]));
    expect(breaking((finding) => {
      const rule = rules.get(finding.ruleId);
      const isOfRule = rule?.code === finding.code && rule.ownerTeam === finding.ownerTeam && finding.key.startsWith(`${finding.ruleId}:`);
      return !isOfRule || !SEVERITIES.includes(finding.severity) || !rule.severity.includes(finding.severity);
    }, ({ key, severity }) => [key, severity])).toEqual(new Map());
  });
});

test('no two findings of a patient have the same key', () => {
  const doubled = ANSWERS.flatMap((findings) => {
    const keys = findings.map(({ key }) => key);
    return keys.filter((key, index) => keys.indexOf(key) !== index);
  });
  expect(doubled).toEqual([]);
});

describe('with no new fact', () => {
  /** What some rule says otherwise at one instant than at another. */
  function changedBetween({ snapshot, now }: Sample, later: EpochMs): string[] {
    const before = new Map(evaluate(snapshot, now).findings.map((finding) => [finding.key, JSON.stringify(finding)]));
    const after = new Map(evaluate(snapshot, later).findings.map((finding) => [finding.key, JSON.stringify(finding)]));
    return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
  }

  const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });

  test('no rule says anything else before nextChangeAt', () => {
    fc.assert(
      fc.property(anyPatient(), anyInstant(), fractions, (snapshot, now, somewhere) => {
        const last = (evaluate(snapshot, now).nextChangeAt ?? now + 4000 * MS_PER_DAY) - 1;
        for (const fraction of [...somewhere, 1]) expect(changedBetween({ snapshot, now }, now + Math.floor((last - now) * fraction))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('a patient who is looked at only when a change is due is never out of date', () => {
    fc.assert(
      fc.property(anyPatient(), anyInstant(), anyInstant(), (snapshot, one, other) => {
        const until = Math.max(one, other);
        let now = Math.min(one, other);
        for (;;) {
          const next = evaluate(snapshot, now).nextChangeAt;
          if (next === null || next > until) break;
          expect(next).toBeGreaterThan(now);
          now = next;
        }
        expect(changedBetween({ snapshot, now }, until)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
