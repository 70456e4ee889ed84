import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Finding } from '../../alignment/finding.js';

export const FINDING_STATUSES = ['OPEN', 'CLEARED'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** What colleagues have done about a finding; of a new one nothing yet. */
export const UNHANDLED = {
  acknowledgedAt: null, acknowledgedBy: null, assignedTo: null, handlingTeam: null, waivedAt: null, waivedBy: null, waivedUntil: null, waiverReason: null,
} as const;

@Entity('findings')
export class FindingRow implements Omit<Finding, 'serviceOn' | 'deadlineAt'> {
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

  @Column('integer', { nullable: true })
  policyVersion!: number | null;

  @Column('uuid', { array: true })
  visitIds!: string[];

  @Column('bigint', { array: true })
  visitCents!: number[];

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

  /** The instant at which it becomes graver or can no longer be settled in time. */
  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  deadlineAt!: Date | null;

  @Column('text')
  status!: FindingStatus;

  @Column({ type: 'timestamptz', precision: 3 })
  openedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  clearedAt!: Date | null;

  @Column('integer')
  timesOpened!: number;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  acknowledgedAt!: Date | null;

  @Column('text', { nullable: true })
  acknowledgedBy!: string | null;

  /** The subject of whoever has taken it on. */
  @Column('text', { nullable: true })
  assignedTo!: string | null;

  /** The team that it was handed over to; null while it is with the team that owns the rule. */
  @Column('text', { nullable: true })
  handlingTeam!: Finding['ownerTeam'] | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  waivedAt!: Date | null;

  @Column('text', { nullable: true })
  waivedBy!: string | null;

  /** Until when; null is for good. */
  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  waivedUntil!: Date | null;

  @Column('text', { nullable: true })
  waiverReason!: string | null;
}
