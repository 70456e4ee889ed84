/** Part of a text: as it stands, or what an expression gives. An expression that is null gives nothing. */
export type Piece = { readonly text: string } | { readonly sql: string };

/** PostgreSQL calls no function with more. */
const MOST_ARGUMENTS = 90;

export function concat(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let text = '';
  for (const piece of pieces) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    if (text !== '') parts.push(quoted(text));
    text = '';
    parts.push(piece.sql);
  }
  if (text !== '') parts.push(quoted(text));
  return joined(parts);
}

function joined(parts: readonly string[]): string {
  if (parts.length <= MOST_ARGUMENTS) return `concat(${parts.join(', ')})`;
  const groups = Array.from({ length: Math.ceil(parts.length / MOST_ARGUMENTS) }, (_, i) => joined(parts.slice(i * MOST_ARGUMENTS, (i + 1) * MOST_ARGUMENTS)));
  return joined(groups);
}

function quoted(text: string): string {
  return `'${text.replaceAll(`'`, `''`)}'`;
}
