// Written by `npm run schema` from schema/schema.graphql.

export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An amount of money in whole cents. */
  Cents: { input: number; output: number; }
  /** A moment in time, written as ISO 8601 with its offset: 2026-03-29T14:30:00Z or 2026-03-29T09:30:00-05:00. Returned in UTC. */
  DateTime: { input: string; output: string; }
  /** A calendar date, written YYYY-MM-DD. Dates of care are dates on a wall calendar where the patient lives; they have no time and no zone. */
  LocalDate: { input: string; output: string; }
  /** A quantity of service, such as 12 or 1.5, with at most three decimals. What one unit is (a visit, a quarter of an hour, an hour, a day) is said by the unit definition beside it. */
  Units: { input: number; output: number; }
};

/** The answer to acknowledgeFinding: the record, the consequence, and the place in the log. */
export type AcknowledgeFindingPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Finding;
};

/** Who made a change. */
export type Actor = {
  /** The role in which it was done. SYSTEM is the clock. */
  readonly role: Role;
  /** The person or program, as the identity provider names it. Null for roles that may not read COLLEAGUE. */
  readonly subject: Maybe<Scalars['String']['output']>;
};

/** A branch of the agency. */
export type AddBranchInput = {
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** What the branch is called; no other branch of the agency may be called so. */
  readonly name: Scalars['String']['input'];
  /** The IANA time zone in which its patients live, such as America/Chicago. Dates of care are dates there. */
  readonly timeZone: Scalars['String']['input'];
};

/** The answer to addBranch: the record, the consequence, and the place in the log. */
export type AddBranchPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Branch;
};

/** Insurance that pays for a patient's care. */
export type AddCoverageInput = {
  /** The last day covered; none when no end is known. */
  readonly endsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The number by which the payer knows the patient. */
  readonly memberId: Scalars['String']['input'];
  /** Whose care it pays for. */
  readonly patientId: Scalars['ID']['input'];
  /** Who pays by this coverage. */
  readonly payerId: Scalars['ID']['input'];
  /** Which payer comes first: 1 (also when left out) is the primary one, against whose authorizations care is measured. At most one coverage of a rank holds on a day. */
  readonly rank?: InputMaybe<Scalars['Int']['input']>;
  /** The first day covered. */
  readonly startsOn: Scalars['LocalDate']['input'];
};

/** The answer to addCoverage: the record, the consequence, and the place in the log. */
export type AddCoveragePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Coverage;
};

/** Someone who pays for care and whose rules it is measured against. */
export type AddPayerInput = {
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The kind of programme or insurer. */
  readonly kind: PayerKind;
  /** What the payer is called. */
  readonly name: Scalars['String']['input'];
  /** The identifier that claims carry for this payer. */
  readonly payerCode?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to addPayer: the record, the consequence, and the place in the log. */
export type AddPayerPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Payer;
};

/** Someone who makes visits or writes notes. */
export type AddStaffInput = {
  /** The branch they work for; none when they work for all. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** The letters they sign with, such as RN or PTA. */
  readonly credential?: InputMaybe<Scalars['String']['input']>;
  /** The last day on which the credential is valid; not known to end when left out. */
  readonly credentialExpiresOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** What they may give. */
  readonly disciplines: ReadonlyArray<Discipline>;
  /** Last name, as it is written on documents. */
  readonly familyName: Scalars['String']['input'];
  /** First name, as it is written on documents. */
  readonly givenName: Scalars['String']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** National Provider Identifier: ten digits, the last a check digit. */
  readonly npi?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to addStaff: the record, the consequence, and the place in the log. */
export type AddStaffPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Staff;
};

/** Where changes are to be delivered to, which ones, and from where on. */
export type AddWebhookInput = {
  /** A cursor of the log: everything after it is delivered. From now on when left out. */
  readonly after?: InputMaybe<Scalars['String']['input']>;
  /** How much a delivery tells; ids only when left out. */
  readonly content?: InputMaybe<WebhookContent>;
  /** Which changes to deliver; all when left out. */
  readonly filter?: InputMaybe<AlignmentFilter>;
  /** Where to deliver to: an https address on the public internet, without a user name and password. */
  readonly url: Scalars['String']['input'];
};

/** The answer to addWebhook: the record, the consequence, and the place in the log. */
export type AddWebhookPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Webhook;
};

/** A person whom the agency takes into care. */
export type AdmitPatientInput = {
  /** Date of birth, by which insurers tell people apart. */
  readonly birthDate: Scalars['LocalDate']['input'];
  /** The branch that gives the care. */
  readonly branchId: Scalars['ID']['input'];
  /** Last name, as it is written on documents. */
  readonly familyName: Scalars['String']['input'];
  /** First name, as it is written on documents. */
  readonly givenName: Scalars['String']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Medical record number; no other patient of the agency may have it. */
  readonly mrn: Scalars['String']['input'];
  /** Social security number, as 123-45-6789, where the patient gave it. */
  readonly ssn?: InputMaybe<Scalars['String']['input']>;
  /** The day on which care starts or started, once it is known. */
  readonly startOfCareOn?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** The answer to admitPatient: the record, the consequence, and the place in the log. */
export type AdmitPatientPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Patient;
};

/** A home-care agency. Everything a caller can see belongs to one agency. */
export type Agency = Node & {
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The agency's name. */
  readonly name: Scalars['String']['output'];
  /** The agency's short name, as in addresses and tokens. */
  readonly slug: Scalars['String']['output'];
};

/** What a change does to the agreement of ordered, planned, delivered and documented care with what the payer authorized. */
export type AlignmentEffect = {
  /** The visits that any of this concerns. */
  readonly affectedVisitIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The visits that any of this concerns, as they are now. A dry run knows those it would plan only by id. */
  readonly affectedVisits: ReadonlyArray<Visit>;
  /** Lines of authorizations that allow more or less than before. Null for roles that may not read AUTHORIZATIONS. */
  readonly balances: Maybe<ReadonlyArray<BalanceMove>>;
  /** Findings that still hold, but about other visits, dates or amounts; as they are now. */
  readonly changed: ReadonlyArray<Finding>;
  /** Findings that no longer hold. */
  readonly cleared: ReadonlyArray<Finding>;
  /** Findings that are new, or have come back. */
  readonly raised: ReadonlyArray<Finding>;
};

/** What changed, when, by whom and why, and what that does to the payer's requirements. Made by the transaction of the change itself. */
export type AlignmentEvent = {
  /** Why, as one of the usual causes. */
  readonly cause: ChangeCause;
  /** Shared by the events of one transaction. The last of them tells the effect of all. */
  readonly correlationId: Scalars['ID']['output'];
  /** What it does to the payer's requirements: findings, balances and visits. */
  readonly effect: AlignmentEffect;
  /** The emergency access under which it was done, whose patient was not in the scope of whoever did it; none otherwise. */
  readonly emergencyAccessId: Maybe<Scalars['ID']['output']>;
  /** The same event always has the same id, however it is delivered. */
  readonly id: Scalars['ID']['output'];
  /** When it happened in the world. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** The patient it concerns; null when it concerns the agency as a whole, as a payer's policy does. */
  readonly patient: Maybe<Patient>;
  /** Why, in the words of whoever made it; none when none were given. Of an amended note it is told to those who may read what notes say. Null for roles that may not read REASON. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When this server recorded it. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** What was done. */
  readonly type: EventType;
  /** What changed: fields before and after. Of records that you may not read there is nothing, and of fields that you may not read only that they changed. */
  readonly what: ReadonlyArray<FieldChange>;
  /** Who made the change. */
  readonly who: Actor;
};

/** An event and its place in the log. */
export type AlignmentEventEdge = {
  /** Its place in the log, the same as in every stream. */
  readonly cursor: Scalars['String']['output'];
  /** What happened at this place. */
  readonly node: AlignmentEvent;
};

/** A stretch of the log, oldest first. */
export type AlignmentEventPage = {
  /** The events that the filter lets through. */
  readonly edges: ReadonlyArray<AlignmentEventEdge>;
  /** How far the log was looked through: `after` of the next page, or of a stream that goes on from here. It may stand behind the last event listed. */
  readonly endCursor: Scalars['String']['output'];
  /** Whether there is more up to `until`, or up to the newest event. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** The same without their cursors. */
  readonly nodes: ReadonlyArray<AlignmentEvent>;
};

/** Which changes to be told of. A field left out lets everything through; fields together must all agree. */
export type AlignmentFilter = {
  /** Only of patients of these branches. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only of these patients. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only what concerns one of these payers. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only with an effect on a finding of one of these rules, as AUTH-05. */
  readonly rules?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only with an effect on a finding that matters this much. */
  readonly severities?: InputMaybe<ReadonlyArray<Severity>>;
  /** Only with an effect on a finding of one of these teams. */
  readonly teams?: InputMaybe<ReadonlyArray<Team>>;
  /** Only these kinds of change. */
  readonly types?: InputMaybe<ReadonlyArray<EventType>>;
};

/** One message of the stream of all changes. */
export type AlignmentMessage = StreamMessage & {
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
  /** With SNAPSHOT: how things stand. */
  readonly snapshot: Maybe<AlignmentStart>;
};

/** How things stood where a stream begins. */
export type AlignmentStart = {
  /** Open findings that the filter lets through, counted. */
  readonly counts: ReadonlyArray<FindingCount>;
  /** The first hundred of them, oldest first. `findings` pages through all. */
  readonly findings: ReadonlyArray<Finding>;
};

/** What one visit draws from one line of an authorization, and how that was worked out. */
export type Allocation = {
  /** Which minutes those are. */
  readonly basis: UnitBasis;
  /** The minutes that became units: others than those of the visit where the payer counts several visits together. */
  readonly countedMinutes: Scalars['Int']['output'];
  /** The line that is drawn on. */
  readonly line: AuthorizationLine;
  /** The minutes of the visit itself. */
  readonly minutes: Scalars['Int']['output'];
  /** Whose visit it is. */
  readonly patient: Patient;
  /** The version of the payer's policy by which it was worked out; none where the usual terms hold because the payer has no policy for the day. A later version that gives the same leaves it as it is. */
  readonly policyVersion: Maybe<Scalars['Int']['output']>;
  /** In what way it is drawn. */
  readonly state: AllocationState;
  /** How the units were worked out, so that it can be repeated with a pencil. */
  readonly unitCalculation: UnitCalculation;
  /** How they became units. */
  readonly unitRule: UnitRuleKind;
  /** How much, in units of the line. */
  readonly units: Scalars['Units']['output'];
  /** The visit that draws. */
  readonly visit: Visit;
};

/** A page of a list of allocations. */
export type AllocationConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<AllocationEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Allocation>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of allocations, with its place in the list. */
export type AllocationEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Allocation;
};

/** Which allocations to list: those for which everything that is given holds. */
export type AllocationFilter = {
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** By visits with a date of service between these. */
  readonly serviceOn?: InputMaybe<DateRange>;
  /** In any of these ways. */
  readonly states?: InputMaybe<ReadonlyArray<AllocationState>>;
};

/** How allocation records are sorted. Those that are equal in this are sorted by age. */
export type AllocationSort = {
  /** What is compared to sort them. */
  readonly by: AllocationSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what allocation records can be sorted. */
export type AllocationSortBy =
  /** When the visit was recorded. */
  | 'VISIT';

/** In what way a visit draws on an authorization. */
export type AllocationState =
  /** The visit was billed. */
  | 'BILLED'
  /** The visit was paid for. */
  | 'PAID'
  /** The visit did not take place. This is what it would have drawn, and it is free again. */
  | 'RELEASED'
  /** The visit is planned; its units are kept for it. */
  | 'RESERVED'
  /** The visit is planned against a line that the payer has not decided yet. */
  | 'RESERVED_PENDING'
  /** The visit took place. */
  | 'USED';

/** Another line of an authorization that would support a visit. */
export type AlternativeLine = {
  /** The line that it could draw on instead. */
  readonly line: AuthorizationLine;
  /** The service that the visit would have to be; none where it can stay as it is. */
  readonly serviceCode: Maybe<Scalars['String']['output']>;
};

/** Another time at which a visit would be supported. */
export type AlternativeTime = {
  /** When it would end. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** The date of service. */
  readonly serviceOn: Scalars['LocalDate']['output'];
  /** When it would start. */
  readonly startsAt: Scalars['DateTime']['output'];
};

/** What could be done instead. Each has been evaluated like a change, and leaves nothing that holds the visit or would likely be denied. */
export type Alternatives = {
  /** Other lines that it could draw on; at most 3. Null for roles that may not read AUTHORIZATIONS. */
  readonly lines: Maybe<ReadonlyArray<AlternativeLine>>;
  /** Others of the discipline who are free and may make it; at most 3. Null for roles that may not read STAFF. */
  readonly staff: Maybe<ReadonlyArray<Staff>>;
  /** Other dates at the same time of day, the nearest first; at most 3. */
  readonly times: ReadonlyArray<AlternativeTime>;
};

/** New text for a note that was signed. The reason is given beside the input, and the note must be signed again. */
export type AmendNoteInput = {
  /** The ICD-10-CM codes that the note gives, the primary one first; at most 25. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** When the visit ended, according to the note. */
  readonly documentedEndsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When the visit began, according to the note. Left out, it stays as it was. */
  readonly documentedStartsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All of its text: what was there before and is not here is replaced. */
  readonly elements: ReadonlyArray<NoteElementInput>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The signed note that gets other text. */
  readonly noteId: Scalars['ID']['input'];
};

/** The answer to amendNote: the record, the consequence, and the place in the log. */
export type AmendNotePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Note;
};

/** Visits allowed as the need arises. */
export type AsNeeded = {
  /** How many before a new order is needed; none when the order does not say. */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** What must have happened. */
  readonly trigger: Maybe<Scalars['String']['output']>;
};

/** Who is to deal with a finding. */
export type AssignFindingInput = {
  /** A colleague, by the subject of their tokens (see viewer), or null for nobody any more. It must be said. */
  readonly assignedTo?: InputMaybe<Scalars['String']['input']>;
  /** The finding that is dealt with. */
  readonly findingId: Scalars['ID']['input'];
};

/** The answer to assignFinding: the record, the consequence, and the place in the log. */
export type AssignFindingPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Finding;
};

/** That somebody read or changed something. It tells of a patient which one it was, and nothing else. */
export type AuditEntry = {
  /** The network address from which it was asked. */
  readonly address: Maybe<Scalars['String']['output']>;
  /** When it came into the trail: with the commit of a change, moments later for what was read. */
  readonly chainedAt: Scalars['DateTime']['output'];
  /** The program that the token was issued to, where the token says so. */
  readonly clientId: Maybe<Scalars['String']['output']>;
  /** Why it was refused or failed, as a code. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** What a change has in common with its events. */
  readonly correlationId: Maybe<Scalars['ID']['output']>;
  /** Of what was pushed: how many messages told of something. */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** Of a change and of what was pushed: the place in the log of the last event. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The SHA-256 of the document that was sent. */
  readonly documentHash: Maybe<Scalars['String']['output']>;
  /** The emergency access without which it would have been refused. */
  readonly emergencyAccessId: Maybe<Scalars['ID']['output']>;
  /** The classes of the fields that were asked for. */
  readonly fieldClasses: ReadonlyArray<Scalars['String']['output']>;
  /** The SHA-256 of this entry and all before it, in hexadecimal digits. */
  readonly hash: Scalars['String']['output'];
  /** Who vouches for the one who did it. */
  readonly issuer: AuditIssuer;
  /** What was done. */
  readonly kind: AuditKind;
  /** Its place in the agency's trail: the first entry is 1, and none is left out. */
  readonly number: Scalars['Float']['output'];
  /** What the document calls itself; of a change, which changes were made. */
  readonly operation: Maybe<Scalars['String']['output']>;
  /** What came of it. */
  readonly outcome: AuditOutcome;
  /** Where more patients are concerned than one entry names: the first, second and so on of the entries that say the same. */
  readonly part: Scalars['Int']['output'];
  /** How many entries say the same of different patients. */
  readonly parts: Scalars['Int']['output'];
  /** The patients whose records were shown or changed. */
  readonly patientIds: ReadonlyArray<Scalars['ID']['output']>;
  /** For what: as they said, or as their role usually does. */
  readonly purpose: PurposeOfUse;
  /** The kinds of records that were asked for or changed. */
  readonly recordKinds: ReadonlyArray<Scalars['String']['output']>;
  /** When it was done. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The id of the request, where it has one. */
  readonly requestId: Maybe<Scalars['String']['output']>;
  /** In which role they did it. */
  readonly role: Role;
  /** Who did it: the subject of the token, after the name of its issuer where that is not the main one, or the webhook that was delivered to. */
  readonly subject: Scalars['String']['output'];
  /** By which way. */
  readonly transport: AuditTransport;
  /** As what the program introduced itself. */
  readonly userAgent: Maybe<Scalars['String']['output']>;
};

/** A page of a list of entries of the audit trail. */
export type AuditEntryConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of entries of the audit trail, with its place in the list. */
export type AuditEntryEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: AuditEntry;
};

/** Which entries of the audit trail to list: those for which everything that is given holds. */
export type AuditEntryFilter = {
  /** Done under this emergency access. */
  readonly emergencyAccessId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<AuditKind>>;
  /** Of which any of these came. */
  readonly outcomes?: InputMaybe<ReadonlyArray<AuditOutcome>>;
  /** That name this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Done between these. */
  readonly recordedAt?: InputMaybe<TimeRange>;
  /** Of whoever has this subject in their tokens. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
};

/** Who vouches for the one who acted. */
export type AuditIssuer =
  /** Keys that a development server made for itself. */
  | 'DEVELOPMENT'
  /** The one of others' programs. */
  | 'INTEGRATORS'
  /** The identity provider of the people who work here. */
  | 'PEOPLE'
  /** The one of the agency's own programs. */
  | 'SERVICES'
  /** This server itself. */
  | 'SYSTEM';

/** What somebody did. */
export type AuditKind =
  /** Changed something, or tried to. */
  | 'CHANGE'
  /** Had the server do something at its command line. */
  | 'COMMAND'
  /** Took records out. */
  | 'EXPORT'
  /** Brought records in from another system. */
  | 'IMPORT'
  /** Was told of changes as they happened. */
  | 'PUSH'
  /** Read something. */
  | 'QUERY';

/** What came of it. */
export type AuditOutcome =
  /** Something broke on our side. */
  | 'FAILED'
  /** It was answered. */
  | 'OK'
  /** It was refused, as a whole or in part. */
  | 'REFUSED';

/** By which way it came or went. */
export type AuditTransport =
  /** A response that stays open. */
  | 'EVENT_STREAM'
  /** A document of FHIR. */
  | 'FHIR'
  /** One request and its answer. */
  | 'HTTP'
  /** From within the server. */
  | 'SERVER'
  /** Delivered to an address of somebody else. */
  | 'WEBHOOK'
  /** A connection that stays open both ways. */
  | 'WEBSOCKET';

/** A payer's answer, or the question still waiting for one, about care it will pay for. */
export type Authorization = Node & {
  /** When it was withdrawn as a whole; nothing may be drawn on it since. */
  readonly cancelledAt: Maybe<Scalars['DateTime']['output']>;
  /** By which way the payer was asked; none when it was not said. */
  readonly channel: Maybe<RequestChannel>;
  /** The coverage under which it was asked for; none when it was not said. */
  readonly coverage: Maybe<Coverage>;
  /** When the payer decided. */
  readonly decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** The ICD-10-CM codes that the payer was told, the primary one first. Null for roles that may not read CLINICAL_CODE. */
  readonly diagnosisCodes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is wrong with it. Open findings only, unless the filter says otherwise. */
  readonly findings: FindingConnection;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Its lines, by the date they start. */
  readonly lines: ReadonlyArray<AuthorizationLine>;
  /** The payer's certification number; none until one is given. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** Whose care it is about. */
  readonly patient: Patient;
  /** The payer that was asked. */
  readonly payer: Payer;
  /** What the payer had said of its lines before what it says now. */
  readonly priorDecisions: AuthorizationDecisionConnection;
  /** What the payer was asked for. */
  readonly requestType: RequestType;
  /** When the payer was asked. */
  readonly requestedAt: Maybe<Scalars['DateTime']['output']>;
  /** How soon the payer was asked to decide. */
  readonly urgency: RequestUrgency;
  /** Rises with every change to this record; pass it as expectedVersion to change only what you have seen. */
  readonly version: Scalars['Int']['output'];
};


/** A payer's answer, or the question still waiting for one, about care it will pay for. */
export type AuthorizationFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingSort>;
};


/** A payer's answer, or the question still waiting for one, about care it will pay for. */
export type AuthorizationPriorDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationDecisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationDecisionSort>;
};

/** A limit on how much of a line may be drawn within a stretch of time. */
export type AuthorizationCap = Node & {
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The line that it limits. */
  readonly line: AuthorizationLine;
  /** Whose care it limits. */
  readonly patient: Patient;
  /** The stretch of time. */
  readonly period: CapPeriod;
  /** Only with ROLLING_DAYS: how many days. */
  readonly rollingDays: Maybe<Scalars['Int']['output']>;
  /** How much, in units of the line. */
  readonly units: Scalars['Units']['output'];
};

/** A limit within a line: no more than so many units in each period. */
export type AuthorizationCapInput = {
  /** The period that the limit is for. */
  readonly period: CapPeriod;
  /** How many days, from 2 to 366. Only with ROLLING_DAYS. */
  readonly rollingDays?: InputMaybe<Scalars['Int']['input']>;
  /** How much at most, in the unit of the line. */
  readonly units: Scalars['Units']['input'];
};

/** A page of a list of authorizations. */
export type AuthorizationConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<AuthorizationEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Authorization>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** What the payer had said of a line before it said something else. */
export type AuthorizationDecision = Node & {
  /** The authorization that it was about. */
  readonly authorization: Authorization;
  /** How much it had authorized, in units of the line. */
  readonly authorizedUnits: Scalars['Units']['output'];
  /** What it had decided. */
  readonly decision: ReviewDecision;
  /** Why, when it had not approved what was asked. */
  readonly decisionReason: Maybe<Scalars['String']['output']>;
  /** The last date of care that was covered. */
  readonly endsOn: Scalars['LocalDate']['output'];
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The line that it was about. */
  readonly line: AuthorizationLine;
  /** Whose care it was about. */
  readonly patient: Patient;
  /** When what the payer said next was recorded, so that this no longer held. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The first date of care that was covered. */
  readonly startsOn: Scalars['LocalDate']['output'];
};

/** A page of a list of earlier decisions. */
export type AuthorizationDecisionConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<AuthorizationDecisionEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<AuthorizationDecision>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of earlier decisions, with its place in the list. */
export type AuthorizationDecisionEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: AuthorizationDecision;
};

/** Which earlier decisions of payers to list: those for which everything that is given holds. */
export type AuthorizationDecisionFilter = {
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Decided in any of these ways. */
  readonly decisions?: InputMaybe<ReadonlyArray<ReviewDecision>>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Replaced by another between these. */
  readonly recordedAt?: InputMaybe<TimeRange>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** How authorization decision records are sorted. Those that are equal in this are sorted by age. */
export type AuthorizationDecisionSort = {
  /** What is compared to sort them. */
  readonly by: AuthorizationDecisionSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what authorization decision records can be sorted. */
export type AuthorizationDecisionSortBy =
  /** When the decision that replaced it was recorded. */
  | 'RECORDED_AT';

/** One record of a list of authorizations, with its place in the list. */
export type AuthorizationEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Authorization;
};

/** Which authorizations to list: those for which everything that is given holds. */
export type AuthorizationFilter = {
  /** Not cancelled, and with a line that covers this date. */
  readonly activeOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Asked for through any of these channels. */
  readonly channels?: InputMaybe<ReadonlyArray<RequestChannel>>;
  /** Asked for under this coverage. */
  readonly coverageId?: InputMaybe<Scalars['ID']['input']>;
  /** Decided between these. */
  readonly decidedAt?: InputMaybe<TimeRange>;
  /** With a line that was decided in any of these ways. */
  readonly decisions?: InputMaybe<ReadonlyArray<ReviewDecision>>;
  /** With a line whose last day is between these. */
  readonly endsOn?: InputMaybe<DateRange>;
  /** Only those with a certification number, or only those without. */
  readonly hasNumber?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only what an open finding names, or only what none does. */
  readonly hasOpenFindings?: InputMaybe<Scalars['Boolean']['input']>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Only those that were cancelled, or only those that were not. */
  readonly isCancelled?: InputMaybe<Scalars['Boolean']['input']>;
  /** With exactly this certification number. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of this payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these payers, at most 100. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Asked for in any of these ways. */
  readonly requestTypes?: InputMaybe<ReadonlyArray<RequestType>>;
  /** Asked for between these. */
  readonly requestedAt?: InputMaybe<TimeRange>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Asked for in any of these urgencies. */
  readonly urgencies?: InputMaybe<ReadonlyArray<RequestUrgency>>;
};

/** How many lines of authorizations have something in common. */
export type AuthorizationGroup = {
  /** Of how many authorizations. One whose lines are in several groups is counted in each. */
  readonly authorizations: Scalars['Int']['output'];
  /** By branch: whose patients' care they are about. */
  readonly branch: Maybe<Branch>;
  /** By decision: what the payer decided. */
  readonly decision: Maybe<ReviewDecision>;
  /** By discipline: which one they are for. */
  readonly discipline: Maybe<Discipline>;
  /** How many lines. */
  readonly lines: Scalars['Int']['output'];
  /** By payer: which one was asked. */
  readonly payer: Maybe<Payer>;
  /** What they authorize, by what one unit is. */
  readonly units: ReadonlyArray<AuthorizedUnits>;
};

/** By what authorizations are counted. */
export type AuthorizationGrouping =
  /** All of them together. */
  | 'ALL'
  /** By the branch of the patient. */
  | 'BRANCH'
  /** By what the payer decided of the line. */
  | 'DECISION'
  /** By the discipline of the line. */
  | 'DISCIPLINE'
  /** By payer. */
  | 'PAYER';

/** What a patient's authorizations still allow between two dates, for someone who is about to plan visits. */
export type AuthorizationLimits = {
  /** The first of the dates in question. */
  readonly from: Scalars['LocalDate']['output'];
  /** Whether the payer wants to authorize such a service on any of the dates. */
  readonly isAuthorizationRequired: Scalars['Boolean']['output'];
  /** The lines for such a service that cover any of the dates, in the order in which visits draw on them. */
  readonly lines: ReadonlyArray<LineLimits>;
  /** What would become of the visits that were proposed; none when none were. */
  readonly proposal: Maybe<Proposal>;
  /** The last of them. */
  readonly to: Scalars['LocalDate']['output'];
};

/** One service of an authorization: how much of it, and between which dates. */
export type AuthorizationLine = Node & {
  /** What visits draw from it. */
  readonly allocations: AllocationConnection;
  /** The only days of the week on which it covers care, 0 for Sunday to 6 for Saturday; none when it covers all of them. */
  readonly allowedWeekdays: Maybe<ReadonlyArray<Scalars['Int']['output']>>;
  /** The authorization it is a line of. */
  readonly authorization: Authorization;
  /** How much the payer authorized. */
  readonly authorizedUnits: Scalars['Units']['output'];
  /** What it still allows; none when it ended so long ago that it is no longer counted. */
  readonly balance: Maybe<LineBalance>;
  /** What it allowed at an instant that has passed, such as when a claim went out; none when it was not recorded yet. What was recorded later, also of earlier care, is not in it. */
  readonly balanceAsOf: Maybe<LineBalance>;
  /** Dates on which it covers no care. */
  readonly blackoutDates: ReadonlyArray<Scalars['LocalDate']['output']>;
  /** The limits on how much of it may be drawn within a stretch of time. */
  readonly caps: ReadonlyArray<AuthorizationCap>;
  /** What the payer decided. */
  readonly decision: ReviewDecision;
  /** Why, when the payer did not approve what was asked. */
  readonly decisionReason: Maybe<Scalars['String']['output']>;
  /** The discipline whose visits may draw on it. */
  readonly discipline: Discipline;
  /** The last date of care it covers. */
  readonly endsOn: Scalars['LocalDate']['output'];
  /** What is wrong with it, and with visits that need it. Open findings only, unless the filter says otherwise. */
  readonly findings: FindingConnection;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** Modifiers that a service must carry to be covered. */
  readonly modifiers: ReadonlyArray<Scalars['String']['output']>;
  /** Whose care it is about. */
  readonly patient: Patient;
  /** The visits for which someone chose it. */
  readonly pinnedVisits: VisitConnection;
  /** The only places of service that it covers, as codes of two digits; empty when it covers all of them. */
  readonly placesOfService: ReadonlyArray<Scalars['String']['output']>;
  /** What the payer had said of it before what it says now, the latest first; at most 200. */
  readonly priorDecisions: ReadonlyArray<AuthorizationDecision>;
  /** Of lines that fit equally, the one with the lower number is drawn on first. */
  readonly priority: Scalars['Int']['output'];
  /** The service it is for; none when it is for every service of the discipline. */
  readonly serviceCode: Maybe<Scalars['String']['output']>;
  /** The only staff whose visits it covers; empty when it covers anyone's. There are at most 100. Null for roles that may not read STAFF. */
  readonly staff: Maybe<ReadonlyArray<Staff>>;
  /** The first date of care it covers. */
  readonly startsOn: Scalars['LocalDate']['output'];
  /** What one unit of this line is. */
  readonly unitDefinition: UnitDefinition;
};


/** One service of an authorization: how much of it, and between which dates. */
export type AuthorizationLineAllocationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AllocationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AllocationSort>;
};


/** One service of an authorization: how much of it, and between which dates. */
export type AuthorizationLineBalanceAsOfArgs = {
  at: Scalars['DateTime']['input'];
};


/** One service of an authorization: how much of it, and between which dates. */
export type AuthorizationLineFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingSort>;
};


/** One service of an authorization: how much of it, and between which dates. */
export type AuthorizationLinePinnedVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VisitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<VisitSort>;
};

/** A page of a list of lines of authorizations. */
export type AuthorizationLineConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<AuthorizationLineEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<AuthorizationLine>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of lines of authorizations, with its place in the list. */
export type AuthorizationLineEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: AuthorizationLine;
};

/** Which lines of authorizations to list: those for which everything that is given holds. */
export type AuthorizationLineFilter = {
  /** Of this authorization. */
  readonly authorizationId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Decided in any of these ways. */
  readonly decisions?: InputMaybe<ReadonlyArray<ReviewDecision>>;
  /** For this discipline. */
  readonly discipline?: InputMaybe<Discipline>;
  /** For any of these disciplines. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** With a last day between these. */
  readonly endsOn?: InputMaybe<DateRange>;
  /** Only what an open finding names, or only what none does. */
  readonly hasOpenFindings?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that the payer has certified and nobody has cancelled, or only the others. */
  readonly isCertified?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of this payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these payers, at most 100. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** With so many units left; a line that is no longer counted has none to compare. */
  readonly remainingUnits?: InputMaybe<UnitsRange>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** For any of these services, as HCPCS codes, at most 100. */
  readonly serviceCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Covering only certain members of the staff, of whom this is one. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** With a first day between these. */
  readonly startsOn?: InputMaybe<DateRange>;
};

/** One service that the payer was asked for, and its answer. */
export type AuthorizationLineInput = {
  /** The only days of the week on which care is approved, 0 for Sunday to 6 for Saturday; all of them when left out. */
  readonly allowedWeekdays?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** How much is authorized; how much was asked for, as long as the payer has not decided. */
  readonly authorizedUnits: Scalars['Units']['input'];
  /** Dates on which no care is approved, at most 366. */
  readonly blackoutDates?: InputMaybe<ReadonlyArray<Scalars['LocalDate']['input']>>;
  /** Limits within the line, at most 10. */
  readonly caps?: InputMaybe<ReadonlyArray<AuthorizationCapInput>>;
  /** The payer's answer; CERTIFIED_IN_TOTAL when left out. */
  readonly decision?: InputMaybe<ReviewDecision>;
  /** The payer's reason, when it did not approve all of it. */
  readonly decisionReason?: InputMaybe<Scalars['String']['input']>;
  /** The discipline whose visits may draw on it. */
  readonly discipline: Discipline;
  /** The last day, which is still covered. */
  readonly endsOn: Scalars['LocalDate']['input'];
  /** Modifiers that a visit must carry to draw on it, at most four. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The only places of service that it covers, as codes of two digits; all of them when left out or empty. */
  readonly placesOfService?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Where several lines fit a visit equally, the lower number is drawn on first; 1 when left out. */
  readonly priority?: InputMaybe<Scalars['Int']['input']>;
  /** The one HCPCS code it is for; every code of the discipline when left out. */
  readonly serviceCode?: InputMaybe<Scalars['String']['input']>;
  /** The only staff whose visits it covers, at most 100; anyone's when left out or empty. */
  readonly staffIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The first day. */
  readonly startsOn: Scalars['LocalDate']['input'];
  /** What one unit is. */
  readonly unitDefinition: UnitDefinition;
};

