import type { Children } from '../queries/children.js';
import type { List, Slice } from '../queries/page.js';
import type { RowClass } from '../rows/row.js';

/**
 * What an answer shows, in the order in which it shows it: the tree of records that one statement reads and
 * writes as JSON. It knows tables and not GraphQL; whoever makes one has already decided that it may be read.
 *
 * `Request` is what differs from one request to the next: everything else of a shape is the same each time.
 */
export interface RecordShape<Request> {
  readonly row: RowClass<unknown>;
  readonly members: ReadonlyArray<Member<ValueShape<Request>>>;
}

export interface Member<Value> {
  /** Its name in the answer. Letters, digits and underscores only: it becomes part of the text. */
  readonly key: string;
  readonly value: Value;
}

/** How a column is written. TEXT is escaped; WORD is text that needs no escaping, as codes, ids and dates do not. */
export type Form = 'TEXT' | 'WORD' | 'NUMBER' | 'BOOLEAN' | 'INSTANT' | 'THOUSANDTHS' | 'ARRAY';

export type ValueShape<Request> =
  | { readonly kind: 'LITERAL'; readonly json: string }
  | { readonly kind: 'COLUMN'; readonly property: string; readonly form: Form; readonly isNullable: boolean }
  | { readonly kind: 'OPAQUE_ID'; readonly typeName: string }
  /** Columns that are handed over as they are, for a value that is worked out of them afterwards. */
  | { readonly kind: 'SLOT'; readonly slot: number; readonly properties: readonly string[] }
  /** The record that a column refers to. */
  | { readonly kind: 'ONE'; readonly property: string; readonly record: RecordShape<Request>; readonly isNullable: boolean }
  /** The records that a column with an array of ids refers to, in its order. */
  | { readonly kind: 'MANY'; readonly property: string; readonly record: RecordShape<Request> }
  /** The records that name this one; only those whose `naming` contains this one's id, where that is given. */
  | { readonly kind: 'CHILDREN'; readonly children: Children<never>; readonly property: string; readonly naming: string | null; readonly record: RecordShape<Request> }
  | { readonly kind: 'FIRST_CHILD'; readonly children: Children<never>; readonly record: RecordShape<Request>; readonly isNullable: boolean }
  | { readonly kind: 'PAGE'; readonly page: PageShape<Request> };

export interface PageShape<Request> {
  readonly list: List<never, never>;
  /** The column that names the record which the page belongs to; null for a page of the whole list. */
  readonly ownerColumn: string | null;
  /** @throws Refusal what the arguments of this request are refused for. */
  readonly asked: (request: Request) => AskedPage;
  readonly members: ReadonlyArray<Member<PagePart<Request>>>;
}

export interface AskedPage {
  readonly filter: unknown;
  readonly slice: Slice;
}

export type PagePart<Request> =
  | { readonly kind: 'LITERAL'; readonly json: string }
  | { readonly kind: 'NODES'; readonly record: RecordShape<Request> }
  | { readonly kind: 'EDGES'; readonly members: ReadonlyArray<Member<EdgePart<Request>>> }
  | { readonly kind: 'PAGE_INFO'; readonly members: ReadonlyArray<Member<PageInfoPart>> }
  | { readonly kind: 'TOTAL' };

export type EdgePart<Request> =
  | { readonly kind: 'LITERAL'; readonly json: string }
  | { readonly kind: 'NODE'; readonly record: RecordShape<Request> }
  /** The key of the record in its list, which the slot turns into a cursor. */
  | { readonly kind: 'CURSOR'; readonly slot: number };

export type PageInfoPart =
  | { readonly kind: 'LITERAL'; readonly json: string }
  | { readonly kind: 'HAS_NEXT' | 'HAS_PREVIOUS' }
  | { readonly kind: 'START' | 'END'; readonly slot: number };

export type RootShape<Request> =
  | { readonly kind: 'LITERAL'; readonly json: string }
  | { readonly kind: 'PAGE'; readonly page: PageShape<Request> }
  /** The record with an id. One that has to be there and is not makes the answer void. */
  | { readonly kind: 'RECORD'; readonly id: (request: Request) => string; readonly record: RecordShape<Request>; readonly isNullable: boolean };

/** Every answer is one object. */
export type AnswerShape<Request> = ReadonlyArray<Member<RootShape<Request>>>;
