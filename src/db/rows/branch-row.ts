import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Branch } from '../../care/agency.js';

@Entity('branches')
export class BranchRow implements Branch {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  timeZone!: string;
}
