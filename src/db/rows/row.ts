import { getMetadataArgsStorage } from 'typeorm';

import { invariant } from '../../base/invariant.js';

/**
 * A row class has columns only. Its decorators are the one place that names them: select lists, inserts
 * and updates below are made from there, and a test holds them against the migrated database. Rows
 * come back as plain objects, without the cost of hydrating entities.
 */
export type RowClass<Row> = new () => Row;

export function snakeCase(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function tableOf(row: RowClass<unknown>): string {
  return readOf(row).table;
}

export function propertiesOf(row: RowClass<unknown>): readonly string[] {
  return [...readOf(row).columns.keys()];
}

/** What a property is in the database; undefined when the row has no such column. */
export interface ColumnOfRow {
  readonly name: string;
  readonly type: string;
  readonly isArray: boolean;
  readonly isNullable: boolean;
}

export function columnOfRow(row: RowClass<unknown>, property: string): ColumnOfRow | undefined {
  return readOf(row).columns.get(property);
}

/** `v.starts_at` */
export function columnIn(alias: string, row: RowClass<unknown>, property: string): string {
  const column = columnOfRow(row, property);
  invariant(column, `${row.name} has a column ${property}`);
  return `${alias}.${column.name}`;
}

interface ReadRow {
  readonly table: string;
  readonly columns: ReadonlyMap<string, ColumnOfRow>;
}

/** Decorators are looked through once for each class: statements are made of them as they are asked. */
const rowsRead = new Map<RowClass<unknown>, ReadRow>();

function readOf(row: RowClass<unknown>): ReadRow {
  const known = rowsRead.get(row);
  if (known) return known;
  const { tables, columns } = getMetadataArgsStorage();
  const table = tables.find(({ target }) => target === row);
  invariant(table?.name, `${row.name} is an entity with a table name`);
  const own = columns.filter(({ target }) => target === row);
  const read = {
    table: table.name,
    columns: new Map(
      own.map(({ propertyName, options: { type, array, nullable } }) => [
        propertyName,
        { name: snakeCase(propertyName), type: String(type), isArray: array === true, isNullable: nullable === true },
      ]),
    ),
  };
  rowsRead.set(row, read);
  return read;
}

/** `v.starts_at as "startsAt", ...`: a select list whose rows are of the class. */
export function columnsOf(row: RowClass<unknown>, alias: string = tableOf(row)): string {
  return propertiesOf(row)
    .map((property) => `${alias}.${snakeCase(property)} as "${property}"`)
    .join(', ');
}

/** The database's own spelling, for the statements that take rows as one JSON parameter. */
export function recordOf(row: RowClass<unknown>, value: object): Record<string, unknown> {
  return Object.fromEntries(propertiesOf(row).map((property) => [snakeCase(property), (value as Record<string, unknown>)[property]]));
}

/** Turns a row that was kept as JSON back into a row: instants are dates again. */
export function reviveRow<Row>(row: RowClass<Row>, value: Record<string, unknown>): Row {
  return Object.fromEntries(
    Object.entries(value).map(([property, held]) => [property, columnOfRow(row, property)?.type === 'timestamptz' && typeof held === 'string' ? new Date(held) : held]),
  ) as Row;
}
