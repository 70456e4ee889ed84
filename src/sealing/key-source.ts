import { fileKeys, keptKeyFile } from './file-keys.js';
import type { KeyProvider } from './key-provider.js';
import { transitKeys, type TransitOptions } from './transit-keys.js';

/** Where the keys are that wrap the keys of agencies. */
export type KeySource =
  /** A file that this machine makes for itself. */
  | { readonly kind: 'DEVELOPMENT'; readonly path: string }
  | { readonly kind: 'FILE'; readonly path: string }
  | ({ readonly kind: 'TRANSIT' } & TransitOptions);

export function openKeyProvider(source: KeySource): KeyProvider {
  switch (source.kind) {
    case 'DEVELOPMENT':
      return onceAsked(() => fileKeys(keptKeyFile(source.path)));
    case 'FILE':
      return fileKeys(source.path);
    case 'TRANSIT':
      return transitKeys(source);
  }
}

/** So that a command which seals nothing makes no file. */
function onceAsked(open: () => KeyProvider): KeyProvider {
  let opened: KeyProvider | null = null;
  const provider = (): KeyProvider => (opened ??= open());
  return {
    currentKeyId: async () => provider().currentKeyId(),
    wrap: async (secret, purpose) => provider().wrap(secret, purpose),
    unwrap: async (wrapped, purpose) => provider().unwrap(wrapped, purpose),
  };
}
