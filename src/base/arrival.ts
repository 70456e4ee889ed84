/** From where a request came, and what it is called: in the log, in the answer, and in whatever is kept about it. */
export interface Arrival {
  readonly requestId: string;
  /** Of the client, behind the proxies that are trusted. */
  readonly remoteAddress: string;
}
