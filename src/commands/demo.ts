import { ROLES, type Role } from '../auth/viewer.js';
import { DEMO_AGENCY } from '../demo/agencies.js';
import { playStory } from '../demo/story.js';
import { developmentServer } from './development-server.js';
import { developmentToken } from './development-token.js';

/** The main job, live in the terminal: over real sockets, against the running development server. */
export async function run(): Promise<void> {
  const server = await developmentServer();
  try {
    const tokens = Object.fromEntries(
      await Promise.all(ROLES.map(async (role) => [role, await developmentToken(server.config, { agencyId: DEMO_AGENCY.id, role })] as const)),
    ) as Record<Role, string>;
    await playStory({
      httpUrl: `${server.url}/graphql`,
      wsUrl: `${server.url.replace(/^http/, 'ws')}/graphql`,
      tokens,
      print: (line) => console.log(line),
    });
  } finally {
    await server.leave();
  }
}
