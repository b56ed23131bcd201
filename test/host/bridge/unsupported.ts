/** The preload's half of api/refused.ts. */
export function unsupported(what: string): () => never {
  return () => {
    throw new Error(`electron-host: ${what} is not supported by the stand-in host`);
  };
}
