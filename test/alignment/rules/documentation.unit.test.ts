import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../../src/alignment/evaluate.js';
import type { Finding } from '../../../src/alignment/finding.js';
import { requirementsFor } from '../../../src/alignment/documentation.js';
import type { NoteElementFact, NoteFact, OrderFact, PatientSnapshot, VisitFact } from '../../../src/alignment/snapshot.js';
import { MS_PER_HOUR, MS_PER_MINUTE, dayOf } from '../../../src/base/day.js';
import type { DocumentationRequirement, PayerPolicyTerms } from '../../../src/care/payer-policy.js';
import { aLine, aNote, aPatient, aPolicy, aVisit, amplyOrdered, anAuthorization, anOrder, at, done } from '../../support/snapshots.js';

const NOW = at('2025-03-01');

const visit = done(aVisit('2025-01-06', { id: 'v1' }));
const end = at('2025-01-06', 9, 45);
const late = end + 72 * MS_PER_HOUR;

function patient(notes: readonly NoteFact[], facts: Partial<PatientSnapshot> = {}, terms: Partial<PayerPolicyTerms> = {}): PatientSnapshot {
  return aPatient({ policies: [aPolicy({ authorizationRequired: 'NONE', ...terms })], orders: [amplyOrdered()], visits: [visit], notes, ...facts });
}

function found(ruleId: string, snapshot: PatientSnapshot, now = NOW): readonly Finding[] {
  return evaluate(snapshot, now).findings.filter((finding) => finding.ruleId === ruleId);
}

describe('DOC-03', () => {
  const signedAt = (instant: number, facts: Partial<NoteFact> = {}): PatientSnapshot => patient([aNote(visit, { signedAt: instant, ...facts })]);

  test('a note signed in the last hour that the payer allows is not late, and one signed after it is', () => {
    expect(found('DOC-03', signedAt(late))).toEqual([]);
    expect(found('DOC-03', signedAt(late + 1))).toMatchObject([
      {
        key: 'DOC-03:note-v1',
        severity: 'HIGH',
        ownerTeam: 'CLINICAL',
        noteId: 'note-v1',
        visitIds: ['v1'],
        clinicalText: 'The note for the physical therapy visit on 2025-01-06 was signed on 2025-01-09, more than 72 hours after the visit ended; add why it was late.',
        billingText: 'Late documentation: G0151 DOS 2025-01-06, note signed 2025-01-09, limit 72 h per policy v1, $120.00 at risk; predicted CARC 226.',
        evidence: { hoursAfterVisit: 72, noteLateHours: 72 },
      },
    ]);
  });

  test('is cleared by the reason for the late entry, not by a blank one', () => {
    const reason = (opening: string): PatientSnapshot => signedAt(late + 1, { elements: [{ key: 'lateEntryReason', opening }] });
    expect(found('DOC-03', reason('The tablet was being repaired.'))).toEqual([]);
    expect(found('DOC-03', reason('  '))).toHaveLength(1);
  });

  test('the signature of an amendment does not make a note late that was written in time', () => {
    const amended = { amendedAt: late + MS_PER_HOUR };
    expect(found('DOC-03', signedAt(late + 2 * MS_PER_HOUR, { ...amended, writtenAt: late }))).toEqual([]);
    expect(found('DOC-03', signedAt(late + 2 * MS_PER_HOUR, { ...amended, writtenAt: late + 1 }))).toHaveLength(1);
  });

  test('a note that nobody has signed is not signed late', () => {
    expect(found('DOC-03', patient([aNote(visit, { status: 'COMPLETE_UNSIGNED', signedAt: null })]))).toEqual([]);
  });
});

function aRequirement(facts: Partial<DocumentationRequirement> = {}): DocumentationRequirement {
  return {
    element: 'homeboundReason',
    disciplines: [],
    serviceCodes: [],
    visitTypes: [],
    severity: 'BLOCKER',
    reason: 'it pays for care at home only while leaving it is a taxing effort',
    citation: 'Policy manual 30.1',
    template: null,
    example: null,
    guidance: null,
    vaguePhrases: ['Continue with plan', 'homebound'],
    ...facts,
  };
}

