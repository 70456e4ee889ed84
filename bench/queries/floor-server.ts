import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import pg from 'pg';

import { serveParent } from '../support/child.js';
import { POOL_SIZE } from './contender.js';
import type { Draw } from './dataset.js';
import type { QuestionId } from './questions.js';

export interface FloorSettings {
  readonly databaseUrl: string;
  readonly agencyId: string;
}

interface Asked extends Draw {
  readonly question: QuestionId;
}

interface Prepared {
  readonly text: string;
  values(asked: Draw): readonly unknown[];
}

const LINES = `(
  select coalesce(json_agg(json_build_object('id', l.id, 'discipline', l.discipline, 'serviceCode', l.service_code, 'startsOn', l.starts_on, 'endsOn', l.ends_on, 'balance', (
           select json_build_object('authorizedUnits', b.authorized_milli_units / 1000.0, 'usedUnits', b.used_milli_units / 1000.0, 'remainingUnits', b.remaining_milli_units / 1000.0)
             from line_balances b where b.agency_id = l.agency_id and b.line_id = l.id)) order by l.starts_on, l.id), '[]')
    from authorization_lines l where l.agency_id = a.agency_id and l.authorization_id = a.id)`;

const NOTE = `(select json_build_object('status', n.status, 'signedAt', n.signed_at) from notes n where n.agency_id = v.agency_id and n.visit_id = v.id)`;

const STATEMENTS: Readonly<Record<QuestionId, Prepared>> = {
  Q1: {
    text: `
      select json_build_object(
        'id', p.id, 'mrn', p.mrn, 'givenName', p.given_name, 'familyName', p.family_name, 'birthDate', p.birth_date, 'status', p.status,
        'orders', (
          select coalesce(json_agg(json_build_object('id', o.id, 'discipline', o.discipline, 'frequencyText', o.frequency_text, 'startsOn', o.starts_on, 'endsOn', o.ends_on, 'status', o.status)
                          order by o.received_at desc, o.id desc), '[]') from orders o where o.agency_id = p.agency_id and o.patient_id = p.id),
        'authorizations', (
          select coalesce(json_agg(json_build_object('id', a.id, 'number', a.number, 'requestType', a.request_type, 'lines', ${LINES}) order by a.id desc), '[]')
            from authorizations a where a.agency_id = p.agency_id and a.patient_id = p.id),
        'visits', (
          select coalesce(json_agg(json_build_object('id', v.id, 'startsAt', v.starts_at, 'endsAt', v.ends_at, 'serviceOn', v.service_on, 'status', v.status, 'note', ${NOTE}) order by v.service_on, v.id), '[]')
            from (select * from visits w where w.agency_id = p.agency_id and w.patient_id = p.id and w.service_on >= $3::date order by w.service_on, w.id limit 10) v))::text as answer
        from patients p where p.agency_id = $1 and p.id = $2`,
    values: ({ patientId, from }) => [patientId, from],
  },
  Q2: {
    text: `
      select json_agg(json_build_object(
               'id', a.id, 'number', a.number, 'requestType', a.request_type, 'decidedAt', a.decided_at,
               'patient', json_build_object('id', p.id, 'mrn', p.mrn, 'givenName', p.given_name, 'familyName', p.family_name),
               'payer', json_build_object('id', y.id, 'name', y.name),
               'lines', ${LINES}) order by a.id)::text as answer
        from (select * from authorizations z where z.agency_id = $1 and z.id > $2 order by z.id limit 50) a
        join patients p on p.agency_id = a.agency_id and p.id = a.patient_id
        join payers y on y.agency_id = a.agency_id and y.id = a.payer_id`,
    values: ({ authorizationId }) => [authorizationId],
  },
  Q3: {
    text: `
      select json_agg(json_build_object(
               'id', v.id, 'startsAt', v.starts_at, 'serviceOn', v.service_on, 'status', v.status,
               'patient', json_build_object('id', p.id, 'givenName', p.given_name, 'familyName', p.family_name),
               'staff', (select json_build_object('id', s.id, 'givenName', s.given_name, 'familyName', s.family_name) from staff s where s.agency_id = v.agency_id and s.id = v.staff_id),
               'allocations', (
                 select coalesce(json_agg(json_build_object('line', json_build_object('authorization', json_build_object('number', a.number))) order by t.line_id), '[]')
                   from allocations t
                   join authorization_lines l on l.agency_id = t.agency_id and l.id = t.line_id
                   join authorizations a on a.agency_id = l.agency_id and a.id = l.authorization_id
                  where t.agency_id = v.agency_id and t.visit_id = v.id),
               'note', ${NOTE}) order by v.service_on, v.id)::text as answer
        from (select * from visits w where w.agency_id = $1 and w.service_on between $2::date and $3::date order by w.service_on, w.id limit 100) v
        join patients p on p.agency_id = v.agency_id and p.id = v.patient_id`,
    values: ({ from, to }) => [from, to],
  },
  Q4: {
    text: `
      select json_build_object('id', a.id, 'number', a.number, 'requestType', a.request_type, 'urgency', a.urgency, 'version', a.version)::text as answer
        from authorizations a where a.agency_id = $1 and a.id = $2`,
    values: ({ authorizationId }) => [authorizationId],
  },
};

/**
 * The least that there can be: node:http, and for each question one prepared statement written for it, whose answer is
 * sent as the database wrote it. No GraphQL, no permission, no row security, no transaction, no limit.
 */
serveParent(async ({ databaseUrl, agencyId }: FloorSettings) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL_SIZE });
  const answerTo = async ({ question, ...asked }: Asked): Promise<string> => {
    const { text, values } = STATEMENTS[question];
    const { rows } = await pool.query<{ answer: string }>({ name: question, text, values: [agencyId, ...values(asked)] });
    return rows[0]?.answer ?? 'null';
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      answerTo(JSON.parse(Buffer.concat(parts).toString('utf8')) as Asked).then(
        (answer) => response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }).end(answer),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answers: {},
    async stop() {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
});
