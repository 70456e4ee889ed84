import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Order } from '../../care/order.js';

@Entity('orders')
export class OrderRow implements Order {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  kind!: Order['kind'];

  @Column('text')
  discipline!: Order['discipline'];

  @Column('text', { nullable: true })
  serviceCode!: string | null;

  @Column('text')
  frequencyText!: string;

  @Column('jsonb')
  frequency!: Order['frequency'];

  @Column('date')
  startsOn!: LocalDate;

  @Column('date', { nullable: true })
  endsOn!: LocalDate | null;

  @Column('text')
  physicianName!: string;

  @Column('text', { nullable: true })
  physicianNpi!: string | null;

  @Column('text')
  status!: Order['status'];

  @Column({ type: 'timestamptz', precision: 3 })
  receivedAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  sentAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  signedAt!: Date | null;

  @Column('date', { nullable: true })
  signatureDate!: LocalDate | null;

  @Column('date', { nullable: true })
  discontinuedOn!: LocalDate | null;

  @Column('text')
  urgency!: Order['urgency'];

  @Column('date', { nullable: true })
  mustBeSeenBy!: LocalDate | null;

  @Column('text', { array: true })
  diagnosisCodes!: Order['diagnosisCodes'];

  @Column('uuid', { nullable: true })
  supersedesOrderId!: string | null;

  @Column('integer')
  version!: number;
}