/** One service that the payer was asked for, and its answer. Other records stand here by their ids, or by the names that another system gives to them. */
export type AuthorizationLineRecordInput = {
  /** The only days of the week on which care is approved, 0 for Sunday to 6 for Saturday; all of them when left out. */
  readonly allowedWeekdays?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** How much is authorized; how much was asked for, as long as the payer has not decided. */
  readonly authorizedUnits: Scalars['Units']['input'];
  /** Dates on which no care is approved, at most 366. */
  readonly blackoutDates?: InputMaybe<ReadonlyArray<Scalars['LocalDate']['input']>>;
  /** Limits within the line, at most 10. */
  readonly caps?: InputMaybe<ReadonlyArray<AuthorizationCapInput>>;
  /** The payer's answer; CERTIFIED_IN_TOTAL when left out. */
  readonly decision?: InputMaybe<ReviewDecision>;
  /** The payer's reason, when it did not approve all of it. */
  readonly decisionReason?: InputMaybe<Scalars['String']['input']>;
  /** The discipline whose visits may draw on it. */
  readonly discipline: Discipline;
  /** The last day, which is still covered. */
  readonly endsOn: Scalars['LocalDate']['input'];
  /** Modifiers that a visit must carry to draw on it, at most four. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The only places of service that it covers, as codes of two digits; all of them when left out or empty. */
  readonly placesOfService?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Where several lines fit a visit equally, the lower number is drawn on first; 1 when left out. */
  readonly priority?: InputMaybe<Scalars['Int']['input']>;
  /** The one HCPCS code it is for; every code of the discipline when left out. */
  readonly serviceCode?: InputMaybe<Scalars['String']['input']>;
  /** The only staff whose visits it covers, at most 100; anyone's when left out or empty. By a name that another system gives, in place of staffIds. */
  readonly staff?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The only staff whose visits it covers, at most 100; anyone's when left out or empty. Either this or staff. */
  readonly staffIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The first day. */
  readonly startsOn: Scalars['LocalDate']['input'];
  /** What one unit is. */
  readonly unitDefinition: UnitDefinition;
};

/** What the payer now says about one line. What is left out stays as it is. */
export type AuthorizationLineRevision = {
  /** Other days of the week; all seven to lift the restriction. */
  readonly allowedWeekdays?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** How much is authorized now. */
  readonly authorizedUnits?: InputMaybe<Scalars['Units']['input']>;
  /** Other dates without care; an empty list takes them all away. */
  readonly blackoutDates?: InputMaybe<ReadonlyArray<Scalars['LocalDate']['input']>>;
  /** The line's limits as they are now, in place of those before; an empty list takes them all away. */
  readonly caps?: InputMaybe<ReadonlyArray<AuthorizationCapInput>>;
  /** The payer's answer. */
  readonly decision?: InputMaybe<ReviewDecision>;
  /** The payer's reason. */
  readonly decisionReason?: InputMaybe<Scalars['String']['input']>;
  /** Another last day. */
  readonly endsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The line that is no longer as it was. */
  readonly lineId: Scalars['ID']['input'];
  /** Other modifiers in place of those before. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Other places of service; an empty list lifts the restriction. */
  readonly placesOfService?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Another place in the order in which lines are drawn on. */
  readonly priority?: InputMaybe<Scalars['Int']['input']>;
  /** Another HCPCS code of the same discipline. */
  readonly serviceCode?: InputMaybe<Scalars['String']['input']>;
  /** Other staff; an empty list lifts the restriction. */
  readonly staffIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Another first day. */
  readonly startsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** What one unit is from now on. */
  readonly unitDefinition?: InputMaybe<UnitDefinition>;
};

/** How authorization line records are sorted. Those that are equal in this are sorted by age. */
export type AuthorizationLineSort = {
  /** What is compared to sort them. */
  readonly by: AuthorizationLineSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what authorization line records can be sorted. */
export type AuthorizationLineSortBy =
  /** The last day it covers. */
  | 'ENDS_ON'
  /** The first day it covers. */
  | 'STARTS_ON';

/** What a payer was asked to approve and what it answered. Other records stand here by their ids, or by the names that another system gives to them. */
export type AuthorizationRecordInput = {
  /** By which way the payer was asked. */
  readonly channel?: InputMaybe<RequestChannel>;
  /** The coverage of the patient that it belongs to. By a name that another system gives, in place of coverageId. */
  readonly coverage?: InputMaybe<IdentifierInput>;
  /** The coverage of the patient that it belongs to. Either this or coverage. */
  readonly coverageId?: InputMaybe<Scalars['ID']['input']>;
  /** When the payer answered; now when left out and a line is decided. */
  readonly decidedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The ICD-10-CM codes that the payer was told, the primary one first; at most 25. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The services, 1 to 50 lines. */
  readonly lines: ReadonlyArray<AuthorizationLineRecordInput>;
  /** The payer's number for it; none while it is undecided. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** For whose care. By a name that another system gives, in place of patientId. */
  readonly patient?: InputMaybe<IdentifierInput>;
  /** For whose care. Either this or patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Who was asked. By a name that another system gives, in place of payerId. */
  readonly payer?: InputMaybe<IdentifierInput>;
  /** Who was asked. Either this or payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** What the payer was asked for; INITIAL when left out. */
  readonly requestType?: InputMaybe<RequestType>;
  /** When the payer was asked. */
  readonly requestedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How soon the payer was asked to decide; STANDARD when left out. */
  readonly urgency?: InputMaybe<RequestUrgency>;
};

/** Which services a payer wants to authorize. */
export type AuthorizationRequirement =
  /** All of them. */
  | 'ALL'
  /** Those of the listed disciplines. */
  | 'LISTED'
  /** None of them. */
  | 'NONE';

/** How authorization records are sorted. Those that are equal in this are sorted by age. */
export type AuthorizationSort = {
  /** What is compared to sort them. */
  readonly by: AuthorizationSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what authorization records can be sorted. */
export type AuthorizationSortBy =
  /** The certification number; what has none comes last. */
  | 'NUMBER'
  /** When the authorization was recorded. */
  | 'RECORDED'
  /** When it was asked for; what was not comes last. */
  | 'REQUESTED_AT';

/** What lines with one definition of a unit authorize together. */
export type AuthorizedUnits = {
  /** How many were authorized. */
  readonly authorizedUnits: Scalars['Units']['output'];
  /** How many are left. */
  readonly remainingUnits: Scalars['Units']['output'];
  /** What one unit is. */
  readonly unitDefinition: UnitDefinition;
};

/** One message of the stream of what authorizations still allow. */
export type BalanceMessage = StreamMessage & {
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT, unless you asked for ID_ONLY: each line before and after. Null for roles that may not read AUTHORIZATIONS. */
  readonly moves: Maybe<ReadonlyArray<BalanceMove>>;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
};

/** What one line of an authorization allowed before a change and what it allows after it. */
export type BalanceMove = {
  /** After; none when the line is gone. */
  readonly after: Maybe<LineBalance>;
  /** Before; none when the line is new. */
  readonly before: Maybe<LineBalance>;
  /** The line as it is now; none in a dry run that would record it. */
  readonly line: Maybe<AuthorizationLine>;
  /** The line of an authorization that allows more or less. */
  readonly lineId: Scalars['ID']['output'];
};

/** A visit for which the claim went out. */
export type BillVisitInput = {
  /** The minutes that the claim states, where they are not those worked; at most 1440. */
  readonly billedMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** True for a corrected claim, which takes the place of the one before. */
  readonly isCorrection?: InputMaybe<Scalars['Boolean']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to billVisit: the record, the consequence, and the place in the log. */
export type BillVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** An office of the agency. Its patients' dates of care are dates in its time zone. */
export type Branch = Node & {
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** The branch's name. */
  readonly name: Scalars['String']['output'];
  /** The patients that it looks after. */
  readonly patients: PatientConnection;
  /** Those who give care for this branch alone. Null for roles that may not read STAFF. */
  readonly staff: Maybe<StaffConnection>;
  /** IANA time zone, such as America/Chicago. */
  readonly timeZone: Scalars['String']['output'];
};


/** An office of the agency. Its patients' dates of care are dates in its time zone. */
export type BranchPatientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PatientFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<PatientSort>;
};


/** An office of the agency. Its patients' dates of care are dates in its time zone. */
export type BranchStaffArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StaffFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<StaffSort>;
};

/** A page of a list of branches. */
export type BranchConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<BranchEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Branch>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of branches, with its place in the list. */
export type BranchEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Branch;
};

/** Which branches to list: those for which everything that is given holds. */
export type BranchFilter = {
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Every word begins a word of the name. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** How branch records are sorted. Those that are equal in this are sorted by age. */
export type BranchSort = {
  /** What is compared to sort them. */
  readonly by: BranchSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what branch records can be sorted. */
export type BranchSortBy =
  /** The name. */
  | 'NAME';

/** Whom you have to see in an emergency, why, and for how long. */
export type BreakGlassInput = {
  /** For how many minutes, 1 to 60. */
  readonly minutes: Scalars['Int']['input'];
  /** The patient's medical record number, complete, in place of patientId: for who was called and cannot look them up. */
  readonly mrn?: InputMaybe<Scalars['String']['input']>;
  /** The patient. Either this or mrn. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** What happened, in your own words, for the colleague who will review it; at most 1000 characters. */
  readonly reason: Scalars['String']['input'];
  /** What kind of emergency it is. */
  readonly reasonCode: EmergencyReason;
};

/** The answer to breakGlass: the record, the consequence, and the place in the log. */
export type BreakGlassPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: EmergencyAccess;
};

/** An authorization that is withdrawn as a whole. */
export type CancelAuthorizationInput = {
  /** The authorization that is withdrawn. */
  readonly authorizationId: Scalars['ID']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** The answer to cancelAuthorization: the record, the consequence, and the place in the log. */
export type CancelAuthorizationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Authorization;
};

/** The answer to cancelVisit: the record, the consequence, and the place in the log. */
export type CancelVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** A cap of a line, in each of its windows that the dates in question touch. */
export type CapLimits = {
  /** How much it allows in each window. */
  readonly limitUnits: Scalars['Units']['output'];
  /** The stretch of time within which it counts. */
  readonly period: CapPeriod;
  /** Only with ROLLING_DAYS: how many days. */
  readonly rollingDays: Maybe<Scalars['Int']['output']>;
  /** Its windows, in order of time, whole even where they reach beyond the dates in question. None for a cap on each visit. */
  readonly windows: ReadonlyArray<CapWindowLimits>;
};

/** The stretch of time within which a cap counts. */
export type CapPeriod =
  /** Each calendar day. */
  | 'DAY'
  /** Each calendar month. */
  | 'MONTH'
  /** Any run of the given number of days. */
  | 'ROLLING_DAYS'
  /** Each visit by itself. */
  | 'VISIT'
  /** Each week, as the payer defines its week. */
  | 'WEEK';

/** What happens to a visit that goes beyond a cap. */
export type CapSemantics =
  /** It draws nothing and is held. */
  | 'BLOCK'
  /** It draws, with a warning. */
  | 'WARN';

/** One stretch of days in which a cap counts, and what it still allows. */
export type CapWindowLimits = {
  /** Drawn by visits that were billed and are not paid for yet. */
  readonly billedUnits: Scalars['Units']['output'];
  /** The first day. */
  readonly from: Scalars['LocalDate']['output'];
  /** Drawn by visits that were paid for. */
  readonly paidUnits: Scalars['Units']['output'];
  /** What is left in it. */
  readonly remainingUnits: Scalars['Units']['output'];
  /** Kept for planned visits while the payer has not decided. */
  readonly reservedPendingUnits: Scalars['Units']['output'];
  /** Kept for planned visits. */
  readonly reservedUnits: Scalars['Units']['output'];
  /** The last day. */
  readonly to: Scalars['LocalDate']['output'];
  /** Drawn by visits that took place and are not billed yet. */
  readonly usedUnits: Scalars['Units']['output'];
};

/** A period for which a physician certifies that the patient needs home health. */
export type Certification = Node & {
  /** When the comprehensive assessment for it was made; none until it is. */
  readonly assessedOn: Maybe<Scalars['LocalDate']['output']>;
  /** The date beside the physician's signature; none until it is signed. */
  readonly certifiedOn: Maybe<Scalars['LocalDate']['output']>;
  /** The last day certified. */
  readonly endsOn: Scalars['LocalDate']['output'];
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Whether it is the first or a later one. */
  readonly kind: CertificationKind;
  /** Whose need is certified. */
  readonly patient: Patient;
  /** The first day certified. */
  readonly startsOn: Scalars['LocalDate']['output'];
  /** Rises with every change to this record; pass it as expectedVersion to change only what you have seen. */
  readonly version: Scalars['Int']['output'];
};

/** A page of a list of certifications. */
export type CertificationConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<CertificationEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Certification>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of certifications, with its place in the list. */
export type CertificationEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Certification;
};

/** Which certifications to list: those for which everything that is given holds. */
export type CertificationFilter = {
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** With a last day between these. */
  readonly endsOn?: InputMaybe<DateRange>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Only those for which the assessment was made, or only those for which it was not. */
  readonly isAssessed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that a physician has signed, or only those that none has. */
  readonly isCertified?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<CertificationKind>>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** With a first day between these. */
  readonly startsOn?: InputMaybe<DateRange>;
};

/** Which certification of the need for home health it is. */
export type CertificationKind =
  /** The first, at the start of care. */
  | 'INITIAL'
  /** A later one, for another period. */
  | 'RECERTIFICATION';

/** A period for which a physician certifies, or is to certify, that the patient needs home health. Other records stand here by their ids, or by the names that another system gives to them. */
export type CertificationRecordInput = {
  /** When the comprehensive assessment for the period was made, if it has been. */
  readonly assessedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The date beside the physician's signature, once it is there. */
  readonly certifiedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The last day. */
  readonly endsOn: Scalars['LocalDate']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Whether it is the first or a later one. */
  readonly kind: CertificationKind;
  /** Whose need is certified. By a name that another system gives, in place of patientId. */
  readonly patient?: InputMaybe<IdentifierInput>;
  /** Whose need is certified. Either this or patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** The first day. No two periods of a patient overlap. */
  readonly startsOn: Scalars['LocalDate']['input'];
};

/** How certification records are sorted. Those that are equal in this are sorted by age. */
export type CertificationSort = {
  /** What is compared to sort them. */
  readonly by: CertificationSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what certification records can be sorted. */
export type CertificationSortBy =
  /** The last day certified. */
  | 'ENDS_ON'
  /** The first day certified. */
  | 'STARTS_ON';

/** Another role or scope for someone who has access. What is left out stays as it is. */
export type ChangeAccessInput = {
  /** The colleague or program whose access changes. */
  readonly agencyMemberId: Scalars['ID']['input'];
  /** The branches whose patients they can read and change; null for all. At most 500; an empty list leaves out everything. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Their caseload: the patients that they can read and change; null for all. At most 500; an empty list leaves out everything. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The payers that they can know of, and whose patients they can read and change; null for all. At most 500; an empty list leaves out everything. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What they are to the agency from now on. */
  readonly role?: InputMaybe<Role>;
};

/** The answer to changeAccess: the record, the consequence, and the place in the log. */
export type ChangeAccessPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Member;
};

/** Why someone made a change. */
export type ChangeCause =
  /** Time passed. */
  | 'CLOCK'
  /** The patient's condition changed. */
  | 'CONDITION_CHANGE'
  /** What was recorded was wrong. */
  | 'CORRECTION'
  /** An emergency. It is the cause of whatever is done under an emergency access, unless another one is given. */
  | 'EMERGENCY'
  /** The family asked for it. */
  | 'FAMILY_REQUEST'
  /** It came from another system. */
  | 'IMPORT'
  /** Anything else. */
  | 'OTHER'
  /** The patient asked for it. */
  | 'PATIENT_REQUEST'
  /** The payer decided. */
  | 'PAYER_DECISION'
  /** The physician ordered it. */
  | 'PHYSICIAN_ORDER'
  /** Whoever should have come cannot. */
  | 'STAFF_UNAVAILABLE'
  /** Weather or roads. */
  | 'WEATHER';

/** Other dates for a coverage, or another number or rank. What is left out stays as it is. */
export type ChangeCoverageInput = {
  /** The coverage that is no longer as it was recorded. */
  readonly coverageId: Scalars['ID']['input'];
  /** The last day covered; null when no end is known any more. */
  readonly endsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The number by which the payer knows the patient. */
  readonly memberId?: InputMaybe<Scalars['String']['input']>;
  /** Which payer comes first: 1 is the primary one. At most one coverage of a rank holds on a day. */
  readonly rank?: InputMaybe<Scalars['Int']['input']>;
  /** The first day covered. */
  readonly startsOn?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** The answer to changeCoverage: the record, the consequence, and the place in the log. */
export type ChangeCoveragePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Coverage;
};

/** One change of many: exactly one of these, with the input of the mutation of that name, and what is said of this one alone. */
export type ChangeInput = {
  /** Says that someone has seen a finding and deals with it. */
  readonly acknowledgeFinding?: InputMaybe<FindingInput>;
  /** Opens a branch. */
  readonly addBranch?: InputMaybe<AddBranchInput>;
  /** Adds insurance to a patient. */
  readonly addCoverage?: InputMaybe<AddCoverageInput>;
  /** Adds a payer. Until a policy is set, everything it pays for needs its approval. */
  readonly addPayer?: InputMaybe<AddPayerInput>;
  /** Adds someone to the staff. */
  readonly addStaff?: InputMaybe<AddStaffInput>;
  /** Has changes delivered to an address, one after another, signed and repeated until they are taken. */
  readonly addWebhook?: InputMaybe<AddWebhookInput>;
  /** Takes a patient into care. */
  readonly admitPatient?: InputMaybe<AdmitPatientInput>;
  /** Reopens a signed note with other text. What is billed must be signed again. */
  readonly amendNote?: InputMaybe<AmendNoteInput>;
  /** Gives a finding to a colleague, or to nobody any more. */
  readonly assignFinding?: InputMaybe<AssignFindingInput>;
  /** Records that a completed visit was billed, or that a corrected claim replaced the one before. */
  readonly billVisit?: InputMaybe<BillVisitInput>;
  /** Gives you access to one patient outside your scope, in an emergency and for an hour at most, from your next request on: to read what your role may read, and to make the changes that it may make. Administrators and clinical leads hear of it at once, everything you do under it is marked, and one of them reviews it. Until then you cannot take another. */
  readonly breakGlass?: InputMaybe<BreakGlassInput>;
  /** Withdraws an authorization. Visits that drew on it draw on others, or on none. */
  readonly cancelAuthorization?: InputMaybe<CancelAuthorizationInput>;
  /** Calls a visit off. What it had reserved is free again. */
  readonly cancelVisit?: InputMaybe<VisitInput>;
  /** Changes a colleague's role or scope, from their next request on. Nobody can take away from their own access. */
  readonly changeAccess?: InputMaybe<ChangeAccessInput>;
  /** Moves the dates of a coverage. */
  readonly changeCoverage?: InputMaybe<ChangeCoverageInput>;
  /** Records how a patient stands with the agency from a day on. */
  readonly changePatientStatus?: InputMaybe<ChangePatientStatusInput>;
  /** Makes a visit another service, or one of another type or in another place. */
  readonly changeVisitService?: InputMaybe<ChangeVisitServiceInput>;
  /** Records that a visit took place, and when. */
  readonly completeVisit?: InputMaybe<CompleteVisitInput>;
  /** Puts the worked times of a visit right. What was billed then needs a corrected claim. */
  readonly correctVisit?: InputMaybe<CorrectVisitInput>;
  /** Ends an order before its time. */
  readonly discontinueOrder?: InputMaybe<DiscontinueOrderInput>;
  /** Ends an emergency access before its time: your own, or for administrators anybody's. */
  readonly endEmergencyAccess?: InputMaybe<EndEmergencyAccessInput>;
  /** Puts a waived finding back on its team's list. */
  readonly endFindingWaiver?: InputMaybe<FindingInput>;
  /** Records that the payer lets care go on for longer. */
  readonly extendAuthorization?: InputMaybe<ExtendAuthorizationInput>;
  /** Gives a colleague access, for the first time or after it was revoked, in the role given here. */
  readonly grantAccess?: InputMaybe<GrantAccessInput>;
  /** Hands a finding over to another team. A reason is required. */
  readonly handOverFinding?: InputMaybe<HandOverFindingInput>;
  /** A word of your own for this one change. Sent again with the same key, it acts once and gives the first answer again. Not used with dryRun. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Records that a visit should have taken place and did not. */
  readonly missVisit?: InputMaybe<MissVisitInput>;
  /** Records that the physician was told of a visit that did not take place. */
  readonly notifyPhysician?: InputMaybe<NotifyPhysicianInput>;
  /** When this one happened, in place of when all did. */
  readonly occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Records that a billed visit was paid for. */
  readonly payVisit?: InputMaybe<VisitInput>;
  /** Chooses the line that a visit draws on, or leaves that to be worked out again. A line that cannot give what the visit needs is answered with what is wrong. */
  readonly pinVisit?: InputMaybe<PinVisitInput>;
  /** The reason for this one, in place of that of all. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** Gives a visit to someone else, or to nobody yet. */
  readonly reassignVisit?: InputMaybe<ReassignVisitInput>;
  /** Records what a payer was asked to approve and, line by line, what it answered. */
  readonly recordAuthorization?: InputMaybe<RecordAuthorizationInput>;
  /** Records a certification period, signed or not yet. */
  readonly recordCertification?: InputMaybe<RecordCertificationInput>;
  /** Records the electronic verification of a visit, or what has become of it. */
  readonly recordEvv?: InputMaybe<RecordEvvInput>;
  /** Records an encounter on which a certification may rest. */
  readonly recordFaceToFace?: InputMaybe<RecordFaceToFaceInput>;
  /** Records a physician's order as it was received. It supports visits from then on, and claims once it is signed. */
  readonly recordOrder?: InputMaybe<RecordOrderInput>;
  /** Records a supervision of an aide, or a reassessment by a therapist. */
  readonly recordSupervision?: InputMaybe<RecordSupervisionInput>;
  /** Ends the deliveries to an address, for good. */
  readonly removeWebhook?: InputMaybe<RemoveWebhookInput>;
  /** Sets back how far deliveries have come. What is repeated has the same ids as before. */
  readonly replayWebhook?: InputMaybe<ReplayWebhookInput>;
  /** Moves a visit to another time. */
  readonly rescheduleVisit?: InputMaybe<RescheduleVisitInput>;
  /** Decides, for good, whether a colleague's emergency access was justified. Nobody reviews their own. */
  readonly reviewEmergencyAccess?: InputMaybe<ReviewEmergencyAccessInput>;
  /** Records what the payer now says: a decision, other quantities, dates or limits, more lines. */
  readonly reviseAuthorization?: InputMaybe<ReviseAuthorizationInput>;
  /** Takes a colleague's access away. Their token is worth nothing any more, however long it lasts. Nobody can revoke their own access. */
  readonly revokeAccess?: InputMaybe<RevokeAccessInput>;
  /** Takes one token out of use, or all that someone has by now: after a device was lost, or a program's token became known. What they listen to with it ends. They keep their access, and come back with a new token. A reason is required. */
  readonly revokeToken?: InputMaybe<RevokeTokenInput>;
  /** Plans a visit. One that the payer has not authorized is planned too, and answered with what is wrong. */
  readonly scheduleVisit?: InputMaybe<ScheduleVisitInput>;
  /** Plans a series of visits: all of them or none, looked at together. */
  readonly scheduleVisitSeries?: InputMaybe<ScheduleVisitSeriesInput>;
  /** Sets what a payer requires from a date on. The effect names the visits that are measured by it, at most the first 1000 of them; the event counts them all. Ask with dryRun to see them before it is published. Their patients are looked at again one by one, within moments; each event says what it means for one of them. */
  readonly setPayerPolicy?: InputMaybe<SetPayerPolicyInput>;
  /** Signs a note, which may then support a claim. Its text cannot be changed any more without amending it. */
  readonly signNote?: InputMaybe<SignNoteInput>;
  /** Records that an order came back signed and dated. */
  readonly signOrder?: InputMaybe<SignOrderInput>;
  /** Records that the plan of care is up to date with its orders. */
  readonly updateCarePlan?: InputMaybe<UpdateCarePlanInput>;
  /** Records that a certification was signed or its assessment made, or another end of it. */
  readonly updateCertification?: InputMaybe<UpdateCertificationInput>;
  /** Puts right who ordered and how the order is followed up. What is ordered stays. */
  readonly updateOrder?: InputMaybe<UpdateOrderInput>;
  /** Puts right who a patient is, or gives them to another branch. */
  readonly updatePatient?: InputMaybe<UpdatePatientInput>;
  /** Puts right what a payer is called or is. Its patients are looked at again one by one, within moments, when it is of another kind. */
  readonly updatePayer?: InputMaybe<UpdatePayerInput>;
  /** Puts right who someone is, what they may give, or until when. Their patients are looked at again one by one, within moments; each event says what it means for one of them. */
  readonly updateStaff?: InputMaybe<UpdateStaffInput>;
  /** Changes what is delivered to an address, pauses or resumes it, or makes a new secret. */
  readonly updateWebhook?: InputMaybe<UpdateWebhookInput>;
  /** Has an authorization be here and say what the payer says. A line is known by its discipline, code and modifiers; one that is not sent stays. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertAuthorization?: InputMaybe<UpsertAuthorizationInput>;
  /** Has a certification be here and say what another system says; its patient, kind and first day cannot change. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertCertification?: InputMaybe<UpsertCertificationInput>;
  /** Has a coverage be here and say what another system says; its patient and payer cannot change. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertCoverage?: InputMaybe<UpsertCoverageInput>;
  /** Has an order be here and say what another system says; what is ordered cannot change, another order supersedes it. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertOrder?: InputMaybe<UpsertOrderInput>;
  /** Has a patient be here and say what another system says. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertPatient?: InputMaybe<UpsertPatientInput>;
  /** Has a payer be here and say what another system says. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertPayer?: InputMaybe<UpsertPayerInput>;
  /** Has a member of staff be here and say what another system says. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertStaff?: InputMaybe<UpsertStaffInput>;
  /** Has a visit be planned as another system plans it. That it took place, or did not, is told by completeVisit, missVisit and cancelVisit. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertVisit?: InputMaybe<UpsertVisitInput>;
  /** Accepts a finding for a time or for good. It still holds, but is on no work list. A reason is required. */
  readonly waiveFinding?: InputMaybe<WaiveFindingInput>;
  /** Begins the note of a visit, or goes on with it. */
  readonly writeNote?: InputMaybe<WriteNoteInput>;
};

/** How a patient stands with the agency from a day on, until another status begins. */
export type ChangePatientStatusInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The patient whose care begins, pauses or ends. */
  readonly patientId: Scalars['ID']['input'];
  /** The first day of it. A status that was recorded for the same first day is replaced. */
  readonly startsOn: Scalars['LocalDate']['input'];
  /** How the patient stands. */
  readonly status: PatientStatus;
};

/** The answer to changePatientStatus: the record, the consequence, and the place in the log. */
export type ChangePatientStatusPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Patient;
};

/** Why a change was refused. It left nothing, and the changes beside it stand. */
export type ChangeRefusal = {
  /** The code, one of the published table. */
  readonly code: Scalars['String']['output'];
  /** What was expected there. */
  readonly expected: Maybe<Scalars['String']['output']>;
  /** What was found instead, without repeating what was sent. */
  readonly found: Maybe<Scalars['String']['output']>;
  /** What was refused, in words. */
  readonly message: Scalars['String']['output'];
  /** Where in the arguments, from the outside in; empty where no single place is meant. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** What to do next. */
  readonly remedy: Scalars['String']['output'];
};

/** What became of one change of many. */
export type ChangeResult = {
  /** What it did, or with dryRun would do, to the alignment of the patient; none when it was refused, or when your token does not allow reading it. */
  readonly alignment: Maybe<AlignmentEffect>;
  /** Its place in the log of events; none when it left nothing there. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** What became of the record of an upsert; none for other changes. */
  readonly outcome: Maybe<UpsertOutcome>;
  /** Its place among the changes, from 0. */
  readonly place: Scalars['Int']['output'];
  /** The records that it made or changed: one, or the visits of a series; none when it was refused, or when your token does not allow reading them. */
  readonly records: ReadonlyArray<Node>;
  /** Why it was refused; none when it was done. */
  readonly refusal: Maybe<ChangeRefusal>;
};

/** Another service, type or place for a visit that is not billed yet. What is left out stays as it is. */
export type ChangeVisitServiceInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Modifiers of the code, at most four, in place of those before. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Where it takes place, as a CMS place of service code of two digits. */
  readonly placeOfService?: InputMaybe<Scalars['String']['input']>;
  /** The HCPCS code of the service. */
  readonly serviceCode?: InputMaybe<Scalars['String']['input']>;
  /** The occasion it is then planned for; as it was when left out. */
  readonly type?: InputMaybe<VisitType>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to changeVisitService: the record, the consequence, and the place in the log. */
export type ChangeVisitServicePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** One thing that the note of a visit must say, and whether it does. */
export type ChecklistItem = {
  /** What it must say, why, and what helps to say it. */
  readonly requirement: DocumentationRequirement;
  /** Whether the note says it so far. */
  readonly state: ElementState;
};

/** A visit that took place. */
export type CompleteVisitInput = {
  /** When work really ended; the planned end when left out. */
  readonly actualEndsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When work really began; the planned start when left out. */
  readonly actualStartsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to completeVisit: the record, the consequence, and the place in the log. */
export type CompleteVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** The times that were really worked, where others had been recorded. The reason is given beside the input. */
export type CorrectVisitInput = {
  /** When work really ended. */
  readonly actualEndsAt: Scalars['DateTime']['input'];
  /** When work really began. */
  readonly actualStartsAt: Scalars['DateTime']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to correctVisit: the record, the consequence, and the place in the log. */
export type CorrectVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** A payer's promise to pay for a patient's care between two dates. */
export type Coverage = Node & {
  /** What was asked for under it. */
  readonly authorizations: AuthorizationConnection;
  /** The last covered day; none while it is open. */
  readonly endsOn: Maybe<Scalars['LocalDate']['output']>;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** The patient's number with the payer. It is kept sealed, and can be looked for as a whole only. Null for roles that may not read MEMBER_ID. */
  readonly memberId: Maybe<Scalars['String']['output']>;
  /** Whose care is covered. */
  readonly patient: Patient;
  /** Whoever pays by this coverage. */
  readonly payer: Payer;
  /** 1 is the primary payer, whose authorization care is measured against. */
  readonly rank: Scalars['Int']['output'];
  /** The first covered day. */
  readonly startsOn: Scalars['LocalDate']['output'];
  /** Rises with every change to this record. */
  readonly version: Scalars['Int']['output'];
};


/** A payer's promise to pay for a patient's care between two dates. */
export type CoverageAuthorizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationSort>;
};

/** A page of a list of coverages. */
export type CoverageConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<CoverageEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Coverage>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of coverages, with its place in the list. */
export type CoverageEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Coverage;
};

/** Which coverages to list: those for which everything that is given holds. */
export type CoverageFilter = {
  /** Covering care on this date. */
  readonly activeOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** With a last day between these; one that is open has none. */
  readonly endsOn?: InputMaybe<DateRange>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Only primary ones, or only the others. */
  readonly isPrimary?: InputMaybe<Scalars['Boolean']['input']>;
  /** With exactly this number of the patient with the payer. */
  readonly memberId?: InputMaybe<Scalars['String']['input']>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** By this payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** By any of these payers, at most 100. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** With a first day between these. */
  readonly startsOn?: InputMaybe<DateRange>;
};

/** Insurance that pays for a patient's care. Other records stand here by their ids, or by the names that another system gives to them. */
export type CoverageRecordInput = {
  /** The last day covered; none when no end is known. */
  readonly endsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The number by which the payer knows the patient. */
  readonly memberId: Scalars['String']['input'];
  /** Whose care it pays for. By a name that another system gives, in place of patientId. */
  readonly patient?: InputMaybe<IdentifierInput>;
  /** Whose care it pays for. Either this or patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Who pays by this coverage. By a name that another system gives, in place of payerId. */
  readonly payer?: InputMaybe<IdentifierInput>;
  /** Who pays by this coverage. Either this or payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** Which payer comes first: 1 (also when left out) is the primary one, against whose authorizations care is measured. At most one coverage of a rank holds on a day. */
  readonly rank?: InputMaybe<Scalars['Int']['input']>;
  /** The first day covered. */
  readonly startsOn: Scalars['LocalDate']['input'];
};

