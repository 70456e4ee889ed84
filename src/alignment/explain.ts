import type { ChangeKind } from '../care/change.js';
import { type Finding, isGrave, type Resolution } from './finding.js';
import { RULES } from './rules/all.js';
import type { Rule } from './rules/rule.js';

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of a finding; undefined for one that an earlier version knew, whose findings stay as they were found. */
export function ruleOf(ruleId: string): Rule | undefined {
  return BY_ID.get(ruleId);
}

/** It stands in the way of the visits that it names, and not only of their claims: nobody should plan into it knowingly. */
export function hindersVisits(finding: Pick<Finding, 'ruleId' | 'severity'>): boolean {
  return isGrave(finding) && ruleOf(finding.ruleId)?.holdsOnlyClaims !== true;
}

/** The changes by which each kind of resolution is usually reached. Whoever may make one of them can make the finding go away. */
export const CHANGES_OF_RESOLUTION: Readonly<Record<Resolution, readonly ChangeKind[]>> = {
  CHART_CORRECTION: ['writeNote', 'signNote', 'amendNote', 'notifyPhysician', 'recordSupervision', 'updateCarePlan'],
  SCHEDULE_CHANGE: ['rescheduleVisit', 'reassignVisit', 'cancelVisit', 'scheduleVisit', 'scheduleVisitSeries', 'changeVisitService'],
  AUTHORIZATION_ACTION: ['recordAuthorization', 'extendAuthorization', 'reviseAuthorization', 'pinVisit'],
  ORDER_ACTION: ['recordOrder', 'signOrder', 'recordCertification', 'updateCertification', 'recordFaceToFace'],
  EVV_CORRECTION: ['recordEvv', 'correctVisit'],
  CLAIM_CORRECTION: ['billVisit', 'changeCoverage'],
};
