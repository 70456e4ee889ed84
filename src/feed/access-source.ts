import { type Access, accessOf } from '../auth/access.js';
import type { Viewer } from '../auth/viewer.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { accessFactsOf } from '../db/queries/access-facts.js';
import type { AccessSource } from './channel.js';

type Asking = { readonly viewer: Viewer; readonly resolve: (access: Access) => void; readonly reject: (error: unknown) => void };

/** Everyone who comes while one question is on its way shares the next: after a cut of the network thousands come at once. */
export function sharedAccessSource(ask: (agencyId: string, viewers: readonly Viewer[]) => Promise<readonly Access[]>): AccessSource {
  const waiting = new Map<string, Asking[]>();
  const running = new Set<string>();

  return {
    of: (agencyId, viewers) => Promise.all(viewers.map((viewer) => new Promise<Access>((resolve, reject) => {
      const asking = waiting.get(agencyId) ?? [];
      waiting.set(agencyId, asking);
      asking.push({ viewer, resolve, reject });
      void answer(agencyId);
    }))),
  };

  async function answer(agencyId: string): Promise<void> {
    if (running.has(agencyId)) return;
    running.add(agencyId);
    // Those who ask in the same breath are asked for together.
    await Promise.resolve();
    for (let asking = waiting.get(agencyId); asking !== undefined; asking = waiting.get(agencyId)) {
      waiting.delete(agencyId);
      try {
        const accesses = await ask(agencyId, asking.map(({ viewer }) => viewer));
        asking.forEach(({ resolve }, i) => resolve(accesses[i] as Access));
      } catch (error) {
        for (const { reject } of asking) reject(error);
      }
    }
    running.delete(agencyId);
  }
}

/** What the agency says now of those who listen. */
export async function accessesOf(database: Database, agencyId: string, viewers: readonly Viewer[], now: Date): Promise<readonly Access[]> {
  const asked = viewers.map(({ subject, token }) => ({ subject, tokenId: token?.tokenId ?? null }));
  const facts = await reading(database, agencyId, (tx) => accessFactsOf(tx, asked, now));
  return viewers.map((viewer) => accessOf(viewer, facts, now));
}
