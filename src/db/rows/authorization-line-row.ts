import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { AuthorizationLine } from '../../care/authorization.js';

@Entity('authorization_lines')
export class AuthorizationLineRow implements AuthorizationLine {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  authorizationId!: string;

  @Column('uuid')
  patientId!: string;

  @Column('text')
  discipline!: AuthorizationLine['discipline'];

  @Column('text', { nullable: true })
  serviceCode!: string | null;

  @Column('text', { array: true })
  modifiers!: AuthorizationLine['modifiers'];

  @Column('text')
  unitDefinition!: AuthorizationLine['unitDefinition'];

  @Column('bigint')
  authorizedMilliUnits!: number;

  @Column('date')
  startsOn!: LocalDate;

  @Column('date')
  endsOn!: LocalDate;

  @Column('text')
  decision!: AuthorizationLine['decision'];

  @Column('text', { nullable: true })
  decisionReason!: string | null;

  @Column('smallint')
  priority!: number;

  @Column('smallint', { array: true, nullable: true })
  allowedWeekdays!: AuthorizationLine['allowedWeekdays'];

  @Column('date', { array: true })
  blackoutDates!: AuthorizationLine['blackoutDates'];

  @Column('uuid', { array: true })
  staffIds!: AuthorizationLine['staffIds'];

  @Column('text', { array: true })
  placesOfService!: AuthorizationLine['placesOfService'];
}
