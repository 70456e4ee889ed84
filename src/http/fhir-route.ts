import type { VerifyToken } from '../auth/token.js';
import { REFUSALS } from '../base/refusal.js';
import type { World } from '../changes/perform.js';
import { importFhir } from '../fhir/import.js';
import { bearerToken, jsonBody } from './body.js';
import { respond, type Route } from './server.js';

const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** `POST /fhir`: a FHIR R4 resource or bundle in, a report on each of its resources out. */
export function fhirRoute({ world, verifyToken }: { readonly world: World; readonly verifyToken: VerifyToken }): Route {
  return async (request, response, exchange) => {
    const { viewer } = await verifyToken(bearerToken(request));
    exchange.note({ viewer, operation: 'fhir import' });
    const document = await jsonBody(request, MAX_BODY_BYTES);
    const report = await importFhir(world, viewer, document, {});
    // Where nothing could be taken, the request as a whole is refused; its report says why.
    const { isKept, resources } = report;
    const isRefused = !isKept || (resources.length > 0 && resources.every(({ outcome }) => outcome === 'REFUSED'));
    respond(response, { status: isRefused ? REFUSALS.UNSUPPORTED_RESOURCE.httpStatus : 200, body: report });
  };
}