/** How coverage records are sorted. Those that are equal in this are sorted by age. */
export type CoverageSort = {
  /** What is compared to sort them. */
  readonly by: CoverageSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what coverage records can be sorted. */
export type CoverageSortBy =
  /** The last covered day; what is open comes last. */
  | 'ENDS_ON'
  /** The first covered day. */
  | 'STARTS_ON';

/** Dates from one to another, both included, or around today. Either end may be left open; of several that are given, all hold. */
export type DateRange = {
  /** A stretch of time that moves with today. Not together with lastDays and nextDays. */
  readonly during?: InputMaybe<RelativePeriod>;
  /** The first date. */
  readonly from?: InputMaybe<Scalars['LocalDate']['input']>;
  /** From so many days before today, 0 to 3660, up to today, or as far as nextDays says. */
  readonly lastDays?: InputMaybe<Scalars['Int']['input']>;
  /** Until so many days after today, 0 to 3660, from today, or from as early as lastDays says. */
  readonly nextDays?: InputMaybe<Scalars['Int']['input']>;
  /** The last date. */
  readonly to?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** The profession that gives the care. */
export type Discipline =
  /** Home health aide. */
  | 'HHA'
  /** Medical social work. */
  | 'MSW'
  /** Occupational therapy. */
  | 'OT'
  /** Personal care services. */
  | 'PCS'
  /** Physical therapy. */
  | 'PT'
  /** Speech-language pathology. */
  | 'SLP'
  /** Skilled nursing. */
  | 'SN';

/** What somebody was shown of a patient, or did to their record, in one way and for one purpose: the first time, the last, and how often. */
export type Disclosure = {
  /** The program that they used, where its token names it. */
  readonly clientId: Maybe<Scalars['String']['output']>;
  /** The first time within the period. */
  readonly firstAt: Scalars['DateTime']['output'];
  /** Who vouches for them. */
  readonly issuer: AuditIssuer;
  /** What they did. */
  readonly kind: AuditKind;
  /** The last time within the period. */
  readonly lastAt: Scalars['DateTime']['output'];
  /** For what they said, or their role says, that they did it. */
  readonly purpose: PurposeOfUse;
  /** The kinds of records that were asked for or changed. */
  readonly recordKinds: ReadonlyArray<Scalars['String']['output']>;
  /** As what they worked here, or for whom. */
  readonly role: Role;
  /** Who: the subject of the token, or the webhook that was delivered to. */
  readonly subject: Scalars['String']['output'];
  /** How often; of what was pushed, how many messages. */
  readonly times: Scalars['Int']['output'];
  /** By which way. */
  readonly transport: AuditTransport;
};

/** Who was shown what of a patient, as 45 CFR 164.528 lets a patient ask. */
export type DisclosureAccounting = {
  /** Until just before when. */
  readonly before: Scalars['DateTime']['output'];
  /** To others than those who work here, or for something else than treatment, payment and operations: what an account owes the patient. The latest first. */
  readonly disclosures: ReadonlyArray<Disclosure>;
  /** From when on. */
  readonly from: Scalars['DateTime']['output'];
  /** Whether there is more than is told: then ask for a shorter period. */
  readonly isCutShort: Scalars['Boolean']['output'];
  /** By those who work here, for treatment, payment and operations. The latest first. */
  readonly uses: ReadonlyArray<Disclosure>;
};

/** An order that ends before its time. */
export type DiscontinueOrderInput = {
  /** The first day that the order no longer covers. */
  readonly discontinuedOn: Scalars['LocalDate']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The order that ends. */
  readonly orderId: Scalars['ID']['input'];
};

/** The answer to discontinueOrder: the record, the consequence, and the place in the log. */
export type DiscontinueOrderPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Order;
};

/** What the note of one visit must say for whoever pays for it. */
export type DocumentationChecklist = {
  /** In the order of the policy. Empty when the payer requires nothing in particular. */
  readonly items: ReadonlyArray<ChecklistItem>;
  /** Whose requirements they are: the payer of the primary coverage on the date of service, else that of the nearest authorization; none when the patient pays. */
  readonly payer: Maybe<Payer>;
  /** The version of the payer's policy on the date of service; none where it has no policy for that date. */
  readonly policyVersion: Maybe<Scalars['Int']['output']>;
  /** What is to be documented. */
  readonly visit: Visit;
};

/** One thing that a payer wants notes to say, and what helps to say it. */
export type DocumentationRequirement = {
  /** Where the payer or a regulation says so. */
  readonly citation: Maybe<Scalars['String']['output']>;
  /** The disciplines whose notes must say it; empty when all must. */
  readonly disciplines: ReadonlyArray<Discipline>;
  /** The element of the note. */
  readonly element: NoteElementKey;
  /** A text that suffices, about an invented patient. */
  readonly example: Maybe<Scalars['String']['output']>;
  /** What makes a text sufficient. */
  readonly guidance: Maybe<Scalars['String']['output']>;
  /** Why it matters, in words that follow "because". */
  readonly reason: Scalars['String']['output'];
  /** The service codes whose notes must say it; empty when all must. */
  readonly serviceCodes: ReadonlyArray<Scalars['String']['output']>;
  /** What it means when a note does not say it. */
  readonly severity: RequirementSeverity;
  /** A text with gaps to fill in. */
  readonly template: Maybe<Scalars['String']['output']>;
  /** Texts that say too little when they are all there is. */
  readonly vaguePhrases: ReadonlyArray<Scalars['String']['output']>;
  /** The types of visit whose notes must say it; empty when all must. */
  readonly visitTypes: ReadonlyArray<VisitType>;
};

/** One thing that the payer wants notes to say. A general requirement may have a stricter one for some services beside it; the same element twice for the same ones is refused. */
export type DocumentationRequirementInput = {
  /** Where the payer or a regulation says so; at most 300 characters. */
  readonly citation?: InputMaybe<Scalars['String']['input']>;
  /** The disciplines whose notes must say it; all when left out or empty. */
  readonly disciplines?: ReadonlyArray<Discipline>;
  /** The element of the note. */
  readonly element: NoteElementKey;
  /** A text that suffices, about an invented patient; at most 2000 characters. */
  readonly example?: InputMaybe<Scalars['String']['input']>;
  /** What makes a text sufficient; at most 2000 characters. */
  readonly guidance?: InputMaybe<Scalars['String']['input']>;
  /** Why it matters, in words that follow "because", for the clinician who reads it; at most 200 characters. */
  readonly reason: Scalars['String']['input'];
  /** The HCPCS codes whose notes must say it; all when left out or empty. */
  readonly serviceCodes?: ReadonlyArray<Scalars['String']['input']>;
  /** What it means when a note does not say it. */
  readonly severity: RequirementSeverity;
  /** A text with gaps to fill in; at most 2000 characters. */
  readonly template?: InputMaybe<Scalars['String']['input']>;
  /** Texts that say too little when they are all there is, such as "continue with plan"; at most 50. Case, punctuation and spaces do not matter. */
  readonly vaguePhrases?: ReadonlyArray<Scalars['String']['input']>;
  /** The types of visit whose notes must say it; all when left out or empty. */
  readonly visitTypes?: ReadonlyArray<VisitType>;
};

/** What visits draw on lines with one definition of a unit. */
export type DrawnUnits = {
  /** What one unit is. */
  readonly unitDefinition: UnitDefinition;
  /** How many of the unit beside it. */
  readonly units: Scalars['Units']['output'];
};

/** Whether a note says what the payer requires. */
export type ElementState =
  /** It does not say it, or there is no note yet. */
  | 'MISSING'
  /** It does. */
  | 'PRESENT'
  /** It says it only in a phrase that the payer knows to mean nothing. */
  | 'UNCLEAR';

/** Access that someone took to one patient outside their scope, in an emergency and for an hour at most. Administrators and clinical leads hear of it at once, and one of them reviews it. */
export type EmergencyAccess = Node & {
  /** When it was ended before its time; none when it was not. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who ended it before its time. */
  readonly endedBy: Maybe<Scalars['String']['output']>;
  /** When its time is up: from this instant on it opens nothing. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** When they took it. */
  readonly grantedAt: Scalars['DateTime']['output'];
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** Whether it still opens something. */
  readonly isOpen: Scalars['Boolean']['output'];
  /** The same patient; none where you cannot see them any more, or yet: the mutation that opens the way still answers from before it. */
  readonly patient: Maybe<Patient>;
  /** The patient to whom it opens the way. */
  readonly patientId: Scalars['ID']['output'];
  /** What happened, in their words. */
  readonly reason: Scalars['String']['output'];
  /** What kind of emergency it was. */
  readonly reasonCode: EmergencyReason;
  /** What a colleague made of it. */
  readonly review: EmergencyReview;
  /** What they were to the agency then. */
  readonly role: Role;
  /** Who took it, as the identity provider names them. */
  readonly subject: Scalars['String']['output'];
  /** Counts what was done with it. */
  readonly version: Scalars['Int']['output'];
};

/** A page of a list of emergency accesses. */
export type EmergencyAccessConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<EmergencyAccessEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<EmergencyAccess>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of emergency accesses, with its place in the list. */
export type EmergencyAccessEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: EmergencyAccess;
};

/** Which emergency accesses to list: those for which everything that is given holds. */
export type EmergencyAccessFilter = {
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only what still opens something, or only what is over. */
  readonly isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only what should have been reviewed by now, or only the rest. */
  readonly isOverdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** For any of these kinds of emergency. */
  readonly reasonCodes?: InputMaybe<ReadonlyArray<EmergencyReason>>;
  /** Of which any of these was decided. */
  readonly reviewStatuses?: InputMaybe<ReadonlyArray<EmergencyReviewStatus>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Taken by any of these, as the identity provider names them, at most 100. */
  readonly subjects?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** One message of the stream of emergency accesses. */
export type EmergencyAccessMessage = StreamMessage & {
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: the emergency access as it is now. */
  readonly emergencyAccess: Maybe<EmergencyAccess>;
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
};

/** How emergency access records are sorted. Those that are equal in this are sorted by age. */
export type EmergencyAccessSort = {
  /** What is compared to sort them. */
  readonly by: EmergencyAccessSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what emergency access records can be sorted. */
export type EmergencyAccessSortBy =
  /** When it was taken. */
  | 'GRANTED_AT'
  /** By when it has to be reviewed. */
  | 'REVIEW_DUE_AT';

/** What kind of emergency made someone take access to a patient outside their scope. */
export type EmergencyReason =
  /** Nobody else was there to go on with care that could not wait. */
  | 'CONTINUITY_OF_CARE'
  /** A disaster or an outage kept those away whose patient it is. */
  | 'DISASTER'
  /** The patient had to be treated at once. HL7 calls it ETREAT. */
  | 'EMERGENCY_TREATMENT'
  /** The patient, or someone with them, was in danger. */
  | 'IMMINENT_DANGER';

/** What a colleague made of an emergency access. It is due from the start. */
export type EmergencyReview = {
  /** When it was decided. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Who decided, as the identity provider names them. */
  readonly by: Maybe<Scalars['String']['output']>;
  /** By when it has to be decided. */
  readonly dueAt: Scalars['DateTime']['output'];
  /** Whether it was not decided by then. */
  readonly isOverdue: Scalars['Boolean']['output'];
  /** What was decided. */
  readonly status: EmergencyReviewStatus;
  /** What they looked at and how they came to it. */
  readonly text: Maybe<Scalars['String']['output']>;
};

/** Whether an emergency access was justified. */
export type EmergencyReviewDecision =
  /** It was justified. */
  | 'APPROVED'
  /** It was not justified, and counts as a violation. One that is still open ends at once. */
  | 'REJECTED';

/** What a colleague made of an emergency access. */
export type EmergencyReviewStatus =
  /** It was justified. */
  | 'APPROVED'
  /** Nobody has decided yet. Until then whoever took it cannot take another. */
  | 'PENDING'
  /** It was not justified, and counts as a violation. */
  | 'REJECTED';

/** An emergency access that is not needed any more. */
export type EndEmergencyAccessInput = {
  /** Your own; for administrators anybody's. */
  readonly emergencyAccessId: Scalars['ID']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** The answer to endEmergencyAccess: the record, the consequence, and the place in the log. */
export type EndEmergencyAccessPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: EmergencyAccess;
};

/** The answer to endFindingWaiver: the record, the consequence, and the place in the log. */
export type EndFindingWaiverPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Finding;
};

/** What an event is about, in identifiers and codes alone. */
export type EventNotice = {
  /** The lines of authorizations that were changed, or allow more or less than before. */
  readonly authorizationLineIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The patient's branch. */
  readonly branchId: Maybe<Scalars['ID']['output']>;
  /** The findings that were raised, cleared or changed. */
  readonly findingIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The id of the event. */
  readonly id: Scalars['ID']['output'];
  /** When it happened in the world. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** The patient it concerns; null when it concerns the agency as a whole. */
  readonly patientId: Maybe<Scalars['ID']['output']>;
  /** The payers it concerns. */
  readonly payerIds: ReadonlyArray<Scalars['ID']['output']>;
  /** When this server recorded it. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** What was done. */
  readonly type: EventType;
  /** The visits that were changed or are affected. */
  readonly visitIds: ReadonlyArray<Scalars['ID']['output']>;
};

/** What kind of change or occurrence an event tells of. */
export type EventType =
  /** A colleague's role or scope was changed. */
  | 'ACCESS_CHANGED'
  /** A colleague was given access, for the first time or again. */
  | 'ACCESS_GRANTED'
  /** A colleague's access was taken away. */
  | 'ACCESS_REVOKED'
  /** The agency was opened. */
  | 'AGENCY_OPENED'
  /** The agency was taken back into use. */
  | 'AGENCY_RESUMED'
  /** The agency was suspended: nobody can read or change its data. */
  | 'AGENCY_SUSPENDED'
  /** An authorization was withdrawn. */
  | 'AUTHORIZATION_CANCELLED'
  /** An authorization was extended. */
  | 'AUTHORIZATION_EXTENDED'
  /** An authorization, or the request for one, was recorded. */
  | 'AUTHORIZATION_RECORDED'
  /** The payer changed an authorization. */
  | 'AUTHORIZATION_REVISED'
  /** A branch was added. */
  | 'BRANCH_ADDED'
  /** The plan of care was brought up to date with its orders. */
  | 'CARE_PLAN_UPDATED'
  /** A certification period was recorded. */
  | 'CERTIFICATION_RECORDED'
  /** A certification was signed, its assessment made, or its end moved. */
  | 'CERTIFICATION_UPDATED'
  /** A coverage was added to a patient. */
  | 'COVERAGE_ADDED'
  /** The dates of a coverage were changed. */
  | 'COVERAGE_CHANGED'
  /** An emergency access was ended before its time. */
  | 'EMERGENCY_ACCESS_ENDED'
  /** In an emergency someone took access to a patient outside their scope. */
  | 'EMERGENCY_ACCESS_GRANTED'
  /** A colleague decided whether an emergency access was justified. */
  | 'EMERGENCY_ACCESS_REVIEWED'
  /** The electronic verification of a visit was recorded or moved on. */
  | 'EVV_RECORDED'
  /** A face-to-face encounter was recorded. */
  | 'FACE_TO_FACE_RECORDED'
  /** Someone has seen a finding. */
  | 'FINDING_ACKNOWLEDGED'
  /** A finding was given to someone, or to nobody any more. */
  | 'FINDING_ASSIGNED'
  /** A finding was handed to another team. */
  | 'FINDING_HANDED_OVER'
  /** A finding was set aside for a reason. It still holds. */
  | 'FINDING_WAIVED'
  /** A finding is no longer set aside. */
  | 'FINDING_WAIVER_ENDED'
  /** A signed note was amended. */
  | 'NOTE_AMENDED'
  /** A note was signed. */
  | 'NOTE_SIGNED'
  /** A note was written. */
  | 'NOTE_WRITTEN'
  /** An order was ended. */
  | 'ORDER_DISCONTINUED'
  /** An order was recorded. */
  | 'ORDER_RECORDED'
  /** An order came back signed. */
  | 'ORDER_SIGNED'
  /** Who ordered, or how an order is followed up, was put right. */
  | 'ORDER_UPDATED'
  /** A patient was admitted. */
  | 'PATIENT_ADMITTED'
  /** A patient was put on hold, resumed, discharged, or died. */
  | 'PATIENT_STATUS_CHANGED'
  /** Who a patient is, or where they belong, was put right. */
  | 'PATIENT_UPDATED'
  /** A payer was added. */
  | 'PAYER_ADDED'
  /** A payer requires something else from a date on. */
  | 'PAYER_POLICY_CHANGED'
  /** What a payer is called or is was put right. */
  | 'PAYER_UPDATED'
  /** The physician was told that a visit did not take place. */
  | 'PHYSICIAN_NOTIFIED'
  /** Someone joined the staff. */
  | 'STAFF_ADDED'
  /** What someone may give has changed, or until when. */
  | 'STAFF_UPDATED'
  /** A supervision or reassessment was recorded. */
  | 'SUPERVISION_RECORDED'
  /** Nothing was changed, but a date or deadline was reached. */
  | 'TIME_PASSED'
  /** Tokens of a colleague or program were taken out of use before they ended. */
  | 'TOKEN_REVOKED'
  /** A visit was billed. */
  | 'VISIT_BILLED'
  /** A visit was called off. */
  | 'VISIT_CANCELLED'
  /** A visit took place. */
  | 'VISIT_COMPLETED'
  /** The worked times of a visit were put right. */
  | 'VISIT_CORRECTED'
  /** A visit did not take place. */
  | 'VISIT_MISSED'
  /** A visit was paid for. */
  | 'VISIT_PAID'
  /** The line that a visit draws on was chosen, or the choice was undone. */
  | 'VISIT_PINNED'
  /** A visit was given to someone else. */
  | 'VISIT_REASSIGNED'
  /** A visit was moved. */
  | 'VISIT_RESCHEDULED'
  /** A visit was planned. */
  | 'VISIT_SCHEDULED'
  /** A series of visits was planned. */
  | 'VISIT_SERIES_SCHEDULED'
  /** A visit became another service, or one of another type or in another place. */
  | 'VISIT_SERVICE_CHANGED'
  /** Someone asked for changes to be delivered to an address. */
  | 'WEBHOOK_ADDED'
  /** Nothing is delivered to an address any more. */
  | 'WEBHOOK_REMOVED'
  /** Deliveries to an address were set back, and are repeated from there. */
  | 'WEBHOOK_REPLAYED'
  /** What is delivered to an address was changed, or it was paused or resumed. */
  | 'WEBHOOK_UPDATED';

/** One number, date or code that a rule used. */
export type Evidence = {
  /** Which number, date or code, such as serviceOn. */
  readonly name: Scalars['String']['output'];
  /** The value, as text; none where the rule found none. Null for roles that may not read CARE. */
  readonly value: Maybe<Scalars['String']['output']>;
};

/** One of the six things that electronic visit verification records. */
export type EvvElement =
  /** On which date. */
  | 'DATE'
  /** Where. */
  | 'LOCATION'
  /** Who received it, by the number with the payer. */
  | 'MEMBER'
  /** Which service was given. */
  | 'SERVICE'
  /** Who gave it. */
  | 'STAFF'
  /** When it began and ended. */
  | 'TIME';

/** The electronic verification of a visit: what the clock-in and clock-out recorded. */
export type EvvRecord = Node & {
  /** When the visit ended. */
  readonly endsAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Whether someone has edited it by hand. */
  readonly isManuallyEdited: Scalars['Boolean']['output'];
  /** Where it was recorded, in the words or coordinates of the device. Null for roles that may not read IDENTITY. */
  readonly location: Maybe<Scalars['String']['output']>;
  /** The patient's number with the payer, as it was recorded; none when none was. It is kept sealed. Null for roles that may not read MEMBER_ID. */
  readonly memberId: Maybe<Scalars['String']['output']>;
  /** Who was visited. */
  readonly patient: Patient;
  /** Why it was edited by hand, as the aggregator's code. */
  readonly reasonCode: Maybe<Scalars['String']['output']>;
  /** HCPCS code of the service; none when none was recorded, as with every part of it. */
  readonly serviceCode: Maybe<Scalars['String']['output']>;
  /** The date of service. */
  readonly serviceOn: Maybe<Scalars['LocalDate']['output']>;
  /** Who made the visit, as it was recorded. Null for roles that may not read STAFF. */
  readonly staff: Maybe<Staff>;
  /** When the visit began. */
  readonly startsAt: Maybe<Scalars['DateTime']['output']>;
  /** How far it is. */
  readonly status: EvvStatus;
  /** Rises with every change to this record; pass it as expectedVersion to change only what you have seen. */
  readonly version: Scalars['Int']['output'];
  /** The visit that it verifies. */
  readonly visit: Visit;
};

/** A page of a list of electronic verifications. */
export type EvvRecordConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<EvvRecordEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<EvvRecord>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of electronic verifications, with its place in the list. */
export type EvvRecordEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: EvvRecord;
};

