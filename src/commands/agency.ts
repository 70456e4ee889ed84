import 'reflect-metadata';

import { parseArgs } from 'node:util';

import { ROLES, systemOf, type Viewer } from '../auth/viewer.js';
import { checkedMember } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import type { Change, Recorded } from '../changes/change.js';
import { grantAccess } from '../changes/grant-access.js';
import { openAgency } from '../changes/open-agency.js';
import { perform, type World } from '../changes/perform.js';
import { resumeAgency } from '../changes/resume-agency.js';
import { revokeToken } from '../changes/revoke-token.js';
import { suspendAgency } from '../changes/suspend-agency.js';
import { agencyIdOfSlug } from '../db/directory.js';
import { systemClock, systemIds } from '../system.js';
import { withOperatorDatabase } from './operator-database.js';
import { operatorSealing } from './operator-sealing.js';

const USAGE = [
  'open SLUG --name NAME',
  'admit SLUG --subject SUBJECT [--issuer ISSUER] [--role ROLE]',
  'revoke-token SLUG --reason REASON (--subject SUBJECT | --token ID) [--issuer ISSUER]',
  'suspend SLUG',
  'resume SLUG',
];

const OPTIONS = {
  name: { type: 'string' }, subject: { type: 'string' }, issuer: { type: 'string' }, token: { type: 'string' }, role: { type: 'string', default: 'ADMIN' }, reason: { type: 'string' },
} as const;

type Values = Readonly<Partial<Record<keyof typeof OPTIONS, string>>>;

/**
 * For the operator of an installation, in the database itself, since no token may: opens an agency, names the first of its
 * administrators, without whom nobody could name another, suspends it or takes it back into use, and revokes tokens where
 * no administrator is there to do it. Nodes that are running need not be told: what they remember of anyone's access is
 * seconds old.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [verb, slug] = positionals;
  const act = VERBS[verb ?? ''];
  if (act === undefined || slug === undefined) throw new Refusal('INVALID_INPUT', { expected: USAGE.join(', '), remedy: 'Name what is to be done, and the agency by its short name.' });
  await withOperatorDatabase(async (database, { keys }) => console.log(await act({ database, clock: systemClock, ids: systemIds, sealing: operatorSealing(keys), hint: () => undefined }, slug, values)));
}

const VERBS: Readonly<Record<string, (world: World, slug: string, values: Values) => Promise<string>>> = {
  async open(world, slug, { name }) {
    const agencyId = systemIds.next();
    await changed(world, agencyId, openAgency, { slug, name: given(name, '--name') });
    return `${slug}: opened. Its tokens name the agency ${agencyId}`;
  },
  async admit(world, slug, { subject, issuer = null, role = '' }) {
    const input = { issuer, subject: given(subject, '--subject'), role: checkedMember(role, ROLES, ['--role']) };
    const member = await changed(world, await agencyOf(world, slug), grantAccess, input);
    return `${slug}: ${member.subject} of ${member.issuer} is ${member.role}`;
  },
  async 'revoke-token'(world, slug, { subject = null, token = null, issuer = null, reason }) {
    const why = given(reason, '--reason');
    const { issuer: of } = await changed(world, await agencyOf(world, slug), revokeToken, { issuer, subject, tokenId: token }, why);
    return `${slug}: ${token === null ? `every token of ${subject}` : `the token ${token}`} of ${of} is worth nothing any more`;
  },
  suspend: (world, slug, { reason = null }) => statusChanged(world, slug, suspendAgency, reason),
  resume: (world, slug, { reason = null }) => statusChanged(world, slug, resumeAgency, reason),
};

async function statusChanged(world: World, slug: string, change: typeof suspendAgency, reason: string | null): Promise<string> {
  const { slug: own, status } = await changed(world, await agencyOf(world, slug), change, {}, reason);
  return `${own}: ${status}`;
}

async function changed<Input, Row extends Recorded>(world: World, agencyId: string, change: Change<Input, Row>, input: Input, reason: string | null = null): Promise<Row> {
  const viewer: Viewer = systemOf(agencyId);
  return (await perform(world, change, input, { viewer, reason })).record;
}

async function agencyOf({ database }: World, slug: string): Promise<string> {
  const agencyId = await agencyIdOfSlug(database, slug);
  if (agencyId === undefined) throw new Refusal('NOT_FOUND', { expected: 'the short name of an agency' });
  return agencyId;
}

function given(value: string | undefined, option: string): string {
  if (value === undefined) throw new Refusal('INVALID_INPUT', { path: [option], expected: USAGE.join(', ') });
  return value;
}
