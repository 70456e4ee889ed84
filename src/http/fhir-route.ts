import type { Audit } from '../audit/audit.js';
import { entryOf } from '../audit/entry.js';
import type { VerifyToken } from '../auth/token.js';
import { REFUSALS } from '../base/refusal.js';
import type { World } from '../changes/perform.js';
import { importFhir } from '../fhir/import.js';
import { bearerToken, jsonBody } from './body.js';
import { originOf } from './origin.js';
import { respond, type Route } from './server.js';

const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** `POST /fhir`: a FHIR R4 resource or bundle in, a report on each of its resources out. */
export function fhirRoute({ world, verifyToken, audit }: { readonly world: World; readonly verifyToken: VerifyToken; readonly audit: Pick<Audit, 'read'> }): Route {
  return async (request, response, exchange) => {
    const session = await verifyToken(bearerToken(request));
    const { viewer } = session;
    exchange.note({ viewer, operation: 'fhir import' });
    const origin = originOf(request, exchange.arrival, session, 'FHIR', { operation: null, documentHash: null, recordKinds: [], fieldClasses: [] });
    const document = await jsonBody(request, MAX_BODY_BYTES);
    const report = await importFhir(world, viewer, document, { origin });
    // Where nothing could be taken, the request as a whole is refused; its report says why.
    const { isKept, resources } = report;
    const isRefused = !isKept || (resources.length > 0 && resources.every(({ outcome }) => outcome === 'REFUSED'));
    // Its changes are on record with their commits; that it was sent, and what was told of it, is here.
    await audit.read(entryOf(origin, viewer, { kind: 'IMPORT', recordedAt: world.clock.now(), outcome: isRefused ? 'REFUSED' : 'OK', code: isRefused ? 'UNSUPPORTED_RESOURCE' : null, recordKinds: [...new Set(resources.map(({ resourceType }) => resourceType))] }));
    respond(response, { status: isRefused ? REFUSALS.UNSUPPORTED_RESOURCE.httpStatus : 200, body: report });
  };
}
