import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const SCHEMA = `
  type Query {
    patient(id: ID!): Patient
    authorization(id: ID!): Authorization
    authorizations(first: Int!, after: ID!): [Authorization!]!
    visits(first: Int!, from: String!, to: String!): [Visit!]!
  }
  type Patient {
    id: ID! mrn: String! givenName: String! familyName: String! birthDate: String status: String!
    orders: [Order!]!
    authorizations: [Authorization!]!
    visits(first: Int!, from: String!): [Visit!]!
  }
  type Order { id: ID! discipline: String! frequencyText: String! startsOn: String! endsOn: String status: String! }
  type Payer { id: ID! name: String! }
  type Staff { id: ID! givenName: String! familyName: String! }
  type Authorization { id: ID! number: String requestType: String! urgency: String! version: Int! decidedAt: String patient: Patient! payer: Payer! lines: [AuthorizationLine!]! }
  type AuthorizationLine { id: ID! discipline: String! serviceCode: String startsOn: String! endsOn: String! balance: LineBalance authorization: Authorization! }
  type LineBalance { authorizedUnits: Float! usedUnits: Float! remainingUnits: Float! }
  type Allocation { line: AuthorizationLine! }
  type Visit { id: ID! startsAt: String! endsAt: String! serviceOn: String! status: String! patient: Patient! staff: Staff allocations: [Allocation!]! note: Note }
  type Note { status: String! signedAt: String }
`;

const COLUMNS = {
  patients: `id, mrn, given_name as "givenName", family_name as "familyName", birth_date as "birthDate", status`,
  orders: `id, patient_id as "patientId", discipline, frequency_text as "frequencyText", starts_on as "startsOn", ends_on as "endsOn", status`,
  payers: 'id, name',
  staff: `id, given_name as "givenName", family_name as "familyName"`,
  authorizations: `id, patient_id as "patientId", payer_id as "payerId", number, request_type as "requestType", urgency, version, decided_at as "decidedAt"`,
  lines: `id, authorization_id as "authorizationId", discipline, service_code as "serviceCode", starts_on as "startsOn", ends_on as "endsOn"`,
  balances: `line_id as "lineId", authorized_milli_units / 1000.0::float8 as "authorizedUnits", used_milli_units / 1000.0::float8 as "usedUnits", remaining_milli_units / 1000.0::float8 as "remainingUnits"`,
  visits: `id, patient_id as "patientId", staff_id as "staffId", starts_at as "startsAt", ends_at as "endsAt", service_on as "serviceOn", status`,
  allocations: `visit_id as "visitId", line_id as "lineId"`,
  notes: `visit_id as "visitId", status, signed_at as "signedAt"`,
};

const AS_TEXT = new Set([pg.types.builtins.DATE, pg.types.builtins.TIMESTAMPTZ]);

/**
 * Mercurius as its documentation wants it: fastify, a query compiled when it first comes, a loader for each edge. Settled in its
 * favour: statements are prepared and choose the columns of the type alone, rows are as the driver gives them, dates stay text, records that several
 * rows name are asked for once, there are no cursors, and the login owns the tables, so no row security, and no transaction.
 */
