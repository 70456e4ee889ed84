import type pg from 'pg';
import type { GraphQLSchema } from 'graphql';

import { toGlobalId } from '../../../src/graphql/global-id.js';
import type { Known, Random } from '../../support/random-documents.js';
import { hostile } from './hostile-values.js';

/** What random requests are about. */
export interface Targets {
  readonly tokens: readonly string[];
  /** Global ids by the kind of their record, of every agency. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** What is put where any text may stand. */
  readonly words: readonly string[];
  /** What is put where a note tells of a visit. */
  readonly narrative: readonly string[];
  readonly cursors: readonly string[];
}

const SINGULARS: Readonly<Record<string, string>> = { staff: 'Staff', branches: 'Branch', agencies: 'Agency', face_to_face_encounters: 'FaceToFace', payer_policies: 'PayerPolicy' };

/** What the schema calls the rows of a table. */
export function kindOf(table: string): string {
  return SINGULARS[table] ?? table.replace(/s$/, '').replace(/(^|_)(\w)/g, (_match, _line, letter: string) => letter.toUpperCase());
}

/** What it calls their columns. */
export function fieldOf(column: string): string {
  return column.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** The records of every table whose rows can be named by an id. */
export async function idsIn(owner: pg.Client, schema: GraphQLSchema, agencyIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name in ('agency_id', 'id') group by 1 having count(*) = 2 order by 1`,
  );
  const ids = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    const kind = kindOf(name);
    if (!schema.getType(kind)) continue;
    const { rows } = await owner.query<{ id: string }>(`select id from "${name}" where agency_id = any($1) order by 1 limit 60`, [agencyIds]);
    if (rows.length > 0) ids.set(kind, rows.map(({ id }) => toGlobalId(kind, id)));
  }
  return ids;
}

/** Values that fit their place, except for so many of a hundred, and ids that mostly are of the kind that is asked for. */
export function knownIn({ ids, words, narrative, cursors }: Targets, { percentHostile }: { readonly percentHostile: number }): Known {
  const all = [...ids.values()].flat();
  return {
    valueOf(random: Random, place: string, typeName: string) {
      if (percentHostile > 0 && random(100) < percentHostile) return literalSafe(hostile(random));
      if (/\.(after|before)$/.test(place)) return random(3) === 0 && cursors.length > 0 ? cursors[random(cursors.length)] : undefined;
      if (/\.(first|last)$/.test(place)) return place.endsWith('last') && random(4) > 0 ? undefined : random(6);
      switch (typeName) {
        case 'ID':
          return random(25) === 0 ? all[random(all.length)] : idFor(place, random);
        case 'LocalDate':
          return `2026-0${1 + random(6)}-${String(1 + random(28)).padStart(2, '0')}`;
        case 'DateTime':
          return `2026-03-${String(1 + random(28)).padStart(2, '0')}T${String(random(24)).padStart(2, '0')}:00:00Z`;
        case 'Int':
          return random(4) === 0 ? random(1_000) : 1 + random(3);
        case 'Float':
        case 'Units':
        case 'Cents':
          return random(100);
        case 'Boolean':
          return random(2) === 0;
        default:
          return NARRATIVE.test(place) ? narrative[random(narrative.length)] : words[random(words.length)];
      }
    },
  };

  function idFor(place: string, random: Random): string | undefined {
    const name = (place.split('.').at(-1) ?? '').replace(/Ids?$/, '').replace(/^(staffMember|author|supervisor|aide|assignee)$/i, 'staff').replace(/^(pinned)?line$/i, 'authorizationLine').toLowerCase();
    const kind = [...ids.keys()].find((known) => name.endsWith(known.toLowerCase()));
    const wanted = kind === undefined ? all : (ids.get(kind) ?? all);
    return wanted[random(wanted.length)];
  }
}

const NARRATIVE = /^(?:NoteElementInput\.text|Mutation\.amendNote\.reason)$/;

/** What can be written into a document as well as into variables. */
function literalSafe(value: unknown): unknown {
  return typeof value === 'object' ? 'x' : value;
}
