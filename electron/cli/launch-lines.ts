import { costOf } from '../../shared/cost.ts';
import { areThere, isHalfDone, mayBeThere, openZones } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { waysIn } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { exitCodeOfLaunch, problemOfLaunch } from './launch-end.ts';
import type { Wait } from './waits.ts';
import { table, type Shown } from './shown.ts';

const { answer: says, columns, done, none, state: states } = words.cliLaunch;

/** One launch that something was done with: how it stands, where its machines are, and what comes next. */
export function shownLaunch(launch: Launch, wait: Wait, first: readonly string[] = []): Shown {
  const problem = problemOfLaunch(launch, wait);
  return {
    lines: [...first, ...launchLines(launch)],
    json: launchJson(launch),
    ...(problem === null ? {} : { problem }),
    exitCode: exitCodeOfLaunch(launch, wait),
  };
}

/**
 * The launch as it was before something that could not even be asked for: what is known of it, and that it costs money meanwhile.
 * What says by itself why nothing was done stays as it is.
 */
export function untouched(launch: Launch, problem: Problem): Outcome<Shown> {
  if (exitCodeOf(problem) !== EXIT.failed) return failed(problem);
  const there = areThere(launch).length;
  const lost = launch.zones.filter(mayBeThere).length;
  const { aws, disk } = done.thenAgain;
  const then = problem.code === 'disk-failed' ? disk : aws;
  const explanation = [problem.explanation, done.untouched(launch.name, there, lost), then].join(' ');
  const exitCode = lost > 0 ? EXIT.answerLost : there > 0 ? EXIT.partly : EXIT.failed;
  const told = { ...problem, explanation };
  return succeeded({ lines: launchLines(launch), json: launchJson(launch), problem: told, exitCode });
}

function launchLines(launch: Launch): readonly string[] {
  const { name, launchId, state, zones } = launch;
  const machines = new Map(launch.instances.map((machine) => [machine.instanceId, machine]));
  const rows = zones.map((zone) => {
    const machine = machines.get(zone.instanceId ?? '');
    return [
      zone.zoneName,
      zone.instanceId ?? none,
      machine === undefined
        ? zone.state === 'left-out'
          ? done.leftOut
          : (zone.problem?.title ?? zone.state)
        : stateWithChecks(machine),
      machine?.publicAddress ?? none,
    ];
  });
  return [
    done.headline(name, states[state], launchId),
    ...table([[columns.zone, columns.instance, columns.state, columns.address], ...rows]),
    ...nextLines(launch),
  ];
}

/** With what EC2's own checks said when it was last asked. */
function stateWithChecks({ state, checks }: Launch['instances'][number]): string {
  return checks === null ? state : done.checked(state, words.launch.checks[checks]);
}

function nextLines(launch: Launch): readonly string[] {
  const { launchId, account } = launch;
  const isUnknown = launch.zones.some(mayBeThere);
  const unknown = isUnknown ? [words.launch.running.unknown] : [];
  if (isHalfDone(launch)) return [...unknown, halfDoneLine(launch)];
  const answers = answerLines(launch);
  if (areThere(launch).length > 0)
    return [...wayLines(launch), ...answers, done.undo(launchId, account.endpoint === null)];
  return answers.length > 0 ? [...answers, done.undoRest(launchId)] : pairLines(launch);
}

/** How what was left half done comes to an end; one way for a removal. */
export function halfDoneLine({ launchId, state }: Launch): string {
  const isRemoval = state === 'half-removed' || state === 'not-removed';
  return isRemoval ? done.resume(launchId) : `${done.resume(launchId)}. ${done.undoRest(launchId)}`;
}

/** What can be said of the machines that are missing, as it is typed. */
function answerLines(launch: Launch): readonly string[] {
  const zones = openZones(launch).map(({ zoneName }) => zoneName);
  const [zone] = zones;
  if (zone === undefined) return [];
  const { launchId } = launch;
  return [
    done.missing(zones.join(', ')),
    ...table([
      [`  ${done.answer(launchId, zone, '')}`, says.offers],
      [`  ${done.answer(launchId, zone, ' --again')}`, says.againShort],
      [`  ${done.answer(launchId, zone, ' --leave-out')}`, says.leaveOut],
    ]),
    ...(zones.length === 1 ? [] : [done.answerAll(launchId)]),
  ];
}

/** The key pair of a launch that is gone keeps its name taken, and costs nothing. */
function pairLines({ made }: Launch): readonly string[] {
  return made.keyPair === null ? [] : [done.pairStays(made.keyPair.name)];
}

/** Addresses of another endpoint than AWS's may belong to somebody else. */
function wayLines(launch: Launch): readonly string[] {
  const { account } = launch;
  if (account.endpoint !== null) return [words.launch.connect.notAws(account.endpoint)];
  const ways = waysIn(launch);
  return [
    ...ways.flatMap(({ address, sshCommand, sessionCommand, isDesktop }) => {
      const command = sessionCommand ?? sshCommand;
      return isDesktop ? done.remoteDesktop(address) : command === null ? [] : done.connect(command);
    }),
    ...pageLines(
      launch,
      ways.flatMap(({ pages }) => pages),
    ),
  ];
}

/** The first page answers by itself; behind other open doors there is nobody yet. */
function pageLines({ plan }: Launch, pages: readonly string[]): readonly string[] {
  if (pages.length === 0) return [];
  const lines = pages.map((page) => done.page(page));
  if (plan.script.kind === 'none') return [...lines, words.launch.connect.next.web.none];
  const isFirstPage = plan.script.kind === 'first-page';
  return isFirstPage && pages.some((page) => page.startsWith('https:')) ? [...lines, done.warned] : lines;
}

/** What a program gets of a launch. Units and names as in the journal; USD. */
export function launchJson(launch: Launch) {
  const { launchId, name, region, account, startedAt, state, isLeftAlone, made, problem, sight } = launch;
  return {
    launchId,
    name,
    state,
    accountId: account.accountId,
    region,
    endpoint: account.endpoint,
    startedAt,
    isHalfDone: isHalfDone(launch),
    isLeftAlone,
    zones: launch.zones,
    instances: launch.instances,
    made,
    cost: costOf(launch, Date.now()),
    sight,
    problem,
  };
}
