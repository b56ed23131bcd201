/** Ends a `switch` over a union: a case nobody wrote does not compile, and throws if it ever arrives. */
export function assertNever(value: never): never {
  throw new Error(`a case nobody wrote: ${JSON.stringify(value)}`);
}
