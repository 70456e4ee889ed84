import { Field, ID, InputType } from 'type-graphql';

import type { PayerKind } from '../../care/payer-policy.js';
import type { Discipline } from '../../care/service.js';
import type { AddBranchInput } from '../../changes/add-branch.js';
import type { AddPayerInput } from '../../changes/add-payer.js';
import type { AddStaffInput } from '../../changes/add-staff.js';
import type { UpdatePayerInput } from '../../changes/update-payer.js';
import type { UpdateStaffInput } from '../../changes/update-staff.js';
import { LocalDate } from '../scalars.js';
import { DisciplineEnum, PayerKindEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';

@InputType('AddBranchInput', { description: 'A branch of the agency.' })
export class AddBranchInputType extends IdentifiedInput implements Given<AddBranchInput> {
  @Field(() => String, { description: 'What the branch is called; no other branch of the agency may be called so.' })
  name!: string;

  @Field(() => String, { description: 'The IANA time zone in which its patients live, such as America/Chicago. Dates of care are dates there.' })
  timeZone!: string;
}

@InputType('AddStaffInput', { description: 'Someone who makes visits or writes notes.' })
export class AddStaffInputType extends IdentifiedInput implements Given<AddStaffInput> {
  @Field(() => ID, { nullable: true, description: 'The branch they work for; none when they work for all.' })
  branchId?: string | null;

  @Field(() => String, { description: 'First name, as it is written on documents.' })
  givenName!: string;

  @Field(() => String, { description: 'Last name, as it is written on documents.' })
  familyName!: string;

  @Field(() => [DisciplineEnum], { description: 'What they may give.' })
  disciplines!: Discipline[];

  @Field(() => String, { nullable: true, description: 'The letters they sign with, such as RN or PTA.' })
  credential?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which the credential is valid; not known to end when left out.' })
  credentialExpiresOn?: string | null;

  @Field(() => String, { nullable: true, description: 'National Provider Identifier: ten digits, the last a check digit.' })
  npi?: string | null;
}

@InputType('UpdateStaffInput', { description: 'Who someone is, what they may now give, and until when. What is left out stays as it is.' })
export class UpdateStaffInputType implements Given<UpdateStaffInput> {
  @Field(() => ID, { description: 'The member of staff.' })
  staffId!: string;

  @Field(() => ID, { nullable: true, description: 'The branch they work for; null when they work for all.' })
  branchId?: string | null;

  @Field(() => String, { nullable: true, description: 'First name; as it is when left out.' })
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'Last name; as it is when left out.' })
  familyName?: string | null;

  @Field(() => String, { nullable: true, description: 'National Provider Identifier; null when they have none.' })
  npi?: string | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'What they may give, in place of what it was.' })
  disciplines?: Discipline[] | null;

  @Field(() => String, { nullable: true, description: 'The letters they sign with; null when they have none any more.' })
  credential?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which the credential is valid; null when it is not known to end.' })
  credentialExpiresOn?: string | null;
}

@InputType('UpdatePayerInput', { description: 'What a payer is called and is, put right. What is left out stays as it is.' })
export class UpdatePayerInputType implements Given<UpdatePayerInput> {
  @Field(() => ID, { description: 'The payer whose data is to be corrected.' })
  payerId!: string;

  @Field(() => String, { nullable: true, description: 'What it is called.' })
  name?: string | null;

  @Field(() => PayerKindEnum, { nullable: true, description: 'The kind of programme or insurer. It says what holds as long as no policy is set; published policies stay as they are.' })
  kind?: PayerKind | null;

  @Field(() => String, { nullable: true, description: 'The identifier that claims carry for it; null when there is none.' })
  payerCode?: string | null;
}

@InputType('AddPayerInput', { description: 'Someone who pays for care and whose rules it is measured against.' })
export class AddPayerInputType extends IdentifiedInput implements Given<AddPayerInput> {
  @Field(() => String, { description: 'What the payer is called.' })
  name!: string;

  @Field(() => PayerKindEnum, { description: 'The kind of programme or insurer.' })
  kind!: PayerKind;

  @Field(() => String, { nullable: true, description: 'The identifier that claims carry for this payer.' })
  payerCode?: string | null;
}
