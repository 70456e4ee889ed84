import { MOST_CHILDREN } from '../queries/children.js';
import { type SortKey, sourceOf } from '../queries/page.js';
import { patientPropertyOf } from '../rows/patient-of.js';
import { columnIn, type RowClass, tableOf } from '../rows/row.js';
import type { Bound } from './bound.js';
import { concat, type Piece } from './concat.js';
import { broken, jsonArray, shownPatients, slotted, written } from './json-text.js';
import type { AnswerShape, EdgePart, Member, PageInfoPart, PagePart, PageShape, RecordShape, RootShape, ValueShape } from './shape.js';

/**
 * One statement that reads all records of an answer and writes the answer itself, as JSON text. Every edge is a
 * subselect by an index, whatever the page before it holds, so what an answer costs is what its records cost.
 *
 * The text is put together with `concat` and `string_agg`: the same out of json_build_object and json_agg, which look up the
 * type of each value each time and put spaces between everything, is a tenth longer and was measured to take some more time.
 *
 * The topmost records that belong to a patient also say to whom; what is below them belongs to the same one, until it leads over
 * a record that is nobody's, as a caregiver is.
 *
 * The scope is set by what the answer is the case of, which is worked out first. Were it ever otherwise, row security would
 * find no agency and the answer no record.
 */
export function answerText<Request>(shape: AnswerShape<Request>, bound: Bound<Request>): string {
  return `select case when set_config('app.agency_id', $1::uuid::text, true) is not null then ${new Writer(bound).answer(shape)} end as answer`;
}

class Writer<Request> {
  #aliases = 0;

  constructor(private readonly bound: Bound<Request>) {}

