import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { EvvRecord } from '../../care/evv.js';

@Entity('evv_records')
export class EvvRecordRow implements EvvRecord {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('uuid')
  visitId!: string;

  @Column('text', { nullable: true })
  serviceCode!: string | null;

  @Column('text', { nullable: true })
  memberId!: string | null;

  @Column('text', { array: true })
  memberIndex!: readonly string[];

  @Column('date', { nullable: true })
  serviceOn!: LocalDate | null;

  @Column('text', { nullable: true })
  location!: string | null;

  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  startsAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  endsAt!: Date | null;

  @Column('text')
  status!: EvvRecord['status'];

  @Column('boolean')
  isManuallyEdited!: boolean;

  @Column('text', { nullable: true })
  reasonCode!: string | null;

  @Column('integer')
  version!: number;
}
