import type { IncomingMessage, ServerResponse } from 'node:http';

import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import Negotiator from 'negotiator';

import type { Origin } from '../audit/entry.js';
import type { Log } from '../base/ports.js';
import type { VerifyToken } from '../auth/token.js';
import type { Viewer } from '../auth/viewer.js';
import { hiddenIn } from '../graphql/classes/shown.js';
import type { GraphContext } from '../graphql/context.js';
import { formatError } from '../graphql/errors.js';
import type { Gate } from '../graphql/limits/gate.js';
import { MAX_REQUEST_BYTES } from '../graphql/limits/limits.js';
import type { Plans } from '../graphql/plans/plans.js';
import { abandonWith } from './abandon.js';
import { type Asked, askedIn, askedInSearch } from './asked.js';
import type { Auditor } from './auditor.js';
import { bearerToken, jsonBody } from './body.js';
import { refusedAnswer } from './error-answer.js';
import type { Exchange } from './exchange.js';
import { operationLabel } from './operation-label.js';
import { originOf } from './origin.js';
import { respond, type Route } from './server.js';
import { statusByMediaType } from './status-by-media-type.js';
import { toldBeside } from './told-beside.js';

export interface GraphQLEndpoint {
  readonly route: Route;
  stop(): Promise<void>;
}

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly verifyToken: VerifyToken;
  readonly gate: Gate;
  readonly plans: Plans;
  readonly auditor: Auditor;
  openContext(viewer: Viewer, origin: Origin): GraphContext;
}

/**
 * GraphQL over HTTP. The gate decides whether a request runs. What can be planned is answered by its plan, for which this
 * speaks the little of the protocol that a plain POST needs. Apollo does all the rest of the protocol, and takes the document
 * from the gate. node:http carries both, which was measured at twice the requests of the same server behind a web framework.
 */
export async function serveGraphQL({ schema, log, verifyToken, gate, plans, auditor, openContext }: GraphQLOptions): Promise<GraphQLEndpoint> {
  const besides = new WeakMap<object, Beside>();
  const exchanges = new WeakMap<object, Exchange>();
  const met = new WeakMap<object, Exchange>();
  const failures = new WeakMap<object, readonly GraphQLError[]>();
  const apollo = new ApolloServer<GraphContext>({
    schema,
    // Whether it may be asked is decided by the gate, as everything about documents is.
    introspection: true,
    documentStore: documentsOf(gate),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    formatError(_formatted, error) {
      const exchange = met.get(error as object);
      const told = formatError(error, log, exchange?.arrival.requestId);
      exchange?.note({ code: String(told.extensions['code']) });
      return told.toJSON();
    },
    // The default plugin wraps every field; turning it off saves a quarter of the processor time.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), statusByMediaType, tellsBeside(besides), tellsErrors(exchanges, met, failures)],
  });
  await apollo.start();

  return {
    async route(request, response, exchange) {
      // Before anything is parsed or validated: a stranger learns nothing of the schema.
      const session = await verifyToken(bearerToken(request));
      exchange.note({ viewer: session.viewer });
      const asked = request.method === 'POST' ? askedIn(await jsonBody(request, MAX_REQUEST_BYTES)) : askedInSearch(request.url);
      const admitted = gate.admit({ ...asked, session });
      if ('errors' in admitted) return refuse(request, response, exchange, admitted.errors);
      exchange.note({ operation: operationLabel(admitted.operation) });
      const context = openContext(session.viewer, originOf(request, exchange.arrival, session, 'HTTP', auditor.askedFor(admitted, session.viewer)));
      abandonWith(response, context);
      try {
        const plainType = request.method === 'POST' ? plainTypeFor(request) : undefined;
        const { document, operation } = admitted;
        const hidden = hiddenIn({ schema, document, operationName: operation.name?.value, variables: admitted.variables }, context.viewer);
        const beside = toldBeside({ cost: asked.wantsCost ? admitted.cost : null, hidden });
        const data = plainType && (await plans.answer(admitted, context));
        if (plainType && data != null) {
          await auditor.answered(context, operation);
          return sendJson(response, plainType, data, beside);
        }

        const httpGraphQLRequest = { method: request.method ?? 'GET', headers: headersOf(request), ...parametersOf(request, admitted.text, asked) };
        exchanges.set(httpGraphQLRequest, exchange);
        if (beside) besides.set(httpGraphQLRequest, beside);
        const answer = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context });
        await auditor.answered(context, operation, failures.get(httpGraphQLRequest));
        for (const [name, value] of answer.headers) response.setHeader(name, value);
        response.statusCode = answer.status ?? 200;
        await write(response, answer.body);
      } finally {
        await context.close();
      }
    },
    stop: () => apollo.stop(),
  };

  function refuse(request: IncomingMessage, response: ServerResponse, exchange: Exchange, errors: readonly GraphQLError[]): void {
    const type = answerTypeOf(request);
    const answer = refusedAnswer(errors, { log, requestId: exchange.arrival.requestId }, type ?? PLAIN_JSON);
    exchange.note({ code: answer.code });
    respond(response, type === undefined ? { ...answer, status: 406 } : answer, type ?? PLAIN_JSON);
  }
}

