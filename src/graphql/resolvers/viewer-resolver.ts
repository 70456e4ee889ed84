import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { MAY_CHANGE, MAY_READ, mayChange, mayRead, type Reading } from '../../auth/permissions.js';
import type { Viewer } from '../../auth/viewer.js';
import { invariant } from '../../base/invariant.js';
import type { ChangeKind } from '../../care/change.js';
import { agencyOf } from '../../db/queries/agency.js';
import { latestEmergencyAccessesOf } from '../../db/queries/emergency-accesses.js';
import type { AgencyRow } from '../../db/rows/agency-row.js';
import type { EmergencyAccessRow } from '../../db/rows/emergency-access-row.js';
import type { GraphContext } from '../context.js';
import { AgencyType } from '../types/agency-type.js';
import { EmergencyAccessType } from '../types/emergency-access-type.js';
import { ViewerPermissionsType, ViewerType } from '../types/viewer-type.js';

const EMERGENCIES_SHOWN = 20;

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'Who you are to this server, and what you may do.' })
  viewer(@Ctx() context: GraphContext): Viewer {
    return context.actor();
  }

  @FieldResolver(() => AgencyType, { description: 'The agency that your token names.' })
  async agency(@Ctx() { read }: GraphContext): Promise<AgencyRow> {
    const agency = await read(agencyOf);
    invariant(agency, 'a viewer belongs to an agency');
    return agency;
  }

  @FieldResolver(() => [EmergencyAccessType], { description: `The emergency accesses that you took, the latest first, at most ${EMERGENCIES_SHOWN}.` })
  async emergencyAccesses(@Root() { subject }: Viewer, @Ctx() { read }: GraphContext): Promise<EmergencyAccessRow[]> {
    return read((tx) => latestEmergencyAccessesOf(tx, subject, EMERGENCIES_SHOWN));
  }

  @FieldResolver(() => ViewerPermissionsType, { description: 'What you may do.' })
  permissions(@Root() viewer: Viewer): ViewerPermissionsType {
    return {
      mayRead: (Object.keys(MAY_READ) as Reading[]).filter((reading) => mayRead(viewer, reading)),
      // What no role may do is not a mutation.
      mayChange: (Object.keys(MAY_CHANGE) as ChangeKind[]).filter((kind) => MAY_CHANGE[kind].length > 0 && mayChange(viewer, kind)),
    };
  }
}
