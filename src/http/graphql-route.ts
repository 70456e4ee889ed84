import type { IncomingMessage, ServerResponse } from 'node:http';

import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';

import type { Log } from '../base/ports.js';
import type { VerifyToken } from '../auth/token.js';
import type { Viewer } from '../auth/viewer.js';
import type { GraphContext } from '../graphql/context.js';
import { formatError } from '../graphql/errors.js';
import { limitRules, MAX_TOKENS, MAX_VALIDATION_ERRORS } from '../graphql/limits.js';
import { bearerToken, jsonBody } from './body.js';
import type { Route } from './server.js';
import { statusByMediaType } from './status-by-media-type.js';

export interface GraphQLEndpoint {
  readonly route: Route;
  stop(): Promise<void>;
}

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly verifyToken: VerifyToken;
  /** Introspection and suggestions are for those who build against the API, not for production. */
  readonly isDevelopment: boolean;
  openContext(viewer: Viewer): GraphContext;
}

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * GraphQL over HTTP. Apollo does the protocol; node:http carries it, which was measured at twice the
 * requests of the same server behind a web framework.
 */
export async function serveGraphQL({ schema, log, verifyToken, isDevelopment, openContext }: GraphQLOptions): Promise<GraphQLEndpoint> {
  const apollo = new ApolloServer<GraphContext>({
    schema,
    introspection: isDevelopment,
    hideSchemaDetailsFromClientErrors: !isDevelopment,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    validationRules: limitRules,
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: (_formatted, error) => formatError(error, log).toJSON(),
    // The default plugin wraps every field; turning it off saves a quarter of the processor time.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), statusByMediaType],
  });
  await apollo.start();

  return {
    async route(request, response) {
      // Before anything is parsed or validated: a stranger learns nothing of the schema.
      const { viewer } = await verifyToken(bearerToken(request));
      const body = request.method === 'POST' ? await jsonBody(request, MAX_BODY_BYTES) : undefined;
      const context = openContext(viewer);
      try {
        const answer = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: { method: request.method ?? 'GET', headers: headersOf(request), search: new URL(request.url ?? '/', 'http://localhost').search, body },
          context: async () => context,
        });
        for (const [name, value] of answer.headers) response.setHeader(name, value);
        response.statusCode = answer.status ?? 200;
        await write(response, answer.body);
      } finally {
        await context.close();
      }
    },
    stop: () => apollo.stop(),
  };
}

type AnswerBody = { readonly kind: 'complete'; readonly string: string } | { readonly kind: 'chunked'; readonly asyncIterator: AsyncIterable<string> };

async function write(response: ServerResponse, body: AnswerBody): Promise<void> {
  if (body.kind === 'complete') {
    response.end(body.string);
    return;
  }
  for await (const chunk of body.asyncIterator) response.write(chunk);
  response.end();
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
