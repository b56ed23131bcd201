import { describe, expect, test } from 'vitest';
import {
  addLines,
  judgeRunner,
  lastLine,
  nothing,
  readPlaywright,
  readVitest,
  requireAll,
  type Tally,
} from '../../scripts/tally.ts';

const tally = (parts: Partial<Tally>): Tally => ({ ...nothing, ...parts });

describe("vitest's report", () => {
  const file = (status: string, ...results: readonly (readonly [string, string])[]) => ({
    name: 'a.test.ts',
    status,
    assertionResults: results.map(([fullName, outcome]) => ({ fullName, status: outcome })),
  });

  test('every test is counted once, and a skip keeps what it needs', () => {
    const results = [
      ['adds', 'passed'],
      ['moto [needs moto, aws] lists', 'skipped'],
      ['breaks', 'failed'],
      ['later', 'todo'],
    ] as const;
    expect(
      readVitest({ testResults: [file('failed', ...results), file('passed', ['again', 'passed'])] }),
    ).toEqual({
      passed: 2,
      failed: ['breaks'],
      skipped: [
        { title: 'moto [needs moto, aws] lists', needs: ['moto', 'aws'] },
        { title: 'later', needs: [] },
      ],
    });
  });

  test('what failed says why, in its first lines', () => {
    const failureMessages = [`AssertionError: 1 is not 2\n\n${'    at line\n'.repeat(40)}`];
    const assertionResults = [{ fullName: 'breaks', status: 'failed', failureMessages }];

    const [said = ''] = readVitest({
      testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults }],
    }).failed;

    expect(said.split('\n').slice(0, 2)).toEqual(['breaks', '    AssertionError: 1 is not 2']);
    expect(said.split('\n').length).toBeLessThan(14);
  });

  test('a file that could not be read is a failure, though it holds no test', () => {
    expect(readVitest({ testResults: [file('failed')] }).failed).toEqual(['a.test.ts']);
  });

  test('a file whose clean-up failed after its tests passed is a failure', () => {
    expect(readVitest({ testResults: [file('failed', ['adds', 'passed'])] })).toEqual({
      passed: 1,
      failed: ['a.test.ts'],
      skipped: [],
    });
  });
});

describe("Playwright's report", () => {
  const report = (...tests: readonly (readonly [string, string?])[]) => ({
    errors: [],
    suites: [
      {
        title: 'a.spec.ts',
        suites: [
          {
            title: 'wizard',
            specs: tests.map(([status, description]) => ({
              title: status,
              tests: [
                { status, annotations: description === undefined ? [] : [{ type: 'skip', description }] },
              ],
            })),
          },
        ],
      },
    ],
  });

  test('tests in groups are counted, and a flaky one is no pass', () => {
    expect(readPlaywright(report(['expected'], ['unexpected'], ['flaky']))).toEqual({
      passed: 1,
      failed: ['a.spec.ts › wizard › unexpected', 'a.spec.ts › wizard › flaky'],
      skipped: [],
    });
  });

  test('a skip says what it needs in its annotation', () => {
    expect(readPlaywright(report(['skipped', '[needs electron-binary]'], ['skipped'])).skipped).toEqual([
      { title: 'a.spec.ts › wizard › skipped', needs: ['electron-binary'] },
      { title: 'a.spec.ts › wizard › skipped', needs: [] },
    ]);
  });

  test('an error outside any test is a failure', () => {
    expect(readPlaywright({ suites: [], errors: [{ message: 'no such file' }] }).failed).toEqual([
      'no such file',
    ]);
  });
});

describe('where nothing may be missing', () => {
  const skip = (...needs: readonly string[]) => ({ title: needs.join(), needs });

  test('a skip stays one only if all that it needs may be missing', () => {
    const judged = requireAll(
      tally({
        skipped: [skip('moto'), skip('moto', 'aws'), skip('moto', 'chromium'), skip('chromium'), skip()],
      }),
      ['moto', 'aws'],
    );
    expect(judged.skipped).toEqual([skip('moto'), skip('moto', 'aws')]);
    expect(judged.failed).toHaveLength(3);
  });
});

describe('a runner', () => {
  test('that ran nothing has failed', () => {
    expect(judgeRunner('vitest', 0, nothing).failed).toEqual(['vitest ran no test']);
  });

  test('that ended badly has failed, though every test passed', () => {
    expect(judgeRunner('vitest', 1, tally({ passed: 3 })).failed).toHaveLength(1);
  });

  test('that named its failure is not counted twice', () => {
    expect(judgeRunner('vitest', 1, tally({ failed: ['adds'] })).failed).toEqual(['adds']);
  });

  test('that ended well is left as it is', () => {
    expect(judgeRunner('vitest', 0, tally({ passed: 3 }))).toEqual(tally({ passed: 3 }));
  });
});

test('the last line is plain', () => {
  expect(lastLine(tally({ passed: 2, failed: ['a'], skipped: [{ title: 'b', needs: [] }] }))).toBe(
    '2 passed, 1 failed, 1 skipped',
  );
});

describe('several runs in one last line', () => {
  test('are summed, whatever they printed before', () => {
    const long = 'seed 7\n9 passed, 9 failed, 9 skipped\nmore\n1 passed, 0 failed, 4 skipped\n';
    expect(addLines(['20 passed, 3 failed, 1 skipped\n', long])).toBe('21 passed, 3 failed, 5 skipped');
  });

  test.each(['', 'npm error\n', '2 passed, 0 failed, 0 skipped\nkilled', '2 passed, 0 failed, 0 skipped.'])(
    'a run without a last line has failed: %j',
    (output) => {
      expect(addLines([output, '2 passed, 0 failed, 0 skipped\n'])).toBe('2 passed, 1 failed, 0 skipped');
    },
  );
});
