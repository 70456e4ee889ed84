import { describe, expect, test } from '@jest/globals';

import type { VisitOutcome } from '../../src/alignment/allocate.js';
import { allocate } from '../../src/alignment/allocate.js';
import { policyBookOf } from '../../src/alignment/policy.js';
import type { LineFact, VisitFact } from '../../src/alignment/snapshot.js';
import { dayOf } from '../../src/base/day.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { aCap, aLine, aPatient, aPolicy, aVisit, anAuthorization, done } from '../support/snapshots.js';

function outcomesOf(lines: readonly LineFact[], visits: readonly VisitFact[], terms: Partial<PayerPolicyTerms> = {}): Record<string, VisitOutcome> {
  const snapshot = aPatient({ policies: [aPolicy(terms)], authorizations: [anAuthorization(lines)], visits });
  return Object.fromEntries(allocate(snapshot, policyBookOf(snapshot)).outcomes.map((outcome) => [outcome.visit.id, outcome]));
}

function draws(outcome: VisitOutcome | undefined): Array<[string, number, string]> {
  return outcome!.allocations.map(({ lineId, milliUnits, state }) => [lineId, milliUnits, state]);
}

const quarters = aLine({ id: 'chosen', unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 8000, priority: 9 });
const other = aLine({ id: 'other', unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 99_000 });

/** Of 45 minutes, which are three quarters of an hour, and chosen to draw them on one line. */
function pinned(facts: Parameters<typeof aVisit>[1] = {}): VisitFact {
  return aVisit('2025-01-06', { id: 'pinned', pinnedLineId: 'chosen', pinnedMilliUnits: 3000, ...facts });
}

