import type { ServerResponse } from 'node:http';

import type { PseudonymOf } from '../auth/pseudonym.js';
import type { Viewer } from '../auth/viewer.js';
import type { Arrival } from '../base/arrival.js';
import type { Log } from '../base/ports.js';

/** A request and its answer, from its arrival to the one line that the log has of it. */
export interface Exchange {
  readonly arrival: Arrival;
  /** What becomes known on the way. Of codes the first counts: it is the cause of the others. */
  note(noted: Noted): void;
}

export interface Noted {
  readonly viewer?: Pick<Viewer, 'agencyId' | 'subject'>;
  /** In words of ours or of the schema: what callers name themselves may be the name of a patient. */
  readonly operation?: string;
  readonly code?: string;
}

export interface AccessLog {
  readonly log: Log;
  readonly pseudonymOf: PseudonymOf;
}

export interface Line {
  /** Writes it. */
  end(event: string, status: number): void;
}

/** One line in the log: of a request, of a socket, or of an operation on one. */
export function openExchange({ log, pseudonymOf }: AccessLog, arrival: Arrival, route?: string): Exchange & Line {
  const startedMs = performance.now();
  let viewer: Noted['viewer'];
  let operation: string | undefined;
  let code: string | undefined;
  return {
    arrival,
    note(noted) {
      viewer ??= noted.viewer;
      operation ??= noted.operation;
      code ??= noted.code;
    },
    end(event, status) {
      const isWorthALook = SUSPECT.has(status) || isBroken(status) || code === 'INTERNAL';
      // Written out, because there is one for every answer. What is undefined is not logged.
      log[isWorthALook ? 'warn' : 'info'](event, {
        route,
        requestId: arrival.requestId,
        remoteAddress: arrival.remoteAddress,
        status,
        durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
        agencyId: viewer?.agencyId,
        subject: viewer && pseudonymOf(viewer),
        operation,
        code,
      });
    },
  };
}

/** Codes with which sockets are closed begin at 1000. */
const isBroken = (status: number): boolean => status >= 500 && status < 600;

/** What someone sees who tries doors. */
const SUSPECT: ReadonlySet<number> = new Set([401, 403]);

/** As proxies write it of a client that did not wait for its answer. */
const CLIENT_LEFT = 499;

/** Written when the answer is out, or nobody is there any more to take it. */
export function endWith(response: ServerResponse, line: Line): void {
  response.once('close', () => line.end('http.answered', response.writableFinished ? response.statusCode : CLIENT_LEFT));
}
