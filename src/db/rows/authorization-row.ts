import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Authorization } from '../../care/authorization.js';

@Entity('authorizations')
export class AuthorizationRow implements Authorization {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('uuid')
  payerId!: string;

  @Column('uuid', { nullable: true })
  coverageId!: string | null;

  @Column('text', { nullable: true })
  number!: string | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  requestedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  decidedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  cancelledAt!: Date | null;

  @Column('text')
  requestType!: Authorization['requestType'];

  @Column('text')
  urgency!: Authorization['urgency'];

  @Column('text', { nullable: true })
  channel!: Authorization['channel'];

  @Column('text', { array: true })
  diagnosisCodes!: Authorization['diagnosisCodes'];

  @Column('integer')
  version!: number;
}
