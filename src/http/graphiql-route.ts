import type { IncomingMessage, ServerResponse } from 'node:http';

import { ROLES, type Role } from '../auth/viewer.js';
import { Refusal } from '../base/refusal.js';
import { GRAPHIQL_PAGE, GRAPHIQL_SCRIPT, GRAPHIQL_STYLE } from './graphiql-page.js';
import { respond, type Route } from './server.js';

/** One operation to try, as a tab that is open when the page is seen for the first time. */
export interface ExampleTab {
  readonly query: string;
  /** JSON. */
  readonly variables: string;
}

export interface GraphiqlOptions {
  readonly agencyName: string;
  /** A token of the agency that the page is about. */
  tokenOf(role: Role): Promise<string>;
  examples(): Promise<readonly ExampleTab[]>;
}

/**
 * GraphiQL for whoever builds against the API, in development only: it hands out tokens. Everything comes from this server, and the
 * page's policy lets it load nothing from anywhere else.
 *
 * It is the bundle that GraphQL Yoga publishes, because GraphiQL itself has come as modules to be bundled since version 5:
 * 220 MB of them with its editor, and a bundler, against 18 MB that are served as they come.
 */
export function graphiqlRoutes({ agencyName, tokenOf, examples }: GraphiqlOptions): Readonly<Record<string, Route>> & { readonly 'GET /': Route } {
  return {
    'GET /': async (_request, response) => {
      response.setHeader('content-security-policy', POLICY);
      send(response, 'text/html', GRAPHIQL_PAGE);
    },
    'GET /graphiql/page.js': asset('text/javascript', async () => GRAPHIQL_SCRIPT),
    'GET /graphiql/page.css': asset('text/css', async () => GRAPHIQL_STYLE),
    'GET /graphiql/graphiql.js': asset('text/javascript', async () => (await bundle()).js),
    'GET /graphiql/graphiql.css': asset('text/css', async () => (await bundle()).css),
    'GET /graphiql/editorWorkerService.js': asset('text/javascript', async () => (await bundle()).editorWorkerService),
    'GET /graphiql/json.js': asset('text/javascript', async () => (await bundle()).jsonWorker),
    'GET /graphiql/graphql.js': asset('text/javascript', async () => (await bundle()).graphqlWorker),
    'GET /graphiql/setting': async (_request, response) => respond(response, { status: 200, body: { agencyName, roles: ROLES, examples: await examples() } }),
    'GET /graphiql/token': async (request, response) => {
      expectSameMachine(request);
      const wanted = new URL(request.url ?? '/', 'http://localhost').searchParams.get('role');
      const role = ROLES.find((known) => known === wanted);
      if (!role) throw new Refusal('INVALID_INPUT', { path: ['role'], expected: `one of ${ROLES.join(', ')}` });
      respond(response, { status: 200, body: { token: await tokenOf(role) } });
    },
  };
}

/** A browser that was led to the address of the API wants to see something, and a program wants an answer. */
export function wantsPage({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/html') === true;
}

/** Styles may be inline, because the editor makes them as it goes. Scripts may not. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Nine megabytes of text, so it is loaded by the first who opens the page. */
const bundle = async () => import('@graphql-yoga/render-graphiql/graphiql');

function asset(type: string, read: () => Promise<string>): Route {
  return async (_request, response) => send(response, type, await read());
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8` });
  response.end(text);
}

const LOOPBACK_ADDRESSES = /^(?:127\.[\d.]+|::1|::ffff:127\.[\d.]+)$/;
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A server in development may listen for a whole office, and its tokens are for whoever sits at it. The name is looked at as well: a
 * page from elsewhere can have its own name lead here, and then reads the answers.
 */
function expectSameMachine({ socket, headers }: IncomingMessage): void {
  const isNear = LOOPBACK_ADDRESSES.test(socket.remoteAddress ?? '') && LOOPBACK_NAMES.includes((headers.host ?? '').replace(/:\d+$/, ''));
  if (!isNear) throw new Refusal('FORBIDDEN', { expected: 'a request from the machine of the server, to localhost', remedy: 'Use a token that npm run token prints.' });
}
