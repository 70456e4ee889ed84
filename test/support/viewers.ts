import { UNLIMITED } from '../../src/auth/scope.js';
import type { ActorRole, Viewer } from '../../src/auth/viewer.js';

/** Someone of whom the agency says nothing: everything is theirs, in the role of their token. */
export function viewerOf(agencyId: string, role: ActorRole, subject = `${role.toLowerCase()}-1`): Viewer {
  return { agencyId, subject, role, scope: UNLIMITED, smart: null, token: null };
}
