import { REFUSALS } from '../base/refusal.js';

const BEGIN = '<!-- errors: written by npm run schema -->';
const END = '<!-- /errors -->';

/** The README with its table of errors as the code has it. What else it says is left as it is. */
export function withErrorTable(readme: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`Expected README.md to have ${BEGIN} and then ${END}. Put them around the table of errors.`);
  return `${readme.slice(0, from + BEGIN.length)}\n${errorTable()}\n${readme.slice(to)}`;
}

function errorTable(): string {
  const rows = Object.entries(REFUSALS).map(([code, { httpStatus, meaning, remedy }]) => `| \`${code}\` | ${httpStatus} | ${meaning} | ${remedy} |`);
  return ['| code | status | meaning | what to do |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
