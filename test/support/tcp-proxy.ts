import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A network that can be broken on purpose, between a client and the server that it believes it talks to. It
 * carries bytes and knows nothing of what they mean, so that a fault may fall anywhere in a message.
 */
export interface TcpProxy {
  readonly port: number;
  /** The upstream's URL with the proxy's address in it. */
  readonly url: string;
  /** How many are open, and how many there were in all. */
  readonly connections: number;
  readonly accepted: number;
  /** Each way, at least. */
  delayMs: number;
  /** Ends every connection without a word of the protocol above. */
  cutAll(): void;
  /** Ends every connection once this many more bytes have passed, either way and all of them together. Resolves when that has happened. */
  cutAfter(bytes: number): Promise<void>;
  /** Keeps every connection open and passes nothing, not even that an end has closed: what a network without a route looks like. */
  blackhole(): void;
  /** Passes again, and first what has waited. */
  restore(): void;
  /** For each connection and each way; null: as fast as it goes. */
  throttle(bytesPerSecond: number | null): void;
  /** New connections go there. */
  redirect(upstream: string): void;
  stop(): Promise<void>;
}

/** @param upstream A URL: `http:`, `nats:`, or `postgresql:` with the directory of a unix socket as its `host`. */
export async function startProxy(upstream: string): Promise<TcpProxy> {
  let target = upstream;
  let accepted = 0;
  let bytesPerSecond: number | null = null;
  let gate = openGate();
  let cut: { left: number; done(): void } | null = null;
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();

  const server = createServer({ allowHalfOpen: true }, (client) => {
    accepted += 1;
    clients.add(client);
    client.once('close', () => clients.delete(client));
    void join(client);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const proxy: TcpProxy = {
    port,
    url: through(upstream, port),
    get connections() {
      return clients.size;
    },
    get accepted() {
      return accepted;
    },
    delayMs: 0,
    cutAll,
    cutAfter: (bytes) => new Promise((done) => void (cut = { left: bytes, done })),
    blackhole() {
      if (gate.isOpen) gate = closedGate();
    },
    restore: () => gate.open(),
    throttle(rate) {
      bytesPerSecond = rate;
    },
    redirect(next) {
      target = next;
    },
    async stop() {
      cutAll();
      gate.open();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  return proxy;

  async function join(client: Socket): Promise<void> {
    track(client);
    await gate.passed;
    if (client.destroyed) return;
    const server = track(connect({ ...addressOf(target), allowHalfOpen: true }));
    await Promise.all([carry(client, server), carry(server, client)]);
  }

  function track(socket: Socket): Socket {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Whoever reads the socket is told; a socket that nobody reads yet must not end the process.
    socket.on('error', () => undefined);
    return socket.setNoDelay();
  }

  async function carry(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const bytes of from.iterator({ destroyOnReturn: false })) await pass(bytes as Buffer, to);
      await gate.passed;
      to.end();
    } catch {
      await gate.passed;
      to.destroy();
    }
  }

  async function pass(bytes: Buffer, to: Socket): Promise<void> {
    if (proxy.delayMs > 0) await delay(proxy.delayMs);
    const most = bytesPerSecond === null ? bytes.length : Math.max(1, Math.floor(bytesPerSecond / 20));
    for (let start = 0; start < bytes.length; start += most) {
      const piece = bytes.subarray(start, start + most);
      if (bytesPerSecond !== null) await delay((piece.length / bytesPerSecond) * 1_000);
      await gate.passed;
      await write(to, piece);
    }
  }

  async function write(to: Socket, bytes: Buffer): Promise<void> {
    const allowed = cut === null ? bytes.length : Math.min(bytes.length, cut.left);
    if (cut !== null) cut.left -= allowed;
    await new Promise<void>((resolve) => void to.write(bytes.subarray(0, allowed), () => resolve()));
    if (cut === null || cut.left > 0) return;
    const { done } = cut;
    cut = null;
    cutAll();
    done();
  }

  function cutAll(): void {
    for (const socket of sockets) socket.destroy();
  }
}

interface Gate {
  isOpen: boolean;
  readonly passed: Promise<void>;
  open(): void;
}

function openGate(): Gate {
  return { isOpen: true, passed: Promise.resolve(), open: () => undefined };
}

function closedGate(): Gate {
  let letPass = (): void => undefined;
  const gate: Gate = {
    isOpen: false,
    passed: new Promise((resolve) => void (letPass = resolve)),
    open() {
      gate.isOpen = true;
      letPass();
    },
  };
  return gate;
}

function addressOf(upstream: string): { readonly host: string; readonly port: number } | { readonly path: string } {
  const { hostname, port, searchParams } = new URL(upstream);
  const directory = searchParams.get('host');
  return directory === null ? { host: hostname, port: Number(port) } : { path: `${directory}/.s.PGSQL.${port || '5432'}` };
}

function through(upstream: string, port: number): string {
  const url = new URL(upstream);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  url.searchParams.delete('host');
  // A URL of HTTP has a slash after its host, and whoever adds a path expects none.
  return url.href.replace(/\/$/, '');
}
