import { appTests } from './app-tests.ts';
import { checks, runChecks } from './check.ts';
import { report } from './report.ts';
import { add, nothing, type Tally } from './tally.ts';
import { setUp } from './test-setup.ts';
import { unitTests } from './unit-tests.ts';

type Stage = { readonly title: string; readonly work: (label?: string) => Promise<Tally> };

const filters = process.argv.slice(2);
const isForApp = (filter: string): boolean => filter.replaceAll('\\', '/').startsWith('test/app');
const appFilters = filters.filter(isForApp);
const otherFilters = filters.filter((filter) => !isForApp(filter));
const everything = filters.length === 0;

/** `npm test -- test/shared` runs only the runner that these files belong to. */
const runners: readonly Stage[] = [
  ...(everything || otherFilters.length > 0
    ? [
        {
          title: 'tests',
          work: (label?: string) => unitTests(everything ? 'quick' : 'all', otherFilters, label),
        },
      ]
    : []),
  ...(everything || appFilters.length > 0
    ? [
        {
          title: 'the built app',
          work: (label?: string) => appTests(everything ? 'quick' : 'all', appFilters, label),
        },
      ]
    : []),
];

if (everything) setUp();
const checked = everything ? await orFailure({ title: 'checks', work: check }) : nothing;
// Side by side: each of the two waits for programs that it starts, while the other one has something to do.
const labels = runners.length > 1 ? runners.map(({ title }) => title) : [];
const ran = await Promise.all(runners.map((runner, nth) => orFailure(runner, labels[nth])));
report([checked, ...ran].reduce(add, nothing));

/** A stage that breaks is a failure of its own; the others still run. */
async function orFailure({ title, work }: Stage, label?: string): Promise<Tally> {
  console.log(`\n== ${title}`);
  try {
    return await work(label);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...nothing, failed: [`${title} could not be run`] };
  }
}

async function check(): Promise<Tally> {
  const failed = await runChecks();
  return {
    ...nothing,
    passed: checks.length - failed.length,
    failed: failed.map((name) => `check: ${name}`),
  };
}
