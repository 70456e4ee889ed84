import { conditions, type Slice, type Stretch, stretchOf } from '../queries/page.js';
import { Parameters } from '../statement.js';
import type { AnswerShape, PageShape, RecordShape, RootShape } from './shape.js';

type RecordRoot<Request> = Extract<RootShape<Request>, { kind: 'RECORD' }>;

/** A page with the arguments of one request, as parameters of the statement. */
export interface BoundPage {
  readonly slice: Slice;
  /** What holds for the whole list. */
  readonly whole: readonly string[];
  /** Null where nothing of any record is asked: PostgreSQL takes no parameter that its text does not use. */
  readonly records: (Stretch & { readonly limit: string }) | null;
}

/** What one request puts into the text of an answer, and the values that go with it. */
export interface Bound<Request> {
  readonly values: readonly unknown[];
  /** The same for requests that have the same text. */
  readonly key: string;
  idOf(root: RecordRoot<Request>): string;
  pageOf(page: PageShape<Request>): BoundPage;
}

/** The places of a shape that differ from request to request. */
export interface Variables<Request> {
  readonly roots: ReadonlyArray<RecordRoot<Request>>;
  readonly pages: ReadonlyArray<PageShape<Request>>;
}

export function variablesOf<Request>(shape: AnswerShape<Request>): Variables<Request> {
  const roots: Array<RecordRoot<Request>> = [];
  const pages: Array<PageShape<Request>> = [];
  const page = (one: PageShape<Request>): void => {
    pages.push(one);
    for (const { value } of one.members) {
      if (value.kind === 'NODES') record(value.record);
      if (value.kind === 'EDGES') for (const edge of value.members) if (edge.value.kind === 'NODE') record(edge.value.record);
    }
  };
  const record = ({ members }: RecordShape<Request>): void => {
    for (const { value } of members) {
      if (value.kind === 'PAGE') page(value.page);
      if ('record' in value) record(value.record);
    }
  };
  for (const { value } of shape) {
    if (value.kind === 'PAGE') page(value.page);
    if (value.kind !== 'RECORD') continue;
    roots.push(value);
    record(value.record);
  }
  return { roots, pages };
}

/**
 * Every parameter is bound before any text is written, in an order that the shape alone decides. So a text that was written
 * for one request serves all that differ in values only, and most requests write none.
 *
 * @throws Refusal what the arguments are refused for.
 */
export function boundTo<Request>({ roots, pages }: Variables<Request>, agencyId: string, request: Request): Bound<Request> {
  const parameters = new Parameters(agencyId);
  const ids = new Map(roots.map((root) => [root, parameters.bind(root.id(request), 'uuid')]));
  const boundPages = new Map(pages.map((page) => [page, boundPage(page, request, parameters)]));
  const key = [...boundPages.values()].map(({ slice, whole, records }) => [slice.by, slice.isDescending, slice.isFromEnd, ...(records?.within ?? whole)].join('\n')).join('\n\n');
  return {
    values: parameters.values,
    key,
    idOf: (root) => ids.get(root) as string,
    pageOf: (page) => boundPages.get(page) as BoundPage,
  };
}

function boundPage<Request>({ list, asked, members }: PageShape<Request>, request: Request, { bind }: Parameters): BoundPage {
  const { filter, slice } = asked(request);
  const asksFor = members.filter(({ value: { kind } }) => kind !== 'LITERAL');
  const readsRecords = asksFor.some(({ value: { kind } }) => kind !== 'TOTAL');
  const whole = asksFor.length === 0 ? [] : conditions(list, filter as never, bind);
  return { slice, whole, records: readsRecords ? { ...stretchOf(list, slice, whole, bind), limit: bind(slice.limit, 'integer') } : null };
}
