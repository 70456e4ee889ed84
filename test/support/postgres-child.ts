// A process of its own that runs the launcher, for tests that kill it.
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.js';

const [dataDirectory = '', ephemeral] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({ dataDirectory, database: 'plumbline', ephemeral: ephemeral === 'ephemeral' });
process.stdout.write(`${postgres.url}\n`);
// The server does not keep this process alive; its standard input does.
process.stdin.resume();