/** Which electronic verifications to list: those for which everything that is given holds. */
export type EvvRecordFilter = {
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Only those that someone has edited by hand, or only the others. */
  readonly isManuallyEdited?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Of visits with a date of service between these. */
  readonly serviceOn?: InputMaybe<DateRange>;
  /** Recorded of this member of the staff. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** In any of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<EvvStatus>>;
};

/** How evv record records are sorted. Those that are equal in this are sorted by age. */
export type EvvRecordSort = {
  /** What is compared to sort them. */
  readonly by: EvvRecordSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what evv record records can be sorted. */
export type EvvRecordSortBy =
  /** When the verification was first recorded. */
  | 'RECORDED';

/** How far the electronic verification of a visit is. */
export type EvvStatus =
  /** The aggregator accepted it. */
  | 'ACCEPTED'
  /** Something in it is missing or does not agree and must be put right. */
  | 'EXCEPTION'
  /** The clock-in and clock-out arrived. */
  | 'RECEIVED'
  /** The aggregator sent it back. */
  | 'REJECTED'
  /** It was sent to the state's aggregator. */
  | 'SUBMITTED'
  /** It is complete and agrees with the visit. */
  | 'VERIFIED';

/** What a payer or its state wants of electronic visit verification. */
export type EvvTerms = {
  /** The disciplines whose visits must be verified; empty when none need be. */
  readonly disciplines: ReadonlyArray<Discipline>;
  /** Days after the date of service within which a record may still be corrected; none when it may be at any time. */
  readonly maintenanceDays: Maybe<Scalars['Int']['output']>;
  /** Which parts of the record must agree with the visit. */
  readonly matchedElements: ReadonlyArray<EvvElement>;
  /** By how many minutes recorded and worked times may differ. */
  readonly toleranceMinutes: Scalars['Int']['output'];
};

/** What the payer or its state wants of electronic visit verification (EVV). What is left out is as usual. */
export type EvvTermsInput = {
  /** The disciplines whose visits must be verified; none when left out or empty. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** Days after the date of service within which a record may still be corrected, 1 to 366; at any time when left out or null. */
  readonly maintenanceDays?: InputMaybe<Scalars['Int']['input']>;
  /** Which parts of the record must agree with the visit; all six when left out. */
  readonly matchedElements?: InputMaybe<ReadonlyArray<EvvElement>>;
  /** By how many minutes recorded and worked times may differ, 0 to 240; 15 when left out. */
  readonly toleranceMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** The exposed visits of one service. */
export type ExposedService = {
  /** Their minutes together: worked ones where they are known, else planned ones. */
  readonly minutes: Scalars['Int']['output'];
  /** The HCPCS code. */
  readonly serviceCode: Scalars['String']['output'];
  /** How many visits. */
  readonly visits: Scalars['Int']['output'];
};

/** What open findings put at risk. A visit that several of them name is counted once. */
export type Exposure = {
  /** By age: how long it has held. */
  readonly age: Maybe<FindingAge>;
  /** By branch: the one that looks after the patients concerned. */
  readonly branch: Maybe<Branch>;
  /** What the visits would earn. */
  readonly cents: Scalars['Cents']['output'];
  /** How many findings. */
  readonly findings: Scalars['Int']['output'];
  /** By patient: whose care it concerns. */
  readonly patient: Maybe<Patient>;
  /** By payer: whose requirements are not met; none for what is measured against no payer. */
  readonly payer: Maybe<Payer>;
  /** By rule: which one found it. */
  readonly ruleId: Maybe<Scalars['String']['output']>;
  /** The visits by service. */
  readonly services: ReadonlyArray<ExposedService>;
  /** By severity: how much it matters. */
  readonly severity: Maybe<Severity>;
  /** By team: which one deals with it. */
  readonly team: Maybe<Team>;
  /** How many visits, each counted once. */
  readonly visits: Scalars['Int']['output'];
};

/** Of which findings the exposure is added up: those for which everything that is given holds. */
export type ExposureFilter = {
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Measured against this payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** Measured against any of these payers, at most 100. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Found by any of these rules, such as AUTH-05, at most 100. */
  readonly ruleIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Of any of these severities. */
  readonly severities?: InputMaybe<ReadonlyArray<Severity>>;
  /** Dealt with by any of these teams. */
  readonly teams?: InputMaybe<ReadonlyArray<Team>>;
};

/** By what exposure is added up. */
export type ExposureGrouping =
  /** By how long they have held. */
  | 'AGE'
  /** All of it together. */
  | 'ALL'
  /** By branch. */
  | 'BRANCH'
  /** By patient. */
  | 'PATIENT'
  /** By payer. */
  | 'PAYER'
  /** By the rule that found them. */
  | 'RULE'
  /** By how much they matter. */
  | 'SEVERITY'
  /** By the team that deals with the findings. */
  | 'TEAM';

/** An authorization that lasts longer than before, with more units or the same. To shorten it or take units back, revise it. */
export type ExtendAuthorizationInput = {
  /** How much more for each of these lines, in its own unit. */
  readonly addedUnits?: InputMaybe<Scalars['Units']['input']>;
  /** The authorization that runs longer. */
  readonly authorizationId: Scalars['ID']['input'];
  /** The new last day. */
  readonly endsOn: Scalars['LocalDate']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Which of its lines; when left out, all that the payer has certified or has yet to decide. */
  readonly lineIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** The answer to extendAuthorization: the record, the consequence, and the place in the log. */
export type ExtendAuthorizationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Authorization;
};

/** The encounter with a practitioner that a certification rests on. */
export type FaceToFace = Node & {
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** When it was. */
  readonly occurredOn: Scalars['LocalDate']['output'];
  /** Who was seen. */
  readonly patient: Patient;
  /** Who saw the patient. */
  readonly practitionerKind: PractitionerKind;
};

/** What a payer pays for one unit of a service. */
export type Fee = {
  /** For one unit of the code's own unit definition. */
  readonly cents: Scalars['Cents']['output'];
  /** The service code. */
  readonly code: Scalars['String']['output'];
};

/** What the payer pays for one unit of a service. */
export type FeeInput = {
  /** For one unit of the code's own unit definition. */
  readonly cents: Scalars['Cents']['input'];
  /** The HCPCS code. */
  readonly code: Scalars['String']['input'];
};

/** One field of one record, before and after a change. */
export type FieldChange = {
  /** Its value after, as text; null when it has none any more. */
  readonly after: Maybe<Scalars['String']['output']>;
  /** Its value before, as text, with an id as `node` takes it; null when it had none, as in a new record. */
  readonly before: Maybe<Scalars['String']['output']>;
  /** The kind of record: Visit, Order, Authorization, AuthorizationLine, Note ... */
  readonly entity: Scalars['String']['output'];
  /** The name of the field. */
  readonly field: Scalars['String']['output'];
  /** The record, as `node` takes it where it is one. */
  readonly id: Scalars['ID']['output'];
};

/** What a field says. To a role that may not read it, the field is null. */
export type FieldClass =
  /** What someone may read and change. */
  | 'ACCESS_RIGHTS'
  /** What a payer was asked for and answered: numbers, units, dates, decisions and the reasons that it gave. */
  | 'AUTHORIZED_CARE'
  /** What is wrong with a claim, in the words of billers: amounts, codes and dates in one. */
  | 'BILLING_TEXT'
  /** What is ordered and how often, which parts a note has or lacks and who signed, and what is wrong, in the words of the rules. */
  | 'CARE'
  /** On which dates, at which times and for which service a patient was or will be visited. */
  | 'CARE_DATES'
  /** Diagnoses. */
  | 'CLINICAL_CODE'
  /** Names of those who work here, and the subjects of their tokens. */
  | 'COLLEAGUE'
  /** Addresses of receivers, the secrets that deliveries are signed with, and what became of them. */
  | 'DELIVERY'
  /** Who a patient is: name, date of birth, record number, the names that other systems know them by, where they are visited. */
  | 'IDENTITY'
  /** The number under which a payer or a program knows a patient. */
  | 'MEMBER_ID'
  /** Fees, and amounts at risk. */
  | 'MONEY'
  /** What notes say, and why a note was amended. */
  | 'NARRATIVE'
  /** Ids, statuses, versions, counts, rules and what payers require: nothing of any one patient by itself. */
  | 'OPERATIONAL'
  /** Which colleague a number of a report is about. */
  | 'PATTERN_NAME'
  /** Why something was done, in the words of whoever did it. Of an amended note it is NARRATIVE. */
  | 'REASON'
  /** Social security numbers. */
  | 'SSN';

/** Something that the payer, the physician's order or the record does not support. Nobody enters it: it exists exactly as long as the facts say so. */
export type Finding = Node & {
  /** When someone said that they deal with it; none while nobody has. */
  readonly acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who said so, by the subject of their tokens. Null for roles that may not read COLLEAGUE. */
  readonly acknowledgedBy: Maybe<Scalars['String']['output']>;
  /** The colleague to whom it was given, by the subject of their tokens; none while it is with the whole team. Null for roles that may not read COLLEAGUE. */
  readonly assignedTo: Maybe<Scalars['String']['output']>;
  /** The authorization concerned. Null for roles that may not read AUTHORIZATIONS. */
  readonly authorization: Maybe<Authorization>;
  /** What is wrong, in the words of billers. It names amounts. Null for roles that may not read BILLING_TEXT. */
  readonly billingText: Maybe<Scalars['String']['output']>;
  /** What would not be paid if it were billed as it stands. Null for roles that may not read MONEY. */
  readonly centsAtRisk: Maybe<Scalars['Cents']['output']>;
  /** Since when it no longer holds. */
  readonly clearedAt: Maybe<Scalars['DateTime']['output']>;
  /** What is wrong, in the words of clinicians. Null for roles that may not read CARE. */
  readonly clinicalText: Maybe<Scalars['String']['output']>;
  /** The state of affairs, such as UNITS_EXCEEDED. Never changes its meaning. */
  readonly code: Scalars['String']['output'];
  /** When it becomes graver, or can no longer be settled in time; none where no clock runs. */
  readonly deadlineAt: Maybe<Scalars['DateTime']['output']>;
  /** The numbers, dates and codes that the rule used, so that its answer can be checked. Of these, what a role may not read of the records that they are taken from is left out. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** What it means and what can be done; none for a finding of a rule that is no longer looked for. */
  readonly explanation: Maybe<FindingExplanation>;
  /** What has become of it, the latest first; at most 200. */
  readonly history: ReadonlyArray<FindingHistoryEntry>;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** Whether it was given to you. */
  readonly isAssignedToMe: Scalars['Boolean']['output'];
  /** The line of the authorization concerned. Null for roles that may not read AUTHORIZATIONS. */
  readonly line: Maybe<AuthorizationLine>;
  /** The note concerned. Null for roles that may not read CLINICAL_RECORD. */
  readonly note: Maybe<Note>;
  /** Since when it holds, or held the last time. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** The order concerned. Null for roles that may not read CLINICAL_RECORD. */
  readonly order: Maybe<Order>;
  /** The team that can make it go away. */
  readonly ownerTeam: Team;
  /** The patient concerned. */
  readonly patient: Patient;
  /** The payer whose requirements are not met. */
  readonly payer: Maybe<Payer>;
  /** The version of the payer's policy by which it was found; none where the payer has no policy for the date. A later version that finds the same leaves it as it is. */
  readonly policyVersion: Maybe<Scalars['Int']['output']>;
  /** The adjustment reason code (CARC) to expect if it were billed as it stands. */
  readonly predictedCarc: Maybe<Scalars['String']['output']>;
  /** The remark code (RARC) to expect with it. */
  readonly predictedRarc: Maybe<Scalars['String']['output']>;
  /** What kind of act makes it go away. */
  readonly resolution: Resolution;
  /** The rule that found it, such as AUTH-05. Never changes its meaning. */
  readonly ruleId: Scalars['String']['output'];
  /** The last date of service it concerns; none when it concerns none. */
  readonly serviceOn: Maybe<Scalars['LocalDate']['output']>;
  /** How much it matters. */
  readonly severity: Severity;
  /** Whether it still holds. */
  readonly status: FindingStatus;
  /** The team that deals with it: the owner of the rule, unless it was handed over. */
  readonly team: Team;
  /** How many times it has come up. */
  readonly timesOpened: Scalars['Int']['output'];
  /** The units concerned, as counted by the line concerned, or by the service code where there is no line. Null for roles that may not read AUTHORIZED_CARE. */
  readonly unitsAtRisk: Maybe<Scalars['Units']['output']>;
  /** The visits concerned. */
  readonly visits: ReadonlyArray<Visit>;
  /** That the agency accepts it; none while it does not. */
  readonly waiver: Maybe<Waiver>;
};

/** For how many days a finding has held, or held until it was cleared. */
export type FindingAge =
  /** More than sixty days. */
  | 'OVER_60_DAYS'
  /** Less than three days. */
  | 'UP_TO_2_DAYS'
  /** Three days to a week. */
  | 'UP_TO_7_DAYS'
  /** More than a week, up to two. */
  | 'UP_TO_14_DAYS'
  /** More than two weeks, up to thirty days. */
  | 'UP_TO_30_DAYS'
  /** More than thirty days, up to sixty. */
  | 'UP_TO_60_DAYS';

/** A finding and what became of it. */
export type FindingChange = {
  /** The finding as it is with this event. */
  readonly finding: Finding;
  /** What became of it. */
  readonly move: FindingMove;
};

/** A page of a list of findings. */
export type FindingConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<FindingEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Finding>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** How many findings are open for a team, by how much they matter. */
export type FindingCount = {
  /** How many are open. */
  readonly count: Scalars['Int']['output'];
  /** How much they matter. */
  readonly severity: Severity;
  /** The team that deals with them. */
  readonly team: Team;
};

/** One record of a list of findings, with its place in the list. */
export type FindingEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Finding;
};

/** A finding explained: what it means, where it comes from, who can make it go away and how, and what has become of it. */
export type FindingExplanation = {
  /** Where the payer's policy says so, as far as it cites anything. */
  readonly citation: Maybe<Scalars['String']['output']>;
  /** What makes it go away. */
  readonly clearsWhen: Scalars['String']['output'];
  /** What is the case when the rule finds something. */
  readonly meaning: Scalars['String']['output'];
  /** What may be said to the patient. */
  readonly patientText: Scalars['String']['output'];
  /** What kind of act that is. */
  readonly resolution: Resolution;
  /** The roles that can make such a change. */
  readonly roles: ReadonlyArray<Role>;
  /** How severe it is, and when. */
  readonly severityBasis: Scalars['String']['output'];
  /** Where the rule comes from: a regulation, a payer's policy, practice. */
  readonly source: Scalars['String']['output'];
  /** The team that deals with it now. */
  readonly team: Team;
};

/** Which findings to list: those for which everything that is given holds. */
export type FindingFilter = {
  /** Only those given to this colleague, by the subject of their tokens. */
  readonly assignedTo?: InputMaybe<Scalars['String']['input']>;
  /** About this authorization. */
  readonly authorizationId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only those that put at least so much at risk. */
  readonly centsAtRiskFrom?: InputMaybe<Scalars['Cents']['input']>;
  /** Only those that put at most so much at risk. */
  readonly centsAtRiskTo?: InputMaybe<Scalars['Cents']['input']>;
  /** That ceased to hold between these; with status CLEARED or null. */
  readonly clearedAt?: InputMaybe<TimeRange>;
  /** With a deadline between these. */
  readonly deadlineAt?: InputMaybe<TimeRange>;
  /** Only those whose deadline is before this moment. */
  readonly deadlineBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only those for which a clock runs, or only those for which none does. */
  readonly hasDeadline?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that someone has acknowledged, or only those that nobody has. */
  readonly isAcknowledged?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those given to a colleague, or only those given to nobody. */
  readonly isAssigned?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that are waived, or only those that are not; both when left out. */
  readonly isWaived?: InputMaybe<Scalars['Boolean']['input']>;
  /** About this line of an authorization. */
  readonly lineId?: InputMaybe<Scalars['ID']['input']>;
  /** About this note. */
  readonly noteId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that have held since this moment or later. */
  readonly openedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** That have held since a moment between these. */
  readonly openedAt?: InputMaybe<TimeRange>;
  /** Only those that have held since before this moment. */
  readonly openedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** About this order. */
  readonly orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Measured against this payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** Measured against any of these payers, at most 100. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** For which any of these claim adjustment reason codes is to be expected, at most 100. */
  readonly predictedCarcs?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** That any of these kinds of act makes go away. */
  readonly resolutions?: InputMaybe<ReadonlyArray<Resolution>>;
  /** Found by any of these rules, such as AUTH-05. */
  readonly ruleIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Whose last date of service is between these. */
  readonly serviceOn?: InputMaybe<DateRange>;
  /** Of any of these severities. */
  readonly severities?: InputMaybe<ReadonlyArray<Severity>>;
  /** Open or cleared; both with an explicit null. */
  readonly status?: InputMaybe<FindingStatus>;
  /** Dealt with by any of these teams: the owner of the rule, unless it was handed over. */
  readonly teams?: InputMaybe<ReadonlyArray<Team>>;
  /** About this visit. */
  readonly visitId?: InputMaybe<Scalars['ID']['input']>;
};

/** How many findings have something in common. */
export type FindingGroup = {
  /** By age: how long it has held. */
  readonly age: Maybe<FindingAge>;
  /** By branch: the one that looks after the patients concerned. */
  readonly branch: Maybe<Branch>;
  /** What the visits would earn. Null for roles that may not read MONEY. */
  readonly cents: Maybe<Scalars['Cents']['output']>;
  /** How many findings. */
  readonly findings: Scalars['Int']['output'];
  /** By patient: whose care it concerns. */
  readonly patient: Maybe<Patient>;
  /** By payer: whose requirements are not met; none for what is measured against no payer. */
  readonly payer: Maybe<Payer>;
  /** By rule: which one found it. */
  readonly ruleId: Maybe<Scalars['String']['output']>;
  /** By severity: how much it matters. */
  readonly severity: Maybe<Severity>;
  /** By team: which one deals with it. */
  readonly team: Maybe<Team>;
  /** How many visits they concern, each counted once. */
  readonly visits: Scalars['Int']['output'];
};

/** A page of a list of entries of the history of findings. */
export type FindingHistoryConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<FindingHistoryEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<FindingHistoryEntry>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of entries of the history of findings, with its place in the list. */
export type FindingHistoryEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: FindingHistoryEntry;
};

/** One thing that became of a finding. */
export type FindingHistoryEntry = {
  /** In which role somebody did that; SYSTEM when it came about by itself. */
  readonly actorRole: Role;
  /** Who made the change, by the subject of their tokens. Null for roles that may not read COLLEAGUE. */
  readonly actorSubject: Maybe<Scalars['String']['output']>;
  /** The colleague to whom it was given. Null for roles that may not read COLLEAGUE. */
  readonly assignedTo: Maybe<Scalars['String']['output']>;
  /** The change, as the events of the log name it. */
  readonly correlationId: Scalars['String']['output'];
  /** By which kind of change. */
  readonly eventType: EventType;
  /** The finding, as it is now. */
  readonly finding: Finding;
  /** What was done or came about. */
  readonly kind: FindingHistoryKind;
  /** The patient concerned. */
  readonly patient: Patient;
  /** Why, as they said. Where a note was amended it is told to those who may read what notes say. Null for roles that may not read REASON. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When this was recorded. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The team to which it was handed over. */
  readonly team: Maybe<Team>;
  /** Until when it was waived. */
  readonly untilAt: Maybe<Scalars['DateTime']['output']>;
};

/** Which entries of the history of findings to list: those for which everything that is given holds. */
export type FindingHistoryFilter = {
  /** Done by whoever has this subject in their tokens. */
  readonly actorSubject?: InputMaybe<Scalars['String']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<FindingHistoryKind>>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Recorded between these. */
  readonly recordedAt?: InputMaybe<TimeRange>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** A step in the history of a finding. */
export type FindingHistoryKind =
  /** Someone deals with it. */
  | 'ACKNOWLEDGED'
  /** It was given to a colleague, or to nobody any more. */
  | 'ASSIGNED'
  /** They no longer say so. */
  | 'CLEARED'
  /** It was handed over to another team. */
  | 'HANDED_OVER'
  /** The facts came to say so. */
  | 'OPENED'
  /** They came to say so again. */
  | 'REOPENED'
  /** The agency accepts it. */
  | 'WAIVED'
  /** The agency no longer accepts it, or the time for which it did is over. */
  | 'WAIVER_ENDED';

/** How finding history records are sorted. Those that are equal in this are sorted by age. */
export type FindingHistorySort = {
  /** What is compared to sort them. */
  readonly by: FindingHistorySortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what finding history records can be sorted. */
export type FindingHistorySortBy =
  /** When it was recorded. */
  | 'RECORDED_AT';

/** An open finding that someone deals with. */
export type FindingInput = {
  /** The finding that is dealt with. */
  readonly findingId: Scalars['ID']['input'];
};

/** One message of the stream of findings. */
export type FindingMessage = StreamMessage & {
  /** With EVENT, unless you asked for ID_ONLY: the findings that the filter lets through. */
  readonly changes: Maybe<ReadonlyArray<FindingChange>>;
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
  /** With SNAPSHOT: the findings that are open. */
  readonly snapshot: Maybe<AlignmentStart>;
};

/** What a change did to a finding. */
export type FindingMove =
  /** It still holds, but about other visits, dates or amounts, or someone deals with it otherwise. */
  | 'CHANGED'
  /** It no longer holds. */
  | 'CLEARED'
  /** It is new, or has come back. */
  | 'RAISED';

/** How finding records are sorted. Those that are equal in this are sorted by age. */
export type FindingSort = {
  /** What is compared to sort them. */
  readonly by: FindingSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what finding records can be sorted. */
export type FindingSortBy =
  /** When it ceased to hold; what still holds comes last. */
  | 'CLEARED_AT'
  /** The time that is left; what has no deadline comes last. */
  | 'DEADLINE'
  /** The amount at risk. */
  | 'MONEY_AT_RISK'
  /** Since when it holds. */
  | 'OPENED_AT'
  /** The last date of service that it concerns; what concerns none comes last. */
  | 'SERVICE_ON'
  /** The gravest first, then since when it holds. */
  | 'SEVERITY';

/** Whether a finding still holds. */
export type FindingStatus =
  /** It was so once and is no longer. */
  | 'CLEARED'
  /** The facts still say so. */
  | 'OPEN';

/** How many findings came and went in a day, a week or a month. */
export type FindingTrendBucket = {
  /** How many ceased to hold. */
  readonly cleared: Scalars['Int']['output'];
  /** The same of those that ceased to hold. Null for roles that may not read MONEY. */
  readonly clearedCents: Maybe<Scalars['Cents']['output']>;
  /** How many held when it ended; of the stretch that today is in, how many hold now. */
  readonly openAtEnd: Scalars['Int']['output'];
  /** How many came up, those that came back included. */
  readonly opened: Scalars['Int']['output'];
  /** What those that came up put at risk, as they are now, a visit that several name counted with each. Null for roles that may not read MONEY. */
  readonly openedCents: Maybe<Scalars['Cents']['output']>;
  /** The first date of the stretch. */
  readonly startsOn: Scalars['LocalDate']['output'];
};

/** An ordered frequency as it was understood. */
export type Frequency = {
  /** The visits allowed besides, as the need arises. */
  readonly asNeeded: Maybe<AsNeeded>;
  /** Its stretches, in order. */
  readonly phases: ReadonlyArray<FrequencyPhase>;
};

/** The period in which ordered visits are counted. */
export type FrequencyPeriod =
  /** Each day. */
  | 'DAY'
  /** Each month. */
  | 'MONTH'
  /** Each week. */
  | 'WEEK';

/** One stretch of an ordered frequency; the stretches follow each other. 2w4 is two visits a week for four weeks. */
export type FrequencyPhase = {
  /** Every how many periods: 2 when visits are every other week. */
  readonly every: Scalars['Int']['output'];
  /** The period in which visits are counted. */
  readonly period: FrequencyPeriod;
  /** For how many periods the stretch lasts. */
  readonly periods: Scalars['Int']['output'];
  /** The fewest visits in a period: 1 in 1-2w9. */
  readonly visitsAtLeast: Scalars['Int']['output'];
  /** The most visits in a period, which are the ordered ones: 2 in 1-2w9. */
  readonly visitsAtMost: Scalars['Int']['output'];
};

/** Someone who is to have access, and to what. */
export type GrantAccessInput = {
  /** The branches whose patients they can read and change; all when left out. At most 500; an empty list leaves out everything. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The identity provider that issues their tokens, by the name that it has in this installation; the main one when left out. */
  readonly issuer?: InputMaybe<Scalars['String']['input']>;
  /** Their caseload: the patients that they can read and change; all when left out. At most 500; an empty list leaves out everything. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** The payers that they can know of, and whose patients they can read and change; all when left out. At most 500; an empty list leaves out everything. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What they are to the agency. */
  readonly role: Role;
  /** The colleague, as the identity provider names them in their tokens. */
  readonly subject: Scalars['String']['input'];
};

/** The answer to grantAccess: the record, the consequence, and the place in the log. */
export type GrantAccessPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Member;
};

/** Which other team is to deal with a finding. */
export type HandOverFindingInput = {
  /** The finding that is dealt with. */
  readonly findingId: Scalars['ID']['input'];
  /** The team that is to deal with it from now on. */
  readonly team: Team;
};

/** The answer to handOverFinding: the record, the consequence, and the place in the log. */
export type HandOverFindingPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Finding;
};

/** A name that another system gives to a record. */
export type Identifier = {
  /** The system that gives the name, as the URI or word by which it is known. */
  readonly system: Scalars['String']['output'];
  /** The record's name there. No other record of the kind has it in this agency. */
  readonly value: Scalars['String']['output'];
};

/** A name that another system gives to the record. */
export type IdentifierInput = {
  /** Which system, as a web address or another name that is yours alone. */
  readonly system: Scalars['String']['input'];
  /** The record's name there. */
  readonly value: Scalars['String']['input'];
};

/** A finding as it read at an instant that has passed. */
export type KnownFinding = {
  /** When someone had said that they deal with it; none when nobody had. */
  readonly acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who had said so, by the subject of their tokens. Null for roles that may not read COLLEAGUE. */
  readonly acknowledgedBy: Maybe<Scalars['String']['output']>;
  /** What was wrong, in the words of billers. It names amounts. Null for roles that may not read BILLING_TEXT. */
  readonly billingText: Maybe<Scalars['String']['output']>;
  /** What would not have been paid. Null for roles that may not read MONEY. */
  readonly centsAtRisk: Maybe<Scalars['Cents']['output']>;
  /** What was wrong, in the words of clinicians. Null for roles that may not read CARE. */
  readonly clinicalText: Maybe<Scalars['String']['output']>;
  /** The state of affairs, such as UNITS_EXCEEDED. */
  readonly code: Scalars['String']['output'];
  /** The same finding as it is now. */
  readonly finding: Finding;
  /** Since when it had been known. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** The team that could make it go away. */
  readonly ownerTeam: Team;
  /** The adjustment reason code (CARC) that was to be expected. */
  readonly predictedCarc: Maybe<Scalars['String']['output']>;
  /** The remark code (RARC) that was to be expected with it. */
  readonly predictedRarc: Maybe<Scalars['String']['output']>;
  /** What kind of act would have made it go away. */
  readonly resolution: Resolution;
  /** The rule that found it, such as AUTH-05. */
  readonly ruleId: Scalars['String']['output'];
  /** The last date of service it concerned; none when it concerned none. */
  readonly serviceOn: Maybe<Scalars['LocalDate']['output']>;
  /** How much it mattered then. */
  readonly severity: Severity;
  /** The units concerned. Null for roles that may not read AUTHORIZED_CARE. */
  readonly unitsAtRisk: Maybe<Scalars['Units']['output']>;
  /** The visits that it concerned then, as they are now. */
  readonly visits: ReadonlyArray<Visit>;
};

/** What a note that comes too late does to its visit. */
export type LateNoteTreatment =
  /** The visit must not be billed. */
  | 'HOLD'
  /** It is a warning. */
  | 'WARN';

/** What a line of an authorization still allows: remaining is authorized less reserved, used, billed and paid. A visit that does not fit draws nothing and is a finding instead. */
export type LineBalance = {
  /** What the payer authorized. */
  readonly authorizedUnits: Scalars['Units']['output'];
  /** Drawn by visits that were billed and are not paid for yet. */
  readonly billedUnits: Scalars['Units']['output'];
  /** Drawn by visits that were paid for. */
  readonly paidUnits: Scalars['Units']['output'];
  /** What visits that did not take place have set free. It is part of what is left. */
  readonly releasedUnits: Scalars['Units']['output'];
  /** What is left. */
  readonly remainingUnits: Scalars['Units']['output'];
  /** Kept for planned visits while the payer has not decided. */
  readonly reservedPendingUnits: Scalars['Units']['output'];
  /** Kept for planned visits. */
  readonly reservedUnits: Scalars['Units']['output'];
  /** Drawn by visits that took place and are not billed yet. */
  readonly usedUnits: Scalars['Units']['output'];
};

/** What one line of an authorization still allows. */
export type LineLimits = {
  /** The authorization it is a line of. */
  readonly authorization: Authorization;
  /** The payer's certification number; none until one is given. */
  readonly authorizationNumber: Maybe<Scalars['String']['output']>;
  /** What it allows as a whole. */
  readonly balance: LineBalance;
  /** Its caps, and what each of their windows still allows. */
  readonly caps: ReadonlyArray<CapLimits>;
  /** What the payer decided. */
  readonly decision: ReviewDecision;
  /** The discipline whose visits may draw on it. */
  readonly discipline: Discipline;
  /** The last date of care it covers. */
  readonly endsOn: Scalars['LocalDate']['output'];
  /** Whether visits may be planned on it: the payer approved it, or has yet to decide and they would wait. */
  readonly isOpen: Scalars['Boolean']['output'];
  /** What was authorized, in full. */
  readonly line: AuthorizationLine;
  /** Modifiers that a service must carry to be covered. */
  readonly modifiers: ReadonlyArray<Scalars['String']['output']>;
  /** Who authorized it. */
  readonly payer: Payer;
  /** The service it is for; none when it is for every service of the discipline. */
  readonly serviceCode: Maybe<Scalars['String']['output']>;
  /** The first date of care it covers. */
  readonly startsOn: Scalars['LocalDate']['output'];
  /** How many visits of the given length still fit; none when no length was given. */
  readonly typicalVisit: Maybe<TypicalVisit>;
  /** What one unit of the line is. */
  readonly unitDefinition: UnitDefinition;
};

/** A colleague or a program that may use the agency's data, in what role and scope. The role holds from their next request on. The scope limits what they can read, change and hear of: what is outside of it does not exist for them. */
export type Member = Node & {
  /** The branches of whose patients they are told, at most 500; null when it is all of them. */
  readonly branchIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** When access was last given to them. */
  readonly grantedAt: Scalars['DateTime']['output'];
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The identity provider that issues their tokens, by the name that it has in this installation. */
  readonly issuer: Scalars['String']['output'];
  /** Their caseload: the patients of whom they are told, at most 500; null when it is all of them. */
  readonly patientIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** The payers of whom, and of whose patients, they are told, at most 500; null when it is all of them. */
  readonly payerIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** When access was taken from them; none while they have it. */
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What they are to the agency. */
  readonly role: Role;
  /** Whether they have access. */
  readonly status: MemberStatus;
  /** The colleague, as the identity provider names them in their tokens. */
  readonly subject: Scalars['String']['output'];
  /** Counts the changes of their access. */
  readonly version: Scalars['Int']['output'];
};

/** A page of a list of members. */
export type MemberConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<MemberEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Member>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of members, with its place in the list. */
export type MemberEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Member;
};

/** Which members to list: those for whom everything that is given holds. */
export type MemberFilter = {
  /** In any of these roles. */
  readonly roles?: InputMaybe<ReadonlyArray<Role>>;
  /** Every word begins a word of the subject. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** In any of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<MemberStatus>>;
};

/** How member records are sorted. Those that are equal in this are sorted by age. */
export type MemberSort = {
  /** What is compared to sort them. */
  readonly by: MemberSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what member records can be sorted. */
export type MemberSortBy =
  /** When access was last given. */
  | 'GRANTED_AT'
  /** The identity provider's id. */
  | 'SUBJECT';

/** Whether a colleague has access. */
export type MemberStatus =
  /** Has access, in their role and scope. */
  | 'ACTIVE'
  /** Has no access any more, whatever their token says. */
  | 'REVOKED';

/** What a message of a stream is. */
export type MessageKind =
  /** Nothing more that you asked for has happened up to this cursor. Keep it. */
  | 'CHECKPOINT'
  /** Something changed. */
  | 'EVENT'
  /** The stream cannot go on from your cursor. Subscribe again without one. */
  | 'RESYNC_REQUIRED'
  /** How things stand at the start. Everything after its cursor follows as events. */
  | 'SNAPSHOT';

/** A visit that should have taken place and did not. */
export type MissVisitInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** When the physician was told of it, if that has been done. */
  readonly physicianNotifiedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to missVisit: the record, the consequence, and the place in the log. */
export type MissVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type Mutation = {
  /** Says that someone has seen a finding and deals with it. */
  readonly acknowledgeFinding: AcknowledgeFindingPayload;
  /** Opens a branch. */
  readonly addBranch: AddBranchPayload;
  /** Adds insurance to a patient. */
  readonly addCoverage: AddCoveragePayload;
  /** Adds a payer. Until a policy is set, everything it pays for needs its approval. */
  readonly addPayer: AddPayerPayload;
  /** Adds someone to the staff. */
  readonly addStaff: AddStaffPayload;
  /** Has changes delivered to an address, one after another, signed and repeated until they are taken. */
  readonly addWebhook: AddWebhookPayload;
  /** Takes a patient into care. */
  readonly admitPatient: AdmitPatientPayload;
  /** Reopens a signed note with other text. What is billed must be signed again. */
  readonly amendNote: AmendNotePayload;
  /** Gives a finding to a colleague, or to nobody any more. */
  readonly assignFinding: AssignFindingPayload;
  /** Records that a completed visit was billed, or that a corrected claim replaced the one before. */
  readonly billVisit: BillVisitPayload;
  /** Gives you access to one patient outside your scope, in an emergency and for an hour at most, from your next request on: to read what your role may read, and to make the changes that it may make. Administrators and clinical leads hear of it at once, everything you do under it is marked, and one of them reviews it. Until then you cannot take another. */
  readonly breakGlass: BreakGlassPayload;
  /** Withdraws an authorization. Visits that drew on it draw on others, or on none. */
  readonly cancelAuthorization: CancelAuthorizationPayload;
  /** Calls a visit off. What it had reserved is free again. */
  readonly cancelVisit: CancelVisitPayload;
  /** Changes a colleague's role or scope, from their next request on. Nobody can take away from their own access. */
  readonly changeAccess: ChangeAccessPayload;
  /** Moves the dates of a coverage. */
  readonly changeCoverage: ChangeCoveragePayload;
  /** Records how a patient stands with the agency from a day on. */
  readonly changePatientStatus: ChangePatientStatusPayload;
  /** Makes a visit another service, or one of another type or in another place. */
  readonly changeVisitService: ChangeVisitServicePayload;
  /** Records that a visit took place, and when. */
  readonly completeVisit: CompleteVisitPayload;
  /** Puts the worked times of a visit right. What was billed then needs a corrected claim. */
  readonly correctVisit: CorrectVisitPayload;
  /** Ends an order before its time. */
  readonly discontinueOrder: DiscontinueOrderPayload;
  /** Ends an emergency access before its time: your own, or for administrators anybody's. */
  readonly endEmergencyAccess: EndEmergencyAccessPayload;
  /** Puts a waived finding back on its team's list. */
  readonly endFindingWaiver: EndFindingWaiverPayload;
  /** Records that the payer lets care go on for longer. */
  readonly extendAuthorization: ExtendAuthorizationPayload;
  /** Gives a colleague access, for the first time or after it was revoked, in the role given here. */
  readonly grantAccess: GrantAccessPayload;
  /** Hands a finding over to another team. A reason is required. */
  readonly handOverFinding: HandOverFindingPayload;
  /** Records that a visit should have taken place and did not. */
  readonly missVisit: MissVisitPayload;
  /** Records that the physician was told of a visit that did not take place. */
  readonly notifyPhysician: NotifyPhysicianPayload;
  /** Records that a billed visit was paid for. */
  readonly payVisit: PayVisitPayload;
  /** Makes many changes, one after another, each for itself: what is refused leaves the others standing. Answers in the order of the changes; null where something broke on our side, which the errors of the answer name. With dryRun each is tried out alone, without those before it. */
  readonly performChanges: ReadonlyArray<Maybe<ChangeResult>>;
  /** Chooses the line that a visit draws on, or leaves that to be worked out again. A line that cannot give what the visit needs is answered with what is wrong. */
  readonly pinVisit: PinVisitPayload;
  /** Gives a visit to someone else, or to nobody yet. */
  readonly reassignVisit: ReassignVisitPayload;
  /** Records what a payer was asked to approve and, line by line, what it answered. */
  readonly recordAuthorization: RecordAuthorizationPayload;
  /** Records a certification period, signed or not yet. */
  readonly recordCertification: RecordCertificationPayload;
  /** Records the electronic verification of a visit, or what has become of it. */
  readonly recordEvv: RecordEvvPayload;
  /** Records an encounter on which a certification may rest. */
  readonly recordFaceToFace: RecordFaceToFacePayload;
  /** Records a physician's order as it was received. It supports visits from then on, and claims once it is signed. */
  readonly recordOrder: RecordOrderPayload;
  /** Records a supervision of an aide, or a reassessment by a therapist. */
  readonly recordSupervision: RecordSupervisionPayload;
  /** Ends the deliveries to an address, for good. */
  readonly removeWebhook: RemoveWebhookPayload;
  /** Sets back how far deliveries have come. What is repeated has the same ids as before. */
  readonly replayWebhook: ReplayWebhookPayload;
  /** Moves a visit to another time. */
  readonly rescheduleVisit: RescheduleVisitPayload;
  /** Decides, for good, whether a colleague's emergency access was justified. Nobody reviews their own. */
  readonly reviewEmergencyAccess: ReviewEmergencyAccessPayload;
  /** Records what the payer now says: a decision, other quantities, dates or limits, more lines. */
  readonly reviseAuthorization: ReviseAuthorizationPayload;
  /** Takes a colleague's access away. Their token is worth nothing any more, however long it lasts. Nobody can revoke their own access. */
  readonly revokeAccess: RevokeAccessPayload;
  /** Takes one token out of use, or all that someone has by now: after a device was lost, or a program's token became known. What they listen to with it ends. They keep their access, and come back with a new token. A reason is required. */
  readonly revokeToken: RevokeTokenPayload;
  /** Plans a visit. One that the payer has not authorized is planned too, and answered with what is wrong. */
  readonly scheduleVisit: ScheduleVisitPayload;
  /** Plans a series of visits: all of them or none, looked at together. */
  readonly scheduleVisitSeries: ScheduleVisitSeriesPayload;
  /** Sets what a payer requires from a date on. The effect names the visits that are measured by it, at most the first 1000 of them; the event counts them all. Ask with dryRun to see them before it is published. Their patients are looked at again one by one, within moments; each event says what it means for one of them. */
  readonly setPayerPolicy: SetPayerPolicyPayload;
  /** Signs a note, which may then support a claim. Its text cannot be changed any more without amending it. */
  readonly signNote: SignNotePayload;
  /** Records that an order came back signed and dated. */
  readonly signOrder: SignOrderPayload;
  /** Records that the plan of care is up to date with its orders. */
  readonly updateCarePlan: UpdateCarePlanPayload;
  /** Records that a certification was signed or its assessment made, or another end of it. */
  readonly updateCertification: UpdateCertificationPayload;
  /** Puts right who ordered and how the order is followed up. What is ordered stays. */
  readonly updateOrder: UpdateOrderPayload;
  /** Puts right who a patient is, or gives them to another branch. */
  readonly updatePatient: UpdatePatientPayload;
  /** Puts right what a payer is called or is. Its patients are looked at again one by one, within moments, when it is of another kind. */
  readonly updatePayer: UpdatePayerPayload;
  /** Puts right who someone is, what they may give, or until when. Their patients are looked at again one by one, within moments; each event says what it means for one of them. */
  readonly updateStaff: UpdateStaffPayload;
  /** Changes what is delivered to an address, pauses or resumes it, or makes a new secret. */
  readonly updateWebhook: UpdateWebhookPayload;
  /** Has an authorization be here and say what the payer says. A line is known by its discipline, code and modifiers; one that is not sent stays. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertAuthorization: UpsertAuthorizationPayload;
  /** Has a certification be here and say what another system says; its patient, kind and first day cannot change. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertCertification: UpsertCertificationPayload;
  /** Has a coverage be here and say what another system says; its patient and payer cannot change. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertCoverage: UpsertCoveragePayload;
  /** Has an order be here and say what another system says; what is ordered cannot change, another order supersedes it. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertOrder: UpsertOrderPayload;
  /** Has a patient be here and say what another system says. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertPatient: UpsertPatientPayload;
  /** Has a payer be here and say what another system says. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertPayer: UpsertPayerPayload;
  /** Has a member of staff be here and say what another system says. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertStaff: UpsertStaffPayload;
  /** Has a visit be planned as another system plans it. That it took place, or did not, is told by completeVisit, missVisit and cancelVisit. The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles. */
  readonly upsertVisit: UpsertVisitPayload;
  /** Accepts a finding for a time or for good. It still holds, but is on no work list. A reason is required. */
  readonly waiveFinding: WaiveFindingPayload;
  /** Begins the note of a visit, or goes on with it. */
  readonly writeNote: WriteNotePayload;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAcknowledgeFindingArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: FindingInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAddBranchArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AddBranchInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAddCoverageArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AddCoverageInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAddPayerArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AddPayerInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAddStaffArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AddStaffInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAddWebhookArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AddWebhookInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAdmitPatientArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AdmitPatientInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAmendNoteArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AmendNoteInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationAssignFindingArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AssignFindingInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationBillVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: BillVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationBreakGlassArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: BreakGlassInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationCancelAuthorizationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: CancelAuthorizationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationCancelVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: VisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationChangeAccessArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ChangeAccessInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationChangeCoverageArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ChangeCoverageInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationChangePatientStatusArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ChangePatientStatusInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationChangeVisitServiceArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ChangeVisitServiceInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationCompleteVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: CompleteVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationCorrectVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: CorrectVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationDiscontinueOrderArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: DiscontinueOrderInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationEndEmergencyAccessArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: EndEmergencyAccessInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationEndFindingWaiverArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: FindingInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationExtendAuthorizationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ExtendAuthorizationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationGrantAccessArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: GrantAccessInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationHandOverFindingArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: HandOverFindingInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationMissVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: MissVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationNotifyPhysicianArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: NotifyPhysicianInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationPayVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: VisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationPerformChangesArgs = {
  cause?: InputMaybe<ChangeCause>;
  changes: ReadonlyArray<ChangeInput>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationPinVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: PinVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationReassignVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ReassignVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRecordAuthorizationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RecordAuthorizationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRecordCertificationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RecordCertificationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRecordEvvArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RecordEvvInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRecordFaceToFaceArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RecordFaceToFaceInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRecordOrderArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RecordOrderInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRecordSupervisionArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RecordSupervisionInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRemoveWebhookArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RemoveWebhookInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationReplayWebhookArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ReplayWebhookInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRescheduleVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RescheduleVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationReviewEmergencyAccessArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ReviewEmergencyAccessInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationReviseAuthorizationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ReviseAuthorizationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRevokeAccessArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RevokeAccessInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationRevokeTokenArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RevokeTokenInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationScheduleVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ScheduleVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationScheduleVisitSeriesArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ScheduleVisitSeriesInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationSetPayerPolicyArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: SetPayerPolicyInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationSignNoteArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: SignNoteInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationSignOrderArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: SignOrderInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpdateCarePlanArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdateCarePlanInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpdateCertificationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdateCertificationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpdateOrderArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdateOrderInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpdatePatientArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdatePatientInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpdatePayerArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdatePayerInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpdateStaffArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdateStaffInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpdateWebhookArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpdateWebhookInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertAuthorizationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertAuthorizationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertCertificationArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertCertificationInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertCoverageArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertCoverageInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertOrderArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertOrderInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertPatientArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertPatientInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertPayerArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertPayerInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertStaffArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertStaffInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationUpsertVisitArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: UpsertVisitInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationWaiveFindingArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: WaiveFindingInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing. */
export type MutationWriteNoteArgs = {
  cause?: InputMaybe<ChangeCause>;
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: WriteNoteInput;
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Any record that has an id of its own and can be asked for by it. */
export type Node = {
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
};

/** What was written about a visit. */
export type Note = Node & {
  /** Its amendments, oldest first. */
  readonly amendments: ReadonlyArray<NoteAmendment>;
  /** Who wrote it; none when that is not known. Null for roles that may not read STAFF. */
  readonly author: Maybe<Staff>;
  /** When the second signature was given. */
  readonly cosignedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who gave the second signature. Null for roles that may not read COLLEAGUE. */
  readonly cosignedBy: Maybe<Scalars['String']['output']>;
  /** The ICD-10-CM codes that the note gives, the primary one first. Null for roles that may not read CLINICAL_CODE. */
  readonly diagnosisCodes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** When the visit ended, according to the note; none where it does not say. */
  readonly documentedEndsAt: Maybe<Scalars['DateTime']['output']>;
  /** When the visit began, according to the note; none where it does not say. */
  readonly documentedStartsAt: Maybe<Scalars['DateTime']['output']>;
  /** What was written, in parts. */
  readonly elements: ReadonlyArray<NoteElement>;
  /** What is wrong with it. Open findings only, unless the filter says otherwise. */
  readonly findings: FindingConnection;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Whether the payer wants a second signature under it. */
  readonly isCosignRequired: Scalars['Boolean']['output'];
  /** The patient it is about. */
  readonly patient: Patient;
  /** When its author signed. */
  readonly signedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who signed, as the identity provider names them. Null for roles that may not read COLLEAGUE. */
  readonly signedBy: Maybe<Scalars['String']['output']>;
  /** How far it is. */
  readonly status: NoteStatus;
  /** Rises with every change to this record; pass it as expectedVersion to change only what you have seen. */
  readonly version: Scalars['Int']['output'];
  /** The visit it is about. */
  readonly visit: Visit;
  /** When it was first written. */
  readonly writtenAt: Scalars['DateTime']['output'];
};


/** What was written about a visit. */
export type NoteFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingSort>;
};

/** A signed note was reopened and changed. */
export type NoteAmendment = {
  /** Who did it: the subject of the token. Null for roles that may not read COLLEAGUE. */
  readonly actorSubject: Maybe<Scalars['String']['output']>;
  /** When the signed note was opened again. */
  readonly amendedAt: Scalars['DateTime']['output'];
  /** Why. Null for roles that may not read NARRATIVE. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** The version of the note that was replaced. */
  readonly replacedVersion: Scalars['Int']['output'];
};

/** A page of a list of notes. */
export type NoteConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<NoteEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Note>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of notes, with its place in the list. */
export type NoteEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Note;
};

/** One part of a note. */
export type NoteElement = {
  /** What it documents. */
  readonly key: NoteElementKey;
  /** What it says. Null for roles that may not read NARRATIVE. */
  readonly text: Maybe<Scalars['String']['output']>;
};

/** The text of a note about one of the things that it documents. */
export type NoteElementInput = {
  /** What it documents. A note has each at most once. */
  readonly key: NoteElementKey;
  /** What was written, up to 4000 characters. */
  readonly text: Scalars['String']['input'];
};

/** One thing that a note documents. */
export type NoteElementKey =
  /** The authorization number. */
  | 'authNumberNoted'
  /** The clinician's signature and credential. */
  | 'clinicianSignature'
  /** Diagnoses. */
  | 'dxCodes'
  /** Progress towards the goals of the plan. */
  | 'goalProgress'
  /** Why the patient cannot leave home without great effort. */
  | 'homeboundReason'
  /** What was done. */
  | 'intervention'
  /** Why the note was written late. */
  | 'lateEntryReason'
  /** Measured function, as therapists record it. */
  | 'objectiveMeasures'
  /** Pain, on a scale. */
  | 'painScore'
  /** How the patient responded. */
  | 'patientResponse'
  /** The patient's signature. */
  | 'patientSignature'
  /** What is planned for the next visit. */
  | 'planNextVisit'
  /** What made an as-needed visit necessary. */
  | 'prnTrigger'
  /** The date beside the signature. */
  | 'signatureDate'
  /** Why the care needs a professional. */
  | 'skilledNeed'
  /** Supervision of the aide. */
  | 'supervisionOfAide'
  /** The tasks of the aide's plan. */
  | 'tasksPerPlan'
  /** What was taught and how well it was understood. */
  | 'teachBack'
  /** When the clinician arrived. */
  | 'timeIn'
  /** When the clinician left. */
  | 'timeOut'
  /** Vital signs. */
  | 'vitals'
  /** Measurements of wounds. */
  | 'woundMeasure';

/** Which notes to list: those for which everything that is given holds. */
export type NoteFilter = {
  /** Written by this member of the staff. */
  readonly authorId?: InputMaybe<Scalars['ID']['input']>;
  /** Written by any of these members of the staff, at most 100. */
  readonly authorIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** About visits of any of these disciplines. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** Only what an open finding names, or only what none does. */
  readonly hasOpenFindings?: InputMaybe<Scalars['Boolean']['input']>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** About visits with a date of service between these. */
  readonly serviceOn?: InputMaybe<DateRange>;
  /** Signed between these. */
  readonly signedAt?: InputMaybe<TimeRange>;
  /** In any of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<NoteStatus>>;
  /** Of this visit. */
  readonly visitId?: InputMaybe<Scalars['ID']['input']>;
  /** First written between these. */
  readonly writtenAt?: InputMaybe<TimeRange>;
};

/** How note records are sorted. Those that are equal in this are sorted by age. */
export type NoteSort = {
  /** What is compared to sort them. */
  readonly by: NoteSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what note records can be sorted. */
export type NoteSortBy =
  /** When it was signed; what is not comes last. */
  | 'SIGNED_AT'
  /** When the note was first written. */
  | 'WRITTEN_AT';

/** How far a note is. */
export type NoteStatus =
  /** Reopened for an amendment. */
  | 'AMENDING'
  /** Complete; the author has not signed. */
  | 'COMPLETE_UNSIGNED'
  /** Signed by its author; the payer wants a second signature. */
  | 'COSIGN_PENDING'
  /** Begun. */
  | 'IN_PROGRESS'
  /** Signed by everyone who must. */
  | 'SIGNED';

/** The physician was told that a visit did not take place. */
export type NotifyPhysicianInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** When; now when left out. */
  readonly notifiedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to notifyPhysician: the record, the consequence, and the place in the log. */
export type NotifyPhysicianPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** A physician's order for care of one discipline. */
export type Order = Node & {
  /** How many visits it asks for; none when its frequency was not understood. */
  readonly demand: Maybe<OrderDemand>;
  /** The ICD-10-CM codes that the physician gave, the primary one first. Null for roles that may not read CLINICAL_CODE. */
  readonly diagnosisCodes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The discipline that is to give the care. */
  readonly discipline: Discipline;
  /** The first day it no longer covers, when it was ended before its time or replaced by another order. */
  readonly discontinuedOn: Maybe<Scalars['LocalDate']['output']>;
  /** The last day it covers; none while it is open. */
  readonly endsOn: Maybe<Scalars['LocalDate']['output']>;
  /** What is wrong with it, and with the care that it asks for. Open findings only, unless the filter says otherwise. */
  readonly findings: FindingConnection;
  /** The frequency as it was understood; none when the text can mean several things or cannot be read. */
  readonly frequency: Maybe<Frequency>;
  /** The frequency as it was received, such as 2w4,1w5,3PRN. */
  readonly frequencyText: Scalars['String']['output'];
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** What kind of order it is. */
  readonly kind: OrderKind;
  /** The last date for the first visit; none when it sets none. */
  readonly mustBeSeenBy: Maybe<Scalars['LocalDate']['output']>;
  /** Whose care the physician ordered. */
  readonly patient: Patient;
  /** The physician who ordered. */
  readonly physicianName: Scalars['String']['output'];
  /** The physician's National Provider Identifier. */
  readonly physicianNpi: Maybe<Scalars['String']['output']>;
  /** When it reached the agency. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** When it was sent for signature. */
  readonly sentAt: Maybe<Scalars['DateTime']['output']>;
  /** The service ordered; none when any of the discipline will do. */
  readonly serviceCode: Maybe<Scalars['String']['output']>;
  /** The date beside the signature. A signature without it does not count. */
  readonly signatureDate: Maybe<Scalars['LocalDate']['output']>;
  /** When the signature reached the agency. */
  readonly signedAt: Maybe<Scalars['DateTime']['output']>;
  /** The first day it covers. */
  readonly startsOn: Scalars['LocalDate']['output'];
  /** How far it is on its way to a signature. */
  readonly status: OrderStatus;
  /** The orders that replace it from their start on, the one received last first; at most 200. */
  readonly supersededBy: ReadonlyArray<Order>;
  /** The order that it replaces from its start on; none when it replaces none. */
  readonly supersedes: Maybe<Order>;
  /** How soon it wants care to begin. */
  readonly urgency: OrderUrgency;
  /** Rises with every change to this record; pass it as expectedVersion to change only what you have seen. */
  readonly version: Scalars['Int']['output'];
};


/** A physician's order for care of one discipline. */
export type OrderFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingSort>;
};

/** A page of a list of orders. */
export type OrderConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<OrderEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Order>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** How many visits an order asks for over its whole length. */
export type OrderDemand = {
  /** The lower end of every range. */
  readonly atLeast: Scalars['Int']['output'];
  /** With every visit that is allowed as needed. */
  readonly atMost: Scalars['Int']['output'];
  /** The ordered visits: the upper end of every range. */
  readonly planned: Scalars['Int']['output'];
};

/** One record of a list of orders, with its place in the list. */
export type OrderEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Order;
};

/** Which orders to list: those for which everything that is given holds. */
export type OrderFilter = {
  /** Covering care on this date. */
  readonly activeOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** For this discipline. */
  readonly discipline?: InputMaybe<Discipline>;
  /** For any of these disciplines. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** With a last day between these; one that is open has none. */
  readonly endsOn?: InputMaybe<DateRange>;
  /** Only what an open finding names, or only what none does. */
  readonly hasOpenFindings?: InputMaybe<Scalars['Boolean']['input']>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Only those whose frequency was understood, or only those whose was not. */
  readonly isUnderstood?: InputMaybe<Scalars['Boolean']['input']>;
  /** True: still waiting for a signature. False: not waiting for one. */
  readonly isUnsigned?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<OrderKind>>;
  /** With a last date for the first visit between these. */
  readonly mustBeSeenBy?: InputMaybe<DateRange>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Given by the physician with this National Provider Identifier. */
  readonly physicianNpi?: InputMaybe<Scalars['String']['input']>;
  /** Received between these. */
  readonly receivedAt?: InputMaybe<TimeRange>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** For any of these services, as HCPCS codes, at most 100. */
  readonly serviceCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Whose signature reached the agency between these. */
  readonly signedAt?: InputMaybe<TimeRange>;
  /** With a first day between these. */
  readonly startsOn?: InputMaybe<DateRange>;
  /** In any of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<OrderStatus>>;
  /** Of any of these urgencies. */
  readonly urgencies?: InputMaybe<ReadonlyArray<OrderUrgency>>;
};

/** The kind of physician's order. */
export type OrderKind =
  /** The plan that the certification period starts with. */
  | 'PLAN_OF_CARE'
  /** The plan for the next certification period. */
  | 'RECERTIFICATION'
  /** A change to the plan while it runs. */
  | 'SUPPLEMENTAL'
  /** Taken by telephone. */
  | 'VERBAL';

/** A physician's order for one discipline. Other records stand here by their ids, or by the names that another system gives to them. */
export type OrderRecordInput = {
  /** The ICD-10-CM codes that the physician gave, the primary one first; at most 25. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The discipline that is ordered. */
  readonly discipline: Discipline;
  /** The last day that the order covers; none when it follows from the frequency alone. */
  readonly endsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** How often, as written: 2w4,1w5,3PRN is two visits a week for four weeks, one a week for five, and three as needed. What cannot be read is kept as it is, and is a finding. */
  readonly frequencyText: Scalars['String']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The kind of order. */
  readonly kind: OrderKind;
  /** The last date for the first visit, if the order sets one. */
  readonly mustBeSeenBy?: InputMaybe<Scalars['LocalDate']['input']>;
  /** For whom it was ordered. By a name that another system gives, in place of patientId. */
  readonly patient?: InputMaybe<IdentifierInput>;
  /** For whom it was ordered. Either this or patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Who ordered it. */
  readonly physicianName: Scalars['String']['input'];
  /** The physician's National Provider Identifier. */
  readonly physicianNpi?: InputMaybe<Scalars['String']['input']>;
  /** When the order was received; now when left out. */
  readonly receivedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it went out for the physician's signature, if it has. */
  readonly sentAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The one HCPCS code that is ordered; any of the discipline when left out. */
  readonly serviceCode?: InputMaybe<Scalars['String']['input']>;
  /** The first day that the order covers. */
  readonly startsOn: Scalars['LocalDate']['input'];
  /** An order of the same patient and discipline that this one replaces: from the first day of this one on, that one supports no visit. By a name that another system gives, in place of supersedesOrderId. */
  readonly supersedesOrder?: InputMaybe<IdentifierInput>;
  /** An order of the same patient and discipline that this one replaces: from the first day of this one on, that one supports no visit. Either this or supersedesOrder. */
  readonly supersedesOrderId?: InputMaybe<Scalars['ID']['input']>;
  /** How soon it wants care to begin; ROUTINE when left out. */
  readonly urgency?: InputMaybe<OrderUrgency>;
};

/** How order records are sorted. Those that are equal in this are sorted by age. */
export type OrderSort = {
  /** What is compared to sort them. */
  readonly by: OrderSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what order records can be sorted. */
export type OrderSortBy =
  /** The last day it covers; what is open comes last. */
  | 'ENDS_ON'
  /** The last date for the first visit; what sets none comes last. */
  | 'MUST_BE_SEEN_BY'
  /** When the order reached the agency. */
  | 'RECEIVED_AT'
  /** The first day it covers. */
  | 'STARTS_ON';

/** How far an order is on its way to a signature. */
export type OrderStatus =
  /** Ended before its time. */
  | 'DISCONTINUED'
  /** Came back without a signature. */
  | 'RETURNED_UNSIGNED'
  /** Sent to the physician. */
  | 'SENT_FOR_SIGNATURE'
  /** Signed and dated. */
  | 'SIGNED'
  /** Replaced by a later order. */
  | 'SUPERSEDED'
  /** Received; not yet sent for signature. */
  | 'VERBAL_RECEIVED';

/** How soon an order wants care to begin. */
export type OrderUrgency =
  /** In the usual course. */
  | 'ROUTINE'
  /** Without delay: the first visit by a given date, and the payer asked for an expedited decision. */
  | 'URGENT';

/** Where a page stands in its list, after the Relay cursor connections specification. */
export type PageInfo = {
  /** The cursor of the last record of the page; none when the page is empty. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether the list goes on after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is something in the list before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first record of the page; none when the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** What an order that starts in the middle of a week allows in that week. */
export type PartialFirstWeek =
  /** The whole week's visits. */
  | 'FULL'
  /** As many as the days that are left. */
  | 'PRORATE';

/** Someone who receives care at home. */
export type Patient = Node & {
  /** What the visits draw on authorizations. Null for roles that may not read AUTHORIZATIONS. */
  readonly allocations: Maybe<AllocationConnection>;
  /** What payers had said of lines before what they say now. Null for roles that may not read AUTHORIZATIONS. */
  readonly authorizationDecisions: Maybe<AuthorizationDecisionConnection>;
  /** The lines of all authorizations. Null for roles that may not read AUTHORIZATIONS. */
  readonly authorizationLines: Maybe<AuthorizationLineConnection>;
  /** Authorizations, the one recorded last first; at most 200. Null for roles that may not read AUTHORIZATIONS. */
  readonly authorizations: Maybe<ReadonlyArray<Authorization>>;
  /** Date of birth; none where the patient was imported from a document that does not tell it. Null for roles that may not read IDENTITY. */
  readonly birthDate: Maybe<Scalars['LocalDate']['output']>;
  /** The branch that looks after the patient. */
  readonly branch: Branch;
  /** When the plan of care was last brought up to date with its orders; none when that was never recorded. Null for roles that may not read CARE. */
  readonly carePlanUpdatedAt: Maybe<Scalars['DateTime']['output']>;
  /** Certifications of the need for home health, the latest first; at most 200. Null for roles that may not read CLINICAL_RECORD. */
  readonly certifications: Maybe<ReadonlyArray<Certification>>;
  /** The primary coverage on a date, which care on that date is measured against; none when none is on record. Null for roles that may not read AUTHORIZATIONS. */
  readonly coverageOn: Maybe<Coverage>;
  /** Who pays and paid for the patient's care, the primary payers first; at most 200. Null for roles that may not read AUTHORIZATIONS. */
  readonly coverages: Maybe<ReadonlyArray<Coverage>>;
  /** Who took access to them in emergencies. For administrators and clinical leads. Null for roles that may not read EMERGENCIES. */
  readonly emergencyAccesses: Maybe<EmergencyAccessConnection>;
  /** Electronic verifications of the visits. */
  readonly evvRecords: EvvRecordConnection;
  /** Encounters that certifications rest on, the latest first; at most 200. Null for roles that may not read CLINICAL_RECORD. */
  readonly faceToFaceEncounters: Maybe<ReadonlyArray<FaceToFace>>;
  /** Last name, as insurers know it. Null for roles that may not read IDENTITY. */
  readonly familyName: Maybe<Scalars['String']['output']>;
  /** What has become of the findings. */
  readonly findingHistory: FindingHistoryConnection;
  /** What is not supported. Open findings only, unless the filter says otherwise. */
  readonly findings: FindingConnection;
  /** What was open at an instant that has passed, such as when a claim went out, and as it read then: the gravest first, at most 200. What was found later, also about earlier care, is not among it. */
  readonly findingsAsOf: ReadonlyArray<KnownFinding>;
  /** First name, as insurers know it. Null for roles that may not read IDENTITY. */
  readonly givenName: Maybe<Scalars['String']['output']>;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. Null for roles that may not read IDENTITY. */
  readonly identifiers: Maybe<ReadonlyArray<Identifier>>;
  /** Medical record number, unique in the agency. Null for roles that may not read IDENTITY. */
  readonly mrn: Maybe<Scalars['String']['output']>;
  /** What was written about the visits. Null for roles that may not read CLINICAL_RECORD. */
  readonly notes: Maybe<NoteConnection>;
  /** Physicians' orders, the one received last first; at most 200. Null for roles that may not read CLINICAL_RECORD. */
  readonly orders: Maybe<ReadonlyArray<Order>>;
  /** What was done to the visits. */
  readonly scheduleChanges: ScheduleChangeConnection;
  /** Social security number, as 123-45-6789: an identity number, for those who bill and enrol; none where it is not on record. It is kept sealed, and can be looked for as a whole only. Null for roles that may not read SSN. */
  readonly ssn: Maybe<Scalars['String']['output']>;
  /** The last four digits of the social security number: part of an identity number, enough to tell two people of one name apart; none where it is not on record. Null for roles that may not read SSN. */
  readonly ssnLastFour: Maybe<Scalars['String']['output']>;
  /** The first day of care; none before it is known. Null for roles that may not read CARE. */
  readonly startOfCareOn: Maybe<Scalars['LocalDate']['output']>;
  /** Where the patient stands with the agency, as of the period that starts last. */
  readonly status: PatientStatus;
  /** How the patient stood with the agency, the latest first; at most 200. */
  readonly statusPeriods: ReadonlyArray<PatientStatusPeriod>;
  /** Supervision of aides and reassessments by therapists, the latest first; at most 200. Null for roles that may not read CLINICAL_RECORD. */
  readonly supervisions: Maybe<ReadonlyArray<Supervision>>;
  /** What happened to the patient and what is planned, from the first order to the last finding, in order of time. */
  readonly timeline: TimelineConnection;
  /** Rises with every change to this record; pass it as expectedVersion to change only what you have seen. */
  readonly version: Scalars['Int']['output'];
  /** Visits, planned and made. */
  readonly visits: VisitConnection;
};


/** Someone who receives care at home. */
export type PatientAllocationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AllocationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AllocationSort>;
};


/** Someone who receives care at home. */
export type PatientAuthorizationDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationDecisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationDecisionSort>;
};


/** Someone who receives care at home. */
export type PatientAuthorizationLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationLineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationLineSort>;
};


/** Someone who receives care at home. */
export type PatientCoverageOnArgs = {
  date: Scalars['LocalDate']['input'];
};


/** Someone who receives care at home. */
export type PatientEmergencyAccessesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EmergencyAccessFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<EmergencyAccessSort>;
};


/** Someone who receives care at home. */
export type PatientEvvRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EvvRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<EvvRecordSort>;
};


