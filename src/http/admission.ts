import { admitted } from '../auth/access.js';
import type { VerifyToken } from '../auth/token.js';
import type { Bearer, Viewer } from '../auth/viewer.js';
import type { Accesses } from '../feed/accesses.js';

/**
 * A token says who someone was when it was issued. Whoever it names may have been sent away since, or be in another role,
 * or their agency may be suspended: so every token is checked against what the agency says now, before anything that came
 * with it is parsed. The session's viewer has the role and the scope of the member.
 *
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export function admittingVerifier(verifyToken: VerifyToken<Bearer>, accesses: Pick<Accesses, 'of'>): VerifyToken {
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
export async function viewerNow(bearer: Bearer, accesses: Pick<Accesses, 'of'>): Promise<Viewer> {
  return admitted(bearer, await accesses.of(bearer));
}
