import { describe, expect, test } from '@jest/globals';

import { alternativesTo, type Candidate } from '../../src/alignment/alternatives.js';
import type { PatientSnapshot, StaffFact, VisitFact } from '../../src/alignment/snapshot.js';
import { dateOf, MS_PER_HOUR } from '../../src/base/day.js';
import { aCap, aLine, aPatient, aVisit, amplyOrdered, anAuthorization, at, done } from '../support/snapshots.js';

const NOW = at('2025-02-03', 7);

function patient(facts: Partial<PatientSnapshot>): PatientSnapshot {
  return aPatient({ orders: [amplyOrdered()], authorizations: [anAuthorization([aLine()])], ...facts });
}

const datesFor = (snapshot: PatientSnapshot, visit: VisitFact): string[] => alternativesTo(snapshot, visit.id, [], NOW).times.map(({ serviceOn }) => dateOf(serviceOn));

function member(id: string, facts: Partial<StaffFact> = {}): StaffFact {
  return { id, disciplines: ['PT'], credential: 'PT', credentialExpiresOn: null, ...facts };
}

describe('other dates', () => {
  test('are the nearest on which the visit is supported, at the same time of day', () => {
    const late = aVisit('2025-02-12');
    const { times } = alternativesTo(patient({ visits: [late] }), late.id, [], NOW);
    expect(times.map(({ serviceOn }) => dateOf(serviceOn))).toEqual(['2025-02-10', '2025-02-09', '2025-02-08']);
    expect(times.map(({ startsAt }) => startsAt)).toEqual([at('2025-02-10', 9), at('2025-02-09', 9), at('2025-02-08', 9)]);
    expect(times.map(({ startsAt, endsAt }) => endsAt - startsAt)).toEqual(times.map(() => late.endsAt - late.startsAt));
  });

  test('leave out a week that is full', () => {
    const line = aLine({ caps: [aCap('WEEK', 2000)] });
    const visits = [aVisit('2025-02-03', { hour: 8 }), aVisit('2025-02-04'), aVisit('2025-02-05')];
    expect(datesFor(patient({ authorizations: [anAuthorization([line])], visits }), visits[2] as VisitFact)).toEqual(['2025-02-09', '2025-02-10']);
  });

  test('never take a unit from another visit', () => {
    const line = aLine({ authorizedMilliUnits: 1000, endsOn: aVisit('2025-02-20').serviceOn });
    const visits = [aVisit('2025-02-10'), aVisit('2025-02-12')];
    expect(datesFor(patient({ authorizations: [anAuthorization([line])], visits }), visits[1] as VisitFact)).toEqual([]);
  });

  test('lie ahead', () => {
    const today = aVisit('2025-02-03', { hour: 6 });
    expect(datesFor(patient({ visits: [today] }), today)[0]).toBe('2025-02-04');
  });
});

describe('other lines', () => {
  test('are those of another service of the discipline that has units, with the service to change to', () => {
    const lines = [aLine({ id: 'line-pt', serviceCode: 'G0151', authorizedMilliUnits: 1000 }), aLine({ id: 'line-pta', serviceCode: 'G0157', authorizedMilliUnits: 5000 })];
    const visits = [aVisit('2025-02-04'), aVisit('2025-02-06')];
    const { lines: found } = alternativesTo(patient({ authorizations: [anAuthorization(lines)], visits }), 'visit-2025-02-06', [], NOW);
    expect(found).toEqual([{ lineId: 'line-pta', serviceCode: 'G0157' }]);
  });
});

describe('other staff', () => {
  const clash = aVisit('2025-02-05', { staffId: 'ann' });
  const snapshot = patient({ visits: [clash], staff: [member('ann')], staffConflicts: [{ visitId: clash.id, startsAt: clash.startsAt, endsAt: clash.endsAt }] });
  const staffFor = (...candidates: Candidate[]): readonly string[] => alternativesTo(snapshot, clash.id, candidates, NOW).staffIds;

  test('are those who are free at the time', () => {
    const before = { startsAt: clash.startsAt - MS_PER_HOUR, endsAt: clash.startsAt };
    const into = { startsAt: clash.startsAt - MS_PER_HOUR, endsAt: clash.startsAt + 1 };
    expect(staffFor({ member: member('ann'), busy: [] }, { member: member('bo'), busy: [into] }, { member: member('cy'), busy: [before] })).toEqual(['cy']);
  });

  test('are those whose credential allows the visit', () => {
    expect(staffFor({ member: member('bo', { credential: 'PTA' }), busy: [] }, { member: member('cy'), busy: [] })).toEqual(['cy']);
  });
});

test('nothing else can be planned for a visit that was made, or that is not there', () => {
  const made = done(aVisit('2025-02-12'));
  expect(alternativesTo(patient({ visits: [made] }), made.id, [], NOW)).toEqual({ times: [], lines: [], staffIds: [] });
  expect(alternativesTo(patient({}), 'unknown', [], NOW)).toEqual({ times: [], lines: [], staffIds: [] });
});
