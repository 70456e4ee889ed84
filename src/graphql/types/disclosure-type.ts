import { Field, Int, ObjectType } from 'type-graphql';

import type { EntryKind, Issuer, Transport } from '../../audit/entry.js';
import type { Purpose } from '../../audit/purpose.js';
import type { DisclosureGroup } from '../../db/queries/disclosures.js';
import { DateTime } from '../scalars.js';
import { AuditIssuerEnum, AuditKindEnum, AuditTransportEnum, PurposeOfUseEnum } from './audit-entry-type.js';
import { RoleEnum } from './enums.js';

@ObjectType('Disclosure', { simpleResolvers: true, description: 'What somebody was shown of a patient, or did to their record, in one way and for one purpose: the first time, the last, and how often.' })
export class DisclosureType implements Omit<DisclosureGroup, 'lastNumber' | 'issuer' | 'purpose' | 'kind' | 'transport'> {
  @Field(() => String, { description: 'Who: the subject of the token, or the webhook that was delivered to.' })
  subject!: string;

  @Field(() => RoleEnum, { description: 'As what they worked here, or for whom.' })
  role!: string;

  @Field(() => AuditIssuerEnum, { description: 'Who vouches for them.' })
  issuer!: Issuer;

  @Field(() => String, { nullable: true, description: 'The program that they used, where its token names it.' })
  clientId!: string | null;

  @Field(() => PurposeOfUseEnum, { description: 'For what they said, or their role says, that they did it.' })
  purpose!: Purpose;

  @Field(() => AuditKindEnum, { description: 'What they did.' })
  kind!: EntryKind;

  @Field(() => AuditTransportEnum, { description: 'By which way.' })
  transport!: Transport;

  @Field(() => [String], { description: 'The kinds of records that were asked for or changed.' })
  recordKinds!: readonly string[];

  @Field(() => Int, { description: 'How often; of what was pushed, how many messages.' })
  times!: number;

  @Field(() => DateTime, { description: 'The first time within the period.' })
  firstAt!: Date;

  @Field(() => DateTime, { description: 'The last time within the period.' })
  lastAt!: Date;
}

@ObjectType('DisclosureAccounting', { simpleResolvers: true, description: 'Who was shown what of a patient, as 45 CFR 164.528 lets a patient ask.' })
export class DisclosureAccountingType {
  @Field(() => DateTime, { description: 'From when on.' })
  from!: Date;

  @Field(() => DateTime, { description: 'Until just before when.' })
  before!: Date;

  @Field(() => [DisclosureType], { description: 'To others than those who work here, or for something else than treatment, payment and operations: what an account owes the patient. The latest first.' })
  disclosures!: readonly DisclosureGroup[];

  @Field(() => [DisclosureType], { description: 'By those who work here, for treatment, payment and operations. The latest first.' })
  uses!: readonly DisclosureGroup[];

  @Field(() => Boolean, { description: 'Whether there is more than is told: then ask for a shorter period.' })
  isCutShort!: boolean;
}
