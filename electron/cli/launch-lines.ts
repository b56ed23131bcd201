import { costOf } from '../../shared/cost.ts';
import { areThere, isHalfDone, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { sshCommand } from '../../shared/ssh-command.ts';
import { words } from '../../shared/words/en.ts';
import { exitCodeOfLaunch, problemOfLaunch } from './launch-end.ts';
import type { Wait } from './waits.ts';
import { table, type Shown } from './shown.ts';

const { columns, done, none, state: states } = words.cliLaunch;

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

function launchLines(launch: Launch): readonly string[] {
  const { name, launchId, state, zones } = launch;
  const machines = new Map(launch.instances.map((machine) => [machine.instanceId, machine]));
  const rows = zones.map((zone) => {
    const machine = machines.get(zone.instanceId ?? '');
    return [
      zone.zoneName,
      zone.instanceId ?? none,
      machine?.state ?? zone.problem?.title ?? zone.state,
      machine?.publicAddress ?? none,
    ];
  });
  return [
    done.headline(name, states[state], launchId),
    ...table([[columns.zone, columns.instance, columns.state, columns.address], ...rows]),
    ...nextLines(launch),
  ];
}

function nextLines(launch: Launch): readonly string[] {
  const { launchId } = launch;
  const isUnknown = launch.zones.some(mayBeThere);
  const unknown = isUnknown ? [words.launch.running.unknown] : [];
  if (isHalfDone(launch)) return [...unknown, done.resume(launchId)];
  if (areThere(launch).length === 0) return pairLines(launch);
  return [...logInLines(launch), done.undo(launchId)];
}

/** The key pair of a launch that is gone keeps its name taken, and costs nothing. */
function pairLines({ made }: Launch): readonly string[] {
  return made.keyPair === null ? [] : [done.pairStays(made.keyPair.name)];
}

/** Addresses of another endpoint than AWS's may belong to somebody else. */
function logInLines({ instances, connect, account }: Launch): readonly string[] {
  if (account.endpoint !== null) return [words.launch.connect.notAws(account.endpoint)];
  return instances
    .map(({ publicAddress }) => publicAddress)
    .filter((address) => address !== null)
    .map((address) => done.connect(sshCommand({ loginUser: connect.loginUser, address })));
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
