import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { ROLES, type Role } from '../../src/auth/viewer.js';
import { SECOND_AGENCY } from '../../src/demo/agencies.js';
import { loadAgency } from '../../src/demo/load.js';
import { playStory } from '../../src/demo/story.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let tokens: Record<Role, string>;

beforeAll(async () => {
  server = await startTestServer();
  // The smaller one: the story needs a branch, a payer and a therapist, and brings its own patient.
  await loadAgency(server.app.world, SECOND_AGENCY, new Date());
  tokens = Object.fromEntries(await Promise.all(ROLES.map(async (role) => [role, await server.token(role, SECOND_AGENCY.id)]))) as Record<Role, string>;
}, 60_000);

afterAll(() => server.stop());

async function told(): Promise<string[]> {
  const lines: string[] = [];
  const url = `${server.app.url}/graphql`;
  await playStory({ httpUrl: url, wsUrl: url.replace('http', 'ws'), tokens, print: (line) => lines.push(...line.split('\n')) });
  return lines;
}

/** The findings that billing heard of, in order: `raised AUTH-04`. */
function heard(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^ {2}(open|raised|changed|cleared) +([A-Z]+-\d+)/.exec(line)?.slice(1, 3).join(' ') ?? []);
}

describe('the story', () => {
  test('a visit moved past the authorization raises findings, the extension clears them, and two signatures clear the holds', async () => {
    const lines = await told();
    expect(heard(lines)).toEqual([
      'open ORD-02', 'open DOC-02',
      // The visit that has left the authorization leaves a unit behind that would lapse.
      'raised AUTH-04', 'raised AUTH-11', 'raised AUTH-13', 'changed ORD-02',
      'cleared AUTH-04', 'cleared AUTH-11', 'cleared AUTH-13',
      'cleared DOC-02',
      'cleared ORD-02',
    ]);
    expect(lines.at(-1)).toBe('Open findings of this patient now: 0.');
  });

  test('billing hears of each change from the very commit that the caller was answered with', async () => {
    const lines = await told();
    expect(lines.filter((line) => line.includes('billing hears, from the same commit'))).toHaveLength(4);
  });

  test('every event says what, when, who and why, in clinical and in billing words', async () => {
    const text = (await told()).join('\n');
    for (const word of ['what      VISIT_RESCHEDULED', 'Visit.serviceOn: ', 'when      happened ', 'who       scheduler-1 as SCHEDULER', 'why       PATIENT_REQUEST']) {
      expect(text).toContain(word);
    }
    expect(text).toMatch(/clinical: The physical therapy visit on \S+ falls 2 days after approval ends/);
    expect(text).toMatch(/billing: {2}DOS \S+ outside auth EX-120012 .* predicted CARC 197, RARC N54/);
    expect(text).toMatch(/before: 3 authorized, 2 reserved, 1 used, 0 billed, 0 remaining\n +after: {2}3 authorized, 1 reserved, 1 used, 0 billed, 1 remaining/);
  });
});
