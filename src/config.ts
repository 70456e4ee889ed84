import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

import type { Issuer } from './auth/issuer.js';
import { issuersAt } from './auth/issuers-file.js';
import type { HintSource } from './feed/hints/open-hints.js';
import type { Rate } from './graphql/limits/allowances.js';
import { MAX_POINTS } from './graphql/limits/limits.js';
import { trustedDocumentsAt } from './graphql/limits/trusted-documents.js';
import type { EdgeRules } from './http/edge.js';
import { isOrigin, listedOrigins, nearOrigins } from './http/origins.js';
import type { SocketLimits } from './http/socket-limits.js';
import { secureContextOf, type TlsFiles } from './http/tls.js';
import type { Transport } from './http/transport.js';
import { trustedProxiesIn } from './http/trusted-proxies.js';
import { keysIn } from './sealing/file-keys.js';
import type { KeySource } from './sealing/key-source.js';
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
  /** Where what is read is put on record until the database has it. */
  readonly auditDirectory: string;
  /** How much of it waits for the database at most; then nothing is answered any more. */
  readonly mostAuditBytes: number;
  /** How nodes tell each other that there is something new. */
  readonly hints: HintSource;
  readonly logLevel: LogLevel;
  readonly identity: Identity;
  readonly edge: EdgeRules;
  /** What wraps the keys under which numbers of patients are sealed. */
  readonly keys: KeySource;
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
  AUDIT_DIRECTORY: 'where a node puts on record what is read, until the database has it; a disk of its own, kept across restarts; audit in DATA_DIR',
  AUDIT_SPOOL_MIB: 'how much of it waits for the database at most, after which nothing is answered; 256',
  HINTS: 'what wakes the readers of other nodes: postgres, the URL of a NATS server (nats:// or tls://, with user and password if it wants them), or poll for nothing; postgres',
  LOG_LEVEL: 'info, warn, error or silent; info',
  ISSUERS_FILE: 'JSON file with the identity providers whose access tokens are accepted (required outside development, and refused in it)',
  ISSUER_KEYS_OUTLAST_HOURS: 'how long the keys of an identity provider go on being used when it does not answer; 12',
  TLS_CERT_FILE: 'PEM file with the certificate of the server and those between it and the root; taken over again whenever it is renewed; none',
  TLS_KEY_FILE: 'PEM file with the key of the certificate; none',
  TRUSTED_PROXIES: 'comma-separated addresses and ranges (10.0.0.0/24) of the proxies through which alone requests come, and whose x-forwarded-for, x-forwarded-proto and x-request-id are believed; none (outside development this or TLS_CERT_FILE is required)',
  ALLOWED_ORIGINS: 'comma-separated origins (https://app.example) whose pages may ask; none, in development all of this machine',
  CONNECTIONS_PER_ADDRESS: 'that one address may hold at once; 1000',
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
  KEY_PROVIDER: 'what wraps the keys under which numbers of patients are sealed: file, or vault for the transit engine of HashiCorp Vault (required outside development, where a file is made in DATA_DIR)',
  KEY_FILE: 'with KEY_PROVIDER=file: {"current": NAME, "keys": {NAME: 32 bytes in base64}}, readable by its owner alone; each node needs the same',
  VAULT_ADDR: 'with KEY_PROVIDER=vault: https:// and the host of the service',
  VAULT_TOKEN_FILE: 'with KEY_PROVIDER=vault: file with the token, which is read anew each time',
  VAULT_TRANSIT_KEY: 'with KEY_PROVIDER=vault: name of an aes256-gcm96 key',
  VAULT_TRANSIT_MOUNT: 'with KEY_PROVIDER=vault: where the engine is mounted; transit',
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
    auditDirectory: resolve(env['AUDIT_DIRECTORY'] || join(env['DATA_DIR'] || '.data', 'audit')),
    mostAuditBytes: integer('AUDIT_SPOOL_MIB', 256, 1, 1_000_000) * 1024 * 1024,
    hints: hintSourceIn(env['HINTS'] || 'postgres', problems),
    logLevel: logLevel ?? 'info',
    identity: isDevelopment ? { kind: 'DEVELOPMENT' } : configured(required, integer, problems),
    edge: {
      transport: transportIn(env, isDevelopment, problems),
      origins: (isDevelopment ? nearOrigins : listedOrigins)(originsIn(env, problems)),
      mostConnectionsOfAddress: integer('CONNECTIONS_PER_ADDRESS', 1_000, 1, 1_000_000),
    },
    keys: keySourceIn(env, { isDevelopment, problems }),
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

