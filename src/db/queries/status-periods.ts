import type { LocalDate } from '../../base/day.js';
import type { Tx } from '../agency-scope.js';
import { PatientStatusPeriodRow } from '../rows/patient-status-period-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const AROUND = statement(`
  select ${columnsOf(PatientStatusPeriodRow, 's')} from patient_status_periods s
   where s.agency_id = $1 and s.patient_id = $2
     and s.starts_on in ($3::date, (select max(l.starts_on) from patient_status_periods l where l.agency_id = $1 and l.patient_id = $2))
   order by s.starts_on`);

export interface PeriodsAround {
  /** The one that starts on the date, which another one for the same date replaces. */
  readonly sameDay: PatientStatusPeriodRow | null;
  /** The one that starts last of all. */
  readonly last: PatientStatusPeriodRow | null;
}

export async function statusPeriodsAround(tx: Tx, patientId: string, startsOn: LocalDate): Promise<PeriodsAround> {
  const periods = await tx.rows<PatientStatusPeriodRow>(AROUND, [tx.agencyId, patientId, startsOn]);
  return { sameDay: periods.find((period) => period.startsOn === startsOn) ?? null, last: periods.at(-1) ?? null };
}