/** Someone who receives care at home. */
export type PatientFindingHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingHistoryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingHistorySort>;
};


/** Someone who receives care at home. */
export type PatientFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingSort>;
};


/** Someone who receives care at home. */
export type PatientFindingsAsOfArgs = {
  at: Scalars['DateTime']['input'];
};


/** Someone who receives care at home. */
export type PatientNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<NoteSort>;
};


/** Someone who receives care at home. */
export type PatientScheduleChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ScheduleChangeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<ScheduleChangeSort>;
};


/** Someone who receives care at home. */
export type PatientTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TimelineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<TimelineSort>;
};


/** Someone who receives care at home. */
export type PatientVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VisitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<VisitSort>;
};

/** A page of a list of patients. */
export type PatientConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<PatientEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Patient>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of patients, with its place in the list. */
export type PatientEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Patient;
};

/** Which patients to list: those for whom everything that is given holds. */
export type PatientFilter = {
  /** Born between these. */
  readonly birthDate?: InputMaybe<DateRange>;
  /** Of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Covered on this date. */
  readonly coveredOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** With open findings, or without. */
  readonly hasOpenFindings?: InputMaybe<Scalars['Boolean']['input']>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** With any of these medical record numbers, exactly, at most 100. */
  readonly mrns?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Ever covered by this payer, or on the date that coveredOn names. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** Covered by any of these payers, at most 100. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every word begins a word of the name or the medical record number. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** With exactly this social security number, with or without the marks between its digits. */
  readonly ssn?: InputMaybe<Scalars['String']['input']>;
  /** Who have or had a visit by this member of the staff. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** Whose care began between these. */
  readonly startOfCareOn?: InputMaybe<DateRange>;
  /** In any of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<PatientStatus>>;
};

/** A person whom the agency takes into care. Other records stand here by their ids, or by the names that another system gives to them. */
export type PatientRecordInput = {
  /** Date of birth, by which insurers tell people apart. */
  readonly birthDate: Scalars['LocalDate']['input'];
  /** The branch that gives the care. By a name that another system gives, in place of branchId. */
  readonly branch?: InputMaybe<IdentifierInput>;
  /** The branch that gives the care. Either this or branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Last name, as it is written on documents. */
  readonly familyName: Scalars['String']['input'];
  /** First name, as it is written on documents. */
  readonly givenName: Scalars['String']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Medical record number; no other patient of the agency may have it. */
  readonly mrn: Scalars['String']['input'];
  /** Social security number, as 123-45-6789, where the patient gave it. */
  readonly ssn?: InputMaybe<Scalars['String']['input']>;
  /** The day on which care starts or started, once it is known. */
  readonly startOfCareOn?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** How things stand for one patient, all of one moment. The numbers are the same for every role; only wording and amounts of money may be hidden. */
export type PatientSnapshot = {
  /** The place of this moment in the log of events. Subscribe after it, and nothing that happens later is missed or told twice. */
  readonly asOf: Scalars['String']['output'];
  /** The primary coverage in force today; none when none is on record. Null for roles that may not read AUTHORIZATIONS. */
  readonly coverage: Maybe<Coverage>;
  /** The lines of authorizations that cover today or later and were not cancelled, with what each still allows. Null for roles that may not read AUTHORIZATIONS. */
  readonly lines: Maybe<ReadonlyArray<AuthorizationLine>>;
  /** When the findings will next be looked at even if nothing is changed, because a date or deadline is reached; none when nothing is pending. */
  readonly nextChangeAt: Maybe<Scalars['DateTime']['output']>;
  /** The visits planned for today and later, the earliest first. */
  readonly nextVisits: ReadonlyArray<Visit>;
  /** What is not supported now, the gravest first; at most 200. */
  readonly openFindings: ReadonlyArray<Finding>;
  /** Whose care is looked at. */
  readonly patient: Patient;
  /** What the payer of that coverage requires today. Null for roles that may not read AUTHORIZED_CARE. */
  readonly policy: Maybe<PayerPolicy>;
  /** The date at the patient's branch. */
  readonly today: Scalars['LocalDate']['output'];
};


/** How things stand for one patient, all of one moment. The numbers are the same for every role; only wording and amounts of money may be hidden. */
export type PatientSnapshotNextVisitsArgs = {
  first?: Scalars['Int']['input'];
};

/** How patient records are sorted. Those that are equal in this are sorted by age. */
export type PatientSort = {
  /** What is compared to sort them. */
  readonly by: PatientSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what patient records can be sorted. */
export type PatientSortBy =
  /** When the patient was first recorded. */
  | 'ADMITTED'
  /** Medical record number. */
  | 'MRN'
  /** Last name, then first name. */
  | 'NAME'
  /** The first day of care; those whose care has not begun come last. */
  | 'START_OF_CARE_ON';

/** Where a patient stands with the agency. */
export type PatientStatus =
  /** Receives care. */
  | 'ACTIVE'
  /** The patient has died. */
  | 'DECEASED'
  /** Care has ended. */
  | 'DISCHARGED'
  /** Care is interrupted, as during a hospital stay. */
  | 'ON_HOLD';

/** From when a patient stands with the agency in a way. It lasts until the next one starts. */
export type PatientStatusPeriod = Node & {
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** Who stands so. */
  readonly patient: Patient;
  /** The first day. */
  readonly startsOn: Scalars['LocalDate']['output'];
  /** In which way. */
  readonly status: PatientStatus;
};

/** The answer to payVisit: the record, the consequence, and the place in the log. */
export type PayVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** Whoever pays for care: a programme, an insurer, or the patient. */
export type Payer = Node & {
  /** What it was asked for, and what it answered. Null for roles that may not read AUTHORIZATIONS. */
  readonly authorizations: Maybe<AuthorizationConnection>;
  /** Whose care it pays and paid for. Null for roles that may not read AUTHORIZATIONS. */
  readonly coverages: Maybe<CoverageConnection>;
  /** Which of its requirements are not met. Open findings only, unless the filter says otherwise. */
  readonly findings: FindingConnection;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** What kind of payer it is. */
  readonly kind: PayerKind;
  /** The payer's name. */
  readonly name: Scalars['String']['output'];
  /** The identifier that claims carry for this payer. */
  readonly payerCode: Maybe<Scalars['String']['output']>;
  /** What it requires, version by version, the latest first; at most 200. */
  readonly policies: ReadonlyArray<PayerPolicy>;
  /** What it requires for care on a date; none when it had not said so yet, and then everything needs approval. */
  readonly policyOn: Maybe<PayerPolicy>;
};


/** Whoever pays for care: a programme, an insurer, or the patient. */
export type PayerAuthorizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationSort>;
};


/** Whoever pays for care: a programme, an insurer, or the patient. */
export type PayerCoveragesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CoverageFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CoverageSort>;
};


/** Whoever pays for care: a programme, an insurer, or the patient. */
export type PayerFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingSort>;
};


/** Whoever pays for care: a programme, an insurer, or the patient. */
export type PayerPolicyOnArgs = {
  date: Scalars['LocalDate']['input'];
};

/** A page of a list of payers. */
export type PayerConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<PayerEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Payer>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of payers, with its place in the list. */
export type PayerEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Payer;
};

