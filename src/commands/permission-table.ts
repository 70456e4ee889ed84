import { FIELD_CLASSES, MAY_CHANGE, type Reading, READING_RULES, RECORD_KINDS } from '../auth/permissions.js';
import { ROLES } from '../auth/viewer.js';

const BEGIN = '<!-- permissions: written by npm run schema -->';
const END = '<!-- /permissions -->';

/** The README with who may read and change what, as the code has it. What else it says is left as it is. */
export function withPermissionTable(readme: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`Expected README.md to have ${BEGIN} and then ${END}. Put them around the table of permissions.`);
  return `${readme.slice(0, from + BEGIN.length)}\n${readingTable('kind of record', RECORD_KINDS)}\n\n${readingTable('class of field', FIELD_CLASSES)}\n\n${changeTable()}\n${readme.slice(to)}`;
}

function readingTable(what: string, readings: readonly Reading[]): string {
  const rows = readings.map((reading) => {
    const { meaning, roles } = READING_RULES[reading];
    return `| \`${reading}\` | ${meaning} | ${rolesIn(roles)} |`;
  });
  return [`| ${what} | what it is | read by |`, '| --- | --- | --- |', ...rows].join('\n');
}

/** Changes that the same roles may make are told together. */
function changeTable(): string {
  const together = new Map<string, string[]>();
  for (const [kind, roles] of Object.entries(MAY_CHANGE)) if (roles.length > 0) together.set(rolesIn(roles), [...(together.get(rolesIn(roles)) ?? []), kind]);
  const rows = [...together].map(([roles, kinds]) => `| ${kinds.map((kind) => `\`${kind}\``).join(', ')} | ${roles} |`);
  return ['| change | made by |', '| --- | --- |', ...rows].join('\n');
}

function rolesIn(roles: readonly string[]): string {
  const others = ROLES.filter((role) => !roles.includes(role));
  if (others.length === 0) return 'everyone';
  if (others.length <= 2) return `everyone but ${others.join(' and ')}`;
  return ROLES.filter((role) => roles.includes(role)).join(', ');
}
