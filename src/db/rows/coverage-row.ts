import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Coverage } from '../../care/coverage.js';

@Entity('coverages')
export class CoverageRow implements Coverage {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('uuid')
  payerId!: string;

  @Column('text')
  memberId!: string;

  @Column('text', { array: true })
  memberIndex!: readonly string[];

  @Column('smallint')
  rank!: number;

  @Column('date')
  startsOn!: LocalDate;

  @Column('date', { nullable: true })
  endsOn!: LocalDate | null;

  @Column('integer')
  version!: number;
}
