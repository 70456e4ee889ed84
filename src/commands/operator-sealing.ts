import { type KeySource, openKeyProvider } from '../sealing/key-source.js';
import { openSealing, type Sealing } from '../sealing/sealing.js';
import { systemTimers } from '../system.js';

/** For commands, which say themselves what went wrong. */
export function operatorSealing(keys: KeySource): Sealing {
  return openSealing({ provider: openKeyProvider(keys), nowMs: () => systemTimers.nowMs(), alarm: () => undefined });
}
