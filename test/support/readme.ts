import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');

/** A GraphQL example of the README by the name of its operation, so that what is printed there is what runs here. */
export function readmeExample(operation: string): string {
  const examples = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] as string);
  const found = examples.find((example) => new RegExp(`\\b(query|mutation|subscription) ${operation}\\b`).test(example));
  if (!found) throw new Error(`The README has no example named ${operation}.`);
  return found;
}
