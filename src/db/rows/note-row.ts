import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Note } from '../../care/note.js';

@Entity('notes')
export class NoteRow implements Note {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('uuid')
  visitId!: string;

  @Column('uuid', { nullable: true })
  authorStaffId!: string | null;

  @Column('text')
  status!: Note['status'];

  @Column('jsonb')
  elements!: Note['elements'];

  @Column('jsonb')
  amendments!: Note['amendments'];

  @Column('boolean')
  isCosignRequired!: boolean;

  @Column({ type: 'timestamptz', precision: 3 })
  writtenAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  signedAt!: Date | null;

  @Column('text', { nullable: true })
  signedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  cosignedAt!: Date | null;

  @Column('text', { nullable: true })
  cosignedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  documentedStartsAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true, precision: 3 })
  documentedEndsAt!: Date | null;

  @Column('text', { array: true })
  diagnosisCodes!: Note['diagnosisCodes'];

  @Column('integer')
  version!: number;
}
