import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { SecureContextOptions } from 'node:tls';

import type { Cancel, Log, Timers } from '../base/ports.js';

/** The server's certificate with those between it and the root, and its key; both in PEM form. */
export interface TlsFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** @throws what reading them throws, and UnusableCertificate */
export function secureContextOf({ certificateFile, keyFile }: TlsFiles): SecureContextOptions {
  const cert = readFileSync(certificateFile);
  const key = readFileSync(keyFile);
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) throw new UnusableCertificate();
  return { cert, key, minVersion: 'TLSv1.2' };
}

export class UnusableCertificate extends Error {
  override readonly name = 'UnusableCertificate';

  constructor() {
    super('The certificate is of another key.');
  }
}

export interface Renewal {
  readonly timers: Timers;
  readonly log: Log;
  readonly everyMs: number;
}

/**
 * Takes over a renewed certificate for all connections that come after it. The files are looked at and not watched: what renews
 * them may replace the directory or turn a link, of which a watcher hears nothing. Of two that do not belong together, as there are
 * for a moment between one file and the other, the ones before stay.
 */
export function takeRenewals(files: TlsFiles, { timers, log, everyMs }: Renewal, take: (options: SecureContextOptions) => void): Cancel {
  let taken = versionOf(files);
  let isLossTold = false;
  return timers.every(everyMs, () => {
    const found = versionOf(files);
    if (found === taken) return;
    try {
      take(secureContextOf(files));
      taken = found;
      isLossTold = false;
      log.info('tls.renewed');
    } catch (error) {
      if (!isLossTold) log.error('tls.renewal-failed', { frames: error instanceof Error ? error.name : 'unknown' });
      isLossTold = true;
    }
  });
}

function versionOf({ certificateFile, keyFile }: TlsFiles): string {
  return [certificateFile, keyFile].map((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : 'missing';
  }).join('; ');
}
