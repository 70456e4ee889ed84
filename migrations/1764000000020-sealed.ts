import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The numbers by which insurers and the state know a patient are kept sealed, under keys of the agency that are
 * themselves wrapped by a key outside the database, and are found by blind indexes.
 *
 * A migration has no keys, so what is plain in a database that was filled before stays so until the server starts the next
 * time: it seals what is plain before it serves, and has the checks below validated. They hold for whatever is written from
 * now on in any case. In a new database nothing is plain, and they are valid at once.
 */
export class Sealed1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agency_keys (
        agency_id uuid not null,
        number integer not null,
        state text not null,
        wrapped_by text not null,
        wrapped text not null,
        created_at timestamptz(3) not null default now(),
        constraint agency_keys_pkey primary key (agency_id, number),
        constraint agency_keys_agency foreign key (agency_id) references agencies,
        constraint agency_keys_number_positive check (number > 0),
        constraint agency_keys_state_known check (state in ('CURRENT', 'OLD', 'RETIRED'))
      );
      create unique index agency_keys_one_current on agency_keys (agency_id) where state = 'CURRENT';
      create unique index agency_keys_one_old on agency_keys (agency_id) where state = 'OLD';
      alter table agency_keys enable row level security;
      alter table agency_keys force row level security;
      create policy agency_keys_of_agency on agency_keys using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()));
      grant select, insert, update (state, wrapped_by, wrapped) on agency_keys to plumbline_app;

      alter table coverages add column member_index text[] not null default '{}';
      alter table evv_records add column member_index text[] not null default '{}';
      alter table patients add column ssn text, add column ssn_index text[] not null default '{}';

      alter table coverages alter column member_index drop default,
        add constraint coverages_member_id_sealed check (member_id ~ '^v1[.]' and cardinality(member_index) > 0) not valid;
      alter table evv_records alter column member_index drop default,
        add constraint evv_records_member_id_sealed check (member_id is null or (member_id ~ '^v1[.]' and cardinality(member_index) > 0)) not valid;
      alter table patients alter column ssn_index drop default,
        add constraint patients_ssn_sealed check (ssn is null or (ssn ~ '^v1[.]' and cardinality(ssn_index) > 0));

      -- By one index key or, while keys are being changed, by either. Equality alone may be looked up behind row security.
      create index coverages_by_member on coverages (agency_id, (member_index[1]));
      create index coverages_by_member_before on coverages (agency_id, (member_index[2])) where member_index[2] is not null;
      create index patients_by_ssn on patients (agency_id, (ssn_index[1])) where ssn_index[1] is not null;
      create index patients_by_ssn_before on patients (agency_id, (ssn_index[2])) where ssn_index[2] is not null;

      alter table coverages no force row level security;
      alter table evv_records no force row level security;
      alter table idempotency_keys no force row level security;
      do $$ begin
        if not exists (select from coverages) then alter table coverages validate constraint coverages_member_id_sealed; end if;
        if not exists (select from evv_records where member_id is not null) then alter table evv_records validate constraint evv_records_member_id_sealed; end if;
      end $$;
      -- Answers that were kept with a number in plain words: what is repeated of them is done again.
      delete from idempotency_keys where answer::text like '%"memberId"%';
      alter table coverages force row level security;
      alter table evv_records force row level security;
      alter table idempotency_keys force row level security;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
