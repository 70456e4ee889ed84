import { serveParent } from '../support/child.js';
import { POOL_SIZE } from './contender.js';

export interface PeerSettings {
  /** Where it is. */
  readonly module: string;
  readonly databaseUrl: string;
  readonly agencyId: string;
}

interface Peer {
  start(settings: { readonly databaseUrl: string; readonly agencyId: string; readonly poolSize: number }): Promise<{ readonly url: string; stop(): Promise<void> }>;
}

serveParent(async ({ module, databaseUrl, agencyId }: PeerSettings) => {
  const { start } = (await import(module)) as Peer;
  const { url, stop } = await start({ databaseUrl, agencyId, poolSize: POOL_SIZE });
  return { ready: url, answers: {}, stop };
});
