import { describe, expect, test } from '@jest/globals';

import { evaluate } from '../../src/alignment/evaluate.js';
import { proposalOf } from '../../src/alignment/proposal.js';
import type { PatientSnapshot, VisitFact } from '../../src/alignment/snapshot.js';
import { dateOf, dayOf } from '../../src/base/day.js';
import { aLine, aPatient, aVisit, amplyOrdered, anAuthorization, at, visitsFrom } from '../support/snapshots.js';

const NOW = at('2025-01-02', 7);

/** 12 physical therapy visits from 2025-01-02 to 2025-02-10. */
function patient(visits: readonly VisitFact[] = [], units = 12_000): PatientSnapshot {
  return aPatient({ orders: [amplyOrdered()], authorizations: [anAuthorization([aLine({ authorizedMilliUnits: units })])], visits });
}

const propose = (snapshot: PatientSnapshot, proposed: readonly VisitFact[]) => proposalOf(snapshot, evaluate(snapshot, NOW), proposed, NOW);

describe('a proposed series', () => {
  test('fits up to the last authorized unit, and the first that does not says why', () => {
    const proposal = propose(patient(visitsFrom('2025-01-03', 9, 1)), visitsFrom('2025-01-20', 5, 2, {}).map((visit, i) => ({ ...visit, id: `proposed-${i}` })));
    expect(proposal.occurrences.map(({ fits }) => fits)).toEqual([true, true, true, false, false]);
    expect(proposal.fitting).toBe(3);
    expect(dateOf(proposal.lastDateThatFits as number)).toBe('2025-01-24');
    expect(proposal.firstThatDoesNotFit?.serviceOn).toBe(dayOf('2025-01-26'));
    expect(proposal.firstThatDoesNotFit?.findings.map(({ ruleId }) => ruleId)).toContain('AUTH-05');
  });

  test('fits on the last authorized day and not on the one after', () => {
    const [inside, outside] = propose(patient(), [aVisit('2025-02-10', { id: 'proposed-0' }), aVisit('2025-02-11', { id: 'proposed-1' })]).occurrences;
    expect(inside?.fits).toBe(true);
    expect(outside?.findings.filter(({ severity }) => severity === 'BLOCKER').map(({ ruleId }) => ruleId)).toEqual(['AUTH-04']);
  });

  test('names the planned visits that would lose their units to it', () => {
    const planned = visitsFrom('2025-02-01', 2, 1);
    const proposal = propose(patient(planned, 2000), [aVisit('2025-01-10', { id: 'proposed-0' })]);
    expect(proposal.occurrences[0]?.fits).toBe(true);
    expect(proposal.displacedVisitIds).toEqual(['visit-2025-02-02']);
  });

  test('displaces nothing that was unsupported already', () => {
    const planned = visitsFrom('2025-02-09', 3, 1);
    expect(propose(patient(planned), [aVisit('2025-01-10', { id: 'proposed-0' })]).displacedVisitIds).toEqual([]);
  });

  test('of no visits changes nothing', () => {
    expect(propose(patient(visitsFrom('2025-01-03', 2, 1)), [])).toEqual({ occurrences: [], fitting: 0, lastDateThatFits: null, firstThatDoesNotFit: null, displacedVisitIds: [] });
  });
});
