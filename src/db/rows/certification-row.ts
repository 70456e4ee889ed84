import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Certification } from '../../care/certification.js';

@Entity('certifications')
export class CertificationRow implements Certification {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  kind!: Certification['kind'];

  @Column('date')
  startsOn!: LocalDate;

  @Column('date')
  endsOn!: LocalDate;

  @Column('date', { nullable: true })
  certifiedOn!: LocalDate | null;

  @Column('date', { nullable: true })
  assessedOn!: LocalDate | null;

  @Column('integer')
  version!: number;
}