/** Which payers to list: those for which everything that is given holds. */
export type PayerFilter = {
  /** Only those against whose requirements something is open, or only the others. */
  readonly hasOpenFindings?: InputMaybe<Scalars['Boolean']['input']>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Of any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<PayerKind>>;
  /** With any of these payer codes, exactly, at most 100. */
  readonly payerCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Every word begins a word of the name or the payer code. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** The kind of programme or insurer that pays. */
export type PayerKind =
  /** A commercial insurer. */
  | 'COMMERCIAL'
  /** A state's Medicaid, paid by the state itself. */
  | 'MEDICAID'
  /** Medicaid through a managed-care plan. */
  | 'MEDICAID_MANAGED_CARE'
  /** Original Medicare. */
  | 'MEDICARE'
  /** A Medicare Advantage plan. */
  | 'MEDICARE_ADVANTAGE'
  /** The patient pays. */
  | 'SELF_PAY'
  /** The Department of Veterans Affairs. */
  | 'VETERANS_AFFAIRS';

/** One version of what a payer requires, with the dates of care it holds for. */
export type PayerPolicy = Node & {
  /** The first date of care it holds for. */
  readonly effectiveFrom: Scalars['LocalDate']['output'];
  /** The last date of care it holds for; none while no later version ends it. */
  readonly effectiveTo: Maybe<Scalars['LocalDate']['output']>;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Who requires this. */
  readonly payer: Payer;
  /** What is required. */
  readonly terms: PayerPolicyTerms;
  /** 1, 2, 3 and so on within the payer. */
  readonly version: Scalars['Int']['output'];
};

/** One message of the stream of what payers require. */
export type PayerPolicyMessage = StreamMessage & {
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** With EVENT, unless you asked for ID_ONLY: the new version. */
  readonly policy: Maybe<PayerPolicy>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
};

/** What a payer requires and how it counts. Everything that differs between payers is here. */
export type PayerPolicyTerms = {
  /** The only days of the week on which it pays for visits, 0 for Sunday to 6 for Saturday; none when it pays on all of them. */
  readonly allowedWeekdays: Maybe<ReadonlyArray<Scalars['Int']['output']>>;
  /** With LISTED: the disciplines that need an authorization. */
  readonly authorizationDisciplines: ReadonlyArray<Discipline>;
  /** The form of its authorization numbers: 9 stands for a digit, A for a letter, X for either, all else for itself. None when any will do. */
  readonly authorizationNumberFormat: Maybe<Scalars['String']['output']>;
  /** Which services need an authorization. */
  readonly authorizationRequired: AuthorizationRequirement;
  /** Dates on which it pays for no visit. */
  readonly blackoutDates: ReadonlyArray<Scalars['LocalDate']['output']>;
  /** What happens to a visit beyond a cap. */
  readonly capSemantics: CapSemantics;
  /** The week of the payer's weekly caps. */
  readonly capWeek: WeekDefinition;
  /** Calendar days within which the payer must decide a standard request; none when nothing binds it. */
  readonly decisionDaysStandard: Maybe<Scalars['Int']['output']>;
  /** Hours within which the payer must decide an expedited request; none when nothing binds it. */
  readonly decisionHoursExpedited: Maybe<Scalars['Int']['output']>;
  /** What notes must say. See documentationChecklist for those of one visit. */
  readonly documentation: ReadonlyArray<DocumentationRequirement>;
  /** Electronic visit verification. */
  readonly evv: EvvTerms;
  /** What it pays, by service code. Null for roles that may not read MONEY. */
  readonly feeSchedule: Maybe<ReadonlyArray<Fee>>;
  /** Days from the date of service within which a claim must be in; none when that is not known. */
  readonly filingLimitDays: Maybe<Scalars['Int']['output']>;
  /** Whether certification periods, recertification and their assessments are required. */
  readonly isCertificationRequired: Scalars['Boolean']['output'];
  /** Whether notes need a second signature. */
  readonly isCosignRequired: Scalars['Boolean']['output'];
  /** Whether a face-to-face encounter is required. */
  readonly isFaceToFaceRequired: Scalars['Boolean']['output'];
  /** Whether orders must be signed and dated before the visits they support are billed. */
  readonly isOrderSignatureRequired: Scalars['Boolean']['output'];
  /** What a late note does to its visit. */
  readonly lateNote: LateNoteTreatment;
  /** Hours after the end of a visit from which a missing note is a finding. */
  readonly noteDueHours: Scalars['Int']['output'];
  /** Hours after the end of a visit from which a note counts as late. */
  readonly noteLateHours: Scalars['Int']['output'];
  /** The week in which ordered visits are counted for this payer's patients. */
  readonly orderWeek: WeekDefinition;
  /** What an order allows in the week it starts in. */
  readonly partialFirstWeek: PartialFirstWeek;
  /** Days before the end of an authorization from which its coming end is a finding, when visits are planned after it. */
  readonly renewalLeadDays: Scalars['Int']['output'];
  /** Days before the first date of care by which a request must be in; negative: so many days after it. None when it may come at any time. */
  readonly requestNoticeDays: Maybe<Scalars['Int']['output']>;
  /** How many days back the payer authorizes care that was given before it was asked. */
  readonly retroAuthorizationDays: Scalars['Int']['output'];
  /** Whether one visit may draw on two lines when the first runs out. */
  readonly splitsVisitAcrossLines: Scalars['Boolean']['output'];
  /** Supervision of aides and reassessment of therapy. */
  readonly supervision: SupervisionTerms;
  /** By how many minutes the times in a note may differ from those worked. */
  readonly timeToleranceMinutes: Scalars['Int']['output'];
  /** For how many days after a coverage begins the payer honours authorizations of the one before. */
  readonly transitionDays: Scalars['Int']['output'];
  /** How minutes become units, by service code. */
  readonly unitRules: ReadonlyArray<UnitRule>;
};

/** What the payer requires and how it counts. Say only what differs: what is left out is as usual for the kind of payer. A list that is given is the whole list. */
export type PayerPolicyTermsInput = {
  /** The only days of the week on which it pays for visits, 0 for Sunday to 6 for Saturday; all of them when left out or null. */
  readonly allowedWeekdays?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** With LISTED: the disciplines that need an authorization, at least one. */
  readonly authorizationDisciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** The form of its authorization numbers: 9 stands for a digit, A for a letter, X for either, all else for itself; at most 40 characters. Any form when left out or null. */
  readonly authorizationNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** Which services need an authorization; all when left out, and none when the patient pays. */
  readonly authorizationRequired?: InputMaybe<AuthorizationRequirement>;
  /** Dates on which it pays for no visit, at most 366; none when left out. */
  readonly blackoutDates?: InputMaybe<ReadonlyArray<Scalars['LocalDate']['input']>>;
  /** What happens to a visit beyond a cap; it is held when left out. */
  readonly capSemantics?: InputMaybe<CapSemantics>;
  /** The week of the payer's weekly caps; Sunday to Saturday when left out. */
  readonly capWeek?: InputMaybe<WeekDefinition>;
  /** Calendar days within which the payer must decide a standard request, 1 to 365; 7 for Medicare Advantage and Medicaid when left out, otherwise none. Null when nothing binds it. */
  readonly decisionDaysStandard?: InputMaybe<Scalars['Int']['input']>;
  /** Hours within which the payer must decide an expedited request, 1 to 8760 and no longer than a standard one; 72 for Medicare Advantage and Medicaid when left out, otherwise none. Null when nothing binds it. */
  readonly decisionHoursExpedited?: InputMaybe<Scalars['Int']['input']>;
  /** What notes must say, at most 100 requirements; none when left out. See documentationChecklist. */
  readonly documentation?: InputMaybe<ReadonlyArray<DocumentationRequirementInput>>;
  /** Electronic visit verification; not asked for when left out. */
  readonly evv?: InputMaybe<EvvTermsInput>;
  /** What the payer pays, as far as it is known; nothing is known when left out. */
  readonly feeSchedule?: InputMaybe<ReadonlyArray<FeeInput>>;
  /** Days from the date of service within which a claim must be in, 1 to 1830; 365 for Medicare when left out, otherwise not known. Null when it is not known. */
  readonly filingLimitDays?: InputMaybe<Scalars['Int']['input']>;
  /** Whether certification periods, recertification and their assessments are required; they are for Medicare and Medicare Advantage when left out. */
  readonly isCertificationRequired?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether notes need a second signature; not when left out. */
  readonly isCosignRequired?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether a face-to-face encounter is required; it is for Medicare and Medicare Advantage when left out. */
  readonly isFaceToFaceRequired?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether orders must be signed and dated before the visits they support are billed; they must when left out. */
  readonly isOrderSignatureRequired?: InputMaybe<Scalars['Boolean']['input']>;
  /** What a late note does to its visit; it is a warning when left out. */
  readonly lateNote?: InputMaybe<LateNoteTreatment>;
  /** Hours after the end of a visit from which a missing note is a finding, 0 to 8760; 24 when left out. */
  readonly noteDueHours?: InputMaybe<Scalars['Int']['input']>;
  /** Hours after the end of a visit from which a note counts as late; not fewer than those until it is due, at most 8760. 72 when left out. */
  readonly noteLateHours?: InputMaybe<Scalars['Int']['input']>;
  /** The week in which ordered visits are counted for this payer's patients; Sunday to Saturday when left out. */
  readonly orderWeek?: InputMaybe<WeekDefinition>;
  /** What an order allows in the week it starts in; the whole week's visits when left out. */
  readonly partialFirstWeek?: InputMaybe<PartialFirstWeek>;
  /** Days before the end of an authorization from which its coming end is a finding, when visits are planned after it; 0 to 365, 14 when left out. */
  readonly renewalLeadDays?: InputMaybe<Scalars['Int']['input']>;
  /** Days before the first date of care by which a request must be in; negative: so many days after it. From -90 to 90; at any time when left out or null. */
  readonly requestNoticeDays?: InputMaybe<Scalars['Int']['input']>;
  /** How many days back the payer authorizes care that was given before it was asked, 0 to 366; none when left out. */
  readonly retroAuthorizationDays?: InputMaybe<Scalars['Int']['input']>;
  /** Whether one visit may draw on two lines when the first runs out; not when left out. */
  readonly splitsVisitAcrossLines?: InputMaybe<Scalars['Boolean']['input']>;
  /** Supervision of aides and reassessment of therapy; as the regulations say for Medicare and Medicare Advantage when left out, otherwise not asked for. */
  readonly supervision?: InputMaybe<SupervisionTermsInput>;
  /** By how many minutes the times in a note may differ from those worked, 0 to 240; 15 when left out. */
  readonly timeToleranceMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** For how many days after a coverage begins the payer honours authorizations of the one before, 0 to 366; 90 for Medicare Advantage when left out, otherwise none. */
  readonly transitionDays?: InputMaybe<Scalars['Int']['input']>;
  /** How minutes become units: for every code, and for single codes where they differ. When left out, the home-health rule on the minutes worked for all. */
  readonly unitRules?: InputMaybe<ReadonlyArray<UnitRuleInput>>;
};

/** How payer records are sorted. Those that are equal in this are sorted by age. */
export type PayerSort = {
  /** What is compared to sort them. */
  readonly by: PayerSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what payer records can be sorted. */
export type PayerSortBy =
  /** The name. */
  | 'NAME';

/** The line of an authorization that a visit is to draw on. */
export type PinVisitInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** A line of the same patient, or null to have it worked out again. It must be said. */
  readonly lineId?: InputMaybe<Scalars['ID']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to pinVisit: the record, the consequence, and the place in the log. */
export type PinVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** Who saw the patient in a face-to-face encounter. */
export type PractitionerKind =
  /** A certified nurse-midwife. */
  | 'CERTIFIED_NURSE_MIDWIFE'
  /** A clinical nurse specialist. */
  | 'CLINICAL_NURSE_SPECIALIST'
  /** A nurse practitioner. */
  | 'NURSE_PRACTITIONER'
  /** Someone else, whose encounter supports no certification. */
  | 'OTHER'
  /** A physician. */
  | 'PHYSICIAN'
  /** A physician assistant. */
  | 'PHYSICIAN_ASSISTANT';

/** What would become of visits that someone thinks of planning. Nothing is kept. */
export type Proposal = {
  /** Visits that are planned already and would no longer be supported. */
  readonly displacedVisitIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The first of them that does not fit; none when all do. */
  readonly firstThatDoesNotFit: Maybe<ProposedOccurrence>;
  /** How many of them fit. */
  readonly fitting: Scalars['Int']['output'];
  /** The last date on which one of them fits; none when none does. */
  readonly lastDateThatFits: Maybe<Scalars['LocalDate']['output']>;
  /** Each of them, in order. */
  readonly occurrences: ReadonlyArray<ProposedOccurrence>;
};

/** What would become of one of the proposed visits. */
export type ProposedOccurrence = {
  /** When it would end. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** All that would be found about it, the gravest first. */
  readonly findings: ReadonlyArray<SupposedFinding>;
  /** Whether it is supported: nothing that would hold it or likely be denied. */
  readonly fits: Scalars['Boolean']['output'];
  /** Its date of service. */
  readonly serviceOn: Scalars['LocalDate']['output'];
  /** When it would start. */
  readonly startsAt: Scalars['DateTime']['output'];
};

/** Visits that someone thinks of planning: one, or a series given by its first visit and how it recurs. */
export type ProposedVisitsInput = {
  /** When the first would end, at most 24 hours later. */
  readonly endsAt: Scalars['DateTime']['input'];
  /** Whether they are visits as needed. */
  readonly isAsNeeded?: InputMaybe<Scalars['Boolean']['input']>;
  /** Modifiers of the code. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The place of service code; 12, the home, when left out. */
  readonly placeOfService?: InputMaybe<Scalars['String']['input']>;
  /** How it recurs; one visit when left out. */
  readonly recurrence?: InputMaybe<RecurrenceInput>;
  /** The HCPCS code of the service. */
  readonly serviceCode: Scalars['String']['input'];
  /** Who would make them; nobody yet when left out. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** When the first would start. */
  readonly startsAt: Scalars['DateTime']['input'];
  /** What they are for; routine visits when left out. */
  readonly type?: InputMaybe<VisitType>;
};

/** For what somebody looks at records or changes them, as HL7's PurposeOfUse has it. */
export type PurposeOfUse =
  /** Care management: care coordinated among those who give it. */
  | 'CAREMGT'
  /** Authorization of care by a payer. */
  | 'COVAUTH'
  /** Whether a payer covers the patient. */
  | 'ELIGVER'
  /** Emergency treatment. */
  | 'ETREAT'
  /** At the request of the family. */
  | 'FAMRQT'
  /** A government programme. */
  | 'GOV'
  /** Compliance with rules, and their audit. */
  | 'HCOMPL'
  /** Legal proceedings. */
  | 'HLEGAL'
  /** Operations of the agency: planning, quality, its software. */
  | 'HOPERAT'
  /** Payment: what is billed, and what is paid. */
  | 'HPAYMT'
  /** Improvement of the quality of care. */
  | 'HQUALIMP'
  /** Research. */
  | 'HRESCH'
  /** Administration of the patient: admission, schedule, demographics. */
  | 'PATADMIN'
  /** At the request of the patient. */
  | 'PATRQT'
  /** Public health. */
  | 'PUBHLTH'
  /** Treatment: care of the patient. */
  | 'TREAT';

/** What can be asked. Everything is of the agency of the one who asks. */
export type Query = {
  /** Who was shown what of one patient, when and why, as the patient may ask for the last six years. */
  readonly accountingOfDisclosures: DisclosureAccounting;
  /** The same events as the streams deliver, to catch up after a longer absence or to check that nothing was missed. */
  readonly alignmentEvents: AlignmentEventPage;
  /** The audit trail: who read and changed what, the latest first. What was read a moment ago may take a second to appear. */
  readonly auditTrail: AuditEntryConnection;
  /** The authorization with this id. */
  readonly authorization: Authorization;
  /** How many lines of authorizations there are and what they authorize, by group, the most first; at most 100 groups. */
  readonly authorizationCounts: ReadonlyArray<AuthorizationGroup>;
  /** What payers had said of lines of authorizations before they said something else. */
  readonly authorizationDecisions: AuthorizationDecisionConnection;
  /** What a patient's authorizations still allow. Ask this before planning visits. */
  readonly authorizationLimits: AuthorizationLimits;
  /** One line of an authorization. */
  readonly authorizationLine: AuthorizationLine;
  /** Lines of authorizations, each one service with its units and dates. */
  readonly authorizationLines: AuthorizationLineConnection;
  /** Payers' authorizations, and the requests that wait for one. */
  readonly authorizations: AuthorizationConnection;
  /** The branch with this id. */
  readonly branch: Branch;
  /** The agency's branches. */
  readonly branches: BranchConnection;
  /** One certification of the need for home health. */
  readonly certification: Certification;
  /** Certifications of the need for home health. */
  readonly certifications: CertificationConnection;
  /** One coverage of a patient. */
  readonly coverage: Coverage;
  /** Who pays and paid for patients' care. */
  readonly coverages: CoverageConnection;
  /** Everything for which a clock runs and that nobody has waived, the least time left first. */
  readonly deadlines: FindingConnection;
  /** What the note of a visit must say for its payer. Ask it before the visit, while the note is being written, or after it. */
  readonly documentationChecklist: DocumentationChecklist;
  /** One emergency access. For administrators and clinical leads. */
  readonly emergencyAccess: EmergencyAccess;
  /** Access that colleagues took to patients outside their scope in emergencies. For administrators and clinical leads. */
  readonly emergencyAccesses: EmergencyAccessConnection;
  /** What administrators and clinical leads have to review, the one due first first. Your own is for a colleague to review. */
  readonly emergencyAccessesToReview: EmergencyAccessConnection;
  /** One electronic verification of a visit. */
  readonly evvRecord: EvvRecord;
  /** Electronic verifications of visits. */
  readonly evvRecords: EvvRecordConnection;
  /** Certified lines that end within some days, the first to end first. */
  readonly expiringAuthorizations: AuthorizationLineConnection;
  /** What open findings put at risk that nobody has waived, by group, the most first; at most 100 groups. In order of cents, so only for roles that may read amounts. */
  readonly exposure: ReadonlyArray<Exposure>;
  /** One encounter that a certification rests on. */
  readonly faceToFaceEncounter: FaceToFace;
  /** One finding, to look at closely. */
  readonly finding: Finding;
  /** How many findings there are, by group, the most first; at most 100 groups. Open findings only, unless the filter says otherwise. */
  readonly findingCounts: ReadonlyArray<FindingGroup>;
  /** What has become of findings, and who did it. */
  readonly findingHistory: FindingHistoryConnection;
  /** How many findings came and went in the last days, weeks or months, the one that today is in last; at most 100 of them. */
  readonly findingTrend: ReadonlyArray<FindingTrendBucket>;
  /** What is not supported. Open findings only, unless the filter says otherwise. */
  readonly findings: FindingConnection;
  /** One member. For administrators. */
  readonly member: Member;
  /** Those who have or had access to the agency's data by its own word. For administrators. */
  readonly members: MemberConnection;
  /** The record with this id; null when there is none that you can see. */
  readonly node: Maybe<Node>;
  /** The records with these ids, in the same order, with null for each that you cannot see. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** One note about a visit. */
  readonly note: Note;
  /** What was written about visits. */
  readonly notes: NoteConnection;
  /** One physician's order. */
  readonly order: Order;
  /** Physicians' orders, however far each has come. */
  readonly orders: OrderConnection;
  /** The patient with this id. */
  readonly patient: Patient;
  /** How things stand for one patient, and from where in the log of events to listen for what comes after. */
  readonly patientSnapshot: PatientSnapshot;
  /** The agency's patients. */
  readonly patients: PatientConnection;
  /** The payer with this id. */
  readonly payer: Payer;
  /** One version of what a payer requires. */
  readonly payerPolicy: PayerPolicy;
  /** Those who pay for care. */
  readonly payers: PayerConnection;
  /** The record that another system knows under a name; null when there is none that you can see. */
  readonly recordByIdentifier: Maybe<Node>;
  /** The records that other systems know under these names, in the same order, with null for each that there is none of. */
  readonly recordsByIdentifiers: ReadonlyArray<Maybe<Node>>;
  /** One thing that was done to a visit. */
  readonly scheduleChange: ScheduleChange;
  /** Everything that was done to visits. */
  readonly scheduleChanges: ScheduleChangeConnection;
  /** Those who give care. */
  readonly staff: StaffConnection;
  /** One of those who give care. */
  readonly staffMember: Staff;
  /** How far the agency's log of events reaches. */
  readonly streamStatus: StreamStatus;
  /** One supervision or reassessment. */
  readonly supervision: Supervision;
  /** Supervision of aides and reassessments by therapists. */
  readonly supervisions: SupervisionConnection;
  /** One revocation of tokens, for as long as it is needed. For administrators. */
  readonly tokenRevocation: TokenRevocation;
  /** Orders that wait for a signature, the longest waiting first. */
  readonly unsignedOrders: OrderConnection;
  /** Who you are to this server, and what you may do. */
  readonly viewer: Viewer;
  /** The visit with this id. */
  readonly visit: Visit;
  /** How many visits there are and what they draw, by group, the most first, days, weeks and months the latest first; at most 100 groups. */
  readonly visitCounts: ReadonlyArray<VisitGroup>;
  /** Visits, planned and made. */
  readonly visits: VisitConnection;
  /** Visits that no authorization supports although their payer asks for one, the earliest first. */
  readonly visitsBeyondAuthorization: VisitConnection;
  /** Visits held on a line that its payer has yet to decide, the earliest first. See earliestSafeOn of each. */
  readonly visitsWaitingForDecision: VisitConnection;
  /** One address to which changes are delivered. */
  readonly webhook: Webhook;
  /** The addresses to which changes are delivered, and those to which they were; the oldest first. */
  readonly webhooks: WebhookConnection;
  /** What some changes of one patient would do together: everything that mutations do is done, looked at and undone. The changes need the same roles as the mutations. */
  readonly whatIf: WhatIf;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAccountingOfDisclosuresArgs = {
  before?: InputMaybe<Scalars['DateTime']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  patientId: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAlignmentEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlignmentFilter>;
  first?: Scalars['Int']['input'];
  until?: InputMaybe<Scalars['String']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuditTrailArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEntryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuthorizationArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuthorizationCountsArgs = {
  by?: AuthorizationGrouping;
  filter?: InputMaybe<AuthorizationLineFilter>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuthorizationDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationDecisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationDecisionSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuthorizationLimitsArgs = {
  discipline?: InputMaybe<Discipline>;
  from?: InputMaybe<Scalars['LocalDate']['input']>;
  minutes?: InputMaybe<Scalars['Int']['input']>;
  patientId: Scalars['ID']['input'];
  serviceCode?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['LocalDate']['input']>;
  visits?: InputMaybe<ProposedVisitsInput>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuthorizationLineArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuthorizationLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationLineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationLineSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryAuthorizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<AuthorizationSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryBranchArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryBranchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BranchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<BranchSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryCertificationArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryCertificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CertificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CertificationSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryCoverageArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryCoveragesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CoverageFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<CoverageSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryDeadlinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryDocumentationChecklistArgs = {
  visitId: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryEmergencyAccessArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryEmergencyAccessesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EmergencyAccessFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<EmergencyAccessSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryEmergencyAccessesToReviewArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EmergencyAccessFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryEvvRecordArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryEvvRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EvvRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<EvvRecordSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryExpiringAuthorizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuthorizationLineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  withinDays?: Scalars['Int']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryExposureArgs = {
  by?: ExposureGrouping;
  filter?: InputMaybe<ExposureFilter>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryFaceToFaceEncounterArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryFindingArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryFindingCountsArgs = {
  by?: ExposureGrouping;
  filter?: InputMaybe<FindingFilter>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryFindingHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingHistoryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingHistorySort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryFindingTrendArgs = {
  by?: TrendPeriod;
  filter?: InputMaybe<FindingFilter>;
  last?: Scalars['Int']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<FindingSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryMemberArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MemberFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<MemberSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryNoteArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<NoteSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<OrderSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryPatientArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryPatientSnapshotArgs = {
  patientId: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryPatientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PatientFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<PatientSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryPayerArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryPayerPolicyArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryPayersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PayerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<PayerSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryRecordByIdentifierArgs = {
  kind: RecordKind;
  system: Scalars['String']['input'];
  value: Scalars['String']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryRecordsByIdentifiersArgs = {
  identifiers: ReadonlyArray<IdentifierInput>;
  kind: RecordKind;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryScheduleChangeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryScheduleChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ScheduleChangeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<ScheduleChangeSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryStaffArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StaffFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<StaffSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryStaffMemberArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QuerySupervisionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QuerySupervisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SupervisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<SupervisionSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryTokenRevocationArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryUnsignedOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryVisitArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryVisitCountsArgs = {
  by?: VisitGrouping;
  filter?: InputMaybe<VisitFilter>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VisitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<VisitSort>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryVisitsBeyondAuthorizationArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VisitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryVisitsWaitingForDecisionArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VisitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryWebhookArgs = {
  id: Scalars['ID']['input'];
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryWebhooksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be asked. Everything is of the agency of the one who asks. */
export type QueryWhatIfArgs = {
  changes: ReadonlyArray<WhatIfChangeInput>;
};

/** A finding that came into a team's queue, left it, or changed in it. */
export type QueueChange = {
  /** The finding as it is with this event. */
  readonly finding: Finding;
  /** What became of it. */
  readonly move: QueueMove;
};

/** What became of a finding in a team's queue. */
export type QueueMove =
  /** It is now for this team to deal with. */
  | 'ADDED'
  /** It still is, and something about it is new. */
  | 'CHANGED'
  /** It no longer is: it was settled, waived, or handed to another team. */
  | 'REMOVED';

/** A kind of record. To a role that may not read it, there is none. */
export type ReadableKind =
  /** Who has access, in what role and scope. */
  | 'ACCESS'
  /** Findings and their history, and the events that tell of changes. */
  | 'ALIGNMENT'
  /** Who read and changed what, for those who are given the whole agency. */
  | 'AUDIT'
  /** Coverages, authorizations, their lines and caps, and what visits draw on them. */
  | 'AUTHORIZATIONS'
  /** Orders, certifications, supervisions and notes, without what they say of their own. */
  | 'CLINICAL_RECORD'
  /** Who took access to a patient in an emergency, why, and what came of it. */
  | 'EMERGENCIES'
  /** That there is a patient, in what status, and for which branch. */
  | 'PATIENTS'
  /** Visits, what was done to them, and their electronic verification. */
  | 'SCHEDULE'
  /** Those who give care. */
  | 'STAFF'
  /** Where changes are delivered to. */
  | 'WEBHOOKS';

/** Someone else for a visit that is still only planned. */
export type ReassignVisitInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Who is now to make the visit, or null for nobody yet. It must be said. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to reassignVisit: the record, the consequence, and the place in the log. */
export type ReassignVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** What a payer was asked to approve and what it answered. */
export type RecordAuthorizationInput = {
  /** By which way the payer was asked. */
  readonly channel?: InputMaybe<RequestChannel>;
  /** The coverage of the patient that it belongs to. */
  readonly coverageId?: InputMaybe<Scalars['ID']['input']>;
  /** When the payer answered; now when left out and a line is decided. */
  readonly decidedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The ICD-10-CM codes that the payer was told, the primary one first; at most 25. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The services, 1 to 50 lines. */
  readonly lines: ReadonlyArray<AuthorizationLineInput>;
  /** The payer's number for it; none while it is undecided. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** For whose care. */
  readonly patientId: Scalars['ID']['input'];
  /** Who was asked. */
  readonly payerId: Scalars['ID']['input'];
  /** What the payer was asked for; INITIAL when left out. */
  readonly requestType?: InputMaybe<RequestType>;
  /** When the payer was asked. */
  readonly requestedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How soon the payer was asked to decide; STANDARD when left out. */
  readonly urgency?: InputMaybe<RequestUrgency>;
};

/** The answer to recordAuthorization: the record, the consequence, and the place in the log. */
export type RecordAuthorizationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Authorization;
};

/** A period for which a physician certifies, or is to certify, that the patient needs home health. */
export type RecordCertificationInput = {
  /** When the comprehensive assessment for the period was made, if it has been. */
  readonly assessedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The date beside the physician's signature, once it is there. */
  readonly certifiedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The last day. */
  readonly endsOn: Scalars['LocalDate']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Whether it is the first or a later one. */
  readonly kind: CertificationKind;
  /** Whose need is certified. */
  readonly patientId: Scalars['ID']['input'];
  /** The first day. No two periods of a patient overlap. */
  readonly startsOn: Scalars['LocalDate']['input'];
};

/** The answer to recordCertification: the record, the consequence, and the place in the log. */
export type RecordCertificationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Certification;
};

/** The electronic verification of a visit, or what has become of it since. What is left out stays as it was recorded before; null says that the device recorded none. */
export type RecordEvvInput = {
  /** When the visit ended. */
  readonly endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Names that other systems give to the verification, at most 20. It keeps those that it bears already. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Whether someone has edited it by hand; as before when left out, at first false. */
  readonly isManuallyEdited?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where it was recorded, in the words or coordinates of the device. */
  readonly location?: InputMaybe<Scalars['String']['input']>;
  /** The patient's number with the payer. */
  readonly memberId?: InputMaybe<Scalars['String']['input']>;
  /** Why it was edited by hand, as the aggregator's code. */
  readonly reasonCode?: InputMaybe<Scalars['String']['input']>;
  /** HCPCS code of the service. */
  readonly serviceCode?: InputMaybe<Scalars['String']['input']>;
  /** The date of service. */
  readonly serviceOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Who made the visit. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** When the visit began. */
  readonly startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How far the verification is. */
  readonly status: EvvStatus;
  /** The visit. It has one verification. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to recordEvv: the record, the consequence, and the place in the log. */
export type RecordEvvPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: EvvRecord;
};

/** An encounter with a practitioner, on which a certification may rest. */
export type RecordFaceToFaceInput = {
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The date of the encounter. */
  readonly occurredOn: Scalars['LocalDate']['input'];
  /** Who was seen. */
  readonly patientId: Scalars['ID']['input'];
  /** Who saw the patient. */
  readonly practitionerKind: PractitionerKind;
};

/** The answer to recordFaceToFace: the record, the consequence, and the place in the log. */
export type RecordFaceToFacePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: FaceToFace;
};

/** The kinds of records that other systems may know under names of their own. */
export type RecordKind =
  /** An authorization. */
  | 'AUTHORIZATION'
  /** A branch of the agency. */
  | 'BRANCH'
  /** A certification of the need for home health. */
  | 'CERTIFICATION'
  /** A coverage of a patient. */
  | 'COVERAGE'
  /** The electronic verification of a visit. */
  | 'EVV_RECORD'
  /** An encounter that a certification rests on. */
  | 'FACE_TO_FACE'
  /** The note of a visit. */
  | 'NOTE'
  /** A physician's order. */
  | 'ORDER'
  /** A patient. */
  | 'PATIENT'
  /** Someone who pays for care. */
  | 'PAYER'
  /** A version of what a payer requires. */
  | 'PAYER_POLICY'
  /** A member of staff. */
  | 'STAFF'
  /** A supervision of an aide, or a reassessment by a therapist. */
  | 'SUPERVISION'
  /** A visit. */
  | 'VISIT';

/** A physician's order for one discipline. */
export type RecordOrderInput = {
  /** The ICD-10-CM codes that the physician gave, the primary one first; at most 25. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The discipline that is ordered. */
  readonly discipline: Discipline;
  /** The last day that the order covers; none when it follows from the frequency alone. */
  readonly endsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** How often, as written: 2w4,1w5,3PRN is two visits a week for four weeks, one a week for five, and three as needed. What cannot be read is kept as it is, and is a finding. */
  readonly frequencyText: Scalars['String']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The kind of order. */
  readonly kind: OrderKind;
  /** The last date for the first visit, if the order sets one. */
  readonly mustBeSeenBy?: InputMaybe<Scalars['LocalDate']['input']>;
  /** For whom it was ordered. */
  readonly patientId: Scalars['ID']['input'];
  /** Who ordered it. */
  readonly physicianName: Scalars['String']['input'];
  /** The physician's National Provider Identifier. */
  readonly physicianNpi?: InputMaybe<Scalars['String']['input']>;
  /** When the order was received; now when left out. */
  readonly receivedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it went out for the physician's signature, if it has. */
  readonly sentAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The one HCPCS code that is ordered; any of the discipline when left out. */
  readonly serviceCode?: InputMaybe<Scalars['String']['input']>;
  /** The first day that the order covers. */
  readonly startsOn: Scalars['LocalDate']['input'];
  /** An order of the same patient and discipline that this one replaces: from the first day of this one on, that one supports no visit. */
  readonly supersedesOrderId?: InputMaybe<Scalars['ID']['input']>;
  /** How soon it wants care to begin; ROUTINE when left out. */
  readonly urgency?: InputMaybe<OrderUrgency>;
};

/** The answer to recordOrder: the record, the consequence, and the place in the log. */
export type RecordOrderPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Order;
};

/** A supervision of an aide, or a reassessment by a therapist, that has been done. */
export type RecordSupervisionInput = {
  /** Which aide was observed, where it was one in particular. */
  readonly aideStaffId?: InputMaybe<Scalars['ID']['input']>;
  /** Whose care was supervised or reassessed: HHA or PCS for aides; PT, OT or SLP for therapies. */
  readonly discipline: Discipline;
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** What was done. */
  readonly kind: SupervisionKind;
  /** Where it was done from; ONSITE when left out. Only AIDE_SUPERVISION may be VIRTUAL. */
  readonly mode?: InputMaybe<SupervisionMode>;
  /** Whose care it concerns. */
  readonly patientId: Scalars['ID']['input'];
  /** The date on which it was done. */
  readonly performedOn: Scalars['LocalDate']['input'];
  /** Who did it, if that is known. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
};

/** The answer to recordSupervision: the record, the consequence, and the place in the log. */
export type RecordSupervisionPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Supervision;
};

/** The same visit again, at the same time by the clock on the wall. */
export type RecurrenceInput = {
  /** How many visits in all, the first included; at most 200. */
  readonly count: Scalars['Int']['input'];
  /** 1 for every week, 2 for every other week, up to 12. */
  readonly everyWeeks?: Scalars['Int']['input'];
  /** Days of the week, 0 for Sunday to 6 for Saturday. The day of the first visit must be among them. */
  readonly weekdays: ReadonlyArray<Scalars['Int']['input']>;
};

/** A stretch of time that moves with today: the date at the branch that the filter names, and at the agency's first branch when it names none. */
export type RelativePeriod =
  /** The month before this one. */
  | 'LAST_MONTH'
  /** The week before this one. */
  | 'LAST_WEEK'
  /** The month after this one. */
  | 'NEXT_MONTH'
  /** The week after this one. */
  | 'NEXT_WEEK'
  /** The calendar month that today is in. */
  | 'THIS_MONTH'
  /** The week that today is in, from Sunday to Saturday. */
  | 'THIS_WEEK'
  /** Today. */
  | 'TODAY'
  /** Tomorrow. */
  | 'TOMORROW'
  /** Yesterday. */
  | 'YESTERDAY';

/** To which address nothing is to be delivered any more. */
export type RemoveWebhookInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The webhook that delivers no more. */
  readonly webhookId: Scalars['ID']['input'];
};

/** The answer to removeWebhook: the record, the consequence, and the place in the log. */
export type RemoveWebhookPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Webhook;
};

/** From where on deliveries are to be repeated. */
export type ReplayWebhookInput = {
  /** A cursor of the log: everything after it is delivered, again if need be. Repeated messages have the same ids as before. */
  readonly after: Scalars['String']['input'];
  /** The webhook that delivers again. */
  readonly webhookId: Scalars['ID']['input'];
};

/** The answer to replayWebhook: the record, the consequence, and the place in the log. */
export type ReplayWebhookPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Webhook;
};

/** By which way a payer was asked. */
export type RequestChannel =
  /** By fax. */
  | 'FAX'
  /** Electronically, through the payer's prior authorization API. */
  | 'FHIR_PAS'
  /** By telephone. */
  | 'PHONE'
  /** On the payer's website. */
  | 'PORTAL'
  /** Electronically, as an X12 278 transaction. */
  | 'X12_278';

/** What a payer was asked for. */
export type RequestType =
  /** A formal appeal against a decision. */
  | 'APPEAL'
  /** More time or more units on an approval that runs. */
  | 'EXTENSION'
  /** Approval of care that it has not approved before. */
  | 'INITIAL'
  /** Another look at a decision. */
  | 'RECONSIDERATION'
  /** Approval of the same care for another period. */
  | 'RENEWAL'
  /** Other services or quantities than were asked for at first. */
  | 'REVISED';

/** How soon a payer was asked to decide. */
export type RequestUrgency =
  /** Sooner, because waiting would endanger the patient. */
  | 'EXPEDITED'
  /** Within its usual time. */
  | 'STANDARD';

/** What it means when a note does not say what the payer requires. */
export type RequirementSeverity =
  /** The visit must not be billed before the note says it. */
  | 'BLOCKER'
  /** The payer may ask for it or deny the visit. */
  | 'WARNING';

/** Another time for a visit that is still only planned. */
export type RescheduleVisitInput = {
  /** When the visit is now to end, at most 24 hours later. */
  readonly endsAt: Scalars['DateTime']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** When the visit is now to start. */
  readonly startsAt: Scalars['DateTime']['input'];
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** The answer to rescheduleVisit: the record, the consequence, and the place in the log. */
export type RescheduleVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** What kind of act makes a finding go away. */
export type Resolution =
  /** Obtain, extend or revise an authorization. */
  | 'AUTHORIZATION_ACTION'
  /** Complete, sign or amend a note. */
  | 'CHART_CORRECTION'
  /** Correct the claim. */
  | 'CLAIM_CORRECTION'
  /** Correct the verification of the visit. */
  | 'EVV_CORRECTION'
  /** Obtain an order or its signature. */
  | 'ORDER_ACTION'
  /** Move, reassign or cancel a visit. */
  | 'SCHEDULE_CHANGE';

/** Why a stream cannot go on from a cursor. */
export type ResyncReason =
  /** The cursor is ahead of the log. */
  | 'BEYOND_HEAD'
  /** The log was restored or moved to another server since. */
  | 'OTHER_EPOCH'
  /** The events after the cursor are no longer kept. */
  | 'PURGED';

/** The payer's answer about one line of an authorization. */
export type ReviewDecision =
  /** Withdrawn (C). */
  | 'CANCELLED'
  /** Approved as asked (A1). */
  | 'CERTIFIED_IN_TOTAL'
  /** Approved in part: fewer units or a shorter period (A2). */
  | 'CERTIFIED_PARTIALLY'
  /** The payer wants to be called (CT). */
  | 'CONTACT_PAYER'
  /** Approved with changes (A6). */
  | 'MODIFIED'
  /** Denied (A3). */
  | 'NOT_CERTIFIED'
  /** No authorization is needed (NA). */
  | 'NOT_REQUIRED'
  /** Not decided yet (A4). */
  | 'PENDED';

/** What you decided about a colleague's emergency access. */
export type ReviewEmergencyAccessInput = {
  /** Whether it was justified. */
  readonly decision: EmergencyReviewDecision;
  /** The emergency access, which must not be your own. */
  readonly emergencyAccessId: Scalars['ID']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What you looked at and how you came to it; at most 1000 characters. */
  readonly text: Scalars['String']['input'];
};

/** The answer to reviewEmergencyAccess: the record, the consequence, and the place in the log. */
export type ReviewEmergencyAccessPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: EmergencyAccess;
};

/** A decision that came later, other quantities, other dates, other limits. */
export type ReviseAuthorizationInput = {
  /** Lines that are new. It can have 50 lines in all. */
  readonly addedLines?: InputMaybe<ReadonlyArray<AuthorizationLineInput>>;
  /** The authorization that the payer has spoken of. */
  readonly authorizationId: Scalars['ID']['input'];
  /** By which way the payer was asked. */
  readonly channel?: InputMaybe<RequestChannel>;
  /** When the payer decided; now when left out and a line is decided for the first time. */
  readonly decidedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The ICD-10-CM codes that the payer was told, the primary one first; at most 25. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Lines that are different now, each once. */
  readonly lines?: InputMaybe<ReadonlyArray<AuthorizationLineRevision>>;
  /** The payer's number, once it is known. */
  readonly number?: InputMaybe<Scalars['String']['input']>;
  /** What the payer was asked for this time. */
  readonly requestType?: InputMaybe<RequestType>;
  /** How soon the payer was asked to decide. */
  readonly urgency?: InputMaybe<RequestUrgency>;
};

/** The answer to reviseAuthorization: the record, the consequence, and the place in the log. */
export type ReviseAuthorizationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Authorization;
};

/** Someone who is to have no access any more. */
export type RevokeAccessInput = {
  /** The colleague or program to be shut out. */
  readonly agencyMemberId: Scalars['ID']['input'];
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** The answer to revokeAccess: the record, the consequence, and the place in the log. */
export type RevokeAccessPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Member;
};

/** Tokens that are to be worth nothing any more: one, or all that someone has by now. */
export type RevokeTokenInput = {
  /** The identity provider that issues their tokens, by the name that it has in this installation; the main one when left out. */
  readonly issuer?: InputMaybe<Scalars['String']['input']>;
  /** Whose tokens, as the identity provider names them. Those that they get later hold. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The one token, by the id (jti) that the identity provider gave it. Either this or subject. */
  readonly tokenId?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to revokeToken: the record, the consequence, and the place in the log. */
export type RevokeTokenPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: TokenRevocation;
};

/** What someone is to the agency, and so what they may read and change. */
export type Role =
  /** Runs the agency's installation. */
  | 'ADMIN'
  /** Obtains approvals from payers. */
  | 'AUTHORIZATION'
  /** Sends claims and maintains payers' policies. */
  | 'BILLER'
  /** Gives personal care to the patients of their own caseload, as an aide. */
  | 'CAREGIVER'
  /** Leads clinicians; also plans. */
  | 'CLINICAL_LEAD'
  /** Gives care and documents it. */
  | 'CLINICIAN'
  /** Bills or obtains approvals for the agency from outside, for assigned payers and branches. */
  | 'EXTERNAL_OPERATOR'
  /** A program that exchanges data with this server. */
  | 'INTEGRATOR'
  /** Leads the agency: reads numbers, and reports with names of colleagues, but not who patients are. */
  | 'LEADER'
  /** Plans visits. */
  | 'SCHEDULER'
  /** This server itself, as when time passes. Nobody can hold it. */
  | 'SYSTEM';

/** Something that was done to a visit. Kept for ever as it was written. */
export type ScheduleChange = Node & {
  /** In which role somebody did that to the visit. */
  readonly actorRole: Role;
  /** Who did it: the subject of the token. Null for roles that may not read COLLEAGUE. */
  readonly actorSubject: Maybe<Scalars['String']['output']>;
  /** The visit after. */
  readonly after: VisitSlot;
  /** The visit before; none when it was new. */
  readonly before: Maybe<VisitSlot>;
  /** Why, as a code. */
  readonly cause: ChangeCause;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** What was done. */
  readonly kind: ScheduleChangeKind;
  /** When it happened in the world. */
  readonly occurredAt: Scalars['DateTime']['output'];
  /** Whose visit it is. */
  readonly patient: Patient;
  /** Why, in the words of whoever did it. Null for roles that may not read REASON. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When this server learned of it. */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The visit, as it is now. */
  readonly visit: Visit;
};

/** A page of a list of schedule changes. */
export type ScheduleChangeConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<ScheduleChangeEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<ScheduleChange>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of schedule changes, with its place in the list. */
export type ScheduleChangeEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: ScheduleChange;
};

/** Which schedule changes to list: those for which everything that is given holds. */
export type ScheduleChangeFilter = {
  /** Made by whoever has this subject in their tokens. */
  readonly actorSubject?: InputMaybe<Scalars['String']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** For any of these causes. */
  readonly causes?: InputMaybe<ReadonlyArray<ChangeCause>>;
  /** Of any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<ScheduleChangeKind>>;
  /** That happened between these. */
  readonly occurredAt?: InputMaybe<TimeRange>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Recorded between these. */
  readonly recordedAt?: InputMaybe<TimeRange>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Of this visit. */
  readonly visitId?: InputMaybe<Scalars['ID']['input']>;
};

/** What was done to a visit. */
export type ScheduleChangeKind =
  /** It was billed, for the first time or with a corrected claim. */
  | 'BILLED'
  /** It was called off. */
  | 'CANCELLED'
  /** It took place. */
  | 'COMPLETED'
  /** The times that were worked had been recorded wrongly and were put right. */
  | 'CORRECTED'
  /** It was planned. */
  | 'CREATED'
  /** It did not take place. */
  | 'MISSED'
  /** It was paid for. */
  | 'PAID'
  /** The physician was told that it did not take place. */
  | 'PHYSICIAN_NOTIFIED'
  /** The line of an authorization that it draws on was chosen, or the choice was undone. */
  | 'PINNED'
  /** Someone else, or nobody yet, is to make it. */
  | 'REASSIGNED'
  /** It was moved to another time. */
  | 'RESCHEDULED'
  /** It became another service, or a visit of another type or in another place. */
  | 'SERVICE_CHANGED';

/** How schedule change records are sorted. Those that are equal in this are sorted by age. */
export type ScheduleChangeSort = {
  /** What is compared to sort them. */
  readonly by: ScheduleChangeSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what schedule change records can be sorted. */
export type ScheduleChangeSortBy =
  /** When it happened. */
  | 'OCCURRED_AT'
  /** When the change was recorded. */
  | 'RECORDED';

/** One visit to plan. */
export type ScheduleVisitInput = {
  /** When the visit is to end, at most 24 hours later. */
  readonly endsAt: Scalars['DateTime']['input'];
  /** Names that other systems give to the visit, at most 20. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Whether it is a visit as needed, under the PRN part of an order. */
  readonly isAsNeeded?: InputMaybe<Scalars['Boolean']['input']>;
  /** Modifiers of the code, at most four. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Who is to be visited. */
  readonly patientId: Scalars['ID']['input'];
  /** Where it takes place, as a CMS place of service code of two digits; 12, the home, when left out. */
  readonly placeOfService?: InputMaybe<Scalars['String']['input']>;
  /** The HCPCS code of the service, such as G0299 for a nurse or G0151 for a physical therapist. */
  readonly serviceCode: Scalars['String']['input'];
  /** Who is to make the visit; nobody yet when left out. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** When the visit is to start. */
  readonly startsAt: Scalars['DateTime']['input'];
  /** The occasion it is planned for; ROUTINE when left out. */
  readonly type?: InputMaybe<VisitType>;
};

/** The answer to scheduleVisit: the record, the consequence, and the place in the log. */
export type ScheduleVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** A series of visits to plan, given by its first visit and how it recurs. All of it is planned or none. */
export type ScheduleVisitSeriesInput = {
  /** When the visit is to end, at most 24 hours later. */
  readonly endsAt: Scalars['DateTime']['input'];
  /** Whether it is a visit as needed, under the PRN part of an order. */
  readonly isAsNeeded?: InputMaybe<Scalars['Boolean']['input']>;
  /** Modifiers of the code, at most four. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Who is to be visited. */
  readonly patientId: Scalars['ID']['input'];
  /** Where it takes place, as a CMS place of service code of two digits; 12, the home, when left out. */
  readonly placeOfService?: InputMaybe<Scalars['String']['input']>;
  /** How the first visit recurs. */
  readonly recurrence: RecurrenceInput;
  /** The HCPCS code of the service, such as G0299 for a nurse or G0151 for a physical therapist. */
  readonly serviceCode: Scalars['String']['input'];
  /** Who is to make the visit; nobody yet when left out. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** When the visit is to start. */
  readonly startsAt: Scalars['DateTime']['input'];
  /** The occasion it is planned for; ROUTINE when left out. */
  readonly type?: InputMaybe<VisitType>;
};

/** The answer to scheduleVisitSeries: the record, the consequence, and the place in the log. */
export type ScheduleVisitSeriesPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: VisitSeries;
};

/** What a payer requires from a date on. The version before ends the day before, so that versions leave no gap and never overlap. */
export type SetPayerPolicyInput = {
  /** The first date of care it holds for; after the first date of the latest version. */
  readonly effectiveFrom: Scalars['LocalDate']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** The payer whose requirements these are. */
  readonly payerId: Scalars['ID']['input'];
  /** What is required; nothing is taken over from the version before. */
  readonly terms: PayerPolicyTermsInput;
};

/** The answer to setPayerPolicy: the record, the consequence, and the place in the log. */
export type SetPayerPolicyPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: PayerPolicy;
};

/** How much a finding matters. */
export type Severity =
  /** Holds the visit or the claim: it must not go ahead as it stands. */
  | 'BLOCKER'
  /** Would very likely be denied. */
  | 'HIGH'
  /** Worth knowing; nothing needs to be done. */
  | 'INFO'
  /** Will become a problem if nobody acts. */
  | 'WARNING';

/** A signature under a note that is complete. */
export type SignNoteInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** True for the second signature, which some payers want and which comes after the author's. */
  readonly isCosignature?: InputMaybe<Scalars['Boolean']['input']>;
  /** The note that is signed. */
  readonly noteId: Scalars['ID']['input'];
};

/** The answer to signNote: the record, the consequence, and the place in the log. */
export type SignNotePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Note;
};

/** An order that came back signed and dated. */
export type SignOrderInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The order that came back signed. */
  readonly orderId: Scalars['ID']['input'];
  /** The date that the physician wrote beside the signature. */
  readonly signatureDate: Scalars['LocalDate']['input'];
};

/** The answer to signOrder: the record, the consequence, and the place in the log. */
export type SignOrderPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Order;
};

/** From which end a list is sorted. */
export type SortDirection =
  /** Smallest, earliest or A first. */
  | 'ASC'
  /** Largest, latest or Z first. */
  | 'DESC';

/** Someone who gives care. */
export type Staff = Node & {
  /** The branch this person works for; none when it is all of them. */
  readonly branch: Maybe<Branch>;
  /** RN, LPN, PT, PTA and so on, as signed under notes. */
  readonly credential: Maybe<Scalars['String']['output']>;
  /** The last day on which the credential is valid; none when it is not known to end. */
  readonly credentialExpiresOn: Maybe<Scalars['LocalDate']['output']>;
  /** The disciplines in which this person gives care. */
  readonly disciplines: ReadonlyArray<Discipline>;
  /** Electronic verifications that name this person. */
  readonly evvRecords: EvvRecordConnection;
  /** Last name, as it is signed. */
  readonly familyName: Scalars['String']['output'];
  /** First name, as it is signed. */
  readonly givenName: Scalars['String']['output'];
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** What this person wrote. Null for roles that may not read CLINICAL_RECORD. */
  readonly notes: Maybe<NoteConnection>;
  /** National Provider Identifier. */
  readonly npi: Maybe<Scalars['String']['output']>;
  /** Supervisions and reassessments that this person did. Null for roles that may not read CLINICAL_RECORD. */
  readonly supervisions: Maybe<SupervisionConnection>;
  /** Supervisions in which this person was observed. Null for roles that may not read CLINICAL_RECORD. */
  readonly supervisionsReceived: Maybe<SupervisionConnection>;
  /** Visits assigned to this person. */
  readonly visits: VisitConnection;
};


/** Someone who gives care. */
export type StaffEvvRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EvvRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<EvvRecordSort>;
};


