/** Numbers that look random, and are the same for the same seed. */
export type Random = {
  /** From 0 up to, and without, this one. */
  readonly below: (limit: number) => number;
  readonly bytes: (count: number) => Buffer;
  readonly oneOf: <Value>(values: readonly Value[]) => Value;
};

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state are plenty for choosing mutations.
  const next = () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => below(256))),
    oneOf: <Value>(values: readonly Value[]): Value => {
      const [first, ...rest] = values;
      const value = values[below(values.length)] ?? first;
      if (value === undefined) throw new Error(`nothing to choose from ${String(rest.length)}`);
      return value;
    },
  };
}
