import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The facts that payers' further requirements are about: certification and face-to-face encounters, supervision, visit
 * verification, how patients stand with the agency, what exactly a line approves, and what has become of findings. There are
 * more rules from here on, so every patient is due for another look.
 */
export class Requirements1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table staff add column credential_expires_on date;

      alter table patients add column care_plan_updated_at timestamptz(3);

      alter table orders
        add column urgency text not null default 'ROUTINE' constraint orders_urgency_known check (urgency in ('ROUTINE', 'URGENT')),
        add column must_be_seen_by date,
        add column diagnosis_codes text[] not null default '{}',
        add column supersedes_order_id uuid,
        add constraint orders_superseded foreign key (agency_id, patient_id, supersedes_order_id) references orders (agency_id, patient_id, id);

      alter table authorizations
        add column request_type text not null default 'INITIAL'
          constraint authorizations_request_type_known check (request_type in ('INITIAL', 'RENEWAL', 'EXTENSION', 'REVISED', 'RECONSIDERATION', 'APPEAL')),
        add column urgency text not null default 'STANDARD' constraint authorizations_urgency_known check (urgency in ('STANDARD', 'EXPEDITED')),
        add column channel text constraint authorizations_channel_known check (channel in ('PORTAL', 'PHONE', 'FAX', 'X12_278', 'FHIR_PAS')),
        add column diagnosis_codes text[] not null default '{}';

      alter table authorization_lines
        add column allowed_weekdays smallint[],
        add column blackout_dates date[] not null default '{}',
        add column staff_ids uuid[] not null default '{}',
        add column places_of_service text[] not null default '{}',
        add constraint authorization_lines_some_weekday check (cardinality(allowed_weekdays) > 0);

      create table authorization_decisions (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        authorization_id uuid not null,
        line_id uuid not null,
        decision text not null,
        decision_reason text,
        authorized_milli_units bigint not null,
        starts_on date not null,
        ends_on date not null,
        recorded_at timestamptz(3) not null,
        constraint authorization_decisions_pkey primary key (agency_id, id),
        constraint authorization_decisions_line foreign key (agency_id, patient_id, line_id) references authorization_lines (agency_id, patient_id, id),
        constraint authorization_decisions_decision_known check (decision in (
          'CERTIFIED_IN_TOTAL', 'CERTIFIED_PARTIALLY', 'NOT_CERTIFIED', 'PENDED', 'MODIFIED', 'CANCELLED', 'CONTACT_PAYER', 'NOT_REQUIRED'))
      );
      create index authorization_decisions_by_line on authorization_decisions (agency_id, line_id, recorded_at);

      alter table visits
        add column type text not null default 'ROUTINE'
          constraint visits_type_known check (type in ('ROUTINE', 'START_OF_CARE', 'EVALUATION', 'REASSESSMENT', 'RECERTIFICATION', 'DISCHARGE')),
        add column place_of_service text not null default '12' constraint visits_place_form check (place_of_service ~ '^[0-9]{2}$'),
        add column pinned_line_id uuid,
        add column pinned_milli_units bigint,
        add column physician_notified_at timestamptz(3),
        add column billed_at timestamptz(3),
        add column billed_minutes integer constraint visits_billed_minutes_range check (billed_minutes between 0 and 1440),
        add constraint visits_pinned_line foreign key (agency_id, patient_id, pinned_line_id) references authorization_lines (agency_id, patient_id, id),
        add constraint visits_pin_is_whole check ((pinned_line_id is null) = (pinned_milli_units is null)),
        drop constraint visits_status_known,
        add constraint visits_status_known check (status in ('SCHEDULED', 'COMPLETED', 'BILLED', 'PAID', 'MISSED', 'CANCELLED')),
        drop constraint visits_worked_when_done,
        add constraint visits_worked_when_done check ((status in ('COMPLETED', 'BILLED', 'PAID')) = (actual_starts_at is not null and actual_ends_at is not null));

      alter table schedule_changes
        drop constraint schedule_changes_kind_known,
        add constraint schedule_changes_kind_known check (kind in (
          'CREATED', 'RESCHEDULED', 'REASSIGNED', 'SERVICE_CHANGED', 'PINNED', 'COMPLETED', 'CORRECTED', 'CANCELLED', 'MISSED', 'PHYSICIAN_NOTIFIED', 'BILLED', 'PAID'));

      alter table notes
        add column documented_starts_at timestamptz(3),
        add column documented_ends_at timestamptz(3),
        add column diagnosis_codes text[] not null default '{}',
        add constraint notes_documented_times check (
          (documented_starts_at is null) = (documented_ends_at is null) and (documented_starts_at is null or documented_ends_at > documented_starts_at));

      create index notes_by_author on notes (agency_id, author_staff_id);

      create table patient_status_periods (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        status text not null,
        starts_on date not null,
        constraint patient_status_periods_pkey primary key (agency_id, id),
        constraint patient_status_periods_one_a_day unique (agency_id, patient_id, starts_on),
        constraint patient_status_periods_patient foreign key (agency_id, patient_id) references patients (agency_id, id),
        constraint patient_status_periods_status_known check (status in ('ACTIVE', 'ON_HOLD', 'DISCHARGED', 'DECEASED'))
      );

      create table certifications (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        kind text not null,
        starts_on date not null,
        ends_on date not null,
        certified_on date,
        assessed_on date,
        version integer not null default 1,
        constraint certifications_pkey primary key (agency_id, id),
        constraint certifications_patient foreign key (agency_id, patient_id) references patients (agency_id, id),
        constraint certifications_kind_known check (kind in ('INITIAL', 'RECERTIFICATION')),
        constraint certifications_range check (ends_on >= starts_on),
        constraint certifications_one_at_a_time exclude using gist (agency_id with =, patient_id with =, daterange(starts_on, ends_on, '[]') with &&)
      );

      create table face_to_face_encounters (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        occurred_on date not null,
        practitioner_kind text not null,
        constraint face_to_face_encounters_pkey primary key (agency_id, id),
        constraint face_to_face_encounters_patient foreign key (agency_id, patient_id) references patients (agency_id, id),
        constraint face_to_face_encounters_practitioner_known check (practitioner_kind in (
          'PHYSICIAN', 'NURSE_PRACTITIONER', 'CLINICAL_NURSE_SPECIALIST', 'CERTIFIED_NURSE_MIDWIFE', 'PHYSICIAN_ASSISTANT', 'OTHER'))
      );
      create index face_to_face_encounters_by_patient on face_to_face_encounters (agency_id, patient_id);

      create table supervisions (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        kind text not null,
        discipline text not null,
        staff_id uuid,
        aide_staff_id uuid,
        performed_on date not null,
        mode text not null,
        constraint supervisions_pkey primary key (agency_id, id),
        constraint supervisions_patient foreign key (agency_id, patient_id) references patients (agency_id, id),
        constraint supervisions_staff foreign key (agency_id, staff_id) references staff (agency_id, id),
        constraint supervisions_aide foreign key (agency_id, aide_staff_id) references staff (agency_id, id),
        constraint supervisions_kind_known check (kind in ('AIDE_SUPERVISION', 'AIDE_DIRECT_OBSERVATION', 'THERAPY_REASSESSMENT')),
        constraint supervisions_discipline_known check (discipline in ('HHA', 'PCS', 'PT', 'OT', 'SLP')),
        constraint supervisions_mode_known check (mode in ('ONSITE', 'VIRTUAL'))
      );
      create index supervisions_by_patient on supervisions (agency_id, patient_id);
      create index supervisions_by_staff on supervisions (agency_id, staff_id);

      create table evv_records (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        visit_id uuid not null,
        service_code text,
        member_id text,
        service_on date,
        location text,
        staff_id uuid,
        starts_at timestamptz(3),
        ends_at timestamptz(3),
        status text not null,
        is_manually_edited boolean not null,
        reason_code text,
        version integer not null default 1,
        constraint evv_records_pkey primary key (agency_id, id),
        constraint evv_records_one_a_visit unique (agency_id, visit_id),
        constraint evv_records_visit foreign key (agency_id, patient_id, visit_id) references visits (agency_id, patient_id, id),
        constraint evv_records_staff foreign key (agency_id, staff_id) references staff (agency_id, id),
        constraint evv_records_status_known check (status in ('RECEIVED', 'EXCEPTION', 'VERIFIED', 'SUBMITTED', 'ACCEPTED', 'REJECTED')),
        constraint evv_records_times check (ends_at >= starts_at)
      );
      create index evv_records_by_patient on evv_records (agency_id, patient_id);

      alter table allocations
        add column counted_minutes integer,
        add column policy_version integer,
        drop constraint allocations_state_known,
        add constraint allocations_state_known check (state in ('RESERVED', 'RESERVED_PENDING', 'USED', 'BILLED', 'PAID', 'RELEASED'));
      alter table line_balances
        add column paid_milli_units bigint not null default 0,
        add column released_milli_units bigint not null default 0;

      alter table findings
        add column policy_version integer,
        add column deadline_at timestamptz(3),
        add column visit_cents bigint[] not null default '{}',
        add column acknowledged_at timestamptz(3),
        add column acknowledged_by text,
        add column assigned_to text,
        add column handling_team text,
        add column waived_at timestamptz(3),
        add column waived_by text,
        add column waived_until timestamptz(3),
        add column waiver_reason text,
        add constraint findings_acknowledged_by_someone check ((acknowledged_at is null) = (acknowledged_by is null)),
        add constraint findings_waived_for_a_reason check ((waived_at is null) = (waived_by is null) and (waived_at is null) = (waiver_reason is null)),
        add constraint findings_handling_team_known check (handling_team in ('CLINICAL', 'SCHEDULING', 'AUTHORIZATION', 'BILLING', 'ORDERS', 'EVV'));
      create index findings_by_deadline on findings (agency_id, deadline_at, id) where (status = 'OPEN');

      create table finding_history (
        agency_id uuid not null,
        id uuid not null default uuidv7(),
        patient_id uuid not null,
        finding_id uuid not null,
        kind text not null,
        correlation_id uuid not null,
        event_type text not null,
        actor_subject text not null,
        actor_role text not null,
        reason text,
        team text,
        assigned_to text,
        until_at timestamptz(3),
        recorded_at timestamptz(3) not null,
        constraint finding_history_pkey primary key (agency_id, id),
        constraint finding_history_finding foreign key (agency_id, finding_id) references findings (agency_id, id),
        constraint finding_history_kind_known check (kind in (
          'OPENED', 'REOPENED', 'CLEARED', 'ACKNOWLEDGED', 'ASSIGNED', 'HANDED_OVER', 'WAIVED', 'WAIVER_ENDED'))
      );
      create index finding_history_by_finding on finding_history (agency_id, finding_id, id);

      do $$
      declare t text;
      begin
        foreach t in array array['authorization_decisions', 'patient_status_periods', 'certifications', 'face_to_face_encounters', 'supervisions', 'evv_records', 'finding_history']
        loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
          execute format('create policy %I on %I using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()))', t || '_of_agency', t);
        end loop;
      end $$;

      grant select, insert on authorization_decisions, face_to_face_encounters, supervisions, finding_history to plumbline_app;
      grant select, insert, update on patient_status_periods, certifications, evv_records to plumbline_app;
      grant update (disciplines, credential, credential_expires_on, branch_id) on staff to plumbline_app;
    `);

    // The owner sees all rows only while row security is not forced. Policies of before ask for nothing that they did not ask for.
    await runner.query(`
      alter table payer_policies no force row level security;
      update payer_policies set terms = '{
        "allowedWeekdays": null, "blackoutDates": [], "documentation": [], "timeToleranceMinutes": 15,
        "evv": {"disciplines": [], "matchedElements": ["SERVICE", "MEMBER", "DATE", "LOCATION", "STAFF", "TIME"], "toleranceMinutes": 15, "maintenanceDays": null},
        "supervision": {"aideWithSkilledCareDays": null, "aideWithoutSkilledCareDays": null, "aideObservationMonths": null, "therapyReassessmentDays": null, "leadDays": 3},
        "isCertificationRequired": false, "isFaceToFaceRequired": false, "filingLimitDays": null, "decisionHoursExpedited": null, "decisionDaysStandard": null,
        "requestNoticeDays": null, "retroAuthorizationDays": 0, "transitionDays": 0, "authorizationNumberFormat": null}'::jsonb || terms;
      alter table payer_policies force row level security;

      alter table allocations no force row level security;
      update allocations set counted_minutes = minutes;
      alter table allocations alter column counted_minutes set not null;
      alter table allocations force row level security;

      alter table patients no force row level security;
      alter table alignment_deadlines no force row level security;
      insert into alignment_deadlines (agency_id, patient_id, due_at) select agency_id, id, now() from patients
      on conflict (agency_id, patient_id) do update set due_at = least(alignment_deadlines.due_at, excluded.due_at);
      alter table patients force row level security;
      alter table alignment_deadlines force row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