/** Someone who gives care. */
export type StaffNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<NoteSort>;
};


/** Someone who gives care. */
export type StaffSupervisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SupervisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<SupervisionSort>;
};


/** Someone who gives care. */
export type StaffSupervisionsReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SupervisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<SupervisionSort>;
};


/** Someone who gives care. */
export type StaffVisitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<VisitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<VisitSort>;
};

/** A page of a list of staff. */
export type StaffConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<StaffEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Staff>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of staff, with its place in the list. */
export type StaffEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Staff;
};

/** Which members of the staff to list: those for whom everything that is given holds. */
export type StaffFilter = {
  /** Of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Whose credential is valid until a day between these. */
  readonly credentialExpiresOn?: InputMaybe<DateRange>;
  /** Who give care of this discipline. */
  readonly discipline?: InputMaybe<Discipline>;
  /** Who give care of any of these disciplines. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Every word begins a word of the name, or the National Provider Identifier. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** Someone who makes visits or writes notes. Other records stand here by their ids, or by the names that another system gives to them. */
export type StaffRecordInput = {
  /** The branch they work for; none when they work for all. By a name that another system gives, in place of branchId. */
  readonly branch?: InputMaybe<IdentifierInput>;
  /** The branch they work for; none when they work for all. Either this or branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** The letters they sign with, such as RN or PTA. */
  readonly credential?: InputMaybe<Scalars['String']['input']>;
  /** The last day on which the credential is valid; not known to end when left out. */
  readonly credentialExpiresOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** What they may give. */
  readonly disciplines: ReadonlyArray<Discipline>;
  /** Last name, as it is written on documents. */
  readonly familyName: Scalars['String']['input'];
  /** First name, as it is written on documents. */
  readonly givenName: Scalars['String']['input'];
  /** Names that other systems give to the new record, at most 20. One that already belongs to another record is refused. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** National Provider Identifier: ten digits, the last a check digit. */
  readonly npi?: InputMaybe<Scalars['String']['input']>;
};

/** How staff records are sorted. Those that are equal in this are sorted by age. */
export type StaffSort = {
  /** What is compared to sort them. */
  readonly by: StaffSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what staff records can be sorted. */
export type StaffSortBy =
  /** The last day on which the credential is valid; those of whom none is known come last. */
  | 'CREDENTIAL_EXPIRES_ON'
  /** Last name, then first name. */
  | 'NAME';

/** How much the messages of a stream say. */
export type StreamContent =
  /** What changed, and everything that can be reached from it. */
  | 'FULL'
  /** Identifiers and codes alone, for receivers that may not hold more: look up what you need. */
  | 'ID_ONLY';

/** One message of any stream. The cursor of each is the `previousCursor` of the next, so that you can prove to yourself that nothing is missing. */
export type StreamMessage = {
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
};

/** How far the agency's log of events reaches. Asked for together with other data it is of the same instant, so that a stream that goes on from `head` joins that data without a gap. */
export type StreamStatus = {
  /** Grows when the log is restored or moves to another server. Cursors from before may then be refused. */
  readonly epoch: Scalars['Int']['output'];
  /** The oldest cursor from which the log can still be read. */
  readonly floor: Scalars['String']['output'];
  /** How many of them are no longer kept. */
  readonly floorNumber: Scalars['Int']['output'];
  /** The cursor of the newest event. */
  readonly head: Scalars['String']['output'];
  /** How many events there have ever been; their numbers have no gaps. */
  readonly headNumber: Scalars['Int']['output'];
};

/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type Subscription = {
  /** Every change as it commits, with its effect. Without `after` the first message is a SNAPSHOT; with it, the stream goes on from there and nothing is lost, repeated or reordered. */
  readonly alignmentChanged: AlignmentMessage;
  /** What authorizations still allow, whenever that changes. Without `after` the first message tells from where; read the balances in the same request as `streamStatus` to begin without a gap. */
  readonly authorizationBalanceChanged: BalanceMessage;
  /** Emergency accesses, whenever one is taken, ended early or reviewed: for administrators and clinical leads, who have to know at once. Without `after` the first message tells from where. */
  readonly emergencyAccessChanged: EmergencyAccessMessage;
  /** Findings as they are raised, settled, changed or dealt with. Without `after` the first message is a SNAPSHOT of those that are open. */
  readonly findingChanged: FindingMessage;
  /** What payers require, whenever a new version is published, with the visits that it will concern in `event { effect }`. Without `after` the first message tells from where. */
  readonly payerPolicyChanged: PayerPolicyMessage;
  /** Visits as they are planned, moved, reassigned, carried out, cancelled or billed. Without `after` the first message tells from where; read the visits in the same request as `streamStatus` to begin without a gap. */
  readonly visitChanged: VisitMessage;
  /** What comes into a team's queue and what leaves it: open findings that the team deals with and that nobody has waived. Without `after` the first message is a SNAPSHOT of the queue. */
  readonly workQueueChanged: WorkQueueMessage;
};


/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type SubscriptionAlignmentChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  content?: StreamContent;
  filter?: InputMaybe<AlignmentFilter>;
};


/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type SubscriptionAuthorizationBalanceChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  content?: StreamContent;
  filter?: InputMaybe<AlignmentFilter>;
  lineIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type SubscriptionEmergencyAccessChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  content?: StreamContent;
  patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type SubscriptionFindingChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  content?: StreamContent;
  filter?: InputMaybe<AlignmentFilter>;
};


/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type SubscriptionPayerPolicyChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  content?: StreamContent;
  payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type SubscriptionVisitChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  content?: StreamContent;
  filter?: InputMaybe<AlignmentFilter>;
  visitIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log. */
export type SubscriptionWorkQueueChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  content?: StreamContent;
  team: Team;
};

/** A supervisory visit, or a reassessment by a therapist. */
export type Supervision = Node & {
  /** Which aide was observed; none where it concerns none in particular. Null for roles that may not read STAFF. */
  readonly aide: Maybe<Staff>;
  /** Whose care was supervised or reassessed. */
  readonly discipline: Discipline;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** What was done. */
  readonly kind: SupervisionKind;
  /** Where it was done from. */
  readonly mode: SupervisionMode;
  /** Whose care it concerns. */
  readonly patient: Patient;
  /** The date on which it was done. */
  readonly performedOn: Scalars['LocalDate']['output'];
  /** Who supervised; none when that is not known. Null for roles that may not read STAFF. */
  readonly staff: Maybe<Staff>;
};

/** A page of a list of supervisions. */
export type SupervisionConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<SupervisionEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Supervision>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of supervisions, with its place in the list. */
export type SupervisionEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Supervision;
};

/** Which supervisions to list: those for which everything that is given holds. */
export type SupervisionFilter = {
  /** Of this aide. */
  readonly aideId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of care of any of these disciplines. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Of any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<SupervisionKind>>;
  /** Done from any of these places. */
  readonly modes?: InputMaybe<ReadonlyArray<SupervisionMode>>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Done between these. */
  readonly performedOn?: InputMaybe<DateRange>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Done by this member of the staff. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
};

/** What kind of supervision was done. */
export type SupervisionKind =
  /** An aide was watched at work. */
  | 'AIDE_DIRECT_OBSERVATION'
  /** A nurse or therapist looked at how an aide's care is going; the aide need not be there. */
  | 'AIDE_SUPERVISION'
  /** A qualified therapist reassessed the patient. */
  | 'THERAPY_REASSESSMENT';

/** Where a supervision was done from. */
export type SupervisionMode =
  /** In the patient's home. */
  | 'ONSITE'
  /** By video. */
  | 'VIRTUAL';

/** How supervision records are sorted. Those that are equal in this are sorted by age. */
export type SupervisionSort = {
  /** What is compared to sort them. */
  readonly by: SupervisionSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what supervision records can be sorted. */
export type SupervisionSortBy =
  /** When it was done. */
  | 'PERFORMED_ON';

/** How often a payer wants aides supervised and therapy reassessed. Null where it does not ask for it. */
export type SupervisionTerms = {
  /** Months within which each aide of a patient without skilled care is watched at work. */
  readonly aideObservationMonths: Maybe<Scalars['Int']['output']>;
  /** Days from one supervision of an aide to the next while the patient gets skilled care. */
  readonly aideWithSkilledCareDays: Maybe<Scalars['Int']['output']>;
  /** The same while the patient gets no skilled care. */
  readonly aideWithoutSkilledCareDays: Maybe<Scalars['Int']['output']>;
  /** How many days before it is due it becomes a finding. */
  readonly leadDays: Scalars['Int']['output'];
  /** Days from one reassessment by a qualified therapist of each discipline to the next. */
  readonly therapyReassessmentDays: Maybe<Scalars['Int']['output']>;
};

/** How often the payer wants aides supervised and therapy reassessed. Null says that it does not ask for it; what is left out is as usual. */
export type SupervisionTermsInput = {
  /** Months within which each aide of a patient without skilled care is watched at work, 1 to 24; 6 for Medicare and Medicare Advantage when left out, otherwise none. */
  readonly aideObservationMonths?: InputMaybe<Scalars['Int']['input']>;
  /** Days from one supervision of an aide to the next while the patient gets skilled care, 1 to 366; 14 for Medicare and Medicare Advantage when left out, otherwise none. */
  readonly aideWithSkilledCareDays?: InputMaybe<Scalars['Int']['input']>;
  /** The same while the patient gets no skilled care, 1 to 366; 60 for Medicare and Medicare Advantage when left out, otherwise none. */
  readonly aideWithoutSkilledCareDays?: InputMaybe<Scalars['Int']['input']>;
  /** How many days before it is due it becomes a finding, 0 to 60; 3 when left out. */
  readonly leadDays?: InputMaybe<Scalars['Int']['input']>;
  /** Days from one reassessment by a qualified therapist of each discipline to the next, 1 to 366; 30 for Medicare and Medicare Advantage when left out, otherwise none. */
  readonly therapyReassessmentDays?: InputMaybe<Scalars['Int']['input']>;
};

/** Something that would not be supported. */
export type SupposedFinding = {
  /** What would be wrong, in the words of clinicians. Null for roles that may not read CARE. */
  readonly clinicalText: Maybe<Scalars['String']['output']>;
  /** The state of affairs, such as UNITS_EXCEEDED. */
  readonly code: Scalars['String']['output'];
  /** The team that could make it go away. */
  readonly ownerTeam: Team;
  /** The adjustment reason code (CARC) to expect if it were billed so. */
  readonly predictedCarc: Maybe<Scalars['String']['output']>;
  /** The rule that would find it, such as AUTH-05. */
  readonly ruleId: Scalars['String']['output'];
  /** How much it would matter. */
  readonly severity: Severity;
};

/** A visit as it would be. */
export type SupposedVisit = {
  /** When it would end. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** All that would be found about it, the gravest first. */
  readonly findings: ReadonlyArray<SupposedFinding>;
  /** Its id. That of a visit which would only be planned is good for nothing else. */
  readonly id: Scalars['ID']['output'];
  /** Which service would be given, as its HCPCS code. */
  readonly serviceCode: Scalars['String']['output'];
  /** Its date of service. */
  readonly serviceOn: Scalars['LocalDate']['output'];
  /** When it would start. */
  readonly startsAt: Scalars['DateTime']['output'];
};

/** The team that can make a finding go away. */
export type Team =
  /** Whoever asks payers for approval. */
  | 'AUTHORIZATION'
  /** Whoever sends claims. */
  | 'BILLING'
  /** Clinicians and their leads. */
  | 'CLINICAL'
  /** Whoever reconciles electronic visit verification. */
  | 'EVV'
  /** Whoever obtains and tracks physicians' orders. */
  | 'ORDERS'
  /** Whoever plans visits. */
  | 'SCHEDULING';

/** Moments from one to just before another, or of the days around today. Either end may be left open; of several that are given, all hold. */
export type TimeRange = {
  /** Before this moment. */
  readonly before?: InputMaybe<Scalars['DateTime']['input']>;
  /** A stretch of time that moves with today. Not together with lastDays and nextDays. */
  readonly during?: InputMaybe<RelativePeriod>;
  /** At this moment or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** From the start of the day so many days before today, 0 to 3660, up to the end of today, or as far as nextDays says. */
  readonly lastDays?: InputMaybe<Scalars['Int']['input']>;
  /** Until the end of the day so many days after today, 0 to 3660, from the start of today, or from as early as lastDays says. */
  readonly nextDays?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of a list of things that happened. */
export type TimelineConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<TimelineEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<TimelineEntry>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of things that happened, with its place in the list. */
export type TimelineEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: TimelineEntry;
};

/** One thing that happened to a patient, or is planned. */
export type TimelineEntry = {
  /** When it happened or was told. */
  readonly at: Scalars['DateTime']['output'];
  /** What of the patient's care it tells of. */
  readonly kind: TimelineKind;
  /** The record that it is about, as it is now. */
  readonly record: Node;
  /** What happened, in words. It says nothing of what notes say. Null for roles that may not read CARE. */
  readonly summary: Maybe<Scalars['String']['output']>;
};

/** Which part of a timeline: that for which everything that is given holds. */
export type TimelineFilter = {
  /** Not before this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of any of these kinds; of all that you may read when left out. */
  readonly kinds?: InputMaybe<ReadonlyArray<TimelineKind>>;
  /** Not after this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What happened to a patient. */
export type TimelineKind =
  /** An authorization was withdrawn. */
  | 'AUTHORIZATION_CANCELLED'
  /** A payer decided. */
  | 'AUTHORIZATION_DECIDED'
  /** A payer was asked to approve care. */
  | 'AUTHORIZATION_REQUESTED'
  /** A payer decided otherwise than before; the record is the decision that was replaced. */
  | 'DECISION_REPLACED'
  /** A finding no longer held. */
  | 'FINDING_CLEARED'
  /** Something was found not to be supported. */
  | 'FINDING_OPENED'
  /** The note of a visit was signed. */
  | 'NOTE_SIGNED'
  /** The note of a visit was written. */
  | 'NOTE_WRITTEN'
  /** A physician's order was received. */
  | 'ORDER_RECEIVED'
  /** An order came back signed. */
  | 'ORDER_SIGNED'
  /** Something was done to a visit: it was planned, moved, given to someone else, made, called off, billed. */
  | 'SCHEDULE_CHANGED'
  /** A visit, at the time for which it is or was planned. */
  | 'VISIT';

/** How timeline records are sorted. Those that are equal in this are sorted by age. */
export type TimelineSort = {
  /** What is compared to sort them. */
  readonly by: TimelineSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what timeline records can be sorted. */
export type TimelineSortBy =
  /** When it happened. */
  | 'AT';

/** Tokens that were taken out of use before they ended. */
export type TokenRevocation = Node & {
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The identity provider that issued them, by the name that it has in this installation. */
  readonly issuer: Scalars['String']['output'];
  /** Since when. Tokens that someone was issued later hold. */
  readonly revokedAt: Scalars['DateTime']['output'];
  /** Whose tokens they are; none where it is one token. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** Which token it is; none where it is all that someone had. */
  readonly tokenId: Maybe<Scalars['String']['output']>;
};

/** How long each stretch of a trend is. */
export type TrendPeriod =
  /** A day. */
  | 'DAY'
  /** A calendar month. */
  | 'MONTH'
  /** A week, from Sunday to Saturday. */
  | 'WEEK';

/** How many visits of the given length a line still takes. */
export type TypicalVisit = {
  /** The last of the dates in question on which one more fits; none when it fits on none. */
  readonly lastDateThatFits: Maybe<Scalars['LocalDate']['output']>;
  /** The length in question, in minutes. */
  readonly minutes: Scalars['Int']['output'];
  /** What one such visit draws. */
  readonly units: Scalars['Units']['output'];
  /** How many more the line takes within the dates in question, quantity and caps together. None when any number fits, because such a visit draws nothing or the payer has stated no quantity yet. */
  readonly visitsThatStillFit: Maybe<Scalars['Int']['output']>;
};

/** Which minutes of a visit count. */
export type UnitBasis =
  /** Those that the claim states, once it went out; those worked until then. */
  | 'BILLED'
  /** Those worked, once they are known; the planned ones until then. */
  | 'CLOCKED'
  /** The planned ones. */
  | 'SCHEDULED';

/** How the minutes of a visit became the units that it draws, step by step. */
export type UnitCalculation = {
  /** Which minutes those are. */
  readonly basis: UnitBasis;
  /** The minutes that became units: others than those of the visit where the payer counts several visits together. */
  readonly countedMinutes: Scalars['Int']['output'];
  /** The minutes of the visit itself. */
  readonly minutes: Scalars['Int']['output'];
  /** The version of the payer's policy by which it was worked out; none where the usual terms hold because the payer has no policy for the day. A later version that gives the same leaves it as it is. */
  readonly policyVersion: Maybe<Scalars['Int']['output']>;
  /** How they became units. */
  readonly rule: UnitRuleKind;
  /** Each step in words, from the minutes of the visit to what the line gives. */
  readonly steps: ReadonlyArray<Scalars['String']['output']>;
  /** How much, in units of the line. */
  readonly units: Scalars['Units']['output'];
};

/** What one unit is. */
export type UnitDefinition =
  /** One day of care, however many visits it has. */
  | 'DAY'
  /** One hour. */
  | 'HOUR'
  /** Fifteen minutes. */
  | 'QUARTER_HOUR'
  /** One visit of any length. */
  | 'VISIT';

/** How a payer turns the minutes of a service into units. */
export type UnitRule = {
  /** Whether minutes that rounding leaves over are kept for the caregiver's later visits of the same service in the month. */
  readonly banksLeftovers: Scalars['Boolean']['output'];
  /** Which minutes count. */
  readonly basis: UnitBasis;
  /** The service code that the rule is for; * for every code without a rule of its own. */
  readonly code: Scalars['String']['output'];
  /** How minutes become units. */
  readonly kind: UnitRuleKind;
  /** The minutes below which a visit earns nothing; none when any visit earns its unit. */
  readonly minimumMinutes: Maybe<Scalars['Int']['output']>;
  /** Only with THRESHOLD: the minutes left over, of fifteen, from which one more unit is earned. */
  readonly thresholdMinutes: Maybe<Scalars['Int']['output']>;
};

/** How the payer turns the minutes of a service into units. */
export type UnitRuleInput = {
  /** Only with WHOLE_QUARTER_HOUR and WHOLE_HOUR: minutes that rounding leaves over are kept for the caregiver's later visits of the same service in the month. They are lost when left out. */
  readonly banksLeftovers?: InputMaybe<Scalars['Boolean']['input']>;
  /** Which minutes count. */
  readonly basis: UnitBasis;
  /** The HCPCS code that the rule is for; * for every code without a rule of its own, which there must be. */
  readonly code: Scalars['String']['input'];
  /** How minutes become units. */
  readonly kind: UnitRuleKind;
  /** Only with PER_VISIT and PER_DIEM: a visit of fewer minutes earns nothing; 1 to 1440. Any visit earns its unit when left out. */
  readonly minimumMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Only with THRESHOLD: the minutes left over, of fifteen, from which one more unit is earned; 1 to 14. */
  readonly thresholdMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** How minutes become units. */
export type UnitRuleKind =
  /** Quarters of an hour; another one once past its middle. */
  | 'CPT_MIDPOINT'
  /** Quarters of an hour, rounded to the nearest, at least one. */
  | 'HOME_HEALTH_15'
  /** Quarters of an hour, rounded to the nearest. */
  | 'NEAREST_QUARTER_HOUR'
  /** Quarters of an hour; another one from eight minutes on. */
  | 'PART_B_8_MINUTE'
  /** One for each day. */
  | 'PER_DIEM'
  /** One for each visit. */
  | 'PER_VISIT'
  /** Tenths of an hour. */
  | 'TENTH_OF_HOUR'
  /** Quarters of an hour; another one from the number of minutes that the payer names. */
  | 'THRESHOLD'
  /** Completed hours only. */
  | 'WHOLE_HOUR'
  /** Completed quarters of an hour only. */
  | 'WHOLE_QUARTER_HOUR';

/** Quantities from one to another, both included. Either end may be left open. */
export type UnitsRange = {
  /** At least so much. */
  readonly from?: InputMaybe<Scalars['Units']['input']>;
  /** At most so much. */
  readonly to?: InputMaybe<Scalars['Units']['input']>;
};

/** A plan of care that was brought up to date with its orders. */
export type UpdateCarePlanInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Whose plan it is. */
  readonly patientId: Scalars['ID']['input'];
  /** When that was done; now when left out. */
  readonly updatedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The answer to updateCarePlan: the record, the consequence, and the place in the log. */
export type UpdateCarePlanPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Patient;
};

/** What became known of a certification later. What is left out stays as it is. */
export type UpdateCertificationInput = {
  /** When the comprehensive assessment was made; null when it was not made after all. */
  readonly assessedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The certification that was signed, or is otherwise no longer as it was. */
  readonly certificationId: Scalars['ID']['input'];
  /** The date beside the physician's signature; null when it is not signed after all. */
  readonly certifiedOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** Another last day. */
  readonly endsOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** The answer to updateCertification: the record, the consequence, and the place in the log. */
export type UpdateCertificationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Certification;
};

/** Who ordered and how the order is followed up, put right. What is left out stays as it is; what is ordered is changed by another order that supersedes it. */
export type UpdateOrderInput = {
  /** ICD-10-CM codes, in place of those on record. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The last date for the first visit; null when the order sets none. */
  readonly mustBeSeenBy?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The order to correct. */
  readonly orderId: Scalars['ID']['input'];
  /** Who ordered it. */
  readonly physicianName?: InputMaybe<Scalars['String']['input']>;
  /** National Provider Identifier of whoever ordered it; null when it is not known. */
  readonly physicianNpi?: InputMaybe<Scalars['String']['input']>;
  /** When it went out for the physician's signature; null when it did not. */
  readonly sentAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How soon care must begin. */
  readonly urgency?: InputMaybe<OrderUrgency>;
};

/** The answer to updateOrder: the record, the consequence, and the place in the log. */
export type UpdateOrderPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Order;
};

/** Who a patient is and where they belong, put right. What is left out stays as it is. */
export type UpdatePatientInput = {
  /** The day they were born on; as it is when left out. */
  readonly birthDate?: InputMaybe<Scalars['LocalDate']['input']>;
  /** The branch that gives the care. Dates of care on record stay as they were counted. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Last name; as it is when left out. */
  readonly familyName?: InputMaybe<Scalars['String']['input']>;
  /** First name; as it is when left out. */
  readonly givenName?: InputMaybe<Scalars['String']['input']>;
  /** Medical record number; no other patient of the agency may have it. */
  readonly mrn?: InputMaybe<Scalars['String']['input']>;
  /** The patient whose data is to be corrected. */
  readonly patientId: Scalars['ID']['input'];
  /** Social security number, as 123-45-6789; as it is when left out, and null takes away one that was recorded in error. */
  readonly ssn?: InputMaybe<Scalars['String']['input']>;
  /** The day on which care starts or started; null when it is not known any more. */
  readonly startOfCareOn?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** The answer to updatePatient: the record, the consequence, and the place in the log. */
export type UpdatePatientPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Patient;
};

/** What a payer is called and is, put right. What is left out stays as it is. */
export type UpdatePayerInput = {
  /** The kind of programme or insurer. It says what holds as long as no policy is set; published policies stay as they are. */
  readonly kind?: InputMaybe<PayerKind>;
  /** What it is called. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The identifier that claims carry for it; null when there is none. */
  readonly payerCode?: InputMaybe<Scalars['String']['input']>;
  /** The payer whose data is to be corrected. */
  readonly payerId: Scalars['ID']['input'];
};

/** The answer to updatePayer: the record, the consequence, and the place in the log. */
export type UpdatePayerPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Payer;
};

/** Who someone is, what they may now give, and until when. What is left out stays as it is. */
export type UpdateStaffInput = {
  /** The branch they work for; null when they work for all. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** The letters they sign with; null when they have none any more. */
  readonly credential?: InputMaybe<Scalars['String']['input']>;
  /** The last day on which the credential is valid; null when it is not known to end. */
  readonly credentialExpiresOn?: InputMaybe<Scalars['LocalDate']['input']>;
  /** What they may give, in place of what it was. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** Last name; as it is when left out. */
  readonly familyName?: InputMaybe<Scalars['String']['input']>;
  /** First name; as it is when left out. */
  readonly givenName?: InputMaybe<Scalars['String']['input']>;
  /** National Provider Identifier; null when they have none. */
  readonly npi?: InputMaybe<Scalars['String']['input']>;
  /** The member of staff. */
  readonly staffId: Scalars['ID']['input'];
};

/** The answer to updateStaff: the record, the consequence, and the place in the log. */
export type UpdateStaffPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Staff;
};

