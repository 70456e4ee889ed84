import type { ApolloServerPlugin } from '@apollo/server';

import type { GraphContext } from '../graphql/context.js';

const BAD_REQUEST = 400;
const OK = 200;

/**
 * Under `application/json` a status says how HTTP went and no more: proxies and old clients take any other
 * than 200 for an answer of somebody in between and throw its body away. So the GraphQL over HTTP specification
 * wants 200 there for a document that cannot be parsed, validated or given its variables, and 400 only
 * under `application/graphql-response+json`, which names its own sender. Apollo answers 400 under both.
 *
 * What is no GraphQL request at all, because it has no document, stays a bad request under either.
 */
export const statusByMediaType: ApolloServerPlugin<GraphContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ source, response: { http } }) {
      if (source === undefined || http.status !== BAD_REQUEST) return;
      // The media type is chosen after the last plugin was asked, and the status read after that. Choosing
      // it here as well would be a second reading of `Accept`, which could come to another answer.
      Object.defineProperty(http, 'status', {
        enumerable: true,
        get: () => (http.headers.get('content-type')?.startsWith('application/json') ? OK : BAD_REQUEST),
      });
    },
  }),
};
