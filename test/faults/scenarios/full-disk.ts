import { execFile } from 'node:child_process';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { serverAccount } from '../../../src/db/postgres-account.js';
import type { Fleet } from '../support/fleet.js';
import { startLoad } from '../support/load.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import { addPayer, type Writer } from '../support/writer.js';

const run = promisify(execFile);

/** F23: there is no room for another event. No change is made without its event, and when there is room again all go on. */
export async function diskFull(fleet: Fleet): Promise<Outcome> {
  const load = await startLoad(fleet, { agencies: 1, writers: 2, recorders: 4 });
  const disk = await smallDisk(fleet);
  try {
    await load.untilWritten(10);
    await disk.fill();
    const writer = fleet.writer(load.agencyIds[0] as string);
    const { mark, code } = await untilRefused(fleet, load.agencyIds[0] as string, writer);
    await disk.free();
    await writer.write(addPayer, {}, mark);
    await load.untilWritten(10);
    await load.endWriting();
    const complaints = code === 'BUSY' ? [] : [`without room a change is answered ${code}`];
    return await outcomeOf(fleet, { id: 'F23', fault: 'disk full', done: `${disk.kind}: changes are answered ${code}`, recorders: load.recorders, writers: [...load.writers, writer], complaints });
  } finally {
    await disk.free();
    await disk.remove();
  }
}

/** Until the last page that was begun is full there is room, and sometimes again for one that is tried once more. */
async function untilRefused(fleet: Fleet, agencyId: string, writer: Writer): Promise<{ readonly mark: string; readonly code: string }> {
  for (;;) {
    const mark = writer.newMark();
    const code = (await writer.attempt(addPayer, mark)) === null ? await refusalOf(fleet, agencyId, mark) : null;
    if (code !== null) return { mark, code };
    writer.marks.push(mark);
  }
}

async function refusalOf(fleet: Fleet, agencyId: string, key: string): Promise<string | null> {
  const response = await fetch(`${fleet.nodes[1].url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await fleet.token('INTEGRATOR', agencyId)}` },
    body: JSON.stringify({ query: addPayer, variables: { key } }),
  });
  const { errors } = (await response.json()) as { readonly errors?: ReadonlyArray<{ readonly extensions: { readonly code: string } }> };
  return errors?.[0]?.extensions.code ?? null;
}

interface Disk {
  readonly kind: string;
  fill(): Promise<void>;
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** A file system of a few megabytes under the log; whoever may not mount one gets the database's own error for it instead. */
async function smallDisk(fleet: Fleet): Promise<Disk> {
  const place = join(dirname(fleet.postgres.dataDirectory), 'small');
  await mkdir(place);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', place]);
  } catch {
    return pretendedDisk(fleet);
  }
  const space = join(place, 'space');
  await mkdir(space);
  const account = await serverAccount(fleet.postgres.dataDirectory);
  if (account !== null) await chown(space, account.uid, account.gid);
  await fleet.sql(`create tablespace small location '${space}'`);
  await fleet.sql('alter table alignment_events set tablespace small');
  const filler = join(place, 'filler');
  return {
    kind: 'a full file system under the log',
    fill: () => writeFile(filler, Buffer.alloc(48 * 1024 * 1024)).catch(() => undefined),
    free: () => rm(filler, { force: true }),
    async remove() {
      await fleet.sql('alter table alignment_events set tablespace pg_default');
      await fleet.sql('drop tablespace small');
      await run('umount', [place]);
    },
  };
}

function pretendedDisk({ sql }: Fleet): Disk {
  return {
    kind: 'SQLSTATE 53100 on every append, since no file system could be mounted',
    async fill() {
      await sql(`create function no_room() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100'; end $$`);
      await sql('create trigger no_room before insert on alignment_events execute function no_room()');
    },
    async free() {
      await sql('drop trigger if exists no_room on alignment_events');
      await sql('drop function if exists no_room');
    },
    remove: async () => undefined,
  };
}
