import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Member } from '../../care/member.js';

@Entity('members')
export class MemberRow implements Member {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  role!: Member['role'];

  @Column('uuid', { array: true, nullable: true })
  branchIds!: Member['branchIds'];

  @Column('uuid', { array: true, nullable: true })
  payerIds!: Member['payerIds'];

  @Column('uuid', { array: true, nullable: true })
  patientIds!: Member['patientIds'];

  @Column('text')
  status!: Member['status'];

  @Column('integer')
  version!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  grantedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  revokedAt!: Date | null;
}
