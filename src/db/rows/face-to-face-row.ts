import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { LocalDate } from '../../base/day.js';
import type { FaceToFace } from '../../care/face-to-face.js';

@Entity('face_to_face_encounters')
export class FaceToFaceRow implements FaceToFace {
  @PrimaryColumn('uuid')
  agencyId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  patientId!: string;

  @Column('date')
  occurredOn!: LocalDate;

  @Column('text')
  practitionerKind!: FaceToFace['practitionerKind'];
}
