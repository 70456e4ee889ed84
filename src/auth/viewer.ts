import { type Role, ROLES } from '../care/member.js';
import { type Scope, UNLIMITED } from './scope.js';

/** What someone is to the agency is a fact of it; a token says it of those of whom there is none. */
export { type Role, ROLES };

/** The clock acts too, and so does the installation itself when it opens an agency. No token has this role. */
export type ActorRole = Role | 'SYSTEM';

/** Whom a token names. Before the agency was asked about them they may do nothing: there is no way to read or change records for one. */
export interface Bearer {
  readonly agencyId: string;
  /** The token's subject: one person or one program. */
  readonly subject: string;
  readonly role: ActorRole;
}

/** Who is asking. Made from a verified token, and from what the agency knows of its bearer. */
export interface Viewer extends Bearer {
  readonly scope: Scope;
}

/** What an answer may depend on when it is given to several at once: everything about who asks, but not who it is. */
export type Reader = Omit<Viewer, 'subject'>;

export function systemOf(agencyId: string): Viewer {
  return { agencyId, subject: 'plumbline', role: 'SYSTEM', scope: UNLIMITED };
}
