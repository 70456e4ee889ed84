import { ArgsType, Field } from 'type-graphql';

import type { Team } from '../../../alignment/finding.js';
import type { FieldChange } from '../../../care/change.js';
import type { FindingRow } from '../../../db/rows/finding-row.js';
import type { AlignmentEvent } from '../../../feed/event.js';
import { EVERYTHING } from '../../../feed/interest.js';
import { TeamEnum } from '../../types/enums.js';
import { type QueueChangeType, type QueueMove, WorkQueueMessageType } from '../../types/stream-types.js';
import { findingRow } from '../alignment-effect-resolver.js';
import { movesOf } from './finding-changed.js';
import { openFindings, stream, StreamArgs } from './stream.js';

@ArgsType()
class WorkQueueArgs extends StreamArgs {
  @Field(() => TeamEnum, { description: 'The team whose queue it is.' })
  team!: Team;
}

export const WorkQueueChangedResolver = stream({
  name: 'workQueueChanged',
  description: 'What comes into a team\'s queue and what leaves it: open findings that the team deals with and that nobody has waived. Without `after` the first message is a SNAPSHOT of the queue.',
  type: WorkQueueMessageType,
  args: WorkQueueArgs,
  wishOf({ team }) {
    // A finding that is handed over concerns the team that had it too, whose name the event's findings do not bear any more.
    return {
      interest: EVERYTHING,
      isAbout: (event) => queueChanges(event, team).length > 0,
      none: { snapshot: null, changes: null },
      extraOf: (event) => ({ snapshot: null, changes: queueChanges(event, team).map(({ move, finding }) => ({ move, finding: findingRow(finding) })) }),
      start: async (context, visible) => ({ snapshot: await openFindings(context, { ...visible, teams: [team] }, { isWaived: false }) }),
    };
  },
});

function queueChanges({ body: { what, effect } }: AlignmentEvent, team: Team): QueueChangeType[] {
  return movesOf(effect).flatMap(({ move, finding }): QueueChangeType[] => {
    const before = beforeOf(finding, what);
    const wasIn = move !== 'RAISED' && isIn(before, team);
    const isInNow = move !== 'CLEARED' && isIn(finding, team);
    if (!wasIn && !isInNow) return [];
    const queueMove: QueueMove = !wasIn ? 'ADDED' : isInNow ? 'CHANGED' : 'REMOVED';
    return [{ move: queueMove, finding }];
  });
}

type Place = Pick<FindingRow, 'ownerTeam' | 'handlingTeam' | 'waivedAt'>;

function isIn({ ownerTeam, handlingTeam, waivedAt }: Place, team: Team): boolean {
  return (handlingTeam ?? ownerTeam) === team && waivedAt === null;
}

/** How colleagues dealt with a finding before this event, which says what of that it changed. */
function beforeOf(finding: FindingRow, what: readonly FieldChange[]): Place {
  const changed = new Map(what.filter(({ entity, id }) => entity === 'Finding' && id === finding.id).map(({ field, before }) => [field, before]));
  return {
    ownerTeam: finding.ownerTeam,
    handlingTeam: changed.has('handlingTeam') ? (changed.get('handlingTeam') as Team | null) : finding.handlingTeam,
    waivedAt: changed.has('waivedAt') ? (changed.get('waivedAt') === null ? null : finding.openedAt) : finding.waivedAt,
  };
}
