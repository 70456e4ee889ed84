import { getNamedType, type GraphQLSchema, isEnumType, isObjectType } from 'graphql';
import type pg from 'pg';
import { getMetadataArgsStorage } from 'typeorm';

import { fieldOf, kindOf } from '../../fuzz/support/targets.js';

/** Which of the two agencies. */
export type Side = 'A' | 'B';

/** What a word of ours tells of the place that it was put into. */
export interface Canary {
  readonly side: Side;
  /** `notes.elements`, or what clients said themselves. */
  readonly place: string;
  /** Of the agency's patients, in the order of their ids, from 1; 0 where it is of none. */
  readonly patient: number;
}

export interface Canaries {
  /** Every place that can hold words of ours and does. */
  readonly places: readonly string[];
  /** Columns of text that took none: what they may hold is fixed, or no row has anything in them. */
  readonly refusing: readonly string[];
  /** Whichever are in a text, in the open or in what was encoded. */
  in(text: string): readonly Canary[];
  word(side: Side, place: string, patient?: number): string;
}

export const SAID = 'said';
export const SAID_IN_NOTES = 'said in notes';

/**
 * Columns of text that the server itself goes by, though no constraint says so. Everything else is filled with canaries, also
 * what is added after this was written.
 */
const KEPT: Readonly<Record<string, string>> = {
  'branches.time_zone': 'a zone of the clock',
  'finding_history.actor_role': 'an enumeration',
  'finding_history.event_type': 'an enumeration',
  'finding_history.team': 'an enumeration',
  'findings.key': 'by which a finding is found again',
  'findings.rule_id': 'by which a finding is found again',
  'members.subject': 'whom tokens are about',
  'schedule_changes.actor_role': 'an enumeration',
  'webhooks.url': 'where messages are sent to',
};

const SHAPE = /QZ([AB])(\d+)P(\d+)R\d+ZQ/g;

/** Rows of both agencies get a word of their own in every column and, within JSON, in every prose. As the owner, past the server. */
export async function plantCanaries(owner: pg.Client, schema: GraphQLSchema, agencies: ReadonlyMap<Side, string>): Promise<Canaries> {
  const tables = new Set(getMetadataArgsStorage().tables.map(({ name }) => name));
  const { rows: columns } = await owner.query<TextColumn>(COLUMNS);
  const places: string[] = [SAID, SAID_IN_NOTES];
  const refusing: string[] = [];
  for (const column of columns.filter(({ table }) => tables.has(table))) {
    const place = `${column.table}.${column.column}`;
    if (place in KEPT || isEnumeration(schema, column)) continue;
    let taken = 0;
    for (const [side, agencyId] of agencies) taken += await planted(owner, column, agencyId, (patient, row) => `QZ${side}${places.length}P${patient}R${row}ZQ`);
    (taken > 0 ? places : refusing).push(place);
  }
  return canariesAt(places, refusing);
}

export function canariesAt(places: readonly string[], refusing: readonly string[] = []): Canaries {
  return {
    places,
    refusing,
    in: (text) => [...found(text, places), ...[...text.matchAll(/[\w-]{24,}/g)].flatMap(([token]) => found(Buffer.from(token, 'base64url').toString('latin1'), places))],
    word: (side, place, patient = 0) => `QZ${side}${places.indexOf(place)}P${patient}R0ZQ`,
  };
}

interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly type: 'text' | 'jsonb' | 'ARRAY';
  readonly isOfPatient: boolean;
}

/** Where the schema says which words there are, the server has nothing to say for any other. */
function isEnumeration(schema: GraphQLSchema, { table, column }: TextColumn): boolean {
  const type = schema.getType(kindOf(table));
  const field = isObjectType(type) ? type.getFields()[fieldOf(column)] : undefined;
  return field !== undefined && isEnumType(getNamedType(field.type));
}

const COLUMNS = `
  select c.table_name as "table", c.column_name as "column", c.data_type as type,
         exists (select 1 from information_schema.columns p where p.table_schema = 'public' and p.table_name = c.table_name and p.column_name = 'patient_id') as "isOfPatient"
    from information_schema.columns c where c.table_schema = 'public' and c.udt_name in ('text', 'jsonb', '_text') order by 1, 2`;

/** In how many rows it is. */
async function planted(owner: pg.Client, { table, column, type, isOfPatient }: TextColumn, agencyId: string, word: (patient: number, row: number) => string): Promise<number> {
  const patient = table === 'patients' ? 't.id' : isOfPatient ? 't.patient_id' : 'null::uuid';
  const { rows } = await owner.query<{ ctid: string; patient: number; held: unknown }>(
    `select t.ctid::text, t."${column}" as held, (select count(*)::int from patients p where p.agency_id = t.agency_id and p.id <= ${patient}) as patient from "${table}" t where t.agency_id = $1 order by t.ctid`,
    [agencyId],
  );
  let taken = 0;
  for (const [i, { ctid, patient: of, held }] of rows.entries()) {
    const value = valueOf(type, held, word(of, i));
    if (value === null) continue;
    // What a constraint does not allow is refused, and the column keeps what it had.
    taken += await owner.query(`update "${table}" set "${column}" = $2 where ctid = $1::tid`, [ctid, value]).then(() => 1, () => 0);
  }
  return taken;
}

function valueOf(type: TextColumn['type'], held: unknown, word: string): unknown {
  if (type === 'text') return word;
  if (type === 'ARRAY') return [word];
  const written = JSON.stringify(held, (_key, value: unknown) => (typeof value === 'string' && /\s/.test(value) ? word : value));
  return written?.includes(word) ? written : null;
}

function found(text: string, places: readonly string[]): Canary[] {
  return [...text.matchAll(SHAPE)].map(([, side, place, patient]) => ({ side: side as Side, place: places[Number(place)] ?? `place ${place}`, patient: Number(patient) }));
}
