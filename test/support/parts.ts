import { missing, type PartName } from '../../scripts/parts.ts';

export { missing, part } from '../../scripts/parts.ts';

// Only where vitest runs: Playwright's `expect` and vitest's cannot live in one process.
const vitest = process.env['VITEST'] === undefined ? undefined : await import('vitest');

/**
 * vitest's `describe` where all these parts are here; else one that skips, and says in its title what is missing.
 * A Playwright spec asks `missing` instead: `test.skip(absent !== undefined, absent)`.
 */
export function needs(...names: readonly PartName[]): (title: string, tests: () => void) => void {
  if (!vitest) throw new Error('needs() is for vitest; a Playwright spec asks missing()');
  const { describe } = vitest;
  const absent = missing(...names);
  return (title, tests) => {
    if (absent === undefined) describe(title, tests);
    else describe.skip(`${title} ${absent}`, tests);
  };
}
