import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { AuthorizationCap } from '../../care/authorization.js';

@Entity('authorization_caps')
export class AuthorizationCapRow implements AuthorizationCap {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  lineId!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  period!: AuthorizationCap['period'];

  @Column('smallint', { nullable: true })
  rollingDays!: number | null;

  @Column('bigint')
  milliUnits!: number;
}