/** Nothing is parsed or validated twice. What the gate does not have it has not let through. */
function documentsOf(gate: Gate): DocumentStore {
  return {
    // The key is a prefix of Apollo's and the hash of the text.
    get: async (key) => gate.documentOf(key.slice(-HASH_LENGTH)),
    set: async () => undefined,
    delete: async () => undefined,
  };
}

type DocumentStore = Exclude<ApolloServerOptions<GraphContext>['documentStore'], undefined | null>;

const HASH_LENGTH = 64;

type Beside = Readonly<Record<string, unknown>>;

function tellsBeside(besides: WeakMap<object, Beside>): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart({ request: { http } }) {
      const beside = http && besides.get(http);
      if (!beside) return undefined;
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind === 'single') body.singleResult.extensions = { ...body.singleResult.extensions, ...beside };
        },
      };
    },
  };
}

/** What went wrong, before it is put into words, and with which request: whoever puts it into words is not told. */
function tellsErrors(exchanges: WeakMap<object, Exchange>, met: WeakMap<object, Exchange>, failures: WeakMap<object, readonly GraphQLError[]>): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart({ request: { http } }) {
      const exchange = http && exchanges.get(http);
      if (!exchange) return undefined;
      return {
        async didEncounterErrors({ errors }) {
          failures.set(http, errors);
          for (const error of errors) met.set(error, exchange);
        },
      };
    },
  };
}

/** The type of an answer to whoever takes JSON without more ado. Other preferences are weighed by Apollo. */
function plainTypeFor({ headers: { accept = '*/*' } }: IncomingMessage): string | undefined {
  if (accept === '*/*' || /^application\/json(?:; ?charset=utf-8)?$/i.test(accept)) return 'application/json; charset=utf-8';
  return /^application\/graphql-response\+json(?:; ?charset=utf-8)?(?:, ?application\/json(?:;[^,]*)?)?$/i.test(accept) ? 'application/graphql-response+json; charset=utf-8' : undefined;
}

function sendJson(response: ServerResponse, type: string, data: string, beside: Beside | undefined): void {
  const body = `{"data":${data}${beside === undefined ? '' : `,"extensions":${JSON.stringify(beside)}`}}`;
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** The text that the gate let through, where the client sent it and where it sent a hash. */
function parametersOf({ method }: IncomingMessage, query: string, { operationName, variables }: Asked): { readonly search: string; readonly body: unknown } {
  if (method === 'POST') return { search: '', body: { query, operationName, variables } };
  const search = new URLSearchParams({ query, ...(operationName !== null && { operationName }), ...(variables !== null && { variables: JSON.stringify(variables) }) });
  return { search: `?${search}`, body: undefined };
}

const PLAIN_JSON = 'application/json';
const GRAPHQL_JSON = 'application/graphql-response+json';

/** By the preferences that Apollo goes by; undefined where neither is wanted. */
function answerTypeOf({ headers: { accept = '*/*' } }: IncomingMessage): string | undefined {
  return new Negotiator({ headers: { accept } }).mediaType([PLAIN_JSON, GRAPHQL_JSON]);
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
