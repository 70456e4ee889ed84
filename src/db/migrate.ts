import { DataSource } from 'typeorm';

import { Facts1764000000001 } from '../../migrations/1764000000001-facts.js';
import { Alignment1764000000002 } from '../../migrations/1764000000002-alignment.js';
import { Feed1764000000003 } from '../../migrations/1764000000003-feed.js';
import { Tenancy1764000000004 } from '../../migrations/1764000000004-tenancy.js';
import { Statistics1764000000005 } from '../../migrations/1764000000005-statistics.js';
import { PayerLock1764000000006 } from '../../migrations/1764000000006-payer-lock.js';
import { Requirements1764000000007 } from '../../migrations/1764000000007-requirements.js';
import { Wakes1764000000008 } from '../../migrations/1764000000008-wakes.js';
import { Access1764000000009 } from '../../migrations/1764000000009-access.js';
import { Streams1764000000010 } from '../../migrations/1764000000010-streams.js';
import { Webhooks1764000000011 } from '../../migrations/1764000000011-webhooks.js';
import { Lists1764000000012 } from '../../migrations/1764000000012-lists.js';
import { KnownBefore1764000000013 } from '../../migrations/1764000000013-known-before.js';
import { Corrections1764000000014 } from '../../migrations/1764000000014-corrections.js';
import { Scope1764000000016 } from '../../migrations/1764000000016-scope.js';
import { Audit1764000000017 } from '../../migrations/1764000000017-audit.js';
import { AuditedChanges1764000000018 } from '../../migrations/1764000000018-audited-changes.js';
import { EmergencyAccess1764000000019 } from '../../migrations/1764000000019-emergency-access.js';
import { Sealed1764000000020 } from '../../migrations/1764000000020-sealed.js';
import { Roles1764000000021 } from '../../migrations/1764000000021-roles.js';
import { Identity1764000000022 } from '../../migrations/1764000000022-identity.js';
import { AppendTogether1764000000023 } from '../../migrations/1764000000023-append-together.js';

/** Brings a database to the current schema, as its owner. Nodes that start together take turns. */
export async function migrate(url: string): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    migrations: [
      Facts1764000000001, Alignment1764000000002, Feed1764000000003, Tenancy1764000000004, Statistics1764000000005, PayerLock1764000000006,
      Requirements1764000000007, Wakes1764000000008, Access1764000000009, Streams1764000000010, Webhooks1764000000011, Lists1764000000012,
      KnownBefore1764000000013, Corrections1764000000014, Scope1764000000016, Audit1764000000017, AuditedChanges1764000000018,
      EmergencyAccess1764000000019, Sealed1764000000020, Roles1764000000021, Identity1764000000022, AppendTogether1764000000023,
    ],
    migrationsTransactionMode: 'all',
    installExtensions: false,
    logging: false,
    extra: { connectionString: url, max: 2 },
  });
  await dataSource.initialize();
  try {
    // A session lock on a connection of its own: migrations run on another and commit before it is released.
    const runner = dataSource.createQueryRunner();
    await runner.query(`select pg_advisory_lock(hashtext('plumbline migrations'))`);
    try {
      await dataSource.runMigrations();
    } finally {
      await runner.query(`select pg_advisory_unlock(hashtext('plumbline migrations'))`);
      await runner.release();
    }
  } finally {
    await dataSource.destroy();
  }
}
