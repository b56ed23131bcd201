export interface Arguments {
  /** The app's folder or main file. */
  readonly app: string | undefined;
  /** What follows the app. */
  readonly rest: readonly string[];
  readonly switches: ReadonlyMap<string, string>;
}

const REQUIRE = new Set(['-r', '--require']);

/** Reads a command line as Electron does: switches may stand before the app or after it; the first one of a name counts. */
export function parseArguments(argv: readonly string[]): Arguments {
  const at = findApp(argv);
  const before = argv
    .slice(0, at)
    .filter((argument, index) => !REQUIRE.has(argument) && !isFileToRequire(argv, index));
  const rest = argv.slice(at + 1);
  return { app: argv[at], rest, switches: readSwitches([...before, ...rest]) };
}

function findApp(argv: readonly string[]): number {
  const at = argv.findIndex((argument, index) => !argument.startsWith('-') && !isFileToRequire(argv, index));
  return at < 0 ? argv.length : at;
}

function isFileToRequire(argv: readonly string[], index: number): boolean {
  return REQUIRE.has(argv[index - 1] ?? '');
}

function readSwitches(argv: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const argument of argv) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name !== undefined && !found.has(name)) found.set(name, value ?? '');
  }
  return found;
}
