import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Audit, openAudit } from '../../src/audit/audit.js';
import type { Log } from '../../src/base/ports.js';
import type { Database } from '../../src/db/database.js';
import { systemClock, systemIds, systemLog, systemTimers } from '../../src/system.js';

export interface TestAudit extends Audit {
  readonly directory: string;
}

export interface TestAuditSettings {
  readonly log?: Log;
  readonly directory?: string;
  readonly mostSpoolBytes?: number;
}

/** An audit with a directory of its own, which goes with it, unless one is given. */
export async function openTestAudit(database: Database, { log = systemLog('silent'), directory: given, mostSpoolBytes = 1_000_000 }: TestAuditSettings = {}): Promise<TestAudit> {
  const directory = given ?? mkdtempSync(join(tmpdir(), 'plumbline-audit-'));
  const audit = await openAudit(database, { clock: systemClock, ids: systemIds, timers: systemTimers, log, directory, mostSpoolBytes });
  return {
    ...audit,
    directory,
    async stop() {
      await audit.stop();
      if (given === undefined) rmSync(directory, { recursive: true });
    },
  };
}