export async function start({ databaseUrl, agencyId, poolSize }) {
  const types = { getTypeParser: (oid, format) => (AS_TEXT.has(oid) ? String : pg.types.getTypeParser(oid, format)) };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize, types });
  const names = new Map();
  const rows = async (text, ...values) => {
    if (!names.has(text)) names.set(text, `s${names.size}`);
    return (await pool.query({ name: names.get(text), text, values: [agencyId, ...values] })).rows;
  };

  /** The record that each names, or null. */
  const one = (text, keyOf, found = 'id') => ({
    loader: async (queries) => {
      const keys = queries.map(({ obj }) => obj[keyOf]);
      const byKey = new Map((await rows(text, [...new Set(keys)])).map((row) => [row[found], row]));
      return keys.map((key) => byKey.get(key) ?? null);
    },
    opts: { cache: false },
  });
  /** Those that name each, in the statement's order. */
  const many = (text, found) => ({
    loader: async (queries) => grouped(await rows(text, queries.map(({ obj }) => obj.id)), found, queries),
    opts: { cache: false },
  });

  const app = Fastify();
  await app.register(mercurius, {
    schema: SCHEMA,
    jit: 1,
    graphiql: false,
    resolvers: {
      Query: {
        patient: async (_, { id }) => (await rows(`select ${COLUMNS.patients} from patients where agency_id = $1 and id = $2`, id))[0],
        authorization: async (_, { id }) => (await rows(`select ${COLUMNS.authorizations} from authorizations where agency_id = $1 and id = $2`, id))[0],
        authorizations: (_, { first, after }) => rows(`select ${COLUMNS.authorizations} from authorizations where agency_id = $1 and id > $2 order by id limit $3`, after, first),
        visits: (_, { first, from, to }) => rows(`select ${COLUMNS.visits} from visits where agency_id = $1 and service_on between $2 and $3 order by service_on, id limit $4`, from, to, first),
      },
    },
    loaders: {
      Patient: {
        orders: many(`select ${COLUMNS.orders} from orders where agency_id = $1 and patient_id = any($2::uuid[]) order by received_at desc, id desc`, 'patientId'),
        authorizations: many(`select ${COLUMNS.authorizations} from authorizations where agency_id = $1 and patient_id = any($2::uuid[]) order by id desc`, 'patientId'),
        visits: {
          async loader(queries) {
            const { first, from } = queries[0].params;
            const text = `select v.* from unnest($2::uuid[]) p (id) cross join lateral (
              select ${COLUMNS.visits} from visits where agency_id = $1 and patient_id = p.id and service_on >= $3 order by service_on, id limit $4) v`;
            return grouped(await rows(text, queries.map(({ obj }) => obj.id), from, first), 'patientId', queries);
          },
          opts: { cache: false },
        },
      },
      Authorization: {
        patient: one(`select ${COLUMNS.patients} from patients where agency_id = $1 and id = any($2::uuid[])`, 'patientId'),
        payer: one(`select ${COLUMNS.payers} from payers where agency_id = $1 and id = any($2::uuid[])`, 'payerId'),
        lines: many(`select ${COLUMNS.lines} from authorization_lines where agency_id = $1 and authorization_id = any($2::uuid[]) order by starts_on, id`, 'authorizationId'),
      },
      AuthorizationLine: {
        balance: one(`select ${COLUMNS.balances} from line_balances where agency_id = $1 and line_id = any($2::uuid[])`, 'id', 'lineId'),
        authorization: one(`select ${COLUMNS.authorizations} from authorizations where agency_id = $1 and id = any($2::uuid[])`, 'authorizationId'),
      },
      Allocation: {
        line: one(`select ${COLUMNS.lines} from authorization_lines where agency_id = $1 and id = any($2::uuid[])`, 'lineId'),
      },
      Visit: {
        patient: one(`select ${COLUMNS.patients} from patients where agency_id = $1 and id = any($2::uuid[])`, 'patientId'),
        staff: one(`select ${COLUMNS.staff} from staff where agency_id = $1 and id = any($2::uuid[])`, 'staffId'),
        allocations: many(`select ${COLUMNS.allocations} from allocations where agency_id = $1 and visit_id = any($2::uuid[]) order by line_id`, 'visitId'),
        note: one(`select ${COLUMNS.notes} from notes where agency_id = $1 and visit_id = any($2::uuid[])`, 'id', 'visitId'),
      },
    },
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url: `${address}/graphql`,
    async stop() {
      await app.close();
      await pool.end();
    },
  };
}

function grouped(rows, key, queries) {
  const groups = new Map(queries.map(({ obj }) => [obj.id, []]));
  for (const row of rows) groups.get(row[key]).push(row);
  return queries.map(({ obj }) => groups.get(obj.id));
}
