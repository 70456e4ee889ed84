import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the deliveries of a webhook have come. */
@Entity('webhook_states')
export class WebhookStateRow {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  webhookId!: string;

  @Column('integer')
  epoch!: number;

  /** Everything up to here was delivered, or is not wanted. */
  @Column('bigint')
  seq!: number;

  /** The place of the last message that was delivered; what was not wanted since is behind it. */
  @Column('bigint')
  toldSeq!: number;

  /** How many attempts have failed since the last one that did not. */
  @Column('integer')
  failures!: number;

  /** Null while nothing is to be delivered. */
  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  nextAttemptAt!: Date | null;

  @Column('text', { nullable: true })
  lastError!: string | null;

  /** How many attempts there have been. */
  @Column('bigint')
  deliveries!: number;
}
