import { once } from 'node:events';
import { createServer } from 'node:http';

import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

// PostGraphile wants Node 22, and of what Node 20 lacks it uses this alone.
Promise.withResolvers ??= () => {
  let settle;
  const promise = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
};

const SORTABLE = { tags: { behavior: '+orderBy +attribute:orderBy' } };

/**
 * Relations by the columns that the indexes and the keys have: the foreign keys hold the patient too, so that PostGraphile
 * would find no index for some of them, and would take a list for what is one. And the orders of short lists.
 */
const TABLES = {
  orders: { attribute: { received_at: SORTABLE } },
  authorization_lines: { attribute: { starts_on: SORTABLE }, tags: { foreignKey: ['(agency_id, authorization_id) references authorizations (agency_id, id)|@fieldName authorization|@foreignFieldName lineConnection|@foreignSimpleFieldName lines'] } },
  line_balances: { tags: { foreignKey: ['(agency_id, line_id) references authorization_lines (agency_id, id)|@fieldName line|@foreignFieldName balance'] } },
  notes: { tags: { foreignKey: ['(agency_id, visit_id) references visits (agency_id, id)|@fieldName visit|@foreignFieldName note'] } },
  allocations: {
    tags: {
      foreignKey: [
        '(agency_id, visit_id) references visits (agency_id, id)|@fieldName visit|@foreignFieldName allocationConnection|@foreignSimpleFieldName allocations',
        '(agency_id, line_id) references authorization_lines (agency_id, id)|@fieldName line|@foreignFieldName allocationConnection|@foreignSimpleFieldName allocations',
      ],
    },
  },
};

/**
 * PostGraphile over the tables as they are. Settled in its favour: node:http, no GraphiQL, no subscriptions, no watching, plain
 * lists beside connections, no settings for each request and so no transactions, and the login that owns the tables, so no row security.
 */
export async function start({ databaseUrl, poolSize }) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
    // Changes are not asked for, and would only make the schema larger.
    disablePlugins: ['PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin'],
    plugins: [jsonPgSmartTags({ version: 1, config: { class: TABLES } })],
    pgServices: [makePgService({ pool, schemas: ['public'], pubsub: false })],
    gather: { installWatchFixtures: false },
    schema: { defaultBehavior: '+list +connection' },
    grafast: { explain: false },
    grafserv: { graphiql: false, watch: false, graphqlPath: '/graphql' },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await instance.release();
      await pool.end();
    },
  };
}
