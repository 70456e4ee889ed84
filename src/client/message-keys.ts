/** Under which names a document asks for what resuming needs. */
export interface MessageKeys {
  /** Of the stream in the answer's data. A subscription has one field only, by the specification. */
  readonly stream: string;
  readonly kind: string;
  readonly cursor: string;
  readonly previousCursor: string;
  /** The variable that its argument `after` takes. */
  readonly after: string;
}

/**
 * Reads them out of the document. It knows as much of GraphQL as finding a field takes: the language's parser
 * would weigh more in a browser than all the rest of this client, and what is wrong otherwise the server says.
 *
 * @throws UnusableDocument
 */
export function messageKeys(document: string, operationName?: string | null): MessageKeys {
  const { subscriptions, fragments } = definitionsIn(tokensOf(document));
  const subscription = subscriptions.find(({ name }) => operationName == null || name === operationName);
  const stream = subscription && fieldsOf(subscription.selections, fragments)[0];
  if (!stream) throw new UnusableDocument(['a subscription']);

  const fields = fieldsOf(stream.selections, fragments);
  const keyOf = (name: string): string | undefined => fields.find((field) => field.name === name)?.key;
  const found = { kind: keyOf('kind'), cursor: keyOf('cursor'), previousCursor: keyOf('previousCursor'), after: variableOf('after', stream.inParentheses) };
  const missing = Object.entries(found).filter(([, key]) => key === undefined);
  if (missing.length > 0) throw new UnusableDocument(missing.map(([name]) => (name === 'after' ? 'a variable for the argument `after`' : `the field \`${name}\``)));
  return { ...(found as Record<keyof typeof found, string>), stream: stream.key };
}

export class UnusableDocument extends TypeError {
  override readonly name = 'UnusableDocument';

  constructor(missing: readonly string[]) {
    super(`A stream can be resumed only if its document has ${missing.join(', ')}. Write it like: subscription ($after: String) { alignmentChanged(after: $after) { kind cursor previousCursor } }`);
  }
}

interface Field {
  readonly key: string;
  readonly name: string;
  readonly inParentheses: readonly string[];
  readonly selections: readonly Selection[];
}

/** A field, a fragment in place, or the name of one. */
type Selection = Field | { readonly selections: readonly Selection[] } | { readonly spread: string };

interface Definitions {
  readonly subscriptions: ReadonlyArray<{ readonly name: string | undefined; readonly selections: readonly Selection[] }>;
  readonly fragments: ReadonlyMap<string, readonly Selection[]>;
}

function tokensOf(document: string): string[] {
  const tokens = document.match(/"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#.*|\.\.\.|[A-Za-z_]\w*|[^\s,\uFEFF]/g) ?? [];
  return tokens.filter((token) => !token.startsWith('#'));
}

function definitionsIn(tokens: readonly string[]): Definitions {
  let at = 0;
  const subscriptions: Array<Definitions['subscriptions'][number]> = [];
  const fragments = new Map<string, readonly Selection[]>();
  while (at < tokens.length) {
    const [keyword, name] = [tokens[at], tokens[at + 1]];
    toSelections();
    const selections = selectionSet();
    if (keyword === 'subscription') subscriptions.push({ name, selections });
    if (keyword === 'fragment' && name !== undefined) fragments.set(name, selections);
  }
  return { subscriptions, fragments };

  function toSelections(): void {
    while (at < tokens.length && tokens[at] !== '{') skip();
  }

  /** Values can hold braces too, but only in parentheses. */
  function skip(): string[] {
    const start = at;
    let depth = 0;
    do {
      if (tokens[at] === '(') depth += 1;
      if (tokens[at] === ')') depth -= 1;
      at += 1;
    } while (depth > 0 && at < tokens.length);
    return tokens.slice(start, at);
  }

  function selectionSet(): Selection[] {
    const selections: Selection[] = [];
    if (tokens[at] !== '{') return selections;
    for (at += 1; at < tokens.length && tokens[at] !== '}'; ) selections.push(tokens[at] === '...' ? fragment() : field());
    at += 1;
    return selections;
  }

  function fragment(): Selection {
    at += 1;
    const name = tokens[at] ?? '';
    if (name === 'on' || name === '@' || name === '{') {
      toSelections();
      return { selections: selectionSet() };
    }
    at += 1;
    directives();
    return { spread: name };
  }

  function field(): Field {
    const key = tokens[at] ?? '';
    const isAlias = tokens[at + 1] === ':';
    const name = isAlias ? (tokens[at + 2] ?? '') : key;
    at += isAlias ? 3 : 1;
    const inParentheses = tokens[at] === '(' ? skip() : [];
    directives();
    return { key, name, inParentheses, selections: selectionSet() };
  }

  function directives(): void {
    while (tokens[at] === '@') {
      at += 2;
      if (tokens[at] === '(') skip();
    }
  }
}

function fieldsOf(selections: readonly Selection[], fragments: Definitions['fragments'], within: readonly string[] = []): Field[] {
  return selections.flatMap((selection) => {
    if ('key' in selection) return [selection];
    if ('selections' in selection) return fieldsOf(selection.selections, fragments, within);
    // The server refuses a fragment that contains itself; reading it must come to an end all the same.
    return within.includes(selection.spread) ? [] : fieldsOf(fragments.get(selection.spread) ?? [], fragments, [...within, selection.spread]);
  });
}

function variableOf(argument: string, inParentheses: readonly string[]): string | undefined {
  const at = inParentheses.findIndex((token, i) => token === argument && inParentheses[i + 1] === ':' && inParentheses[i + 2] === '$');
  return at < 0 ? undefined : inParentheses[at + 3];
}
