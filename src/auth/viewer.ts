import { type Role, ROLES } from '../care/member.js';
import { type Scope, UNLIMITED } from './scope.js';
import type { SmartScopes } from './smart-scopes.js';

/** What someone is to the agency is a fact of it. Only in development a token says it. */
export { type Role, ROLES };

/** The clock acts too, and so does the installation itself when it opens an agency. No token has this role. */
export type ActorRole = Role | 'SYSTEM';

/** Whom a token names. Before the agency was asked about them they may do nothing: there is no way to read or change records for one. */
export interface Bearer {
  readonly agencyId: string;
  /** One person or one program: the principal that their token names. */
  readonly subject: string;
  /** What the token says; null where tokens have no say in it. */
  readonly role: ActorRole | null;
  /** What their token limits them to, within what their role may; null: to nothing. */
  readonly smart: SmartScopes | null;
  /** Null where no token was needed: for the server itself. */
  readonly token: TokenIdentity | null;
}

/** What is asked about a token for as long as its bearer is connected. */
export interface TokenIdentity {
  readonly issuer: IssuerKind;
  /** By which it can be revoked; null where its issuer gives it none. */
  readonly tokenId: string | null;
  readonly issuedAt: Date;
}

/** For whom an identity provider speaks. DEVELOPMENT is no provider but keys that a machine made for itself, and no configuration can name it. */
export const ISSUER_KINDS = ['PEOPLE', 'SERVICES', 'INTEGRATORS', 'DEVELOPMENT'] as const;
export type IssuerKind = (typeof ISSUER_KINDS)[number];

/** Who is asking. Made from a verified token, and from what the agency knows of its bearer. */
export interface Viewer extends Bearer {
  readonly role: ActorRole;
  readonly scope: Scope;
}

/** What an answer may depend on when it is given to several at once: everything about who asks, but not who it is. */
export type Reader = Omit<Viewer, 'subject' | 'token'>;

export function systemOf(agencyId: string): Viewer {
  return { agencyId, subject: 'plumbline', role: 'SYSTEM', scope: UNLIMITED, smart: null, token: null };
}
