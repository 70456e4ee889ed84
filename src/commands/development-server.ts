import { startApp } from '../app.js';
import { type Config, readConfig } from '../config.js';

export interface DevelopmentServer {
  readonly url: string;
  readonly config: Config;
  /** Stops the server if this process started it. */
  leave(): Promise<void>;
}

/**
 * The development server that is already running on PORT, or one of our own on a free port for as long as
 * the command takes: two processes cannot have one data directory.
 */
export async function developmentServer(): Promise<DevelopmentServer> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env }, { isDevelopment: true });
  const url = `http://${config.host}:${config.port}`;
  if (await isServing(url)) return { url, config, leave: async () => undefined };
  const app = await startApp({ ...config, port: 0 });
  return { url: app.url, config, leave: app.stop };
}

async function isServing(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}
