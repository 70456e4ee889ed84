import { type DevelopmentClaims, developmentToken as tokenOfKeys } from '../auth/development-token.js';
import { type Config, keysDirectoryOf } from '../config.js';
import { systemClock } from '../system.js';

/** A token that the development server of the same data directory accepts. */
export async function developmentToken(config: Pick<Config, 'dataDirectory'>, claims: DevelopmentClaims): Promise<string> {
  return tokenOfKeys(keysDirectoryOf(config), claims, systemClock.now());
}
