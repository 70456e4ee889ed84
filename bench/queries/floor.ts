import type { Start } from './contender.js';

/** What the answers cost when nobody thinks; see `floor-server.ts`. */
export const startFloor: Start = async ({ databaseUrl, agencyId, start }) => {
  const child = await start<string>(new URL('./floor-server.js', import.meta.url), { databaseUrl, agencyId });
  return { name: 'floor', url: child.ready, child, headers: {}, body: (question, { patientId, authorizationId, from, to }) => JSON.stringify({ question, patientId, authorizationId, from, to }) };
};
