import type { Child } from '../support/child.js';
import type { Draw } from './dataset.js';
import type { QuestionId } from './questions.js';

/** One of the servers that are compared. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly child: Child<unknown>;
  /** Besides the length and the kind of the body. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body of a request. */
  body(question: QuestionId, draw: Draw): string;
}

export type Start = (settings: ServerSettings) => Promise<Contender>;

/** Every server gets the same: as many connections to the database, the same Node, and the same flags. */
export interface ServerSettings {
  readonly databaseUrl: string;
  readonly directory: string;
  readonly agencyId: string;
  start<Ready>(file: URL, settings: unknown): Promise<Child<Ready>>;
}

export const POOL_SIZE = 20;