function transportIn(env: Readonly<Record<string, string | undefined>>, isDevelopment: boolean, problems: string[]): Transport {
  const files = tlsFilesIn(env, problems);
  const ranges = listIn(env['TRUSTED_PROXIES']);
  if (ranges.length > 0) {
    const proxies = trustedProxiesIn(ranges);
    if (proxies === null) problems.push('TRUSTED_PROXIES is to be a comma-separated list of addresses and of ranges such as 10.0.0.0/24, none of which is everyone');
    return { kind: 'PROXIED', proxies: proxies as NonNullable<typeof proxies>, files };
  }
  if (files !== null) return { kind: 'TLS', files };
  if (!isDevelopment) problems.push('TLS_CERT_FILE and TLS_KEY_FILE, or TRUSTED_PROXIES, are missing: outside development nothing is said over an open line');
  return { kind: 'PLAIN' };
}

function tlsFilesIn(env: Readonly<Record<string, string | undefined>>, problems: string[]): TlsFiles | null {
  const files = { certificateFile: env['TLS_CERT_FILE'] || '', keyFile: env['TLS_KEY_FILE'] || '' };
  if (files.certificateFile === '' && files.keyFile === '') return null;
  try {
    secureContextOf(files);
  } catch {
    problems.push('TLS_CERT_FILE and TLS_KEY_FILE do not hold a certificate and its key in PEM form');
  }
  return files;
}

function originsIn(env: Readonly<Record<string, string | undefined>>, problems: string[]): ReadonlySet<string> {
  const origins = listIn(env['ALLOWED_ORIGINS']);
  if (!origins.every(isOrigin)) problems.push('ALLOWED_ORIGINS is to be a comma-separated list of origins as browsers write them, such as https://app.example, without a path and without wildcards');
  return new Set(origins);
}

function listIn(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
}

function keySourceIn(env: Readonly<Record<string, string | undefined>>, { isDevelopment, problems }: { readonly isDevelopment: boolean; readonly problems: string[] }): KeySource {
  const provider = env['KEY_PROVIDER'] || null;
  const path = env['KEY_FILE'] || '';
  const vault = { address: env['VAULT_ADDR'] || '', tokenFile: env['VAULT_TOKEN_FILE'] || '', keyName: env['VAULT_TRANSIT_KEY'] || '', mount: env['VAULT_TRANSIT_MOUNT'] || 'transit' };
  if (provider !== 'file' && path !== '') problems.push('KEY_FILE is read with KEY_PROVIDER=file only');
  if (provider !== 'vault' && [vault.address, vault.tokenFile, vault.keyName].some((value) => value !== '')) problems.push('VAULT_ADDR, VAULT_TOKEN_FILE and VAULT_TRANSIT_KEY are read with KEY_PROVIDER=vault only');
  switch (provider) {
    case 'file':
      problems.push(...keyFileProblems(path));
      return { kind: 'FILE', path };
    case 'vault':
      problems.push(...vaultProblems(vault, isDevelopment));
      return { kind: 'TRANSIT', ...vault };
    case null:
      if (!isDevelopment) problems.push('KEY_PROVIDER is required outside development: what is sealed under a key that one machine made for itself is lost with it');
      return { kind: 'DEVELOPMENT', path: join(keysDirectoryOf({ dataDirectory: resolve(env['DATA_DIR'] || '.data') }), 'sealing-keys.json') };
    default:
      problems.push('KEY_PROVIDER is to be file or vault');
      return { kind: 'FILE', path };
  }
}

function keyFileProblems(path: string): string[] {
  if (path === '') return ['KEY_FILE is missing: KEY_PROVIDER=file reads the keys from it'];
  try {
    keysIn(path);
    return [];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return [code === undefined ? `KEY_FILE ${message}` : 'KEY_FILE cannot be read'];
  }
}

/** Over the open network the token, and whatever is unwrapped, would be anyone's. */
function vaultProblems({ address, tokenFile, keyName, mount }: Record<'address' | 'tokenFile' | 'keyName' | 'mount', string>, isDevelopment: boolean): string[] {
  const problems = Object.entries({ VAULT_TOKEN_FILE: tokenFile, VAULT_TRANSIT_KEY: keyName }).flatMap(([name, value]) => (value === '' ? [`${name} is missing: ${VARIABLES[name]}`] : []));
  const { protocol = '', hostname = '', username = '' } = URL.canParse(address) ? new URL(address) : {};
  const isLocal = isDevelopment && protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if ((protocol !== 'https:' && !isLocal) || username !== '') problems.push('VAULT_ADDR is to be a URL that begins with https:// and holds no password; in development one of this machine may begin with http://');
  if (!/^[\w-]+(\/[\w-]+)*$/.test(mount)) problems.push('VAULT_TRANSIT_MOUNT is to be a path of names');
  return problems;
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
