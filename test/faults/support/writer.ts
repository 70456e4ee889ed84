import { setTimeout as delay } from 'node:timers/promises';

import { systemIds } from '../../../src/system.js';

export interface WriterOptions {
  /** Asked before each attempt, so that a retry may go to another node. */
  url(): string;
  token(): Promise<string>;
  /** A part of each mark. */
  readonly name: string;
}

export interface Answered {
  readonly text: string;
  /** Null when it was done. */
  readonly refusal: string | null;
}

/** With which the reason of a change begins that one of them wrote. */
export const MARK = 'mark-';

const AGAIN_MS = 30;
const PATIENCE_MS = 10_000;
/** They say nothing of whether the change was made. */
const UNCERTAIN: ReadonlySet<string> = new Set(['BUSY', 'INTERNAL']);

/**
 * Writes as a careful client does: whoever does not learn what became of a change asks for it again under the same
 * idempotency key until it knows. The key goes along as the reason of the change, so that its event can be found.
 */
export class Writer {
  readonly #options: WriterOptions;
  /** Of the changes that were acknowledged. */
  readonly marks: string[] = [];
  /** Attempts of which no one learnt what became of them. */
  unknown = 0;
  #isStopped = false;
  #isAbandoned = false;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** One after another, until told to stop. */
  async go(mutation = addPayer): Promise<void> {
    while (!this.#isStopped) await this.write(mutation);
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Nobody waits for it any more: what it does not know by now it will not learn. */
  abandon(): void {
    this.stop();
    this.#isAbandoned = true;
  }

  newMark(): string {
    return `${MARK}${this.#options.name}-${systemIds.next()}`;
  }

  /** Resolves when it is known what became of it. */
  async write(mutation = addPayer, variables: object = {}, mark = this.newMark()): Promise<Answered> {
    for (;;) {
      const answer = await this.attempt(mutation, mark, variables);
      if (answer !== null) {
        if (answer.refusal === null) this.marks.push(mark);
        return answer;
      }
      if (this.#isAbandoned) throw new Error('The suite ended before it was known what became of a change.');
      this.unknown += 1;
      await delay(AGAIN_MS);
    }
  }

  /** The answer; null when there is none, or none that says what became of it. */
  async attempt(mutation: string, mark: string, variables: object = {}, url = this.#options.url()): Promise<Answered | null> {
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.#options.token()}` },
        body: JSON.stringify({ query: mutation, variables: { ...variables, key: mark } }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await response.text();
      const { errors } = JSON.parse(text) as { readonly errors?: ReadonlyArray<{ readonly extensions: { readonly code: string } }> };
      const refusal = errors?.[0]?.extensions.code ?? null;
      return refusal !== null && UNCERTAIN.has(refusal) ? null : { text, refusal };
    } catch {
      return null;
    }
  }
}

export const addPayer = 'mutation ($key: String!) { done: addPayer(input: { name: "Payer", kind: COMMERCIAL }, idempotencyKey: $key, reason: $key) { record { id } cursor } }';
