import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { AuthorizationDecision } from '../../care/authorization.js';

@Entity('authorization_decisions')
export class AuthorizationDecisionRow implements AuthorizationDecision {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('uuid')
  authorizationId!: string;

  @Column('uuid')
  lineId!: string;

  @Column('text')
  decision!: AuthorizationDecision['decision'];

  @Column('text', { nullable: true })
  decisionReason!: string | null;

  @Column('bigint')
  authorizedMilliUnits!: number;

  @Column('date')
  startsOn!: LocalDate;

  @Column('date')
  endsOn!: LocalDate;

  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
