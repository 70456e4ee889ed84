import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One entry of the audit trail. What its columns say, and in which words they are chained, is said by `audit/`. */
@Entity('audit_entries')
export class AuditEntryRow {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('bigint')
  seq!: number;

  @PrimaryColumn({ type: 'timestamptz', precision: 3 })
  chainedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;

  @Column('text')
  kind!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  role!: string;

  @Column('text', { nullable: true })
  clientId!: string | null;

  @Column('text')
  purpose!: string;

  @Column('text', { nullable: true })
  operation!: string | null;

  @Column('text', { nullable: true })
  documentHash!: string | null;

  @Column('uuid', { array: true })
  patientIds!: readonly string[];

  @Column('integer')
  part!: number;

  @Column('integer')
  parts!: number;

  @Column('text', { array: true })
  recordKinds!: readonly string[];

  @Column('text', { array: true })
  fieldClasses!: readonly string[];

  @Column('text')
  transport!: string;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text', { nullable: true })
  userAgent!: string | null;

  @Column('text')
  outcome!: string;

  @Column('text', { nullable: true })
  code!: string | null;

  @Column('text', { nullable: true })
  requestId!: string | null;

  @Column('uuid', { nullable: true })
  correlationId!: string | null;

  @Column('integer', { nullable: true })
  eventEpoch!: number | null;

  @Column('bigint', { nullable: true })
  fromSeq!: number | null;

  @Column('bigint', { nullable: true })
  toSeq!: number | null;

  @Column('integer', { nullable: true })
  count!: number | null;

  @Column('uuid', { nullable: true })
  emergencyAccessId!: string | null;

  @Column('bytea')
  previous!: Uint8Array;

  @Column('bytea')
  hash!: Uint8Array;
}
