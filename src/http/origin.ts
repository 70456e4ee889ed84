import type { IncomingMessage } from 'node:http';

import type { Issuer, Origin, Transport } from '../audit/entry.js';
import { purposeOf } from '../audit/purpose.js';
import type { Session } from '../auth/token.js';

/** The header in which a client says for what it asks; over a WebSocket, the same name in the payload of `connection_init`. */
export const PURPOSE_OF_USE = 'purpose-of-use';

/** What is asked, as far as the audit trail says it: never a variable, never a value. */
export interface AskedFor {
  readonly operation: string | null;
  readonly documentHash: string | null;
}

/** @throws Refusal UNKNOWN_CODE */
export function originOf(request: IncomingMessage, { viewer, clientId }: Session, transport: Transport, asked: AskedFor, stated: unknown = request.headers[PURPOSE_OF_USE]): Origin {
  return {
    issuer: issuerOf(viewer.role),
    clientId,
    purpose: purposeOf(viewer.role, stated),
    ...asked,
    transport,
    address: addressOf(request),
    userAgent: request.headers['user-agent'] ?? null,
    requestId: requestIdOf(request),
  };
}

function issuerOf(role: Session['viewer']['role']): Issuer {
  return role === 'INTEGRATOR' ? 'INTEGRATORS' : 'PEOPLE';
}

function addressOf({ socket }: IncomingMessage): string | null {
  return socket.remoteAddress ?? null;
}

function requestIdOf({ headers }: IncomingMessage): string | null {
  const id = headers['x-request-id'];
  return typeof id === 'string' && /^[\w.:-]{1,100}$/.test(id) ? id : null;
}
