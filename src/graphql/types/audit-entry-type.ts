import { Field, ID, Int, ObjectType } from 'type-graphql';

import { ENTRY_KINDS, ENTRY_OUTCOMES, type EntryKind, type EntryOutcome, type Issuer, ISSUERS, type Transport, TRANSPORTS } from '../../audit/entry.js';
import { type Purpose, PURPOSES } from '../../audit/purpose.js';
import type { AuditEntryRow } from '../../db/rows/audit-entry-row.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { enumOf, RoleEnum } from './enums.js';

export const AuditKindEnum = enumOf<EntryKind>('AuditKind', ENTRY_KINDS, 'What somebody did.', {
  QUERY: 'Read something.',
  CHANGE: 'Changed something, or tried to.',
  PUSH: 'Was told of changes as they happened.',
  IMPORT: 'Brought records in from another system.',
  EXPORT: 'Took records out.',
  COMMAND: 'Had the server do something at its command line.',
});

export const AuditOutcomeEnum = enumOf<EntryOutcome>('AuditOutcome', ENTRY_OUTCOMES, 'What came of it.', {
  OK: 'It was answered.',
  REFUSED: 'It was refused, as a whole or in part.',
  FAILED: 'Something broke on our side.',
});

export const AuditIssuerEnum = enumOf<Issuer>('AuditIssuer', ISSUERS, 'Who vouches for the one who acted.', {
  PEOPLE: 'The identity provider of the people who work here.',
  SERVICES: 'The one of the agency\'s own programs.',
  INTEGRATORS: 'The one of others\' programs.',
  DEVELOPMENT: 'Keys that a development server made for itself.',
  SYSTEM: 'This server itself.',
});

export const AuditTransportEnum = enumOf<Transport>('AuditTransport', TRANSPORTS, 'By which way it came or went.', {
  HTTP: 'One request and its answer.',
  WEBSOCKET: 'A connection that stays open both ways.',
  EVENT_STREAM: 'A response that stays open.',
  FHIR: 'A document of FHIR.',
  WEBHOOK: 'Delivered to an address of somebody else.',
  SERVER: 'From within the server.',
});

export const PurposeOfUseEnum = enumOf<Purpose>('PurposeOfUse', Object.keys(PURPOSES) as Purpose[], 'For what somebody looks at records or changes them, as HL7\'s PurposeOfUse has it.', PURPOSES);

type Told = Omit<AuditEntryRow, 'agencyId' | 'seq' | 'patientIds' | 'emergencyAccessId' | 'eventEpoch' | 'fromSeq' | 'toSeq' | 'previous' | 'hash' | 'kind' | 'outcome' | 'issuer' | 'purpose' | 'transport' | 'role'>;

/** Number, patients and hash are in `resolvers/audit-resolver.ts`. */
@TellsOf('AUDIT')
@Shows('OPERATIONAL')
@ObjectType('AuditEntry', { simpleResolvers: true, description: 'That somebody read or changed something. It tells of a patient which one it was, and nothing else.' })
export class AuditEntryType implements Told {
  @Field(() => DateTime, { description: 'When it was done.' })
  recordedAt!: Date;

  @Field(() => DateTime, { description: 'When it came into the trail: with the commit of a change, moments later for what was read.' })
  chainedAt!: Date;

  @Field(() => AuditKindEnum, { description: 'What was done.' })
  kind!: EntryKind;

  @Field(() => AuditIssuerEnum, { description: 'Who vouches for the one who did it.' })
  issuer!: Issuer;

  @Shows('COLLEAGUE')
  @Field(() => String, { description: 'Who did it: the subject of the token, after the name of its issuer where that is not the main one, or the webhook that was delivered to.' })
  subject!: string;

  @Field(() => RoleEnum, { description: 'In which role they did it.' })
  role!: string;

  @Field(() => String, { nullable: true, description: 'The program that the token was issued to, where the token says so.' })
  clientId!: string | null;

  @Field(() => PurposeOfUseEnum, { description: 'For what: as they said, or as their role usually does.' })
  purpose!: Purpose;

  @Field(() => String, { nullable: true, description: 'What the document calls itself; of a change, which changes were made.' })
  operation!: string | null;

  @Field(() => String, { nullable: true, description: 'The SHA-256 of the document that was sent.' })
  documentHash!: string | null;

  @Field(() => Int, { description: 'Where more patients are concerned than one entry names: the first, second and so on of the entries that say the same.' })
  part!: number;

  @Field(() => Int, { description: 'How many entries say the same of different patients.' })
  parts!: number;

  @Field(() => [String], { description: 'The kinds of records that were asked for or changed.' })
  recordKinds!: readonly string[];

  @Field(() => [String], { description: 'The classes of the fields that were asked for.' })
  fieldClasses!: readonly string[];

  @Field(() => AuditTransportEnum, { description: 'By which way.' })
  transport!: Transport;

  @Field(() => String, { nullable: true, description: 'The network address from which it was asked.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'As what the program introduced itself.' })
  userAgent!: string | null;

  @Field(() => AuditOutcomeEnum, { description: 'What came of it.' })
  outcome!: EntryOutcome;

  @Field(() => String, { nullable: true, description: 'Why it was refused or failed, as a code.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The id of the request, where it has one.' })
  requestId!: string | null;

  @Field(() => ID, { nullable: true, description: 'What a change has in common with its events.' })
  correlationId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Of what was pushed: how many messages told of something.' })
  count!: number | null;
}

export const AuditEntryConnection = connectionType('AuditEntry', AuditEntryType, 'entries of the audit trail');
