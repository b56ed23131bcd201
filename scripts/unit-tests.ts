import { freshReport, readReport } from './report-file.ts';
import { judgeRunner, readVitest, type Tally, type VitestReport } from './tally.ts';
import { run, toolFile } from './tool.ts';

/** Which of them: a file `*.slow.test.ts` takes minutes, most often since each of its steps is a program of its own. */
export type WhichUnitTests = 'quick' | 'slow' | 'all';

/** Everything but the built app, by vitest. With a label where something else runs beside it. */
export async function unitTests(
  which: WhichUnitTests,
  filters: readonly string[] = [],
  label?: string,
): Promise<Tally> {
  const file = freshReport(`vitest-${which}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(
    [process.execPath, toolFile('vitest'), 'run', ...reporters, ...filters],
    { KEYPORT_TESTS: which },
    label,
  );
  return judgeRunner('vitest', code, readVitest(readReport(file) as VitestReport));
}
