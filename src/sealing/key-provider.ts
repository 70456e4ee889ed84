/**
 * Whoever keeps the keys that wrap the secrets of agencies: a file, or a service that never gives them away. What it is
 * handed is 32 bytes and what they are for, never a value of a patient.
 */
export interface KeyProvider {
  /** The key that wraps now. @throws ProviderOut */
  currentKeyId(): Promise<string>;
  /** @throws ProviderOut */
  wrap(secret: Uint8Array, purpose: string): Promise<Wrapped>;
  /**
   * @throws ProviderOut when it cannot be asked or does not have the key.
   * @throws Unreadable when this is not what it wrapped for the purpose.
   */
  unwrap(wrapped: Wrapped, purpose: string): Promise<Uint8Array>;
}

export interface Wrapped {
  readonly wrappedBy: string;
  readonly wrapped: string;
}

/** It may be back in a moment. What it said is not passed on: it is about keys. */
export class ProviderOut extends Error {
  override readonly name = 'ProviderOut';
}
