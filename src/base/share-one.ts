/** Whether two short lists have something in common. */
export function shareOne<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.some((item) => other.includes(item));
}
