import type { FindingRow } from '../../../db/rows/finding-row.js';
import type { Effect } from '../../../feed/event.js';
import { findingMatches, matches } from '../../../feed/interest.js';
import { interestOf } from '../../inputs/alignment-filter.js';
import { type FindingChangeType, FindingMessageType, type FindingMove } from '../../types/stream-types.js';
import { findingRow } from '../alignment-effect-resolver.js';
import { AlignmentStreamArgs } from './alignment-changed.js';
import { openFindings, stream } from './stream.js';

export const FindingChangedResolver = stream({
  name: 'findingChanged',
  description: 'Findings as they are raised, settled, changed or dealt with. Without `after` the first message is a SNAPSHOT of those that are open.',
  type: FindingMessageType,
  args: AlignmentStreamArgs,
  wishOf({ filter }) {
    const interest = interestOf(filter);
    const changesOf = (effect: Effect): FindingChangeType[] => movesOf(effect).filter(({ finding }) => findingMatches(interest, finding));
    return {
      interest,
      isAbout: (event) => matches(interest, event) && changesOf(event.body.effect).length > 0,
      none: { snapshot: null, changes: null },
      extraOf: (event) => ({ snapshot: null, changes: changesOf(event.body.effect).map(({ move, finding }) => ({ move, finding: findingRow(finding) })) }),
      start: async (context, visible) => ({ snapshot: await openFindings(context, visible) }),
    };
  },
});

/** Every finding of an effect, with what became of it. */
export function movesOf({ raised, cleared, changed }: Effect): FindingChangeType[] {
  const moved = (move: FindingMove, findings: readonly FindingRow[]): FindingChangeType[] => findings.map((finding) => ({ move, finding }));
  return [...moved('RAISED', raised), ...moved('CLEARED', cleared), ...moved('CHANGED', changed)];
}
