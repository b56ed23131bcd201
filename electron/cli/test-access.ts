import { areThere } from '../../shared/launch-acts.ts';
import type { AccessStep, AccessTest } from '../../shared/connect/access-test.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { EXIT } from './exit-codes.ts';
import { findLaunch } from './find-launch.ts';
import type { Session } from './session.ts';
import { table, type Shown } from './shown.ts';

const said = words.cliAccess;

/** Walks to one machine of the launch, or to each of them, one after the other. Changes nothing. */
export async function testAccess(
  session: Session,
  named: string,
  machine: string | undefined,
): Promise<Outcome<Shown>> {
  const found = await findLaunch(await session.launches.open(), named);
  if (!found.ok) return found;
  const launch = found.value;
  const machines = machinesOf(launch, machine);
  if (!machines.ok) return machines;
  const door = await session.launches.openAccess();
  const tests: AccessTest[] = [];
  for (const { instanceId, zoneName } of machines.value) {
    door.listen(sayEachStep(session, `${zoneName}: `));
    const tested = await door.testAccess({ launchId: launch.launchId, instanceId });
    if (!tested.ok) return tested;
    tests.push(tested.value);
  }
  const isWell = tests.every(({ verdict }) => verdict === 'in' || verdict === 'reached');
  return succeeded({
    lines: tests.flatMap((test, nth) => [...(nth === 0 ? [] : ['']), ...linesOfTest(launch, test)]),
    json: { launchId: launch.launchId, name: launch.name, tests },
    exitCode: isWell ? EXIT.done : EXIT.findings,
  });
}

function machinesOf(launch: Launch, typed: string | undefined): Outcome<readonly LaunchedInstance[]> {
  const there = areThere(launch);
  if (there.length === 0)
    return failed(makeProblem('instance-gone', { explanation: said.noMachine(launch.name) }));
  const meant = typed === undefined ? there : there.filter(({ instanceId }) => instanceId.startsWith(typed));
  if (meant.length > 0 && typed !== '') return succeeded(meant);
  const ids = there.map(({ instanceId }) => instanceId).join(', ');
  return failed(makeProblem('bad-request', { explanation: said.unknownMachine(typed ?? '', ids) }));
}

/** A walk takes seconds: where it is, each step once. */
function sayEachStep({ say }: Session, before: string): (test: AccessTest) => void {
  let last: string | null = null;
  return ({ steps }) => {
    const now = steps.find(({ state }) => state === 'working')?.step ?? null;
    if (now !== null && now !== last) say(`${before}${words.connectTest.steps[now]}`);
    last = now;
  };
}

function linesOfTest({ name, instances }: Launch, test: AccessTest): readonly string[] {
  const { instanceId, from, port, steps, headline, advice, fixes } = test;
  const zone = instances.find((each) => each.instanceId === instanceId)?.zoneName ?? '';
  return [
    said.of(name, zone, instanceId),
    from === null ? said.fromUnknown(port) : said.from(from, port),
    ...table(steps.flatMap(rowOf)).map((line) => `  ${line}`),
    `${headline}. ${advice}`,
    ...(fixes.some(({ kind }) => kind === 'fix-access') ? [said.fixBy(name)] : []),
  ];
}

function rowOf({ step, state, sentence }: AccessStep): readonly (readonly string[])[] {
  if (state === 'waiting' || state === 'working') return [];
  return [[said.marks[state], `${words.connectTest.steps[step]}. ${sentence}`]];
}
