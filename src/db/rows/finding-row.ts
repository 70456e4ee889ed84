import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Finding } from '../../alignment/finding.js';

export const FINDING_STATUSES = ['OPEN', 'CLEARED'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

@Entity('findings')
export class FindingRow implements Omit<Finding, 'serviceOn'> {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  key!: string;

  @Column('text')
  ruleId!: string;

  @Column('text')
  code!: string;

  @Column('text')
  severity!: Finding['severity'];

  @Column('text')
  ownerTeam!: Finding['ownerTeam'];

  @Column('text')
  resolution!: Finding['resolution'];

  @Column('text')
  clinicalText!: string;

  @Column('text')
  billingText!: string;

  @Column('text', { nullable: true })
  predictedCarc!: string | null;

  @Column('text', { nullable: true })
  predictedRarc!: string | null;

  @Column('jsonb')
  evidence!: Finding['evidence'];

  @Column('uuid', { nullable: true })
  payerId!: string | null;

  @Column('uuid', { array: true })
  visitIds!: string[];

  @Column('uuid', { nullable: true })
  orderId!: string | null;

  @Column('uuid', { nullable: true })
  authorizationId!: string | null;

  @Column('uuid', { nullable: true })
  lineId!: string | null;

  @Column('uuid', { nullable: true })
  noteId!: string | null;

  @Column('date', { nullable: true })
  serviceOn!: LocalDate | null;

  @Column('bigint')
  milliUnitsAtRisk!: number;

  @Column('bigint')
  centsAtRisk!: number;

  @Column('text')
  status!: FindingStatus;

  @Column({ type: 'timestamptz', precision: 3 })
  openedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  clearedAt!: Date | null;

  @Column('integer')
  timesOpened!: number;
}
