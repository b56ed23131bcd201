/** A test that did not run, and the parts it needs; none when it did not say. */
export type Skip = { readonly title: string; readonly needs: readonly string[] };

export type Tally = {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped: readonly Skip[];
};

export const nothing: Tally = { passed: 0, failed: [], skipped: [] };

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: [...a.failed, ...b.failed],
    skipped: [...a.skipped, ...b.skipped],
  };
}

/** The last line of a test run, which other programs read. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
}

/** Where nothing may be missing, a skip counts as a failure unless all that it needs is on the list of what may. */
export function requireAll(tally: Tally, mayBeMissing: readonly string[]): Tally {
  const allowed = ({ needs }: Skip): boolean =>
    needs.length > 0 && needs.every((name) => mayBeMissing.includes(name));
  return {
    passed: tally.passed,
    failed: [
      ...tally.failed,
      ...tally.skipped
        .filter((skip) => !allowed(skip))
        .map(({ title }) => `skipped, but nothing may be: ${title}`),
    ],
    skipped: tally.skipped.filter(allowed),
  };
}

/** A runner that ran nothing, or ended badly without naming a test, has failed. */
export function judgeRunner(runner: string, exitCode: number, tally: Tally): Tally {
  const ran = tally.passed + tally.failed.length + tally.skipped.length;
  if (ran === 0) return { ...tally, failed: [`${runner} ran no test`] };
  if (exitCode !== 0 && tally.failed.length === 0) {
    return { ...tally, failed: [`${runner} ended with code ${exitCode} and named no failed test`] };
  }
  return tally;
}

/** The last lines of several runs in one. A run that did not come to its last line has failed. */
export function addLines(outputs: readonly string[]): string {
  const counts = outputs.map(countsOf);
  const sum = (at: number) => counts.reduce((total, count) => total + (count[at] ?? 0), 0);
  return `${String(sum(0))} passed, ${String(sum(1))} failed, ${String(sum(2))} skipped`;
}

function countsOf(output: string): readonly number[] {
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  const found = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line);
  return found ? found.slice(1).map(Number) : [0, 1, 0];
}

/** What vitest's JSON report says, as far as it is read here. */
export type VitestReport = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
};

export function readVitest(report: VitestReport): Tally {
  return report.testResults.map(readVitestFile).reduce(add, nothing);
}

function readVitestFile({ name, status, assertionResults }: VitestReport['testResults'][number]): Tally {
  const failed = assertionResults
    .filter((result) => result.status === 'failed')
    .map(({ fullName, failureMessages = [] }) => [fullName, ...firstLines(failureMessages)].join('\n    '));
  const passed = assertionResults.filter((result) => result.status === 'passed').length;
  const skipped = assertionResults
    .filter((result) => result.status !== 'failed' && result.status !== 'passed')
    .map(({ fullName }) => ({ title: fullName, needs: needsOf(fullName) }));
  // A file that could not be read, or whose hooks failed, may hold no failed test.
  const fileFailed = status === 'failed' && failed.length === 0;
  return { passed, failed: fileFailed ? [name] : failed, skipped };
}

/** Why, in short: of a run that nobody sees again, this is all that is left. */
function firstLines(messages: readonly string[]): string[] {
  return (messages[0] ?? '')
    .split('\n')
    .slice(0, 12)
    .map((line) => line.slice(0, 200))
    .filter((line) => line.trim() !== '');
}

type PlaywrightSuite = {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
};

/** What Playwright's JSON report says, as far as it is read here. */
export type PlaywrightReport = {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly { readonly message?: string }[];
};

export function readPlaywright({ suites, errors }: PlaywrightReport): Tally {
  const outside = errors.map(({ message }) => message ?? 'an error outside any test');
  return suites.map((suite) => readSuite(suite, '')).reduce(add, { ...nothing, failed: outside });
}

function readSuite({ title, suites = [], specs = [] }: PlaywrightSuite, above: string): Tally {
  const path = above === '' ? title : `${above} › ${title}`;
  const here = specs.flatMap((spec) =>
    spec.tests.map(({ status, annotations }): Tally => {
      const name = `${path} › ${spec.title}`;
      if (status === 'expected') return { ...nothing, passed: 1 };
      if (status !== 'skipped') return { ...nothing, failed: [name] };
      const said = [name, ...annotations.map(({ description = '' }) => description)].join(' ');
      return { ...nothing, skipped: [{ title: name, needs: needsOf(said) }] };
    }),
  );
  return [...here, ...suites.map((suite) => readSuite(suite, path))].reduce(add, nothing);
}

/** The parts in a `[needs moto, aws]`. */
function needsOf(text: string): string[] {
  const names = /\[needs ([^\]]+)\]/.exec(text)?.[1] ?? '';
  return names.split(', ').filter((name) => name !== '');
}
