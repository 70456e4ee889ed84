import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

import type { Issuer } from './auth/issuer.js';
import { issuersAt } from './auth/issuers-file.js';
import type { HintSource } from './feed/hints/open-hints.js';
import type { Rate } from './graphql/limits/allowances.js';
import { MAX_POINTS } from './graphql/limits/limits.js';
import { trustedDocumentsAt } from './graphql/limits/trusted-documents.js';
import type { SocketLimits } from './http/socket-limits.js';
import type { LogLevel } from './system.js';

/** Everything that can be set from outside, read once at start and never again. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Null: start the embedded server in `dataDirectory`. */
  readonly databaseUrl: string | null;
  /** The login that owns the tables; the server itself works as a role that owns nothing. */
  readonly ownerDatabaseUrl: string | null;
  readonly dataDirectory: string;
  readonly poolSize: number;
  /** How nodes tell each other that there is something new. */
  readonly hints: HintSource;
  readonly logLevel: LogLevel;
  readonly identity: Identity;
  readonly limits: SocketLimits;
  readonly requests: RequestRules;
  /** Over how long clients are sent away when the server stops. */
  readonly drainMs: number;
  /** How long events can be read again. */
  readonly eventRetentionDays: number;
  /** Who may read the metrics: whoever has this token; in development everyone, when there is none. */
  readonly metricsToken: string | null;
  /** Load the demonstration agencies if they are not there. */
  readonly isDemonstration: boolean;
}

export type Identity =
  /** Keys that this machine made for itself, in `dataDirectory`. */
  | { readonly kind: 'DEVELOPMENT' }
  | {
      readonly kind: 'CONFIGURED';
      readonly issuers: readonly Issuer[];
      /** How long the keys of an issuer are used that cannot be asked for them. */
      readonly keysOutlastMs: number;
      readonly cursorSecret: Uint8Array;
    };

/** What may be asked, by whom and how much. */
export interface RequestRules {
  /** Texts by their SHA-256. */
  readonly trustedDocuments: ReadonlyMap<string, string>;
  /** The clients that may send other documents as well, by the name in their tokens; null: every one. */
  readonly adHocClients: ReadonlySet<string> | null;
  /** Of one person or program on one node; null: as much as they like. */
  readonly rate: Rate | null;
}

/** The whole list, for the README and for `--help`. */
export const VARIABLES: Readonly<Record<string, string>> = {
  PORT: 'port to listen on; 4000',
  HOST: 'address to listen on; 127.0.0.1 in development, otherwise 0.0.0.0',
  DATA_DIR: 'where the embedded database and the development keys live; .data',
  DATABASE_URL: 'PostgreSQL to use instead of the embedded one; nothing is loaded into it unasked',
  OWNER_DATABASE_URL: 'login that owns the tables and migrates; DATABASE_URL',
  POOL_SIZE: 'connections to the database, one of which the webhooks keep; 20',
  HINTS: 'what wakes the readers of other nodes: postgres, the URL of a NATS server (nats:// or tls://, with user and password if it wants them), or poll for nothing; postgres',
  LOG_LEVEL: 'info, warn, error or silent; info',
  ISSUERS_FILE: 'JSON file with the identity providers whose access tokens are accepted (required outside development, and refused in it)',
  ISSUER_KEYS_OUTLAST_HOURS: 'how long the keys of an identity provider go on being used when it does not answer; 12',
  MAX_SOCKETS: 'connections of subscribers that one node takes; 20000',
  MAX_SOCKETS_PER_SUBJECT: 'of one person or program; 20',
  CONNECTIONS_PER_SECOND: 'new WebSockets that one node takes; 1000',
  TRUSTED_DOCUMENTS_FILE: 'JSON file of documents by their SHA-256, or a directory of such files and of .graphql files; none',
  AD_HOC_CLIENTS: 'who may send other documents as well: all, none, or a comma-separated list of clients as client_id or azp of their tokens name them, after the name of their issuer and a space where that is not main; all',
  RATE_POINTS_PER_SECOND: 'points that one person or program may ask for, on each node and over time; 0 for no limit; 10000',
  RATE_BURST_POINTS: 'points that may be saved up for a moment; 100000',
  DRAIN_SECONDS: 'over how long clients are sent away when the server stops; 10, in development 0',
  EVENT_RETENTION_DAYS: 'how long events can be read again; 90',
  METRICS_TOKEN: 'bearer token for /metrics; without one it is served in development only',
  CURSOR_SECRET: 'at least 32 characters that sign cursors and from which the secrets of webhooks are derived, the same on every node (required outside development)',
};

export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems';

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

export interface ConfigFlags {
  readonly isDevelopment: boolean;
}

const LOG_LEVELS: readonly LogLevel[] = ['info', 'warn', 'error', 'silent'];

