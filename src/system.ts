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
  const listed = (fields: LogFields = {}): object => Object.fromEntries(FIELDS.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
  return {
    info: (event, fields) => logger.info(listed(fields), event),
    warn: (event, fields) => logger.warn(listed(fields), event),
    error: (event, fields) => logger.error(listed(fields), event),
  };
}
