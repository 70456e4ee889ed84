import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Webhook } from '../../care/webhook.js';

@Entity('webhooks')
export class WebhookRow implements Webhook {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  url!: string;

  @Column('text')
  content!: Webhook['content'];

  @Column('jsonb')
  filter!: Webhook['filter'];

  @Column('text')
  status!: Webhook['status'];

  @Column('integer')
  secretVersion!: number;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  secretRotatedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  @Column('integer')
  version!: number;
}
