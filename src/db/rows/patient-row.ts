import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Patient } from '../../care/patient.js';

@Entity('patients')
export class PatientRow implements Patient {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  branchId!: string;

  @Column('text')
  mrn!: string;

  @Column('text')
  givenName!: string;

  @Column('text')
  familyName!: string;

  @Column('date', { nullable: true })
  birthDate!: LocalDate | null;

  @Column('text', { nullable: true })
  ssn!: string | null;

  @Column('text', { array: true })
  ssnIndex!: readonly string[];

  @Column('text')
  status!: Patient['status'];

  @Column('date', { nullable: true })
  startOfCareOn!: LocalDate | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  carePlanUpdatedAt!: Date | null;

  @Column('integer')
  version!: number;
}
