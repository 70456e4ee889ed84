import { checkedText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';

/**
 * One person or one program, as the identity provider that vouches for them names them. Two providers may both have a
 * subject `42`, who are not the same, so a subject alone names nobody.
 */
export interface Named {
  readonly issuer: string;
  readonly subject: string;
}

/** The name of the identity provider of those of whom nothing else is said. */
export const MAIN_ISSUER = 'main';

/**
 * A principal as one text, which is what everything is kept under that belongs to someone: repeated requests, signatures,
 * connections, allowances. Those of the main provider are called by their subject alone. Subjects have no space in them,
 * so nobody's name can be made to look like another's.
 */
export function principalOf({ issuer, subject }: Named): string {
  return issuer === MAIN_ISSUER ? subject : `${issuer} ${subject}`;
}

export function namedBy(principal: string): Named {
  const at = principal.indexOf(' ');
  return at < 0 ? { issuer: MAIN_ISSUER, subject: principal } : { issuer: principal.slice(0, at), subject: principal.slice(at + 1) };
}

const LONGEST_SUBJECT = 255;
const ISSUER_NAME = /^[a-z][a-z0-9-]{0,31}$/;

export function isIssuerName(name: string): boolean {
  return ISSUER_NAME.test(name);
}

/** Whether a provider's id of someone can be told from every other in a principal. */
export function isSubject(subject: string): boolean {
  return subject !== '' && subject.length <= LONGEST_SUBJECT && !/\s/.test(subject);
}

/** @throws Refusal INVALID_INPUT */
export function checkedName(issuer: string | null | undefined, subject: string): Named {
  return { issuer: checkedIssuer(issuer), subject: checkedId(subject, 'subject') };
}

/** @throws Refusal INVALID_INPUT */
export function checkedIssuer(issuer: string | null | undefined): string {
  const name = issuer ?? MAIN_ISSUER;
  if (!isIssuerName(name)) throw new Refusal('INVALID_INPUT', { path: ['input', 'issuer'], expected: 'the name of an identity provider, as the installation calls it' });
  return name;
}

/** @throws Refusal INVALID_INPUT */
export function checkedId(id: string, field: string): string {
  const text = checkedText(id, ['input', field], LONGEST_SUBJECT);
  if (/\s/.test(text)) throw new Refusal('INVALID_INPUT', { path: ['input', field], expected: 'an id of an identity provider, without spaces' });
  return text;
}
