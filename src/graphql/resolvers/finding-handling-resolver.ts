import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { CHANGES_OF_RESOLUTION, ruleOf } from '../../alignment/explain.js';
import { MAY_CHANGE } from '../../auth/permissions.js';
import { type Role, ROLES } from '../../auth/viewer.js';
import { historyOfFindings, MOST_CHILDREN } from '../../db/queries/children.js';
import type { FindingHistoryRow } from '../../db/rows/finding-history-row.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import { AboutAsker } from '../about-asker.js';
import { Shows } from '../classes/shows.js';
import type { GraphContext } from '../context.js';
import { fromRow, ReadAs, toChildren } from '../plans/read-as.js';
import { reasonAsTold } from '../reason-as-told.js';
import { TeamEnum } from '../types/enums.js';
import { FindingExplanationType, FindingHistoryType } from '../types/finding-explanation-type.js';
import { FindingType, WaiverType } from '../types/finding-type.js';

@Resolver(() => FindingType)
export class FindingHandlingResolver {
  @ReadAs(fromRow('handlingTeam', 'ownerTeam'))
  @FieldResolver(() => TeamEnum, { description: 'The team that deals with it: the owner of the rule, unless it was handed over.' })
  team(@Root() { handlingTeam, ownerTeam }: FindingRow): FindingRow['ownerTeam'] {
    return handlingTeam ?? ownerTeam;
  }

  @ReadAs(fromRow('assignedTo'))
  @FieldResolver(() => Boolean, { description: 'Whether it was given to you.' })
  @AboutAsker()
  isAssignedToMe(@Root() { assignedTo }: FindingRow, @Ctx() context: GraphContext): boolean {
    return assignedTo !== null && assignedTo === context.actor().subject;
  }

  @ReadAs(fromRow('waivedAt', 'waivedBy', 'waiverReason', 'waivedUntil'))
  @FieldResolver(() => WaiverType, { nullable: true, description: 'That the agency accepts it; none while it does not.' })
  waiver(@Root() { waivedAt, waivedBy, waiverReason, waivedUntil }: FindingRow): WaiverType | null {
    return waivedAt === null || waivedBy === null || waiverReason === null ? null : { at: waivedAt, by: waivedBy, reason: waiverReason, until: waivedUntil };
  }

  @ReadAs(fromRow('ruleId', 'evidence', 'resolution', 'handlingTeam', 'ownerTeam'))
  @FieldResolver(() => FindingExplanationType, { nullable: true, description: 'What it means and what can be done; none for a finding of a rule that is no longer looked for.' })
  explanation(@Root() finding: FindingRow): FindingExplanationType | null {
    const rule = ruleOf(finding.ruleId);
    if (rule === undefined) return null;
    const { meaning, source, severity, clearsWhen, patientText } = rule;
    const { citation } = finding.evidence;
    return {
      meaning,
      source,
      severityBasis: severity,
      clearsWhen,
      patientText,
      resolution: finding.resolution,
      team: finding.handlingTeam ?? finding.ownerTeam,
      roles: rolesThatResolve(finding),
      citation: typeof citation === 'string' ? citation : null,
    };
  }

  @ReadAs(toChildren(historyOfFindings))
  @FieldResolver(() => [FindingHistoryType], { description: `What has become of it, the latest first; at most ${MOST_CHILDREN}.` })
  async history(@Root() { id }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<readonly FindingHistoryRow[]> {
    return loaders.children(historyOfFindings).load(id);
  }
}

@Resolver(() => FindingHistoryType)
export class FindingHistoryResolver {
  /** Reasons may name people, and whoever deals with the finding has to read them. */
  @Shows('REASON')
  @ReadAs(fromRow('eventType', 'reason'))
  @FieldResolver(() => String, { nullable: true, description: 'Why, as they said. Where a note was amended it is told to those who may read what notes say.' })
  reason(@Root() { eventType, reason }: FindingHistoryRow, @Ctx() { viewer }: GraphContext): string | null {
    return reasonAsTold(viewer, eventType, reason);
  }
}

function rolesThatResolve({ resolution }: FindingRow): readonly Role[] {
  return ROLES.filter((role) => CHANGES_OF_RESOLUTION[resolution].some((kind) => MAY_CHANGE[kind].includes(role)));
}
