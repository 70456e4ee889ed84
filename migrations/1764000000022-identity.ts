import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several identity providers can vouch for those who use an agency's data, and each has subjects of its own: a member is
 * named by provider and subject. Those who were members before are those of the main provider.
 *
 * And tokens can be revoked before they end, one by its id or all that someone has. A revocation is kept until the last
 * token that it can concern has ended by itself. Who reads within a scope sees those of the colleagues whom they see; whose
 * a token is by its id alone, nobody knows, so of those they see none.
 *
 * Whoever took access in an emergency is kept as one text of provider and subject, which is longer than a subject.
 */
export class Identity1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table members
        add column issuer text not null default 'main' constraint members_issuer_form check (issuer ~ '^[a-z][a-z0-9-]{0,31}$'),
        drop constraint members_subject_unique,
        add constraint members_principal_unique unique (agency_id, issuer, subject);
      alter table emergency_accesses
        drop constraint emergency_accesses_subject_length,
        add constraint emergency_accesses_subject_length check (length(subject) between 1 and 288);

      create table token_revocations (
        agency_id uuid not null,
        id uuid not null,
        issuer text not null,
        subject text,
        token_id text,
        revoked_at timestamptz(3) not null,
        constraint token_revocations_pkey primary key (agency_id, id),
        constraint token_revocations_agency foreign key (agency_id) references agencies,
        constraint token_revocations_one_or_all check ((subject is null) <> (token_id is null)),
        constraint token_revocations_length check (length(issuer) <= 32 and length(coalesce(subject, token_id)) between 1 and 255)
      );
      create index token_revocations_of_subject on token_revocations (agency_id, issuer, subject) where subject is not null;
      create index token_revocations_of_token on token_revocations (agency_id, issuer, token_id) where token_id is not null;
      alter table token_revocations enable row level security;
      alter table token_revocations force row level security;
      create policy token_revocations_of_agency on token_revocations
        using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()));
      create policy token_revocations_of_scope on token_revocations as restrictive for select to plumbline_scoped
        using (exists (select from members o where o.agency_id = token_revocations.agency_id and o.issuer = token_revocations.issuer and o.subject = token_revocations.subject));
      grant select, insert on token_revocations to plumbline_app;
      grant select on token_revocations to plumbline_scoped;

      create function prune_token_revocations(p_agency_id uuid, p_before timestamptz, p_most integer) returns integer
      language plpgsql security definer set search_path = public as $$
      declare
        v_count integer;
      begin
        delete from token_revocations where (agency_id, id) in (
          select agency_id, id from token_revocations where agency_id = p_agency_id and revoked_at < p_before limit p_most);
        get diagnostics v_count = row_count;
        return v_count;
      end $$;
      revoke execute on function prune_token_revocations(uuid, timestamptz, integer) from public;
      grant execute on function prune_token_revocations(uuid, timestamptz, integer) to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
