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
      return fileKeys(keptKeyFile(source.path));
    case 'FILE':
      return fileKeys(source.path);
    case 'TRANSIT':
      return transitKeys(source);
  }
}
