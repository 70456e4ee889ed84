import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { PatientStatusPeriod } from '../../care/patient.js';

@Entity('patient_status_periods')
export class PatientStatusPeriodRow implements PatientStatusPeriod {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  status!: PatientStatusPeriod['status'];

  @Column('date')
  startsOn!: LocalDate;
}
