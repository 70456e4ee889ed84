export default async function globalTeardown() {
  await globalThis.plumblineTestServer?.stop();
}
