import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { Supervision } from '../../care/supervision.js';

@Entity('supervisions')
export class SupervisionRow implements Supervision {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  kind!: Supervision['kind'];

  @Column('text')
  discipline!: Supervision['discipline'];

  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column('uuid', { nullable: true })
  aideStaffId!: string | null;

  @Column('date')
  performedOn!: LocalDate;

  @Column('text')
  mode!: Supervision['mode'];
}
