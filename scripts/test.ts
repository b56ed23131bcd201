import { appTests } from './app-tests.ts';
import { checks, runChecks } from './check.ts';
import { freshReport, readReport } from './report-file.ts';
import { report } from './report.ts';
import { add, judgeRunner, nothing, readVitest, type Tally, type VitestReport } from './tally.ts';
import { setUp } from './test-setup.ts';
import { run, toolFile } from './tool.ts';

type Stage = { readonly title: string; readonly work: () => Promise<Tally> };

const filters = process.argv.slice(2);
const isForApp = (filter: string): boolean => filter.replaceAll('\\', '/').startsWith('test/app');
const appFilters = filters.filter(isForApp);
const otherFilters = filters.filter((filter) => !isForApp(filter));
const everything = filters.length === 0;

/** In order. `npm test -- test/shared` runs only the runner that these files belong to. */
const stages: readonly Stage[] = [
  ...(everything ? [{ title: 'checks', work: check }] : []),
  ...(everything || otherFilters.length > 0 ? [{ title: 'tests', work: unitTests }] : []),
  ...(everything || appFilters.length > 0
    ? [{ title: 'the built app', work: () => appTests(everything ? 'quick' : 'all', appFilters) }]
    : []),
];

if (everything) setUp();
let tally = nothing;
for (const { title, work } of stages) {
  console.log(`\n== ${title}`);
  tally = add(tally, await orFailure(title, work));
}
report(tally);

/** A stage that breaks is a failure of its own; the next one still runs. */
async function orFailure(title: string, work: () => Promise<Tally>): Promise<Tally> {
  try {
    return await work();
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

async function unitTests(): Promise<Tally> {
  const file = freshReport('vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run([process.execPath, toolFile('vitest'), 'run', ...reporters, ...otherFilters]);
  return judgeRunner('vitest', code, readVitest(readReport(file) as VitestReport));
}
