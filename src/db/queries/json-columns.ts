/**
 * A list of records as one list for each field. An object for each record names every field again and again: for the
 * visits and notes of a patient that is half of the text, and took the database and this process twice as long.
 */
export type Columns<Item> = { readonly [Field in keyof Item]: ReadonlyArray<Item[Field]> | null };

/** The select that makes it, of fields by name. */
export function columns(fields: Readonly<Record<string, string>>, from: string): string {
  return `(select json_build_object(${Object.entries(fields).map(([name, value]) => `'${name}', json_agg(${value})`).join(', ')}) ${from})`;
}

/** The records again. There are none where the lists are null. */
export function recordsFrom<Item>(columns: Columns<Item>): Item[] {
  const fields = Object.entries(columns) as Array<[keyof Item, ReadonlyArray<Item[keyof Item]> | null]>;
  const count = fields[0]?.[1]?.length ?? 0;
  return Array.from({ length: count }, (_, i) => {
    const record = {} as Item;
    for (const [field, values] of fields) record[field] = (values as ReadonlyArray<Item[keyof Item]>)[i] as Item[keyof Item];
    return record;
  });
}
