/** Who is asking. Made from a verified token and from nothing else. */
export const ROLES = ['CLINICIAN', 'CLINICAL_LEAD', 'SCHEDULER', 'AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** The clock acts too, and so does the installation itself when it opens an agency. No token has this role. */
export type ActorRole = Role | 'SYSTEM';

export interface Viewer {
  readonly agencyId: string;
  /** The token's subject: one person or one program. */
  readonly subject: string;
  readonly role: ActorRole;
}

/** What an answer may depend on when it is given to several at once: everything about who asks, but not who it is. */
export type Reader = Omit<Viewer, 'subject'>;

export function systemOf(agencyId: string): Viewer {
  return { agencyId, subject: 'plumbline', role: 'SYSTEM' };
}
