import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';

import type { ChangeCause } from '../../care/visit.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { AlignmentEvent, Effect } from '../../feed/event.js';
import { changesAsTold } from '../as-told.js';
import type { GraphContext } from '../context.js';
import { toGlobalId } from '../global-id.js';
import { reasonAsTold } from '../reason-as-told.js';
import { AlignmentEffectType } from '../types/alignment-effect-type.js';
import { ChangeCauseEnum } from '../types/enums.js';
import { ActorType, AlignmentEventType, FieldChangeType } from '../types/event-type.js';
import { PatientType } from '../types/patient-type.js';

@Resolver(() => AlignmentEventType)
export class AlignmentEventResolver {
  @FieldResolver(() => PatientType, { nullable: true, description: 'The patient it concerns; null when it concerns the agency as a whole, as a payer\'s policy does.' })
  async patient(@Root() { patientId }: AlignmentEvent, @Ctx() { loaders }: GraphContext): Promise<PatientRow | null> {
    return patientId === null ? null : loaders.record(PatientRow).load(patientId);
  }

  @FieldResolver(() => [FieldChangeType], { description: 'What changed: fields before and after, of the records that you may read.' })
  what(@Root() { body }: AlignmentEvent, @Ctx() { viewer }: GraphContext): FieldChangeType[] {
    return changesAsTold(viewer, body.what);
  }

  @FieldResolver(() => ActorType, { description: 'Who made the change.' })
  who(@Root() { body }: AlignmentEvent): AlignmentEvent['body']['actor'] {
    return body.actor;
  }

  @FieldResolver(() => ChangeCauseEnum, { description: 'Why, as one of the usual causes.' })
  cause(@Root() { body }: AlignmentEvent): ChangeCause {
    return body.cause;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why, in the words of whoever made it; null when none were given and, of an amended note, for roles that may not read the text of notes.',
  })
  reason(@Root() { type, body }: AlignmentEvent, @Ctx() { viewer }: GraphContext): string | null {
    return reasonAsTold(viewer, type, body.reason);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The emergency access under which it was done, whose patient was not in the scope of whoever did it; none otherwise.' })
  emergencyAccessId(@Root() { body: { emergencyAccessId } }: AlignmentEvent): string | null {
    return emergencyAccessId === undefined ? null : toGlobalId('EmergencyAccess', emergencyAccessId);
  }

  @FieldResolver(() => AlignmentEffectType, { description: 'What it does to the payer\'s requirements: findings, balances and visits.' })
  effect(@Root() { body }: AlignmentEvent): Effect {
    return body.effect;
  }
}
