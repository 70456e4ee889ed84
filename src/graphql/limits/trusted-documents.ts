import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { hashOf } from './documents.js';

/**
 * The documents that clients were built with, by the SHA-256 of their texts. A file of JSON maps hashes to texts, as
 * `@graphql-codegen/client-preset` and `relay-compiler` write it, or lists `operations` with an `id` and a `body`, as Apollo's
 * manifest does. A directory holds any number of such files, and of files that end in `.graphql`, each of which is one document.
 */
export interface TrustedDocuments {
  readonly documents: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

export function trustedDocumentsAt(path: string): TrustedDocuments {
  const documents = new Map<string, string>();
  const problems: string[] = [];
  try {
    const files = statSync(path).isDirectory() ? readdirSync(path).filter((name) => /\.(?:json|graphql)$/.test(name)).sort().map((name) => join(path, name)) : [path];
    for (const file of files) {
      const content = readFileSync(file, 'utf8');
      if (file.endsWith('.graphql')) documents.set(hashOf(content), content);
      else problems.push(...take(manifestIn(content)));
    }
  } catch {
    problems.push('cannot be read as JSON in UTF-8');
  }
  if (problems.length === 0 && documents.size === 0) problems.push('names no document');
  return { documents, problems };

  function take(entries: ReadonlyArray<readonly [string, unknown]>): string[] {
    return entries.flatMap(([id, text]) => {
      const hash = id.replace(/^sha256:/, '').toLowerCase();
      // A hash that is not that of its text would be a name, and names can be given to other texts later.
      if (typeof text !== 'string' || hashOf(text) !== hash) return [`has an entry whose key is not the SHA-256 of its text: ${id.slice(0, 80)}`];
      documents.set(hash, text);
      return [];
    });
  }
}

function manifestIn(content: string): ReadonlyArray<readonly [string, unknown]> {
  const { operations, ...rest } = JSON.parse(content) as Record<string, unknown> & { readonly operations?: ReadonlyArray<{ readonly id: string; readonly body: unknown }> };
  return Array.isArray(operations) ? operations.map(({ id, body }) => [String(id), body] as const) : Object.entries(rest);
}
