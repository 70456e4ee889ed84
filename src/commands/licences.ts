/** What of `package-lock.json` is looked at. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  /** Left out where it is the registry. */
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Under which licence each package comes that is installed where the server runs: LICENSES.md, out of the lock file. */
export function licencesOf(lock: Lock): string {
  const rows = productionPackages(lock).map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  return `# Licences

Of every package that is installed where the server runs, with those that only some machines get. \`npm run schema\` writes this
file, and \`test/dependencies.unit.test.ts\` holds it to what is installed and each licence to a list of those that we accept.

| package | version | licence |
| --- | --- | --- |
${[...new Set(rows)].join('\n')}
`;
}

export interface ProductionPackage {
  /** Where it is installed. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** By name and version. */
export function productionPackages({ packages }: Lock): readonly ProductionPackage[] {
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version, license }]) => ({ path, name: nameAt(path), version: version ?? 'none', licence: license ?? 'none' }))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

export function nameAt(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
