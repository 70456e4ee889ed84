import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { TokenRevocation } from '../../care/token-revocation.js';

@Entity('token_revocations')
export class TokenRevocationRow implements TokenRevocation {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  issuer!: string;

  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { nullable: true })
  tokenId!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  revokedAt!: Date;
}
