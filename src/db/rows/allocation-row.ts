import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Allocation } from '../../alignment/alignment.js';

@Entity('allocations')
export class AllocationRow implements Allocation {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  visitId!: string;

  @PrimaryColumn('uuid')
  lineId!: string;

  @Column('uuid')
  patientId!: string;

  @Column('bigint')
  milliUnits!: number;

  @Column('text')
  state!: Allocation['state'];

  @Column('integer')
  minutes!: number;

  @Column('text')
  basis!: Allocation['basis'];

  @Column('text')
  unitRule!: Allocation['unitRule'];

  @Column('integer')
  countedMinutes!: number;

  @Column('integer', { nullable: true })
  policyVersion!: number | null;
}
