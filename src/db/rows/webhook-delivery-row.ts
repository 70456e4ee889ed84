import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One attempt to deliver one message. */
@Entity('webhook_deliveries')
export class WebhookDeliveryRow {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  webhookId!: string;

  /** Counts the attempts of the webhook. */
  @PrimaryColumn('bigint')
  number!: number;

  /** The id in the header, by which the receiver recognises a repetition. */
  @Column('text')
  messageId!: string;

  @Column('integer')
  epoch!: number;

  @Column('bigint')
  seq!: number;

  @Column('integer')
  attempt!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column('integer', { nullable: true })
  statusCode!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('integer')
  durationMs!: number;
}
