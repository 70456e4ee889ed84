import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { Refusal } from '../base/refusal.js';
import { agencyIdOf } from '../demo/agencies.js';
import { describeReport, type ImportReport } from '../fhir/report.js';
import { developmentServer } from './development-server.js';
import { developmentToken } from './development-token.js';

/** Sends FHIR files to the development server, one after another, and says what became of each resource. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { agency: { type: 'string', default: 'demo' } } });
  if (positionals.length === 0) throw new Refusal('INVALID_INPUT', { expected: 'one or more files with FHIR R4 JSON' });

  const server = await developmentServer();
  try {
    const token = await developmentToken(server.config, { agencyId: agencyIdOf(values.agency), role: 'INTEGRATOR' });
    for (const file of positionals) {
      console.log(`\n${file}`);
      const answer = await fetch(`${server.url}/fhir`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
        body: await readFile(file),
      });
      const body = (await answer.json()) as object;
      const lines = 'resources' in body ? describeReport(body as ImportReport) : [JSON.stringify(body)];
      for (const line of lines) console.log(`  ${line}`);
      if (!answer.ok) process.exitCode = 1;
    }
  } finally {
    await server.leave();
  }
}
