import type { Team } from '../alignment/finding.js';
import { TEAMS } from '../alignment/finding.js';
import { checkedMember } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { expectReason } from './change.js';
import { findingChange, type FindingInput } from './finding-changes.js';

export interface HandOverFindingInput extends FindingInput {
  readonly team: Team;
}

/** Another team is to deal with it, and is told why. Whoever had it before has it no longer. */
export const handOverFinding = findingChange<HandOverFindingInput>('handOverFinding', 'HANDED_OVER', (finding, input, work) => {
  const team = checkedMember(input.team, TEAMS, ['input', 'team']);
  expectReason(work, 'handing it over');
  if (team === (finding.handlingTeam ?? finding.ownerTeam)) {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'team'], expected: 'another team than the one that has it', found: team });
  }
  return { handlingTeam: team === finding.ownerTeam ? null : team, assignedTo: null, acknowledgedAt: null, acknowledgedBy: null };
});
