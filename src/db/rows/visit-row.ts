import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Visit } from '../../care/visit.js';

@Entity('visits')
export class VisitRow implements Visit {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  discipline!: Visit['discipline'];

  @Column('text')
  serviceCode!: string;

  @Column('text', { array: true })
  modifiers!: Visit['modifiers'];

  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Column('date')
  serviceOn!: LocalDate;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  actualStartsAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  actualEndsAt!: Date | null;

  @Column('text')
  status!: Visit['status'];

  @Column('uuid', { nullable: true })
  seriesId!: string | null;

  @Column('boolean')
  isAsNeeded!: boolean;

  @Column('text')
  type!: Visit['type'];

  @Column('text')
  placeOfService!: string;

  @Column('uuid', { nullable: true })
  pinnedLineId!: string | null;

  @Column('bigint', { nullable: true })
  pinnedMilliUnits!: number | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  physicianNotifiedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  billedAt!: Date | null;

  @Column('integer', { nullable: true })
  billedMinutes!: number | null;

  @Column('integer')
  version!: number;
}