describe('DOC-04', () => {
  const stating = (elements: readonly NoteElementFact[], requirement: Partial<DocumentationRequirement> = {}, facts: Partial<NoteFact> = {}): readonly Finding[] =>
    found('DOC-04', patient([aNote(visit, { elements, ...facts })], {}, { documentation: [aRequirement(requirement)] }));

  test('names the element that is missing, and why the payer needs it', () => {
    expect(stating([{ key: 'vitals', opening: '120/80' }])).toMatchObject([
      {
        key: 'DOC-04:v1:homeboundReason',
        severity: 'BLOCKER',
        noteId: 'note-v1',
        clinicalText:
          'Add to the note for the physical therapy visit on 2025-01-06 why the patient cannot leave home; Acme Health needs it because it pays for care at home only while leaving it is a taxing effort.',
        billingText: 'Missing element homeboundReason for G0151/Acme Health, DOS 2025-01-06, $120.00 held; predicted CARC 251.',
        evidence: { element: 'homeboundReason', problem: 'MISSING', citation: 'Policy manual 30.1', requirementSeverity: 'BLOCKER' },
      },
    ]);
  });

  test('is cleared by the element, and not by a blank one', () => {
    expect(stating([{ key: 'homeboundReason', opening: 'Needs a walker and rests after ten steps.' }])).toEqual([]);
    for (const opening of [' \n', '-', '...', '—']) expect(stating([{ key: 'homeboundReason', opening }])).toMatchObject([{ evidence: { problem: 'MISSING' } }]);
  });

  test.each(['continue with plan', 'Continue with plan.', '  CONTINUE   with\nplan!', '"Homebound"'])('a note that says only %j is unclear', (opening) => {
    expect(stating([{ key: 'homeboundReason', opening }])).toMatchObject([
      { clinicalText: expect.stringMatching(/^Make clearer in the note .* why the patient cannot leave home; what it says is too general, and Acme Health/), evidence: { problem: 'UNCLEAR' } },
    ]);
  });

  test.each(['Continue with plan, walker needed', 'Continue', 'homebound 3', '✓'])('a note that says %j is not', (opening) => {
    expect(stating([{ key: 'homeboundReason', opening }])).toEqual([]);
  });

  test('holds only the visits that the requirement is about', () => {
    const applying: Partial<DocumentationRequirement>[] = [{ disciplines: ['SN', 'PT'] }, { serviceCodes: ['G0151'] }, { visitTypes: ['ROUTINE'] }, { disciplines: ['PT'], serviceCodes: ['G0151'], visitTypes: ['ROUTINE'] }];
    for (const one of applying) expect(stating([], one)).toHaveLength(1);
    const others: Partial<DocumentationRequirement>[] = [{ disciplines: ['SN'] }, { serviceCodes: ['G0157'] }, { visitTypes: ['EVALUATION'] }, { disciplines: ['PT'], serviceCodes: ['G0157'] }];
    for (const one of others) expect(stating([], one)).toEqual([]);
  });

  test('is asked of every note that is finished, signed or not, and of none that is only begun', () => {
    for (const status of ['COMPLETE_UNSIGNED', 'COSIGN_PENDING', 'SIGNED', 'AMENDING'] as const) expect(stating([], {}, { status })).toHaveLength(1);
    expect(stating([], {}, { status: 'IN_PROGRESS' })).toEqual([]);
    expect(found('DOC-04', patient([], {}, { documentation: [aRequirement()] }))).toEqual([]);
  });

  test('says one thing of one element, the gravest', () => {
    const documentation = [aRequirement({ severity: 'WARNING' }), aRequirement({ serviceCodes: ['G0151'] }), aRequirement({ element: 'vitals', severity: 'WARNING' })];
    expect(found('DOC-04', patient([aNote(visit)], {}, { documentation }))).toMatchObject([
      { key: 'DOC-04:v1:homeboundReason', severity: 'BLOCKER' },
      { key: 'DOC-04:v1:vitals', severity: 'WARNING', billingText: expect.stringContaining('$120.00 at risk') },
    ]);
  });
});

test('what a note must say can be asked before there is one', () => {
  const documentation = [aRequirement(), aRequirement({ element: 'vitals' }), aRequirement({ element: 'prnTrigger', visitTypes: ['EVALUATION'] })];
  const states = (elements: readonly NoteElementFact[]): readonly string[] => requirementsFor(visit, { documentation }, elements).map(({ requirement, state }) => `${requirement.element} ${state}`);
  expect(states([])).toEqual(['homeboundReason MISSING', 'vitals MISSING']);
  expect(states([{ key: 'vitals', opening: '120/80' }, { key: 'homeboundReason', opening: 'homebound' }])).toEqual(['homeboundReason UNCLEAR', 'vitals PRESENT']);
});

