import { checkedText } from '../../base/check.js';

/** Longer than any name. */
const LONGEST_SEARCH = 100;

/** What was typed into a search box; nothing, when it was emptied. */
export function searchIn(filter: { readonly search?: string | null } | null | undefined): string | null {
  const search = filter?.search ?? '';
  return search.trim() === '' ? null : checkedText(search, ['filter', 'search'], LONGEST_SEARCH);
}
