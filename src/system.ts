import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';

import type { Cancel, Clock, Ids, Log, LogFields, Timers } from './base/ports.js';

/** The only clock, the only source of ids and the only log. Everything else is handed them. */
export const systemClock: Clock = { now: () => new Date() };

export const systemIds: Ids = { next: () => uuidv7() };

export const systemTimers: Timers = {
  nowMs: () => performance.now(),
  after(ms, run): Cancel {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
  every(ms, run): Cancel {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
  turn: () => new Promise((resolve) => void setImmediate(resolve)),
};

export type LogLevel = 'info' | 'warn' | 'error' | 'silent';

const FIELDS: ReadonlyArray<keyof LogFields> = ['errorId', 'requestId', 'remoteAddress', 'route', 'status', 'agencyId', 'subject', 'operation', 'code', 'sqlState', 'seq', 'hash', 'count', 'durationMs', 'port', 'frames'];

/** One JSON line an entry. A field that is not listed is not written, whatever the caller passes. */
export function systemLog(level: LogLevel): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const write = (at: 'info' | 'warn' | 'error', event: string, fields: LogFields = {}): void => {
    // There is a line for each request, also where nobody wants one.
    if (!logger.isLevelEnabled(at)) return;
    const listed: Record<string, unknown> = {};
    for (const name of FIELDS) if (fields[name] !== undefined) listed[name] = fields[name];
    logger[at](listed, event);
  };
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  };
}
