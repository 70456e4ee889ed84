import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { ScheduleChange } from '../../care/visit.js';

@Entity('schedule_changes')
export class ScheduleChangeRow implements ScheduleChange {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('uuid')
  visitId!: string;

  @Column('text')
  kind!: ScheduleChange['kind'];

  @Column('jsonb')
  before!: ScheduleChange['before'];

  @Column('jsonb')
  after!: ScheduleChange['after'];

  @Column('text')
  cause!: ScheduleChange['cause'];

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text')
  actorSubject!: string;

  @Column('text')
  actorRole!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  occurredAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