describe('a visit for which the office chose a line', () => {
  test('draws on it, whatever the drawing order', () => {
    const { pinned: outcome } = outcomesOf([quarters, other], [pinned()]);
    expect(draws(outcome)).toEqual([['chosen', 3000, 'RESERVED']]);
    expect(outcome).toMatchObject({ gap: null, stalePin: null });
  });

  test('draws less when it has become shorter', () => {
    const { pinned: outcome } = outcomesOf([quarters, other], [pinned({ minutes: 30 })]);
    expect(draws(outcome)).toEqual([['chosen', 2000, 'RESERVED']]);
    expect(outcome?.stalePin).toBeNull();
  });

  test('keeps what was chosen for it when it grows, and says what it lacks', () => {
    const { pinned: outcome } = outcomesOf([quarters, other], [pinned({ minutes: 60 })]);
    expect(draws(outcome)).toEqual([['chosen', 3000, 'RESERVED']]);
    expect(outcome).toMatchObject({ gap: null, stalePin: { neededMilliUnits: 4000, heldMilliUnits: 3000, refusal: null } });
  });

  test('keeps what is left of the line when that is less, in whole steps of its unit rule', () => {
    const shrunk = { ...quarters, authorizedMilliUnits: 2500 };
    const { pinned: outcome } = outcomesOf([shrunk, other], [pinned()]);
    expect(draws(outcome)).toEqual([['chosen', 2000, 'RESERVED']]);
    expect(outcome).toMatchObject({ gap: null, stalePin: { neededMilliUnits: 3000, heldMilliUnits: 2000, refusal: { reason: 'QUANTITY' } } });
  });

  test('draws nothing once nothing is left, and not on another line either', () => {
    const { pinned: outcome } = outcomesOf([{ ...quarters, authorizedMilliUnits: 500 }, other], [pinned()]);
    expect(draws(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ gap: { reason: 'PIN' }, stalePin: { heldMilliUnits: 0, refusal: { reason: 'QUANTITY' } } });
  });

  test.each<[string, Partial<LineFact>, Parameters<typeof aVisit>[1]]>([
    ['DATE', { endsOn: dayOf('2025-01-05') }, {}],
    ['DATE', { startsOn: dayOf('2025-01-07') }, {}],
    ['CANCELLED', { decision: 'CANCELLED' }, {}],
    ['DENIED', { decision: 'NOT_CERTIFIED' }, {}],
    ['CODE', { serviceCode: 'G0157' }, {}],
    ['DISCIPLINE', {}, { discipline: 'OT', serviceCode: 'G0152' }],
    ['STAFF', { staffIds: ['anna'] }, { staffId: 'ben' }],
    ['PLACE', { placesOfService: ['11'] }, {}],
    ['DAY', { blackoutDates: [dayOf('2025-01-06')] }, {}],
  ])('has a gap when the line no longer takes it: %s', (reason, line, facts) => {
    const { pinned: outcome } = outcomesOf([{ ...quarters, ...line }, other], [pinned(facts)]);
    expect(draws(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ gap: { reason: 'PIN' }, stalePin: { heldMilliUnits: 0, refusal: { reason } } });
  });

  test('fits on the last day of the line', () => {
    expect(outcomesOf([{ ...quarters, endsOn: dayOf('2025-01-06') }], [pinned()])['pinned']?.stalePin).toBeNull();
  });

  test('takes its turn before earlier visits without a choice, and after care that was given', () => {
    const line = aLine({ id: 'chosen', authorizedMilliUnits: 1000 });
    const one = pinned({ pinnedMilliUnits: 1000 });
    const earlier = aVisit('2025-01-03', { id: 'earlier' });
    expect(draws(outcomesOf([line], [one, earlier])['pinned'])).toEqual([['chosen', 1000, 'RESERVED']]);
    expect(outcomesOf([line], [one, earlier])['earlier']?.gap?.reason).toBe('QUANTITY');
    expect(outcomesOf([line], [one, done(earlier)])['pinned']).toMatchObject({ gap: { reason: 'PIN' }, stalePin: { refusal: { reason: 'QUANTITY' } } });
  });

  test('waits on a line that the payer has not decided', () => {
    expect(draws(outcomesOf([{ ...quarters, decision: 'PENDED' }, other], [pinned()])['pinned'])).toEqual([['chosen', 3000, 'RESERVED_PENDING']]);
  });

  test('needs none of a line for which the payer wants no authorization after all', () => {
    const { pinned: outcome } = outcomesOf([{ ...quarters, decision: 'NOT_REQUIRED' }], [pinned()]);
    expect(outcome).toMatchObject({ needsAuthorization: false, allocations: [], gap: null, stalePin: null });
    const capped = { ...quarters, decision: 'NOT_REQUIRED' as const, caps: [aCap('VISIT', 1000)] };
    expect(outcomesOf([capped], [pinned()])['pinned']).toMatchObject({ allocations: [], stalePin: null });
  });

  test('shares the day of a line that counts days, and has the day to itself once the other visit is gone', () => {
    const days = aLine({ id: 'chosen', unitDefinition: 'DAY', authorizedMilliUnits: 1000 });
    const second = pinned({ id: 'second', hour: 14, pinnedMilliUnits: 0 });
    const both = outcomesOf([days], [pinned({ pinnedMilliUnits: 1000 }), second]);
    expect([draws(both['pinned']), draws(both['second'])]).toEqual([[['chosen', 1000, 'RESERVED']], [['chosen', 0, 'RESERVED']]]);
    const alone = outcomesOf([days], [second]);
    expect(draws(alone['second'])).toEqual([['chosen', 1000, 'RESERVED']]);
    expect(alone['second']?.stalePin).toBeNull();
  });

  test('keeps what a cap leaves it where caps hold visits, and all of it with a word of warning where they do not', () => {
    const capped = { ...quarters, caps: [aCap('DAY', 2000)] };
    const held = outcomesOf([capped, other], [pinned()])['pinned'];
    expect(draws(held)).toEqual([['chosen', 2000, 'RESERVED']]);
    expect(held?.stalePin).toMatchObject({ neededMilliUnits: 3000, heldMilliUnits: 2000, refusal: { reason: 'CAP' } });
    const warned = outcomesOf([capped, other], [pinned()], { capSemantics: 'WARN' })['pinned'];
    expect(draws(warned)).toEqual([['chosen', 3000, 'RESERVED']]);
    expect(warned).toMatchObject({ stalePin: null, passedCaps: [{ neededMilliUnits: 3000, heldMilliUnits: 0 }] });
    const grown = outcomesOf([capped, other], [pinned({ minutes: 60 })], { capSemantics: 'WARN' })['pinned'];
    expect(grown).toMatchObject({ stalePin: { heldMilliUnits: 3000 }, passedCaps: [{ neededMilliUnits: 3000 }] });
  });

  test('that did not take place sets free what it would have drawn on the chosen line', () => {
    const snapshot = aPatient({ authorizations: [anAuthorization([quarters, other])], visits: [{ ...pinned(), status: 'CANCELLED' }] });
    expect(allocate(snapshot, policyBookOf(snapshot)).allocations).toMatchObject([{ lineId: 'chosen', milliUnits: 3000, state: 'RELEASED' }]);
  });
});
