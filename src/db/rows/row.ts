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
  const table = getMetadataArgsStorage().tables.find(({ target }) => target === row);
  invariant(table?.name, `${row.name} is an entity with a table name`);
  return table.name;
}

export function propertiesOf(row: RowClass<unknown>): readonly string[] {
  return getMetadataArgsStorage()
    .columns.filter(({ target }) => target === row)
    .map(({ propertyName }) => propertyName);
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
  const instants = new Set(
    getMetadataArgsStorage()
      .columns.filter(({ target, options }) => target === row && options.type === 'timestamptz')
      .map(({ propertyName }) => propertyName),
  );
  return Object.fromEntries(
    Object.entries(value).map(([property, held]) => [property, instants.has(property) && typeof held === 'string' ? new Date(held) : held]),
  ) as Row;
}