/** What is to be different about a webhook. What is left out stays as it is. */
export type UpdateWebhookInput = {
  /** How much a delivery tells. */
  readonly content?: InputMaybe<WebhookContent>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Which changes to deliver, in place of what it was; an empty filter lets everything through. */
  readonly filter?: InputMaybe<AlignmentFilter>;
  /** Make a new secret. For 24 hours deliveries are signed with the one before as well. */
  readonly rotatesSecret?: InputMaybe<Scalars['Boolean']['input']>;
  /** Pause it, or resume it. */
  readonly status?: InputMaybe<WebhookActivity>;
  /** Where to deliver to: an https address on the public internet, without a user name and password. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** The webhook to set otherwise. */
  readonly webhookId: Scalars['ID']['input'];
};

/** The answer to updateWebhook: the record, the consequence, and the place in the log. */
export type UpdateWebhookPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Webhook;
};

/** What upsertAuthorization takes. */
export type UpsertAuthorizationInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: AuthorizationRecordInput;
};

/** The answer to upsertAuthorization: the record, the consequence, and the place in the log. */
export type UpsertAuthorizationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Authorization;
};

/** What upsertCertification takes. */
export type UpsertCertificationInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: CertificationRecordInput;
};

/** The answer to upsertCertification: the record, the consequence, and the place in the log. */
export type UpsertCertificationPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Certification;
};

/** What upsertCoverage takes. */
export type UpsertCoverageInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: CoverageRecordInput;
};

/** The answer to upsertCoverage: the record, the consequence, and the place in the log. */
export type UpsertCoveragePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Coverage;
};

/** What upsertOrder takes. */
export type UpsertOrderInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: OrderRecordInput;
};

/** The answer to upsertOrder: the record, the consequence, and the place in the log. */
export type UpsertOrderPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Order;
};

/** What became of a record that was to be there and to say what was sent. */
export type UpsertOutcome =
  /** It was not there, and was made. */
  | 'CREATED'
  /** It was there and said so already; nothing was done. */
  | 'UNCHANGED'
  /** It was there, said something else, and was changed. */
  | 'UPDATED';

/** What upsertPatient takes. */
export type UpsertPatientInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: PatientRecordInput;
};

/** The answer to upsertPatient: the record, the consequence, and the place in the log. */
export type UpsertPatientPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Patient;
};

/** What upsertPayer takes. */
export type UpsertPayerInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: AddPayerInput;
};

/** The answer to upsertPayer: the record, the consequence, and the place in the log. */
export type UpsertPayerPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Payer;
};

/** What upsertStaff takes. */
export type UpsertStaffInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: StaffRecordInput;
};

/** The answer to upsertStaff: the record, the consequence, and the place in the log. */
export type UpsertStaffPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Staff;
};

/** What upsertVisit takes. */
export type UpsertVisitInput = {
  /** The name by which your system knows the record. Where no record bears it, one is made that does. */
  readonly identifier: IdentifierInput;
  /** What the record is to say. What is left out stays as it is where the record is there already. */
  readonly record: VisitRecordInput;
};

/** The answer to upsertVisit: the record, the consequence, and the place in the log. */
export type UpsertVisitPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** Whether the record was made, changed, or as it was sent already. */
  readonly outcome: UpsertOutcome;
  /** The record as it is after the change. */
  readonly record: Visit;
};

/** Whoever is asking: the bearer of the token, in the role that they have in the agency. */
export type Viewer = {
  /** The agency that your token names. */
  readonly agency: Agency;
  /** The emergency accesses that you took, the latest first, at most 20. */
  readonly emergencyAccesses: ReadonlyArray<EmergencyAccess>;
  /** What you may do. */
  readonly permissions: ViewerPermissions;
  /** In which role: that of the member whom the token names. Only in development does a token say the role of someone who is no member. */
  readonly role: Role;
  /** One person or one program: the subject of the token, after the name of its issuer where that is not the main one. */
  readonly subject: Scalars['String']['output'];
};

/** What the caller may do. */
export type ViewerPermissions = {
  /** The mutations that the caller may use, by name. */
  readonly mayChange: ReadonlyArray<Scalars['String']['output']>;
  /** The kinds of records that the caller may read. Of others there are none for them. */
  readonly mayRead: ReadonlyArray<ReadableKind>;
  /** What fields of those records the caller is told. Others are null for them. */
  readonly maySee: ReadonlyArray<FieldClass>;
};

/** One planned or made visit to a patient's home. */
export type Visit = Node & {
  /** When it really ended. */
  readonly actualEndsAt: Maybe<Scalars['DateTime']['output']>;
  /** When it really began. */
  readonly actualStartsAt: Maybe<Scalars['DateTime']['output']>;
  /** What it draws on authorizations. Empty when it draws nothing. Null for roles that may not read AUTHORIZATIONS. */
  readonly allocations: Maybe<ReadonlyArray<Allocation>>;
  /** When it was last billed. */
  readonly billedAt: Maybe<Scalars['DateTime']['output']>;
  /** The minutes that the claim states, where they are not those worked. */
  readonly billedMinutes: Maybe<Scalars['Int']['output']>;
  /** The discipline of the service. */
  readonly discipline: Discipline;
  /** For a visit that waits for its payer to decide: the first date before which the payer must have decided. None when it does not wait, when no clock binds the payer, and when the payer is late, so that no date is safe. */
  readonly earliestSafeOn: Maybe<Scalars['LocalDate']['output']>;
  /** When it is planned to end. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** Its electronic verification; none before anything is recorded. */
  readonly evvRecord: Maybe<EvvRecord>;
  /** What is wrong with it now, the gravest first. */
  readonly findings: ReadonlyArray<Finding>;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** The names that other systems give to it, in order of the systems; at most 200. */
  readonly identifiers: ReadonlyArray<Identifier>;
  /** Whether it is one of the visits that the order allows as the need arises. */
  readonly isAsNeeded: Scalars['Boolean']['output'];
  /** Two-character modifiers that go on the claim with the code. */
  readonly modifiers: ReadonlyArray<Scalars['String']['output']>;
  /** What was written about it; none before anything is. Null for roles that may not read CLINICAL_RECORD. */
  readonly note: Maybe<Note>;
  /** Who is visited. */
  readonly patient: Patient;
  /** When the physician was told that it did not take place. Null for roles that may not read CARE. */
  readonly physicianNotifiedAt: Maybe<Scalars['DateTime']['output']>;
  /** The line that someone chose for it to draw on; none where that is worked out. Null for roles that may not read AUTHORIZATIONS. */
  readonly pinnedLine: Maybe<AuthorizationLine>;
  /** What it needed of the line that was chosen for it when that was chosen, in units of the line; none where none was chosen. Null for roles that may not read AUTHORIZED_CARE. */
  readonly pinnedUnits: Maybe<Scalars['Units']['output']>;
  /** Where it takes place, as a CMS place of service code of two digits: 12 is the home. */
  readonly placeOfService: Scalars['String']['output'];
  /** What was done to it, the latest first; at most 200. */
  readonly scheduleChanges: ReadonlyArray<ScheduleChange>;
  /** Shared by visits that were planned together as a series. */
  readonly seriesId: Maybe<Scalars['ID']['output']>;
  /** HCPCS code of the service. */
  readonly serviceCode: Scalars['String']['output'];
  /** The date of service: the date on which it begins, where the branch is. */
  readonly serviceOn: Scalars['LocalDate']['output'];
  /** Who makes the visit; none while nobody is assigned. Null for roles that may not read STAFF. */
  readonly staff: Maybe<Staff>;
  /** When it is planned to begin. */
  readonly startsAt: Scalars['DateTime']['output'];
  /** What has become of it. */
  readonly status: VisitStatus;
  /** The occasion: an ordinary visit, an evaluation, a discharge and so on. */
  readonly type: VisitType;
  /** Rises with every change to this record; pass it as expectedVersion to change only what you have seen. */
  readonly version: Scalars['Int']['output'];
};

/** A page of a list of visits. */
export type VisitConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<VisitEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Visit>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of visits, with its place in the list. */
export type VisitEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Visit;
};

/** Which visits to list: those for which everything that is given holds. */
export type VisitFilter = {
  /** Drawing on this authorization. */
  readonly authorizationId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of this branch. */
  readonly branchId?: InputMaybe<Scalars['ID']['input']>;
  /** Of patients of any of these branches, at most 100. */
  readonly branchIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Of this discipline. */
  readonly discipline?: InputMaybe<Discipline>;
  /** Of any of these disciplines. */
  readonly disciplines?: InputMaybe<ReadonlyArray<Discipline>>;
  /** Only those with an electronic verification, or only those without. */
  readonly hasEvvRecord?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those about which something was written, or only those about which nothing was. */
  readonly hasNote?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only what an open finding names, or only what none does. */
  readonly hasOpenFindings?: InputMaybe<Scalars['Boolean']['input']>;
  /** That another system knows by this name. */
  readonly identifier?: InputMaybe<IdentifierInput>;
  /** That other systems know by any of these names, at most 100. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Only those that the order allows as the need arises, or only the others. */
  readonly isAsNeeded?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that someone is assigned to, or only those that nobody is. */
  readonly isAssigned?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those for which the office has chosen a line, or only the others. */
  readonly isPinned?: InputMaybe<Scalars['Boolean']['input']>;
  /** Drawing on this line of an authorization. */
  readonly lineId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Of any of these patients, at most 100. */
  readonly patientIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Measured against this payer: the primary one on the date of service. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
  /** Measured against any of these payers, at most 100. */
  readonly payerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Every word begins a word of the patient's name or medical record number, or of the numbers and names on the record: the authorization's, the physician's. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Of any of these services, as HCPCS codes, at most 100. */
  readonly serviceCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** With a date of service between these. */
  readonly serviceOn?: InputMaybe<DateRange>;
  /** Assigned to this member of the staff. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** Assigned to any of these members of the staff, at most 100. */
  readonly staffIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Planned to begin between these. */
  readonly startsAt?: InputMaybe<TimeRange>;
  /** In any of these states. */
  readonly statuses?: InputMaybe<ReadonlyArray<VisitStatus>>;
  /** For any of these purposes. */
  readonly types?: InputMaybe<ReadonlyArray<VisitType>>;
};

/** How many visits have something in common. */
export type VisitGroup = {
  /** By branch: whose patients they are to. */
  readonly branch: Maybe<Branch>;
  /** By day: the date of service. */
  readonly day: Maybe<Scalars['LocalDate']['output']>;
  /** By discipline: which one. */
  readonly discipline: Maybe<Discipline>;
  /** Their minutes together: worked ones where they are known, else planned ones. */
  readonly minutes: Scalars['Int']['output'];
  /** By month: its first date. */
  readonly monthStartsOn: Maybe<Scalars['LocalDate']['output']>;
  /** By payer: which one they are measured against; none where patients pay. */
  readonly payer: Maybe<Payer>;
  /** By service: its HCPCS code. */
  readonly serviceCode: Maybe<Scalars['String']['output']>;
  /** By staff: who makes them; none where nobody is assigned. Null for roles that may not read STAFF and PATTERN_NAME. */
  readonly staff: Maybe<Staff>;
  /** By status: what has become of them. */
  readonly status: Maybe<VisitStatus>;
  /** What they draw on authorizations, by what one unit is. Null for roles that may not read AUTHORIZATIONS. */
  readonly units: Maybe<ReadonlyArray<DrawnUnits>>;
  /** How many visits. */
  readonly visits: Scalars['Int']['output'];
  /** By week: its Sunday. */
  readonly weekStartsOn: Maybe<Scalars['LocalDate']['output']>;
};

/** By what visits are counted. */
export type VisitGrouping =
  /** All of them together. */
  | 'ALL'
  /** By the branch of the patient. */
  | 'BRANCH'
  /** By date of service. */
  | 'DAY'
  /** By discipline. */
  | 'DISCIPLINE'
  /** By the month of the date of service. */
  | 'MONTH'
  /** By the payer that they are measured against. */
  | 'PAYER'
  /** By service. */
  | 'SERVICE'
  /** By who makes them. */
  | 'STAFF'
  /** By what has become of them. */
  | 'STATUS'
  /** By the week of the date of service, from Sunday to Saturday. */
  | 'WEEK';

/** A visit that something happened to. */
export type VisitInput = {
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The visit that is to be changed so. */
  readonly visitId: Scalars['ID']['input'];
};

/** One message of the stream of visits. */
export type VisitMessage = StreamMessage & {
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
  /** With EVENT, unless you asked for ID_ONLY: the visits that were changed, as they are now. What changed in them is in `event { what }`. */
  readonly visits: Maybe<ReadonlyArray<Visit>>;
};

/** One visit to plan. Other records stand here by their ids, or by the names that another system gives to them. */
export type VisitRecordInput = {
  /** When the visit is to end, at most 24 hours later. */
  readonly endsAt: Scalars['DateTime']['input'];
  /** Names that other systems give to the visit, at most 20. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Whether it is a visit as needed, under the PRN part of an order. */
  readonly isAsNeeded?: InputMaybe<Scalars['Boolean']['input']>;
  /** Modifiers of the code, at most four. */
  readonly modifiers?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Who is to be visited. By a name that another system gives, in place of patientId. */
  readonly patient?: InputMaybe<IdentifierInput>;
  /** Who is to be visited. Either this or patient. */
  readonly patientId?: InputMaybe<Scalars['ID']['input']>;
  /** Where it takes place, as a CMS place of service code of two digits; 12, the home, when left out. */
  readonly placeOfService?: InputMaybe<Scalars['String']['input']>;
  /** The HCPCS code of the service, such as G0299 for a nurse or G0151 for a physical therapist. */
  readonly serviceCode: Scalars['String']['input'];
  /** Who is to make the visit; nobody yet when left out. By a name that another system gives, in place of staffId. */
  readonly staff?: InputMaybe<IdentifierInput>;
  /** Who is to make the visit; nobody yet when left out. Either this or staff. */
  readonly staffId?: InputMaybe<Scalars['ID']['input']>;
  /** When the visit is to start. */
  readonly startsAt: Scalars['DateTime']['input'];
  /** The occasion it is planned for; ROUTINE when left out. */
  readonly type?: InputMaybe<VisitType>;
};

/** Visits that were planned in one act. Afterwards each goes its own way. */
export type VisitSeries = {
  /** The seriesId of its visits. */
  readonly id: Scalars['ID']['output'];
  /** All of them, earliest first. */
  readonly visits: ReadonlyArray<Visit>;
};

/** A visit as it stood in the schedule at one moment. */
export type VisitSlot = {
  /** When it was planned to end. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** HCPCS code of the service. */
  readonly serviceCode: Scalars['String']['output'];
  /** The date of service. */
  readonly serviceOn: Scalars['LocalDate']['output'];
  /** Who was to make the visit; none when nobody was assigned. Null for roles that may not read STAFF. */
  readonly staff: Maybe<Staff>;
  /** When it was planned to begin. */
  readonly startsAt: Scalars['DateTime']['output'];
  /** What had become of it. */
  readonly status: VisitStatus;
};

/** How visit records are sorted. Those that are equal in this are sorted by age. */
export type VisitSort = {
  /** What is compared to sort them. */
  readonly by: VisitSortBy;
  /** From which end. */
  readonly direction?: SortDirection;
};

/** By what visit records can be sorted. */
export type VisitSortBy =
  /** The date of service. */
  | 'SERVICE_ON'
  /** When the visit is planned to begin. */
  | 'STARTS_AT';

/** What has become of a visit. */
export type VisitStatus =
  /** Took place and was billed. */
  | 'BILLED'
  /** Called off. */
  | 'CANCELLED'
  /** Took place. */
  | 'COMPLETED'
  /** Should have taken place and did not. */
  | 'MISSED'
  /** Took place, was billed and was paid for. */
  | 'PAID'
  /** Planned. */
  | 'SCHEDULED';

/** The occasion of a visit, which payers and forms ask for. */
export type VisitType =
  /** The visit that ends the care. */
  | 'DISCHARGE'
  /** The first assessment by a discipline. */
  | 'EVALUATION'
  /** A later assessment while care goes on. */
  | 'REASSESSMENT'
  /** The assessment for the next certification period. */
  | 'RECERTIFICATION'
  /** Care as planned. */
  | 'ROUTINE'
  /** The visit that opens the patient's care. */
  | 'START_OF_CARE';

/** A finding that the agency accepts, for a time or for good. */
export type WaiveFindingInput = {
  /** The finding that is dealt with. */
  readonly findingId: Scalars['ID']['input'];
  /** The last date of the waiver, at most 366 days from now; for good when left out, as for what cannot be cured. */
  readonly until?: InputMaybe<Scalars['LocalDate']['input']>;
};

/** The answer to waiveFinding: the record, the consequence, and the place in the log. */
export type WaiveFindingPayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Finding;
};

/** That the agency accepts a finding, for a time or for good. */
export type Waiver = {
  /** The moment from which it is accepted. */
  readonly at: Scalars['DateTime']['output'];
  /** By whom, by the subject of their tokens. Null for roles that may not read COLLEAGUE. */
  readonly by: Maybe<Scalars['String']['output']>;
  /** Why the agency accepts it, in the words of whoever waived it. Null for roles that may not read REASON. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Until when; none when it is for good. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
};

/** An address to which changes are delivered as they happen, for programs that hold no connection. */
export type Webhook = Node & {
  /** How much a delivery tells. */
  readonly content: WebhookContent;
  /** When it was added. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What was attempted, the latest first. The last thousand attempts are kept. */
  readonly deliveries: WebhookDeliveryConnection;
  /** Which changes are delivered. */
  readonly filter: WebhookFilter;
  /** Identifies this record among all records of all kinds. Opaque: pass it back as it is. */
  readonly id: Scalars['ID']['output'];
  /** With what deliveries are signed, as libraries for Standard Webhooks take it. Keep it to the receiver. */
  readonly secret: Scalars['String']['output'];
  /** Which secret is in use: the first, the second, and so on. */
  readonly secretVersion: Scalars['Int']['output'];
  /** How far deliveries have come; none in a dry run that would add it. */
  readonly state: Maybe<WebhookState>;
  /** Whether changes are delivered. */
  readonly status: WebhookStatus;
  /** When it was last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Where changes are delivered to. */
  readonly url: Scalars['String']['output'];
  /** Counts its changes; pass it as expectedVersion. */
  readonly version: Scalars['Int']['output'];
};


/** An address to which changes are delivered as they happen, for programs that hold no connection. */
export type WebhookDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Whether to deliver changes. */
export type WebhookActivity =
  /** Deliver them, from where it stopped. */
  | 'ACTIVE'
  /** Deliver nothing for now. Nothing is lost. */
  | 'PAUSED';

/** A page of a list of webhooks. */
export type WebhookConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<WebhookEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<Webhook>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** How much a delivery tells. */
export type WebhookContent =
  /** Also the fields that changed, the findings and the balances. No names of people and no text of notes. */
  | 'FULL'
  /** What kind of change it was, and the ids of what it concerns: ask for the rest with a token of your own. */
  | 'ID_ONLY';

/** One attempt to deliver one message. */
export type WebhookDelivery = {
  /** When the attempt began. */
  readonly at: Scalars['DateTime']['output'];
  /** Whether it was the first attempt, the second, and so on. */
  readonly attempt: Scalars['Int']['output'];
  /** The place in the log of what the message tells. */
  readonly cursor: Scalars['String']['output'];
  /** How long it took, in milliseconds. */
  readonly durationMs: Scalars['Int']['output'];
  /** Why it failed; null when it did not. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** The id of the message, as in its header webhook-id: the event's own id. Repetitions have the same. */
  readonly messageId: Scalars['String']['output'];
  /** The HTTP status that the receiver answered; null when it did not answer. */
  readonly statusCode: Maybe<Scalars['Int']['output']>;
};

/** A page of a list of deliveries. */
export type WebhookDeliveryConnection = {
  /** The records of the page, in order, each with its cursor. */
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  /** The records of the page, in order, without cursors. */
  readonly nodes: ReadonlyArray<WebhookDelivery>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many records the whole list has. Counted only when asked for, which costs more than a page. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One record of a list of deliveries, with its place in the list. */
export type WebhookDeliveryEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: WebhookDelivery;
};

/** One record of a list of webhooks, with its place in the list. */
export type WebhookEdge = {
  /** Pass it as after or before to go on from here. Opaque; only good for the same list in the same order. */
  readonly cursor: Scalars['String']['output'];
  /** The record itself. */
  readonly node: Webhook;
};

/** Which changes are delivered. A field that is null lets everything through; fields together must all agree. */
export type WebhookFilter = {
  /** Only of patients of these branches. */
  readonly branchIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Only of these patients. */
  readonly patientIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Only what concerns one of these payers. */
  readonly payerIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Only with an effect on a finding of one of these rules. */
  readonly rules: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Only with an effect on a finding that matters this much. */
  readonly severities: Maybe<ReadonlyArray<Severity>>;
  /** Only with an effect on a finding of one of these teams. */
  readonly teams: Maybe<ReadonlyArray<Team>>;
  /** Only these kinds of change. */
  readonly types: Maybe<ReadonlyArray<EventType>>;
};

/** How far the deliveries of a webhook have come. */
export type WebhookState = {
  /** How many attempts have failed since the last one that was answered with success. */
  readonly consecutiveFailures: Scalars['Int']['output'];
  /** The place in the log up to which everything was delivered, or is not wanted. */
  readonly cursor: Scalars['String']['output'];
  /** Why the last attempt failed: HTTP_ and a status, or what went wrong with the connection. Null when it did not. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** When the next attempt may be made; null while nothing is to be delivered. A time that has passed means: as soon as there is something. */
  readonly nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
};

/** Whether changes are delivered. */
export type WebhookStatus =
  /** Changes are delivered, one after another. */
  | 'ACTIVE'
  /** Nothing is delivered any more. It was removed, or the receiver answered that it is gone. */
  | 'GONE'
  /** Nothing is delivered for now, and nothing is lost: it goes on from where it is when it is resumed. */
  | 'PAUSED';

/** On which days a week begins and ends. */
export type WeekDefinition =
  /** Monday to Sunday. */
  | 'MON_SUN'
  /** Seven days at a time, counted from the start of the line or order. */
  | 'ROLLING_FROM_ANCHOR'
  /** Saturday to Friday. */
  | 'SAT_FRI'
  /** Sunday to Saturday. */
  | 'SUN_SAT';

/** What some changes together would do. Nothing is kept. */
export type WhatIf = {
  /** What would be found and no longer found, and the balances before and after. */
  readonly alignment: AlignmentEffect;
  /** What could be done instead for that visit; none when all is well. */
  readonly alternatives: Maybe<Alternatives>;
  /** The first visit that the changes would leave unsupported, and why; none when all is well. */
  readonly firstFailure: Maybe<SupposedVisit>;
  /** How many of those would be supported. */
  readonly supportedCount: Scalars['Int']['output'];
  /** How many visits the changes would plan or alter. */
  readonly visitCount: Scalars['Int']['output'];
};

/** One change to think through: exactly one of these, with the input of the mutation of that name. */
export type WhatIfChangeInput = {
  /** Says that someone has seen a finding and deals with it. */
  readonly acknowledgeFinding?: InputMaybe<FindingInput>;
  /** Adds insurance to a patient. */
  readonly addCoverage?: InputMaybe<AddCoverageInput>;
  /** Reopens a signed note with other text. What is billed must be signed again. */
  readonly amendNote?: InputMaybe<AmendNoteInput>;
  /** Gives a finding to a colleague, or to nobody any more. */
  readonly assignFinding?: InputMaybe<AssignFindingInput>;
  /** Records that a completed visit was billed, or that a corrected claim replaced the one before. */
  readonly billVisit?: InputMaybe<BillVisitInput>;
  /** Withdraws an authorization. Visits that drew on it draw on others, or on none. */
  readonly cancelAuthorization?: InputMaybe<CancelAuthorizationInput>;
  /** Calls a visit off. What it had reserved is free again. */
  readonly cancelVisit?: InputMaybe<VisitInput>;
  /** Moves the dates of a coverage. */
  readonly changeCoverage?: InputMaybe<ChangeCoverageInput>;
  /** Records how a patient stands with the agency from a day on. */
  readonly changePatientStatus?: InputMaybe<ChangePatientStatusInput>;
  /** Makes a visit another service, or one of another type or in another place. */
  readonly changeVisitService?: InputMaybe<ChangeVisitServiceInput>;
  /** Records that a visit took place, and when. */
  readonly completeVisit?: InputMaybe<CompleteVisitInput>;
  /** Puts the worked times of a visit right. What was billed then needs a corrected claim. */
  readonly correctVisit?: InputMaybe<CorrectVisitInput>;
  /** Ends an order before its time. */
  readonly discontinueOrder?: InputMaybe<DiscontinueOrderInput>;
  /** Puts a waived finding back on its team's list. */
  readonly endFindingWaiver?: InputMaybe<FindingInput>;
  /** Records that the payer lets care go on for longer. */
  readonly extendAuthorization?: InputMaybe<ExtendAuthorizationInput>;
  /** Hands a finding over to another team. A reason is required. */
  readonly handOverFinding?: InputMaybe<HandOverFindingInput>;
  /** Records that a visit should have taken place and did not. */
  readonly missVisit?: InputMaybe<MissVisitInput>;
  /** Records that the physician was told of a visit that did not take place. */
  readonly notifyPhysician?: InputMaybe<NotifyPhysicianInput>;
  /** Records that a billed visit was paid for. */
  readonly payVisit?: InputMaybe<VisitInput>;
  /** Chooses the line that a visit draws on, or leaves that to be worked out again. A line that cannot give what the visit needs is answered with what is wrong. */
  readonly pinVisit?: InputMaybe<PinVisitInput>;
  /** Gives a visit to someone else, or to nobody yet. */
  readonly reassignVisit?: InputMaybe<ReassignVisitInput>;
  /** Records what a payer was asked to approve and, line by line, what it answered. */
  readonly recordAuthorization?: InputMaybe<RecordAuthorizationInput>;
  /** Records a certification period, signed or not yet. */
  readonly recordCertification?: InputMaybe<RecordCertificationInput>;
  /** Records the electronic verification of a visit, or what has become of it. */
  readonly recordEvv?: InputMaybe<RecordEvvInput>;
  /** Records an encounter on which a certification may rest. */
  readonly recordFaceToFace?: InputMaybe<RecordFaceToFaceInput>;
  /** Records a physician's order as it was received. It supports visits from then on, and claims once it is signed. */
  readonly recordOrder?: InputMaybe<RecordOrderInput>;
  /** Records a supervision of an aide, or a reassessment by a therapist. */
  readonly recordSupervision?: InputMaybe<RecordSupervisionInput>;
  /** Moves a visit to another time. */
  readonly rescheduleVisit?: InputMaybe<RescheduleVisitInput>;
  /** Records what the payer now says: a decision, other quantities, dates or limits, more lines. */
  readonly reviseAuthorization?: InputMaybe<ReviseAuthorizationInput>;
  /** Plans a visit. One that the payer has not authorized is planned too, and answered with what is wrong. */
  readonly scheduleVisit?: InputMaybe<ScheduleVisitInput>;
  /** Plans a series of visits: all of them or none, looked at together. */
  readonly scheduleVisitSeries?: InputMaybe<ScheduleVisitSeriesInput>;
  /** Signs a note, which may then support a claim. Its text cannot be changed any more without amending it. */
  readonly signNote?: InputMaybe<SignNoteInput>;
  /** Records that an order came back signed and dated. */
  readonly signOrder?: InputMaybe<SignOrderInput>;
  /** Records that the plan of care is up to date with its orders. */
  readonly updateCarePlan?: InputMaybe<UpdateCarePlanInput>;
  /** Records that a certification was signed or its assessment made, or another end of it. */
  readonly updateCertification?: InputMaybe<UpdateCertificationInput>;
  /** Puts right who ordered and how the order is followed up. What is ordered stays. */
  readonly updateOrder?: InputMaybe<UpdateOrderInput>;
  /** Puts right who a patient is, or gives them to another branch. */
  readonly updatePatient?: InputMaybe<UpdatePatientInput>;
  /** Accepts a finding for a time or for good. It still holds, but is on no work list. A reason is required. */
  readonly waiveFinding?: InputMaybe<WaiveFindingInput>;
  /** Begins the note of a visit, or goes on with it. */
  readonly writeNote?: InputMaybe<WriteNoteInput>;
};

/** One message of the stream of a team's work. */
export type WorkQueueMessage = StreamMessage & {
  /** With EVENT, unless you asked for ID_ONLY: what came, left or changed. */
  readonly changes: Maybe<ReadonlyArray<QueueChange>>;
  /** Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other. */
  readonly cursor: Scalars['String']['output'];
  /** With EVENT, unless you asked for ID_ONLY: what happened. */
  readonly event: Maybe<AlignmentEvent>;
  /** What this message is, and so which of its other fields it has. */
  readonly kind: MessageKind;
  /** With EVENT: what it is about, in identifiers and codes alone. */
  readonly notice: Maybe<EventNotice>;
  /** The cursor of the message before this one. If it is not the one you have, a message is missing. */
  readonly previousCursor: Maybe<Scalars['String']['output']>;
  /** With RESYNC_REQUIRED: why. */
  readonly reason: Maybe<ResyncReason>;
  /** With SNAPSHOT: what is in the queue. */
  readonly snapshot: Maybe<AlignmentStart>;
};

/** The note of a visit that took place: begun, or continued as long as nobody has signed it. */
export type WriteNoteInput = {
  /** Who writes it; whoever made the visit when left out. */
  readonly authorStaffId?: InputMaybe<Scalars['ID']['input']>;
  /** The ICD-10-CM codes that the note gives, the primary one first; at most 25. */
  readonly diagnosisCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** When the visit ended, according to the note. */
  readonly documentedEndsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When the visit began, according to the note. Left out, it stays as it was. */
  readonly documentedStartsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All of its text: what was there before and is not here is replaced. */
  readonly elements: ReadonlyArray<NoteElementInput>;
  /** The version of the record that you looked at. If it has changed since, nothing is done and you are told VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Names that other systems give to the note, at most 20. */
  readonly identifiers?: InputMaybe<ReadonlyArray<IdentifierInput>>;
  /** Whether the author considers it finished, so that it may be signed. */
  readonly isComplete: Scalars['Boolean']['input'];
  /** The visit it is about. */
  readonly visitId: Scalars['ID']['input'];
  /** When it was begun; now when left out. */
  readonly writtenAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The answer to writeNote: the record, the consequence, and the place in the log. */
export type WriteNotePayload = {
  /** What the change did, or with dryRun would do, to the alignment of the patient. */
  readonly alignment: AlignmentEffect;
  /** The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log. */
  readonly cursor: Maybe<Scalars['String']['output']>;
  /** The record as it is after the change. */
  readonly record: Note;
};
