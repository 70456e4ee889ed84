import { ArgsType, Field } from 'type-graphql';

import { matches } from '../../../feed/interest.js';
import { AlignmentFilter, interestOf } from '../../inputs/alignment-filter.js';
import { AlignmentMessageType } from '../../types/stream-types.js';
import { openFindings, stream, StreamArgs } from './stream.js';

@ArgsType()
export class AlignmentStreamArgs extends StreamArgs {
  @Field(() => AlignmentFilter, { nullable: true, description: 'Which changes to be told of; all when left out.' })
  filter?: AlignmentFilter | null;
}

export const AlignmentChangedResolver = stream({
  name: 'alignmentChanged',
  description:
    'Every change as it commits, with its effect. Without `after` the first message is a SNAPSHOT; with it, the stream goes on from there and nothing is lost, repeated or reordered.',
  type: AlignmentMessageType,
  args: AlignmentStreamArgs,
  wishOf({ filter }) {
    const interest = interestOf(filter);
    return {
      interest,
      isAbout: (event) => matches(interest, event),
      none: { snapshot: null },
      extraOf: () => ({ snapshot: null }),
      start: async (context, visible) => ({ snapshot: await openFindings(context, visible) }),
    };
  },
});
