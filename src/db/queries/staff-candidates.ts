import type { Candidate } from '../../alignment/alternatives.js';
import type { Discipline } from '../../care/service.js';
import type { Asking } from '../agency-scope.js';
import { statement } from '../statement.js';

const CANDIDATES = statement(`
  select json_build_object('id', s.id, 'disciplines', s.disciplines, 'credential', s.credential,
           'credentialExpiresOn', (s.credential_expires_on - date '1970-01-01')) as member,
         coalesce((select json_agg(json_build_object('startsAt', (date_part('epoch', v.starts_at) * 1000)::bigint, 'endsAt', (date_part('epoch', v.ends_at) * 1000)::bigint))
            from visits v
           where v.agency_id = $1 and v.staff_id = s.id and v.patient_id <> $3 and v.status in ('SCHEDULED', 'COMPLETED', 'BILLED', 'PAID')
             and v.starts_at < $5::timestamptz and v.starts_at > $4::timestamptz - interval '24 hours' and v.ends_at > $4), '[]') as busy
    from staff s
   where s.agency_id = $1 and ($2 = any(s.disciplines) or s.id = $8)
   order by (s.id is distinct from $8::uuid), (s.branch_id is distinct from $6::uuid), s.id limit $7`);

export interface CandidateQuestion {
  readonly discipline: Discipline;
  readonly patientId: string;
  readonly branchId: string;
  /** Who has the visit now. */
  readonly staffId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Whoever has the visit, then staff of the discipline, with the visits to other patients that they have in a stretch of time, those of the patient's branch first. */
export async function staffCandidates(tx: Asking, { discipline, patientId, branchId, staffId, startsAt, endsAt }: CandidateQuestion, limit: number): Promise<Candidate[]> {
  return tx.rows<Candidate>(CANDIDATES, [tx.agencyId, discipline, patientId, startsAt, endsAt, branchId, limit, staffId]);
}
