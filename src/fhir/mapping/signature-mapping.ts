import type { Element } from '../element.js';
import { codingIn } from '../values/codings.js';
import { exactInstant } from '../values/dates.js';

export interface SignatureFound {
  readonly signedAt: Date;
  /** Who signed. */
  readonly who: Element;
}

/**
 * What counts as a signature: a FHIR `Signature`, in a Provenance about the resource or in an extension of the
 * resource itself, that was made to author, verify or validate it (ASTM E1762 under its OID), with the
 * time of signing. A witness's, a recorder's or a time stamp's is not one. Whether the right person signed is
 * asked where that person is known.
 */
export function signatureIn(signature: Element): SignatureFound | null {
  if (!signature.all('type').some((type) => SIGNING.has(codingIn(type)?.code ?? ''))) return null;
  const signedAt = exactInstant(signature.get('when'));
  const who = signature.get('who');
  if (signedAt === null || !who.isPresent) return null;
  for (const part of ['type', 'data', 'sigFormat', 'targetFormat']) for (const held of signature.all(part)) held.consume();
  return { signedAt, who };
}

/** Author's, co-author's, verification, validation. */
const SIGNING: ReadonlySet<string> = new Set(['1', '2', '5', '6'].map((last) => `1.2.840.10065.1.12.1.${last}`));

/** Extensions whose value is a signature, whoever defined them. */
export function signatureExtensions(resource: Element): Element[] {
  return resource
    .all('extension')
    .filter((extension) => typeof extension.peek() === 'object' && Object.hasOwn(extension.peek() as object, 'valueSignature'))
    .map((extension) => {
      extension.get('url').consume();
      return extension.get('valueSignature');
    });
}
