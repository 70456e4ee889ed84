/** An address on a FHIR server: `http://example.org/fhir/Patient/1`. */
const ON_SERVER = /^(https?:\/\/.+)\/([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/;

/** The server under which an address stands, `http://example.org/fhir`; null where it is no address on a server. */
export function serverOf(url: string | null): string | null {
  return url === null ? null : (ON_SERVER.exec(withoutVersion(url))?.[1] ?? null);
}

export function resourceTypeOf(url: string): string | null {
  return ON_SERVER.exec(withoutVersion(url))?.[2] ?? null;
}

/** An address may end in the version that was seen; we keep one version of a record. */
export function withoutVersion(url: string): string {
  return url.replace(/\/_history\/[^/]*$/, '');
}
