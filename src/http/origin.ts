import type { IncomingMessage } from 'node:http';

import type { Origin, Transport } from '../audit/entry.js';
import { purposeOf } from '../audit/purpose.js';
import type { Session } from '../auth/token.js';
import type { Arrival } from '../base/arrival.js';

/** The header in which a client says for what it asks; over a WebSocket, the same name in the payload of `connection_init`. */
export const PURPOSE_OF_USE = 'purpose-of-use';

/** What is asked, as far as the audit trail says it: never a variable, never a value. */
export type AskedFor = Pick<Origin, 'operation' | 'documentHash' | 'recordKinds' | 'fieldClasses'>;

/** @throws Refusal UNKNOWN_CODE */
export function originOf(request: IncomingMessage, arrival: Arrival, { viewer, clientId }: Session, transport: Transport, asked: AskedFor, stated: unknown = request.headers[PURPOSE_OF_USE]): Origin {
  return {
    issuer: viewer.token?.issuer ?? 'SYSTEM',
    clientId,
    purpose: purposeOf(viewer.role, stated),
    operation: asked.operation,
    documentHash: asked.documentHash,
    recordKinds: asked.recordKinds,
    fieldClasses: asked.fieldClasses,
    transport,
    address: arrival.remoteAddress,
    userAgent: request.headers['user-agent'] ?? null,
    requestId: arrival.requestId,
  };
}