  answer(shape: AnswerShape<Request>): string {
    return concat(this.#object(shape, (root) => this.#root(root)));
  }

  #root(root: RootShape<Request>): readonly Piece[] {
    switch (root.kind) {
      case 'LITERAL':
        return [{ text: root.json }];
      case 'PAGE':
        return [{ sql: this.#page(root.page, null, false) }];
      case 'RECORD':
        return [{ sql: this.#presentOr(root.isNullable, this.#one(root.record, this.bound.idOf(root), false)) }];
    }
  }

  /** `{"key":value,...}` */
  #object<Value>(members: ReadonlyArray<Member<Value>>, piecesOf: (value: Value) => readonly Piece[]): Piece[] {
    const pieces = members.flatMap(({ key, value }, i) => [{ text: `${i === 0 ? '' : ','}"${key}":` }, ...piecesOf(value)]);
    return [{ text: '{' }, ...pieces, { text: '}' }];
  }

  /** `isSaid`: whose record it is, is known from elsewhere. */
  #record({ row, members }: RecordShape<Request>, alias: string, isSaid: boolean): string {
    const owner = isSaid ? null : ownerIn(alias, row);
    return concat([...this.#object(members, (value) => this.#value(value, row, alias)), ...(owner === null ? [] : [{ sql: shownPatients(`${owner}::text`) }])]);
  }

  #value(value: ValueShape<Request>, row: RowClass<unknown>, alias: string): readonly Piece[] {
    const isSaid = patientPropertyOf(row) !== null;
    switch (value.kind) {
      case 'LITERAL':
        return [{ text: value.json }];
      case 'COLUMN':
        return written(columnIn(alias, row, value.property), value.form, value.isNullable);
      case 'OPAQUE_ID':
        return opaqueId(value.typeName, alias);
      case 'SLOT':
        return [{ sql: slotted(value.slot, jsonArray(value.properties.map((property) => columnIn(alias, row, property)))) }];
      case 'ONE':
        return [{ sql: this.#presentOr(value.isNullable, this.#one(value.record, columnIn(alias, row, value.property), isSaid)) }];
      case 'MANY':
        return [{ sql: this.#many(value.record, columnIn(alias, row, value.property), isSaid) }];
      case 'FIRST_CHILD':
        return [{ sql: this.#presentOr(value.isNullable, this.#children({ ...value, property: 'id', naming: null, most: 1 }, row, alias, (json) => json)) }];
      case 'CHILDREN':
        return [{ sql: this.#children({ ...value, most: MOST_CHILDREN }, row, alias, listOf) }];
      case 'PAGE':
        return [{ sql: this.#page(value.page, alias, isSaid) }];
    }
  }

  #presentOr(isNullable: boolean, select: string): string {
    return `coalesce(${select}, ${isNullable ? `'null'` : broken})`;
  }

  #one(record: RecordShape<Request>, id: string, isSaid: boolean): string {
    const alias = this.#alias();
    return `(select ${this.#record(record, alias, isSaid)} from ${tableOf(record.row)} ${alias} where ${alias}.agency_id = $1::uuid and ${alias}.id = ${id})`;
  }

  #many(record: RecordShape<Request>, ids: string, isSaid: boolean): string {
    const [alias, place] = [this.#alias(), this.#alias()];
    const json = `coalesce((select ${this.#record(record, alias, isSaid)} from ${tableOf(record.row)} ${alias} where ${alias}.agency_id = $1::uuid and ${alias}.id = ${place}.id), ${broken})`;
    return `(select ${listOf(json, `order by ${place}.place`)} from unnest(${ids}) with ordinality as ${place}(id, place))`;
  }

  #children(
    { children, property, naming, record, most }: Omit<Extract<ValueShape<Request>, { kind: 'CHILDREN' }>, 'kind'> & { readonly most: number },
    row: RowClass<unknown>,
    parent: string,
    aggregate: (json: string) => string,
  ): string {
    const alias = this.#alias();
    const { condition, order, parent: parentColumn } = children;
    const from = `select c.* from ${tableOf(children.row)} c
      where c.agency_id = $1::uuid and ${columnIn('c', children.row, parentColumn)} = ${columnIn(parent, row, property)} and ${condition} order by ${order} limit ${most}`;
    const only = naming === null ? '' : ` where ${parent}.id = any(${columnIn(alias, children.row, naming)})`;
    return `(select ${aggregate(this.#record(record, alias, patientPropertyOf(row) !== null))} from (${from}) ${alias}${only})`;
  }

  #page(page: PageShape<Request>, owner: string | null, isSaid: boolean): string {
    const { list, ownerColumn, members } = page;
    const { slice, whole, records } = this.bound.pageOf(page);
    const isOwned = ownerColumn === null || owner === null ? [] : [`t.${ownerColumn} = ${owner}.id`];
    const from = (conditions: readonly string[]): string => `from ${sourceOf(list)} t where ${[...isOwned, ...conditions].join(' and ')}`;
    const total = (): string => `(select count(*) ${from(whole)})`;
    if (records === null) return concat(this.#object(members, (part) => (part.kind === 'LITERAL' ? [{ text: part.json }] : [{ sql: total() }])));
    const { limit, keys, within, beyond } = records;

    const alias = this.#alias();
    const looksBeyond = members.some(({ value }) => value.kind === 'PAGE_INFO');
    const direction = slice.isDescending === slice.isFromEnd ? 'asc' : 'desc';
    const taken = `select t.*${keys.map(({ sql }, i) => `, ${sql} as k${i}`).join('')} ${from(within)}
      order by ${keys.map((_, i) => `k${i} ${direction}`).join(', ')} limit ${limit}${looksBeyond ? ' + 1' : ''}`;
    const placed = looksBeyond || slice.isFromEnd ? `select p.*, row_number() over () as place, count(*) over () as found from (${taken}) p` : taken;
    const order = slice.isFromEnd ? `order by ${alias}.place desc` : '';
    const only = looksBeyond ? `filter (where ${alias}.place <= ${limit})` : '';
    const ends: Ends = {
      isFromEnd: slice.isFromEnd,
      isMore: `(count(*) > ${limit})::text`,
      isBeyond: beyond === null ? `'false'` : `(exists (select ${from(beyond)}))::text`,
      keyAt: (isLast) => `max(${jsonArray(keysOf(keys, alias))}) filter (where ${alias}.place = ${isLast ? `least(${alias}.found, ${limit})` : `least(1, ${limit})`})`,
    };

    const parts = this.#object(members, (part: PagePart<Request>): readonly Piece[] => {
      switch (part.kind) {
        case 'LITERAL':
          return [{ text: part.json }];
        case 'NODES':
          return [{ sql: listOf(this.#record(part.record, alias, true), order, only) }];
        case 'EDGES':
          return [{ sql: listOf(concat(this.#object(part.members, (edge) => this.#edge(edge, keys, alias))), order, only) }];
        case 'TOTAL':
          return [{ sql: total() }];
        case 'PAGE_INFO':
          return this.#object(part.members, (info) => pageInfo(info, ends));
      }
    });
    const shows = members.some(({ value: { kind } }) => kind === 'NODES' || kind === 'EDGES');
    const patient = isSaid || !shows ? null : ownerIn(alias, list.row);
    const shown = patient === null ? [] : [{ sql: shownPatients(`string_agg(${patient}::text, ',') ${only}`) }];
    // One row, also where nothing that is asked needs all records.
    return `(select ${concat([...parts, ...shown])} from (${placed}) ${alias} having true)`;
  }

  #edge(edge: EdgePart<Request>, keys: readonly SortKey[], alias: string): readonly Piece[] {
    switch (edge.kind) {
      case 'LITERAL':
        return [{ text: edge.json }];
      case 'NODE':
        return [{ sql: this.#record(edge.record, alias, true) }];
      case 'CURSOR':
        return [{ sql: slotted(edge.slot, jsonArray(keysOf(keys, alias))) }];
    }
  }

  #alias(): string {
    this.#aliases += 1;
    return `r${this.#aliases}`;
  }
}

interface Ends {
  readonly isFromEnd: boolean;
  readonly isMore: string;
  readonly isBeyond: string;
  keyAt(isLast: boolean): string;
}

/** A page taken from the end is taken backwards: its first record is the last that was taken. */
function pageInfo(part: PageInfoPart, { isFromEnd, isMore, isBeyond, keyAt }: Ends): readonly Piece[] {
  switch (part.kind) {
    case 'LITERAL':
      return [{ text: part.json }];
    case 'HAS_NEXT':
      return [{ sql: isFromEnd ? isBeyond : isMore }];
    case 'HAS_PREVIOUS':
      return [{ sql: isFromEnd ? isMore : isBeyond }];
    case 'START':
    case 'END': {
      const isLastTaken = (part.kind === 'END') !== isFromEnd;
      return [{ sql: `coalesce(${slotted(part.slot, keyAt(isLastTaken))}, 'null')` }];
    }
  }
}

function keysOf(keys: readonly SortKey[], alias: string): readonly string[] {
  return keys.map((key, i) => keyValue(key, `${alias}.k${i}`));
}

/** As `keyValue` of a page has it, so that one place has one cursor whichever way it was read. */
function keyValue({ type }: SortKey, sql: string): string {
  return type === 'timestamptz' ? `to_char(${sql}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : sql;
}

/** The column that says whose record it is; null where it is nobody's. */
function ownerIn(alias: string, row: RowClass<unknown>): string | null {
  const property = patientPropertyOf(row);
  return property === null ? null : columnIn(alias, row, property);
}

function listOf(json: string, order = '', only = ''): string {
  return `concat('[', string_agg(${json}, ','${order === '' ? '' : ` ${order}`}) ${only}, ']')`;
}

function opaqueId(typeName: string, alias: string): readonly Piece[] {
  const whole = `${typeName}:`;
  // What fills whole groups of three bytes is the same for every record.
  const fixed = whole.slice(0, whole.length - (whole.length % 3));
  const rest = whole.slice(fixed.length);
  const encoded = `encode(convert_to(${rest === '' ? '' : `'${rest}' || `}${alias}.id::text, 'UTF8'), 'base64')`;
  return [{ text: `"${Buffer.from(fixed, 'latin1').toString('base64url')}` }, { sql: rest === '' ? encoded : `rtrim(${encoded}, '=')` }, { text: '"' }];
}