describe('DOC-05', () => {
  const documented = (startMinutes: number, endMinutes: number, terms: Partial<PayerPolicyTerms> = {}): readonly Finding[] =>
    found('DOC-05', patient([aNote(visit, { documentedStartsAt: visit.startsAt + startMinutes * MS_PER_MINUTE, documentedEndsAt: end + endMinutes * MS_PER_MINUTE })], {}, terms));

  test('times within the tolerance agree, at either end and in either direction', () => {
    for (const [start, ending] of [[0, 0], [15, 0], [-15, 0], [0, 15], [0, -15], [15, -15]] as const) expect(documented(start, ending)).toEqual([]);
    for (const [start, ending] of [[16, 0], [-16, 0], [0, 16], [0, -16]] as const) expect(documented(start, ending)).toHaveLength(1);
    expect(documented(1, 0, { timeToleranceMinutes: 0 })).toHaveLength(1);
  });

  test('gives both times, and the units of each', () => {
    expect(documented(0, 40)).toMatchObject([
      {
        key: 'DOC-05:note-v1',
        severity: 'HIGH',
        clinicalText: 'The note for the physical therapy visit on 2025-01-06 says 09:00 to 10:25, and the visit was recorded from 09:00 to 09:45; correct whichever is wrong.',
        billingText: 'Time mismatch: G0151 DOS 2025-01-06, note 09:00-10:25 85 min 6 units (15 min), worked 09:00-09:45 45 min 3 units (15 min), tolerance 15 min; predicted CARC 16.',
        evidence: { documentedMinutes: 85, workedMinutes: 45, documentedMilliUnits: 6000, workedMilliUnits: 3000, workedEndsAt: '2025-01-06T15:45:00.000Z', unitRule: 'HOME_HEALTH_15' },
      },
    ]);
  });

  test('is not found where the note gives no times, or none are known to have been worked', () => {
    expect(found('DOC-05', patient([aNote(visit)]))).toEqual([]);
    const unclocked: VisitFact = { ...visit, actualStartsAt: null, actualEndsAt: null };
    const note = aNote(visit, { documentedStartsAt: end, documentedEndsAt: end + MS_PER_HOUR });
    expect(found('DOC-05', patient([note], { visits: [unclocked] }))).toEqual([]);
    expect(found('DOC-05', patient([note]))).toHaveLength(1);
  });
});

describe('DOC-06', () => {
  const billedAt = at('2025-01-20', 12);
  const billed: VisitFact = { ...visit, status: 'BILLED', billedAt };
  const amendedAt = (instant: number, one = billed): readonly Finding[] => found('DOC-06', patient([aNote(visit, { amendedAt: instant })], { visits: [one] }));

  test('a note amended before the claim went out is in it, and one amended after it is not', () => {
    expect(amendedAt(billedAt)).toEqual([]);
    expect(amendedAt(billedAt + 1)).toMatchObject([
      {
        key: 'DOC-06:note-v1',
        severity: 'HIGH',
        ownerTeam: 'BILLING',
        resolution: 'CLAIM_CORRECTION',
        clinicalText: 'The note for the physical therapy visit on 2025-01-06 was amended on 2025-01-20, after the office had sent the visit on (2025-01-20); the office compares the two.',
        billingText: 'Claim built on prior note version: G0151 DOS 2025-01-06, billed 2025-01-20, note amended 2025-01-20, corrected claim due, $120.00 at risk; predicted CARC 16.',
      },
    ]);
    expect(amendedAt(billedAt + 1, { ...billed, status: 'PAID' })).toHaveLength(1);
  });

  test('is cleared by a corrected claim', () => {
    expect(amendedAt(billedAt + 1, { ...billed, billedAt: billedAt + 1 })).toEqual([]);
  });

  test('is not found before the visit is billed', () => {
    expect(amendedAt(billedAt + 1, visit)).toEqual([]);
    expect(found('DOC-06', patient([aNote(visit)], { visits: [billed] }))).toEqual([]);
  });
});

describe('DOC-08', () => {
  const diagnosed = (ofNote: readonly string[], ofAuthorization: readonly string[]): readonly Finding[] =>
    found('DOC-08', patient([aNote(visit, { diagnosisCodes: ofNote })], { authorizations: [anAuthorization([aLine()], { diagnosisCodes: ofAuthorization })] }, { authorizationRequired: 'ALL' }));

  test('is found when note and authorization have no category in common', () => {
    expect(diagnosed(['M17.11', 'E11.9'], ['I50.9'])).toMatchObject([
      {
        key: 'DOC-08:v1',
        severity: 'WARNING',
        authorizationId: 'auth-1',
        noteId: 'note-v1',
        milliUnitsAtRisk: 1000,
        clinicalText: 'The note for the physical therapy visit on 2025-01-06 gives diagnoses of other categories than the approval of the visit; check which are right.',
        billingText: 'Dx/auth mismatch: G0151 DOS 2025-01-06, note and auth A123 have no Dx category in common, $120.00 at risk; predicted CARC 11.',
        evidence: { comparedBy: 'CATEGORY', noteCategories: 'E11 M17', authorizationCategories: 'I50' },
      },
    ]);
  });

  test('one category in common is enough, however exactly each is given', () => {
    expect(diagnosed(['M17.11', 'E11.9'], ['E11.65', 'I50.9'])).toEqual([]);
    expect(diagnosed(['M17'], ['M17.12'])).toEqual([]);
  });

  test('is not found where one of them gives no diagnosis', () => {
    expect(diagnosed([], ['I50.9'])).toEqual([]);
    expect(diagnosed(['M17.11'], [])).toEqual([]);
  });

  test('is about the authorizations that the visit draws on, and no others', () => {
    const other = anAuthorization([aLine({ id: 'line-2', discipline: 'OT' })], { id: 'auth-2', diagnosisCodes: ['M17.11'] });
    const snapshot = patient([aNote(visit, { diagnosisCodes: ['M17.11'] })], { authorizations: [anAuthorization([aLine()], { diagnosisCodes: ['I50.9'] }), other] }, { authorizationRequired: 'ALL' });
    expect(found('DOC-08', snapshot)).toHaveLength(1);
    expect(found('DOC-08', { ...snapshot, authorizations: [other] })).toEqual([]);
  });
});

