import { Arg, Args, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';

import type { Purpose } from '../../audit/purpose.js';
import { isOfCare } from '../../audit/purpose.js';
import { expectMayRead } from '../../auth/permissions.js';
import { Refusal } from '../../base/refusal.js';
import { type DisclosureGroup, disclosuresOf } from '../../db/queries/disclosures.js';
import { auditEntryList } from '../../db/queries/lists/audit-entries.js';
import type { AuditEntryRow } from '../../db/rows/audit-entry-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { type Connection, connection, PageArgs } from '../connection.js';
import type { GraphContext } from '../context.js';
import { AuditEntryFilterInput, auditEntryFilterOf } from '../filters/audit-entry-filter.js';
import { fromGlobalId, toGlobalId } from '../global-id.js';
import { Costs } from '../limits/points.js';
import { showsNothing } from '../loaders.js';
import { DateTime } from '../scalars.js';
import { AuditEntryConnection, AuditEntryType } from '../types/audit-entry-type.js';
import { DisclosureAccountingType } from '../types/disclosure-type.js';

const MOST_DISCLOSURES = 1_000;
const YEARS_BACK = 6;

/** Who has read and changed what. To ask is itself on record. */
@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Query(() => AuditEntryConnection, { description: 'The audit trail: who read and changed what, the latest first. What was read a moment ago may take a second to appear.' })
  async auditTrail(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AuditEntryFilterInput, { nullable: true, description: 'Which entries; all when left out.' }) filter: AuditEntryFilterInput | null,
  ): Promise<Connection<AuditEntryRow>> {
    const asked = auditEntryFilterOf(context.viewer, filter, context.now());
    context.touched.note(asked.patientId);
    return connection(context, { list: auditEntryList, filter: asked, sort: { by: 'NUMBER', direction: 'DESC' }, page });
  }

  @FieldResolver(() => Float, { description: 'Its place in the agency\'s trail: the first entry is 1, and none is left out.' })
  number(@Root() { seq }: AuditEntryRow): number {
    return seq;
  }

  @FieldResolver(() => [ID], { description: 'The patients whose records were shown or changed.' })
  patientIds(@Root() { patientIds }: AuditEntryRow): string[] {
    return patientIds.map((id) => toGlobalId('Patient', id));
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The emergency access without which it would have been refused.' })
  emergencyAccessId(@Root() { emergencyAccessId }: AuditEntryRow): string | null {
    return emergencyAccessId && toGlobalId('EmergencyAccess', emergencyAccessId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Of a change and of what was pushed: the place in the log of the last event.' })
  cursor(@Root() { agencyId, eventEpoch, toSeq }: AuditEntryRow, @Ctx() { cursors }: GraphContext): string | null {
    return eventEpoch === null || toSeq === null ? null : cursors.encode(agencyId, { epoch: eventEpoch, seq: toSeq });
  }

  @FieldResolver(() => String, { description: 'The SHA-256 of this entry and all before it, in hexadecimal digits.' })
  hash(@Root() { hash }: AuditEntryRow): string {
    return Buffer.from(hash).toString('hex');
  }

  @Costs(100)
  @Query(() => DisclosureAccountingType, { description: 'Who was shown what of one patient, when and why, as the patient may ask for the last six years.' })
  async accountingOfDisclosures(
    @Ctx() context: GraphContext,
    @Arg('patientId', () => ID, { description: 'The patient who asks, or for whom is asked.' }) globalId: string,
    @Arg('from', () => DateTime, { nullable: true, description: 'From when on; six years ago when left out.' }) from: Date | null,
    @Arg('before', () => DateTime, { nullable: true, description: 'Until just before when; until now when left out.' }) before: Date | null,
  ): Promise<DisclosureAccountingType> {
    expectMayRead(context.viewer, 'AUDIT');
    const patientId = fromGlobalId('Patient', globalId, ['patientId']);
    if ((await context.loaders.record(PatientRow).load(patientId)) === null) throw new Refusal('NOT_FOUND', { path: ['patientId'] });
    const period = { from: from ?? sixYearsBefore(context.now()), before: before ?? context.now() };
    if (period.before <= period.from) throw new Refusal('INVALID_RANGE', { path: ['before'], expected: 'a moment after from' });
    const groups = await context.read((tx) => disclosuresOf(tx, { patientId, ...period, limit: MOST_DISCLOSURES + 1 }), showsNothing);
    const told = groups.slice(0, MOST_DISCLOSURES);
    return { ...period, disclosures: told.filter(isDisclosed), uses: told.filter((group) => !isDisclosed(group)), isCutShort: groups.length > MOST_DISCLOSURES };
  }
}

/** Programs and operators of others are not the agency, whatever they do it for. */
const OUTSIDE: ReadonlySet<string> = new Set(['INTEGRATOR', 'EXTERNAL_OPERATOR']);

function isDisclosed({ role, kind, transport, purpose }: DisclosureGroup): boolean {
  return OUTSIDE.has(role) || kind === 'EXPORT' || transport === 'WEBHOOK' || !isOfCare(purpose as Purpose);
}

function sixYearsBefore(now: Date): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - YEARS_BACK);
  return then;
}
