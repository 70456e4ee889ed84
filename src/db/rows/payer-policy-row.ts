import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { PayerPolicy } from '../../care/payer-policy.js';

@Entity('payer_policies')
export class PayerPolicyRow implements PayerPolicy {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  payerId!: string;

  @Column('integer')
  version!: number;

  @Column('date')
  effectiveFrom!: LocalDate;

  @Column('date', { nullable: true })
  effectiveTo!: LocalDate | null;

  @Column('jsonb')
  terms!: PayerPolicy['terms'];
}
