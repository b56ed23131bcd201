/** Runs jobs one after the other, in the order they came. A job that fails does not stop the next. */
export function oneAtATime(): <Value>(job: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const mine = last.then(job);
    last = mine.catch(() => undefined);
    return mine;
  };
}
