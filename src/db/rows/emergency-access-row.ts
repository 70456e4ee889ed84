import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { EmergencyAccess } from '../../care/emergency-access.js';

@Entity('emergency_accesses')
export class EmergencyAccessRow implements EmergencyAccess {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  role!: EmergencyAccess['role'];

  @Column('text')
  reasonCode!: EmergencyAccess['reasonCode'];

  @Column('text')
  reason!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  grantedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  endedAt!: Date | null;

  @Column('text', { nullable: true })
  endedBy!: string | null;

  @Column('text')
  reviewStatus!: EmergencyAccess['reviewStatus'];

  @Column({ type: 'timestamptz', precision: 3 })
  reviewDueAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  reviewedAt!: Date | null;

  @Column('text', { nullable: true })
  reviewedBy!: string | null;

  @Column('text', { nullable: true })
  reviewText!: string | null;

  @Column('integer')
  version!: number;
}
