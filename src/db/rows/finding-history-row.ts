import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Team } from '../../alignment/finding.js';
import type { EventType } from '../../care/change.js';

export const FINDING_HISTORY_KINDS = ['OPENED', 'REOPENED', 'CLEARED', 'ACKNOWLEDGED', 'ASSIGNED', 'HANDED_OVER', 'WAIVED', 'WAIVER_ENDED'] as const;
export type FindingHistoryKind = (typeof FINDING_HISTORY_KINDS)[number];

/** What became of a finding, one line an act, never altered. */
@Entity('finding_history')
export class FindingHistoryRow {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('uuid')
  findingId!: string;

  @Column('text')
  kind!: FindingHistoryKind;

  /** Of the events of the change that did it. */
  @Column('uuid')
  correlationId!: string;

  @Column('text')
  eventType!: EventType;

  @Column('text')
  actorSubject!: string;

  @Column('text')
  actorRole!: string;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** To which team it was handed over. */
  @Column('text', { nullable: true })
  team!: Team | null;

  @Column('text', { nullable: true })
  assignedTo!: string | null;

  /** Until when it was waived. */
  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  untilAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
