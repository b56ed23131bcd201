import fs from 'node:fs';
import path from 'node:path';
import { checks, runChecks } from './check.ts';
import { part } from './parts.ts';
import { report } from './report.ts';
import { chooseRuntime, type Runtime } from './runtime.ts';
import {
  add,
  judgeRunner,
  nothing,
  readPlaywright,
  readVitest,
  type PlaywrightReport,
  type Tally,
  type VitestReport,
} from './tally.ts';
import { setUp } from './test-setup.ts';
import { project, run, toolFile } from './tool.ts';

type Stage = { readonly title: string; readonly work: () => Promise<Tally> };

const results = path.join(project, 'test-results');
const filters = process.argv.slice(2);
const isForApp = (filter: string): boolean => filter.replaceAll('\\', '/').startsWith('test/app');
const appFilters = filters.filter(isForApp);
const otherFilters = filters.filter((filter) => !isForApp(filter));
const everything = filters.length === 0;

/** In order. `npm test -- test/shared` runs only the runner that these files belong to. */
const stages: readonly Stage[] = [
  ...(everything ? [{ title: 'checks', work: check }] : []),
  ...(everything || otherFilters.length > 0 ? [{ title: 'tests', work: unitTests }] : []),
  ...(everything || appFilters.length > 0 ? [{ title: 'the built app', work: appTests }] : []),
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

async function appTests(): Promise<Tally> {
  const runtime = chooseRuntime();
  console.log(`on ${runtime === 'electron' ? "Electron's own binary" : 'the stand-in host'}`);
  const built = await run([process.execPath, 'scripts/build.ts']);
  if (built !== 0) return { ...nothing, failed: ['the app could not be built'] };
  const file = freshReport('playwright.json');
  const code = await run(
    [
      ...display(runtime),
      toolFile('@playwright/test', 'playwright'),
      'test',
      '--reporter=list,json',
      ...appFilters,
    ],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      ...(process.env['HEADED'] ? {} : { ELECTRON_HOST_HEADLESS: '1' }),
    },
  );
  return judgeRunner('Playwright', code, readPlaywright(readReport(file) as PlaywrightReport));
}

/** Node, inside a display of its own where Electron needs one and there is none; the stand-in needs none. */
function display(runtime: Runtime): [string, ...string[]] {
  const has = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] || process.platform !== 'linux';
  const xvfb = has || runtime === 'standin' ? undefined : part('xvfb');
  return xvfb === undefined ? [process.execPath] : [xvfb, '-a', process.execPath];
}

/** Where a runner writes its report; the last run's is gone, so that it cannot be read in its stead. */
function freshReport(name: string): string {
  const file = path.join(results, name);
  fs.mkdirSync(results, { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

function readReport(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
