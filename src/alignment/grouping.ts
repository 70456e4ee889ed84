/** Items by key, in the order they came. (`Map.groupBy` is not in Node 20.) */
export function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** What is found in the items that it is found in. Nothing is made for the others, which are nearly all: thousands of empty lists cost more than the looking. */
export function foundIn<Item, Found>(items: readonly Item[], look: (item: Item) => Found | null): Found[] {
  const found: Found[] = [];
  for (const item of items) {
    const one = look(item);
    if (one !== null) found.push(one);
  }
  return found;
}

/** Orders text by its code units: the same on every machine, which `localeCompare` is not. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