describe('DOC-09', () => {
  const plan = anOrder('PT 2w9', { id: 'plan', receivedAt: at('2025-01-02', 8) });
  const added = (facts: Partial<OrderFact> = {}): OrderFact => anOrder('PT 1w2', { id: 'added', kind: 'SUPPLEMENTAL', startsOn: dayOf('2025-01-20'), endsOn: dayOf('2025-02-01'), receivedAt: at('2025-01-20', 10), ...facts });
  const ordered = (orders: readonly OrderFact[], carePlanUpdatedAt: number | null = null, now = NOW): readonly Finding[] =>
    found('DOC-09', patient([], { orders, visits: [aVisit('2025-01-21', { id: 'v2' })], carePlanUpdatedAt }), now);

  test.each(['SUPPLEMENTAL', 'VERBAL'] as const)('a %s order that came after the plan asks for it to be updated', (kind) => {
    expect(ordered([plan, added({ kind })])).toMatchObject([
      {
        key: 'DOC-09:added',
        severity: 'WARNING',
        orderId: 'added',
        clinicalText: 'The physical therapy order "PT 1w2" came on 2025-01-20, and the care plan was last updated on 2025-01-02; update it.',
        billingText: expect.stringMatching(/^POC of 2025-01-02 not updated: PT order received 2025-01-20, /),
        evidence: { change: 'RECEIVED', changedOn: '2025-01-20', planUpdatedOn: '2025-01-02' },
      },
    ]);
  });

  test('an order that came with the plan or before it is in the plan', () => {
    expect(ordered([plan, added({ receivedAt: plan.receivedAt })])).toEqual([]);
    expect(ordered([plan, added({ receivedAt: plan.receivedAt + 1 })])).toHaveLength(1);
  });

  test('is cleared when the care plan is updated, or by a recertification', () => {
    expect(ordered([plan, added()], at('2025-01-20', 10) - 1)).toHaveLength(1);
    expect(ordered([plan, added()], at('2025-01-20', 10))).toEqual([]);
    const recertification = anOrder('PT 1w9', { id: 'plan-2', kind: 'RECERTIFICATION', startsOn: dayOf('2025-03-03'), receivedAt: at('2025-02-27') });
    expect(ordered([plan, added(), recertification])).toEqual([]);
  });

  test('is not found while no plan is in force', () => {
    expect(ordered([added()])).toEqual([]);
    expect(ordered([added(), { ...plan, status: 'DISCONTINUED', discontinuedOn: dayOf('2025-01-15') }])).toEqual([]);
  });

  test('an order that ended asks for it from the day of its end, unless the plan was updated on it', () => {
    const ended = anOrder('SN 1w9', { id: 'ended', receivedAt: plan.receivedAt, status: 'DISCONTINUED', discontinuedOn: dayOf('2025-01-20') });
    const start = at('2025-01-20');
    expect(ordered([plan, ended], null, start - 1)).toEqual([]);
    expect(ordered([plan, ended], null, start)).toMatchObject([{ key: 'DOC-09:ended', evidence: { change: 'ENDED', changedOn: '2025-01-20' } }]);
    expect(evaluate(patient([], { orders: [plan, ended] }), start - 1).nextChangeAt).toBe(start);
    expect(ordered([plan, ended], start)).toEqual([]);
  });

  test('of an order and the one that took its place only the new one speaks', () => {
    const old: OrderFact = { ...plan, id: 'old', kind: 'SUPPLEMENTAL', status: 'SUPERSEDED', discontinuedOn: dayOf('2025-01-20') };
    expect(ordered([plan, old, added({ supersedesOrderId: 'old' })]).map(({ key }) => key)).toEqual(['DOC-09:added']);
    const renewal = anOrder('PT 1w9', { id: 'renewal', kind: 'RECERTIFICATION', startsOn: dayOf('2025-01-25'), receivedAt: at('2025-01-19'), supersedesOrderId: 'old' });
    expect(ordered([plan, { ...old, discontinuedOn: renewal.startsOn }, renewal])).toEqual([]);
  });
});
