import type { Worker } from 'node:worker_threads';

/** What a worker says next, which is the answer to whatever it was asked. What it fails with is thrown. */
export function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      settle();
    };
    const onMessage = (message: unknown): void => done(() => resolve(message));
    const onError = (error: unknown): void => done(() => reject(error as Error));
    worker.on('message', onMessage);
    worker.on('error', onError);
  });
}
