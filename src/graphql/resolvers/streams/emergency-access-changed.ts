import { ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';

import { EmergencyAccessRow } from '../../../db/rows/emergency-access-row.js';
import { EVERYTHING, matches } from '../../../feed/interest.js';
import type { GraphContext } from '../../context.js';
import { oneOrNone } from '../../edges.js';
import { idsOf } from '../../inputs/ids-of.js';
import { EmergencyAccessType } from '../../types/emergency-access-type.js';
import { EmergencyAccessMessageType } from '../../types/stream-types.js';
import { stream, StreamArgs } from './stream.js';

@ArgsType()
class EmergencyAccessStreamArgs extends StreamArgs {
  @Field(() => [ID], { nullable: true, description: 'Only to these patients; to all when left out.' })
  patientIds?: string[] | null;
}

export const EmergencyAccessChangedResolver = stream({
  name: 'emergencyAccessChanged',
  description: 'Emergency accesses, whenever one is taken, ended early or reviewed: for administrators and clinical leads, who have to know at once. Without `after` the first message tells from where.',
  type: EmergencyAccessMessageType,
  args: EmergencyAccessStreamArgs,
  reading: 'EMERGENCIES',
  wishOf({ patientIds }) {
    const interest = {
      ...EVERYTHING,
      patientIds: idsOf('Patient', patientIds, ['patientIds']),
      types: ['EMERGENCY_ACCESS_GRANTED', 'EMERGENCY_ACCESS_ENDED', 'EMERGENCY_ACCESS_REVIEWED'],
    };
    return {
      interest,
      isAbout: (event) => matches(interest, event),
      none: { emergencyAccessId: null },
      extraOf: ({ body }) => ({ emergencyAccessId: body.what.find(({ entity }) => entity === 'EmergencyAccess')?.id ?? null }),
    };
  },
});

@Resolver(() => EmergencyAccessMessageType)
export class EmergencyAccessMessageResolver {
  @FieldResolver(() => EmergencyAccessType, { nullable: true, description: 'With EVENT, unless you asked for ID_ONLY: the emergency access as it is now.' })
  async emergencyAccess(@Root() { emergencyAccessId }: EmergencyAccessMessageType, @Ctx() { loaders }: GraphContext): Promise<EmergencyAccessRow | null> {
    return oneOrNone(loaders.record(EmergencyAccessRow), emergencyAccessId);
  }
}
