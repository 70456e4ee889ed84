import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Staff } from '../../care/agency.js';

@Entity('staff')
export class StaffRow implements Staff {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { nullable: true })
  branchId!: string | null;

  @Column('text')
  givenName!: string;

  @Column('text')
  familyName!: string;

  @Column('text', { array: true })
  disciplines!: Staff['disciplines'];

  @Column('text', { nullable: true })
  credential!: string | null;

  @Column('text', { nullable: true })
  npi!: string | null;

  @Column('date', { nullable: true })
  credentialExpiresOn!: LocalDate | null;
}
