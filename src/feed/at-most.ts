/** Runs no more than so many pieces of work at once; the others wait in the order in which they came. */
export function atMost(limit: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  const waiting: Array<() => void> = [];
  let running = 0;

  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes now takes it from those who wait.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
