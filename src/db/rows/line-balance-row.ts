import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LineBalance } from '../../alignment/alignment.js';

@Entity('line_balances')
export class LineBalanceRow implements LineBalance {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  lineId!: string;

  @Column('uuid')
  patientId!: string;

  @Column('bigint')
  authorizedMilliUnits!: number;

  @Column('bigint')
  reservedMilliUnits!: number;

  @Column('bigint')
  reservedPendingMilliUnits!: number;

  @Column('bigint')
  usedMilliUnits!: number;

  @Column('bigint')
  billedMilliUnits!: number;

  @Column('bigint')
  paidMilliUnits!: number;

  @Column('bigint')
  releasedMilliUnits!: number;

  @Column('bigint')
  remainingMilliUnits!: number;
}
