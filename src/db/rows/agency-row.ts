import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Agency } from '../../care/agency.js';

@Entity('agencies')
export class AgencyRow implements Agency {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text')
  status!: Agency['status'];
}
