import { Refusal, type RefusalCode } from '../base/refusal.js';

/**
 * One element of a FHIR resource, which knows its path and remembers what was read of it. What a mapping
 * did not read is what the product does not model, so the report of it needs no list that someone would
 * have to keep: it follows from the code that ran.
 *
 * Absent elements are elements too, so that a mapping can ask on. A value of the wrong JSON type is refused
 * with its path where it is read; a single value where FHIR has a list is taken for a list of one.
 */
export class Element {
  readonly path: string;
  readonly #value: unknown;
  readonly #reads: Set<string>;

  constructor(value: unknown, path: string, reads: Set<string>) {
    this.#value = value ?? undefined;
    this.path = path;
    this.#reads = reads;
  }

  get isPresent(): boolean {
    return this.#value !== undefined;
  }

  /** The child of this name; the first, where there are several. */
  get(name: string): Element {
    const held = this.#child(name);
    return Array.isArray(held) ? this.#at(held[0], `${this.path}.${name}[0]`) : this.#at(held, `${this.path}.${name}`);
  }

  all(name: string): Element[] {
    const held = this.#child(name);
    if (held === undefined || held === null) return [];
    if (!Array.isArray(held)) return [this.#at(held, `${this.path}.${name}`)];
    return held.map((item, i) => this.#at(item, `${this.path}.${name}[${i}]`)).filter(({ isPresent }) => isPresent);
  }

  extensions(url: string): Element[] {
    return this.#extensionsIn('extension', url);
  }

  extension(url: string): Element {
    return this.extensions(url)[0] ?? this.#at(undefined, `${this.path}.extension`);
  }

  modifierExtension(url: string): Element {
    return this.#extensionsIn('modifierExtension', url)[0] ?? this.#at(undefined, `${this.path}.modifierExtension`);
  }

  text(): string | null {
    const held = this.#read();
    if (held === undefined) return null;
    if (typeof held !== 'string' || !isText(held)) throw this.refusal('INVALID_INPUT', 'text');
    const text = held.trim();
    return text === '' ? null : text;
  }

  number(): number | null {
    const held = this.#read();
    if (held === undefined) return null;
    if (typeof held !== 'number' || !Number.isFinite(held)) throw this.refusal('INVALID_INPUT', 'a number');
    return held;
  }

  boolean(): boolean | null {
    const held = this.#read();
    if (held === undefined) return null;
    if (typeof held !== 'boolean') throw this.refusal('INVALID_INPUT', 'true or false');
    return held;
  }

  /** Everything under here has been understood: labels beside codes, the other spellings of one concept. */
  consume(): this {
    if (this.isPresent) this.#reads.add(this.path);
    return this;
  }

  /** Without counting as read: for asking what it is before deciding whether it concerns us. */
  peek(): unknown {
    return this.#value;
  }

  refusal(code: RefusalCode, expected: string): Refusal {
    return new Refusal(code, { path: [this.path], expected });
  }

  #read(): unknown {
    this.consume();
    return this.#value;
  }

  #child(name: string): unknown {
    if (this.#value === undefined) return undefined;
    if (!isObject(this.#value)) throw this.refusal('INVALID_INPUT', 'an object');
    return Object.hasOwn(this.#value, name) ? this.#value[name] : undefined;
  }

  #at(value: unknown, path: string): Element {
    return new Element(value, path, this.#reads);
  }

  #extensionsIn(list: 'extension' | 'modifierExtension', url: string): Element[] {
    return this.all(list).filter((extension) => {
      const held = extension.peek();
      const isMeant = isObject(held) && held['url'] === url;
      if (isMeant) extension.get('url').consume();
      return isMeant;
    });
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the database can keep: no zero bytes, no halves of characters. */
export function isText(value: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/\u0000|\p{Surrogate}/u.test(value);
}

/** A resource with everything in it still unread. */
export class ResourceElement extends Element {
  readonly #resource: JsonObject;
  readonly #reads: Set<string>;
  readonly #root: string;

  constructor(resource: JsonObject, resourceType: string) {
    const reads = new Set<string>();
    super(resource, resourceType, reads);
    this.#resource = resource;
    this.#reads = reads;
    this.#root = resourceType;
  }

  /** Paths of what is there and was not read: the highest under which nothing was. */
  unread(): string[] {
    const paths: string[] = [];
    for (const [name, value] of Object.entries(this.#resource)) {
      if (isAboutTheCopy(name, value)) continue;
      paths.push(...unreadIn(value, `${this.#root}.${nameInPath(name)}`, this.#reads).unread);
    }
    return paths.slice(0, MOST_PATHS);
  }

  /** Names of the elements directly under the resource of which anything was read. */
  readElements(): Set<string> {
    const start = this.#root.length + 1;
    return new Set([...this.#reads].map((path) => /^[^.[]*/.exec(path.slice(start))?.[0] ?? ''));
  }
}

const MOST_PATHS = 200;

/** What describes this copy of the resource and not its subject; a generated narrative repeats the data. */
function isAboutTheCopy(name: string, value: unknown): boolean {
  if (name === 'resourceType' || name === 'id' || name === 'meta') return true;
  return name === 'text' && isObject(value) && (value['status'] === 'generated' || value['status'] === 'empty');
}

interface Unread {
  readonly anyRead: boolean;
  readonly unread: readonly string[];
}

/** `shown` is the path as it is reported: extensions by what they are rather than by where they stand. */
function unreadIn(value: unknown, path: string, reads: ReadonlySet<string>, shown = path): Unread {
  if (reads.has(path)) return { anyRead: true, unread: [] };
  if (value === null || typeof value !== 'object') return { anyRead: false, unread: [shown] };
  const children = Array.isArray(value)
    ? value.map((item, i) => unreadIn(item, `${path}[${i}]`, reads, `${shown}[${isExtensionList(path) ? extensionName(item, i) : i}]`))
    : Object.entries(value).map(([name, item]) => unreadIn(item, `${path}.${nameInPath(name)}`, reads, `${shown}.${nameInPath(name)}`));
  if (!children.some(({ anyRead }) => anyRead) && !(Array.isArray(value) && isExtensionList(path))) return { anyRead: false, unread: [shown] };
  return { anyRead: children.some(({ anyRead }) => anyRead), unread: children.flatMap(({ unread }) => unread) };
}

/** FHIR names only: a sender could put anything into the name of a property, and paths are repeated. */
function nameInPath(name: string): string {
  return /^_?[a-z][A-Za-z0-9]{0,63}$/.test(name) ? name : '(unknown)';
}

function isExtensionList(path: string): boolean {
  return /\.(extension|modifierExtension)$/.test(path);
}

/** HL7 publishes its extensions under names that say what they are; of others only the place is repeated. */
function extensionName(extension: unknown, i: number): string {
  const url = isObject(extension) ? extension['url'] : null;
  return (typeof url === 'string' && /^http:\/\/hl7\.org\/fhir\/(?:[a-z0-9.-]+\/)*StructureDefinition\/([A-Za-z0-9-]{1,64})$/.exec(url)?.[1]) || `${i}`;
}
