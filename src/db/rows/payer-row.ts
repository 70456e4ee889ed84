import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Payer } from '../../care/payer-policy.js';

@Entity('payers')
export class PayerRow implements Payer {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: Payer['kind'];

  @Column('text', { nullable: true })
  payerCode!: string | null;
}
