import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { perform } from '../../src/changes/perform.js';
import { openAllowances } from '../../src/graphql/limits/allowances.js';
import { systemIds } from '../../src/system.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { EVERYTHING, idsIn, meetRequirements } from '../support/everything.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { viewerOf } from '../support/viewers.js';

/** Two agencies whose records all have the same ids, as after an agency was copied to try something out. */
let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let before: Data;
let twinId: string;

const MARK = 'TWIN';
const NAMES = '{ patients { nodes { id familyName mrn } } staff { nodes { familyName } } payers { nodes { name } } branches { nodes { name } } notes { nodes { id } } alignmentEvents(first: 100) { nodes { type } endCursor } }';

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  await meetRequirements(here.world, agency);
  before = await graphql.data(agency.viewer, EVERYTHING);
  twinId = systemIds.next();
  await copyAgency(agency.agencyId, twinId);
});
afterAll(() => here.close());

/** Every row of every table, with another agency and with names by which it would be known again. */
async function copyAgency(from: string, to: string): Promise<void> {
  const { rows } = await here.owner.query<{ name: string; texts: string[] }>(`
    select table_name as name, array_remove(array_agg(case when column_name in ('family_name', 'given_name', 'name', 'mrn', 'slug') then column_name::text end), null) as texts
      from information_schema.columns where table_schema = 'public' and table_name in (select table_name from information_schema.columns where table_schema = 'public' and column_name = 'agency_id')
       and table_name in (select relname from pg_class where relkind = 'r') group by table_name`);
  await here.owner.query('set session_replication_role = replica');
  for (const { name, texts } of rows) {
    const marked = texts.map((column) => `|| jsonb_build_object('${column}', ${column === 'slug' ? `'twin'` : `'${MARK} ' || t.${column}`})`).join(' ');
    await here.owner.query(`insert into ${name} select r.* from ${name} t, jsonb_populate_record(null::${name}, to_jsonb(t) || jsonb_build_object('agency_id', $2::text) ${marked}) r where t.agency_id = $1`, [from, to]);
  }
  await here.owner.query('set session_replication_role = origin');
}

test('each reaches the same ids, and of each only its own records', async () => {
  const twin = viewerOf(twinId, 'ADMIN');
  expect(await graphql.data(agency.viewer, EVERYTHING)).toEqual(before);
  expect(idsIn(await graphql.data(twin, EVERYTHING)).filter((id) => !before.viewer.agency.id.includes(id)).length).toBe(idsIn(before).length);

  const [mine, others] = [JSON.stringify(await graphql.data(agency.viewer, NAMES)), JSON.stringify(await graphql.data(twin, NAMES))];
  expect(mine).not.toContain(MARK);
  expect(others.match(new RegExp(MARK, 'g'))).toHaveLength(5);
});

test('each is given null for the other\'s id where it has none like it, and its own record where it has', async () => {
  const ids = idsIn(before).filter((id) => id !== before.viewer.agency.id);
  const ask = async (viewer: typeof agency.viewer): Promise<Data> => (await graphql.data(viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Patient { familyName } } }', { ids })).nodes;
  const [mine, others] = [await ask(agency.viewer), await ask(viewerOf(twinId, 'ADMIN'))];
  expect(mine.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(others.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(JSON.stringify(mine)).not.toContain(MARK);
  expect(JSON.stringify(others)).toContain(MARK);
});

test('what one changes by an id that both have is unchanged for the other', async () => {
  await perform(here.world, cancelVisit, { visitId: agency.visitIds[3] }, { viewer: viewerOf(twinId, 'ADMIN'), reason: 'Asked' });
  const { rows } = await here.owner.query<{ agencyId: string; status: string }>('select agency_id as "agencyId", status from visits where id = $1', [agency.visitIds[3]]);
  expect(Object.fromEntries(rows.map(({ agencyId, status }) => [agencyId, status]))).toEqual({ [agency.agencyId]: 'SCHEDULED', [twinId]: 'CANCELLED' });
  expect(await graphql.data(agency.viewer, EVERYTHING)).toEqual(before);
});

test('a place in a list or in the log of one is refused by the other', async () => {
  const twin = viewerOf(twinId, 'ADMIN');
  const { patients, alignmentEvents } = await graphql.data(agency.viewer, '{ patients { pageInfo { endCursor } } alignmentEvents(first: 1) { endCursor } }');
  for (const query of [`{ patients(after: "${patients.pageInfo.endCursor}") { totalCount } }`, `{ alignmentEvents(after: "${alignmentEvents.endCursor}") { hasNextPage } }`]) {
    expect((await graphql.ask(agency.viewer, query)).errors).toBeUndefined();
    expect(await graphql.ask(twin, query)).toMatchObject({ errors: [{ extensions: { code: 'INVALID_CURSOR' } }] });
  }
});

test('what someone of one has used up is not taken from a namesake of the other', () => {
  const allowances = openAllowances({ pointsPerSecond: 1, burstPoints: 1 }, () => 0);
  const [mine, namesake] = [agency.viewer, { ...agency.viewer, agencyId: twinId }];
  const used = (viewer: typeof mine): void => {
    for (;;) allowances.take(viewer, 1_000);
  };
  expect(() => used(mine)).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  expect(() => allowances.take(mine, 1_000)).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  allowances.take(namesake, 1_000);
});
