import { admitted } from '../auth/access.js';
import type { VerifyToken } from '../auth/token.js';
import type { Viewer } from '../auth/viewer.js';
import type { Accesses } from '../feed/accesses.js';

/**
 * A token says who someone was when it was issued. Whoever it names may have been sent away since, or be in another role,
 * or their agency may be suspended: so every token is checked against what the agency says now, before anything that came
 * with it is parsed. The session's viewer has the role of the member.
 *
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export function admittingVerifier(verifyToken: VerifyToken, accesses: Accesses): VerifyToken {
  return async (token) => {
    const session = await verifyToken(token);
    return { ...session, viewer: await viewerNow(session.viewer, accesses) };
  };
}

/**
 * For connections that outlive their first request.
 *
 * @throws Refusal FORBIDDEN
 */
export async function viewerNow(viewer: Viewer, accesses: Accesses): Promise<Viewer> {
  return admitted(viewer, await accesses.of(viewer));
}
