import { part } from './parts.ts';
import { freshReport, readReport } from './report-file.ts';
import { chooseRuntime, type Runtime } from './runtime.ts';
import { judgeRunner, nothing, readPlaywright, type PlaywrightReport, type Tally } from './tally.ts';
import { run, toolFile } from './tool.ts';

/** Which of them: those marked `@long` say the same at another width or by another way, and take their time. */
export type WhichAppTests = 'quick' | 'long' | 'all';

/** Builds the app and has Playwright use it as a person would. With a label where something else runs beside it. */
export async function appTests(
  which: WhichAppTests,
  filters: readonly string[] = [],
  label?: string,
): Promise<Tally> {
  const runtime = chooseRuntime();
  console.log(`the app runs on ${runtime === 'electron' ? "Electron's own binary" : 'the stand-in host'}`);
  const built = await run([process.execPath, 'scripts/build.ts'], {}, label);
  if (built !== 0) return { ...nothing, failed: ['the app could not be built'] };
  const file = freshReport(`playwright-${which}.json`);
  const code = await run(
    [
      ...display(runtime),
      toolFile('@playwright/test', 'playwright'),
      'test',
      '--reporter=list,json',
      ...GREP[which],
      ...filters,
    ],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      ...(process.env['HEADED'] ? {} : { ELECTRON_HOST_HEADLESS: '1' }),
    },
    label,
  );
  return judgeRunner('Playwright', code, readPlaywright(readReport(file) as PlaywrightReport));
}

const GREP = { quick: ['--grep-invert=@long'], long: ['--grep=@long'], all: [] } as const;

/** Node, inside a display of its own where Electron needs one and there is none; the stand-in needs none. */
function display(runtime: Runtime): [string, ...string[]] {
  const has = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] || process.platform !== 'linux';
  const xvfb = has || runtime === 'standin' ? undefined : part('xvfb');
  return xvfb === undefined ? [process.execPath] : [xvfb, '-a', process.execPath];
}
