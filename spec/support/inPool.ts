/** Runs jobs side by side, at most `width` at once; the promise of each is there from the start. */
export function inPool<T>(width: number, jobs: ReadonlyMap<string, () => Promise<T>>): ReadonlyMap<string, Promise<T>> {
  const lanes = Array.from({ length: width }, () => Promise.resolve<unknown>(undefined));
  const waiting = [...jobs];
  const started = new Map<string, { resolve: (value: Promise<T>) => void }>();
  const promises = new Map<string, Promise<T>>();
  for (const [name] of waiting) {
    const promise = new Promise<T>((resolve) => started.set(name, { resolve }));
    // Whoever asks for it hears of a failure; nobody asking is no crash.
    promise.catch(() => undefined);
    promises.set(name, promise);
  }
  const next = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const [name, run] = job;
      const result = run();
      started.get(name)?.resolve(result);
      await result.catch(() => undefined);
    }
  };
  lanes.forEach(() => void next());
  return promises;
}
