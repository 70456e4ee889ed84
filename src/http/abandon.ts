import type { ServerResponse } from 'node:http';

import type { GraphContext } from '../graphql/context.js';

/** What is being read for an answer is broken off when nobody is there any more to be given it. */
export function abandonWith(response: ServerResponse, context: Pick<GraphContext, 'abandon'>): void {
  response.once('close', () => {
    if (!response.writableFinished) context.abandon();
  });
}
