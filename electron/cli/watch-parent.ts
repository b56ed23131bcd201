type Started = {
  readonly env: NodeJS.ProcessEnv;
  /** Asked again and again: where it ends, another one takes its place. */
  readonly parent: () => number;
};

/** Nobody waits for it. */
const EVERY_MS = 500;

/**
 * Calls this once where npm started the program and has gone. npm hands a signal on to its shell, and the shell ends without handing
 * it on to us. Who started us without npm may go: a server can be left behind on purpose. Answers how to watch no more.
 */
export function watchParent({ env, parent }: Started, gone: () => void): () => void {
  if (env['npm_lifecycle_event'] === undefined) return () => {};
  const first = parent();
  const timer = setInterval(() => {
    if (parent() === first) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
