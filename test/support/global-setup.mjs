import './typescript.mjs';

export default async function globalSetup() {
  const { startTestServer } = await import('./test-server.ts');
  globalThis.plumblineTestServer = await startTestServer();
}
