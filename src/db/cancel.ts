import pg from 'pg';

/**
 * Breaks off what a connection is running, as PostgreSQL wants it: over another connection, with the number and the key of the
 * first. The server closes that one after it has passed the word on, so that whatever is sent later is not met by it.
 *
 * @returns whether the word was passed on for certain; a connection of which nobody knows is not to be used again
 */
export function cancelRunning(client: pg.PoolClient): Promise<boolean> {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as Cancellable;
  const connection = new pg.Connection({ ssl, sslNegotiation } as pg.ConnectionConfig) as unknown as CancelConnection;
  return new Promise((resolve) => {
    const impatience = setTimeout(() => over(false), WITHIN_MS);
    const over = (isCertain: boolean): void => {
      clearTimeout(impatience);
      connection.stream.destroy();
      resolve(isCertain);
    };
    const cancel = (): void => connection.cancel(processID, secretKey);
    connection.on('connect', () => {
      if (!ssl) cancel();
      else if (sslNegotiation === 'postgres') connection.requestSsl();
    });
    connection.on('sslconnect', cancel);
    connection.on('end', () => over(true));
    connection.on('error', () => over(false));
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}

const WITHIN_MS = 5_000;

/** What `pg` keeps of a connection and does not declare. */
interface Cancellable {
  readonly host: string;
  readonly port: number;
  readonly ssl: pg.ConnectionConfig['ssl'];
  readonly sslNegotiation: string;
  readonly processID: number;
  readonly secretKey: number;
}

interface CancelConnection extends NodeJS.EventEmitter {
  readonly stream: { destroy(): void };
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}
