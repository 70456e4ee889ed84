import { startApp } from '../../src/app.js';
import { configOf, type NodeSettings } from './bench-server.js';
import { serveParent } from './child.js';

serveParent(async (settings: NodeSettings) => {
  const app = await startApp(configOf(settings));
  return { ready: app.url, answers: {}, stop: () => app.stop() };
});