/** @throws ConfigProblems that names every problem at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, { isDevelopment }: ConfigFlags): Config {
  const problems: string[] = [];

  const integer = (name: string, fallback: number, from: number, to: number): number => {
    const text = (env[name] ?? '').trim();
    const value = text === '' ? fallback : Number(text);
    if (!/^\d*$/.test(text) || value < from || value > to) problems.push(`${name} is to be a whole number from ${from} to ${to}`);
    return value;
  };
  const required = (name: string, isGood: (value: string) => boolean = () => true): string => {
    const value = env[name] ?? '';
    if (value === '' || !isGood(value)) problems.push(`${name} is missing or too short: ${VARIABLES[name]}`);
    return value;
  };

  const logLevel = LOG_LEVELS.find((level) => level === (env['LOG_LEVEL'] ?? 'info'));
  if (!logLevel) problems.push(`LOG_LEVEL is to be one of ${LOG_LEVELS.join(', ')}`);
  if (isDevelopment && env['NODE_ENV'] === 'production') {
    problems.push('--development makes its own keys and cannot be used with NODE_ENV=production');
  }
  // Its tokens say their bearer's role, and whoever can read the data directory can make them.
  if (isDevelopment && env['ISSUERS_FILE']) problems.push('--development makes its own keys and cannot be used with ISSUERS_FILE');
  const databaseUrl = env['DATABASE_URL'] || null;
  if (!isDevelopment && databaseUrl === null) problems.push('DATABASE_URL is required outside development: the embedded database is for trying things out');

  const config: Config = {
    port: integer('PORT', 4000, 0, 65535),
    host: env['HOST'] || (isDevelopment ? '127.0.0.1' : '0.0.0.0'),
    databaseUrl,
    ownerDatabaseUrl: env['OWNER_DATABASE_URL'] || databaseUrl,
    dataDirectory: resolve(env['DATA_DIR'] || '.data'),
    poolSize: integer('POOL_SIZE', 20, 2, 500),
    hints: hintSourceIn(env['HINTS'] || 'postgres', problems),
    logLevel: logLevel ?? 'info',
    identity: isDevelopment ? { kind: 'DEVELOPMENT' } : configured(required, integer, problems),
    limits: {
      mostSockets: integer('MAX_SOCKETS', 20_000, 1, 1_000_000),
      mostSocketsOfSubject: integer('MAX_SOCKETS_PER_SUBJECT', 20, 1, 100_000),
      connectionsPerSecond: integer('CONNECTIONS_PER_SECOND', 1_000, 1, 1_000_000),
      messagesPerSecond: 20,
    },
    requests: requestRulesIn(env, integer, problems),
    drainMs: integer('DRAIN_SECONDS', isDevelopment ? 0 : 10, 0, 600) * 1000,
    eventRetentionDays: integer('EVENT_RETENTION_DAYS', 90, 1, 10_000),
    metricsToken: env['METRICS_TOKEN'] || null,
    isDemonstration: isDevelopment && databaseUrl === null,
  };
  if (problems.length > 0) throw new ConfigProblems(problems);
  return Object.freeze(config);
}

export function keysDirectoryOf({ dataDirectory }: Pick<Config, 'dataDirectory'>): string {
  return join(dataDirectory, 'keys');
}

function configured(
  required: (name: string, isGood?: (value: string) => boolean) => string,
  integer: (name: string, fallback: number, from: number, to: number) => number,
  problems: string[],
): Identity {
  const secret = required('CURSOR_SECRET', (value) => value.length >= 32);
  const path = required('ISSUERS_FILE');
  const { issuers, problems: told } = path === '' ? { issuers: [], problems: [] } : issuersAt(path);
  problems.push(...told.map((problem) => `ISSUERS_FILE ${problem}`));
  const keysOutlastMs = integer('ISSUER_KEYS_OUTLAST_HOURS', 12, 1, 168) * 60 * 60 * 1000;
  return { kind: 'CONFIGURED', issuers, keysOutlastMs, cursorSecret: createHash('sha256').update(secret).digest() };
}

function requestRulesIn(env: Readonly<Record<string, string | undefined>>, integer: (name: string, fallback: number, from: number, to: number) => number, problems: string[]): RequestRules {
  const path = env['TRUSTED_DOCUMENTS_FILE'] || null;
  const trusted = path === null ? null : trustedDocumentsAt(path);
  problems.push(...(trusted?.problems ?? []).map((problem) => `TRUSTED_DOCUMENTS_FILE ${problem}`));
  const clients = (env['AD_HOC_CLIENTS'] || 'all').split(',').map((name) => name.trim()).filter((name) => name !== '');
  const isForAll = clients.length === 1 && clients[0] === 'all';
  if (!isForAll && trusted === null) problems.push('AD_HOC_CLIENTS leaves others with trusted documents alone, and so needs TRUSTED_DOCUMENTS_FILE');
  const pointsPerSecond = integer('RATE_POINTS_PER_SECOND', 10_000, 0, 1_000_000_000);
  const burstPoints = integer('RATE_BURST_POINTS', 100_000, MAX_POINTS, 1_000_000_000);
  return {
    trustedDocuments: trusted?.documents ?? new Map(),
    adHocClients: isForAll ? null : new Set(clients.filter((name) => name !== 'none')),
    rate: pointsPerSecond === 0 ? null : { pointsPerSecond, burstPoints },
  };
}

/** The value is not repeated, because it may hold a password. */
function hintSourceIn(text: string, problems: string[]): HintSource {
  if (text === 'postgres') return { kind: 'POSTGRES' };
  if (text === 'poll') return { kind: 'POLL' };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['nats:', 'tls:'].includes(url.protocol) || url.hostname === '') problems.push('HINTS is to be postgres, poll, or a URL that begins with nats:// or tls:// and names a host');
  return { kind: 'NATS', url: text };
}
