import { Field, ID, InputType } from 'type-graphql';

import type { EntryKind, EntryOutcome } from '../../audit/entry.js';
import type { Reader } from '../../auth/viewer.js';
import type { AuditEntryFilter } from '../../db/queries/lists/audit-entries.js';
import { AuditKindEnum, AuditOutcomeEnum } from '../types/audit-entry-type.js';
import { idIn, setIn } from './ids.js';
import { todayOf } from './relative-days.js';
import { textIn } from './texts.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@InputType('AuditEntryFilter', { description: 'Which entries of the audit trail to list: those for which everything that is given holds.' })
export class AuditEntryFilterInput {
  @Field(() => ID, { nullable: true, description: 'That name this patient.' })
  patientId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of whoever has this subject in their tokens.' })
  subject?: string | null;

  @Field(() => [AuditKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: EntryKind[] | null;

  @Field(() => [AuditOutcomeEnum], { nullable: true, description: 'Of which any of these came.' })
  outcomes?: EntryOutcome[] | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Done between these.' })
  recordedAt?: TimeRangeInput | null;

  @Field(() => ID, { nullable: true, description: 'Done under this emergency access.' })
  emergencyAccessId?: string | null;
}

/** @throws Refusal where the filter makes no sense */
export function auditEntryFilterOf(viewer: Reader, filter: AuditEntryFilterInput | null, now: Date): AuditEntryFilter {
  return {
    patientId: idIn(filter, 'patientId', 'Patient'),
    subject: textIn(filter, 'subject'),
    kinds: setIn(filter, 'kinds'),
    outcomes: setIn(filter, 'outcomes'),
    recordedAt: timesIn(filter, 'recordedAt', todayOf(viewer, null, now)),
    emergencyAccessId: idIn(filter, 'emergencyAccessId', 'EmergencyAccess'),
  };
}
