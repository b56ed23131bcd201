import type { Connection } from '../aws/connections.ts';
import { readChecks } from '../aws/instance-checks.ts';
import { findInstances } from '../aws/instances.ts';
import { createPatience } from '../aws/patience.ts';
import { PRACTICE_SOURCE } from '../../shared/account.ts';
import type { AccessStepId, AccessTest } from '../../shared/connect/access-test.ts';
import {
  answersAnyway,
  judgeChecks,
  judgeEnd,
  judgeKnock,
  judgeLogin,
  judgeMachine,
  judgeReach,
  unjudged,
  type Finding,
  type Stop,
} from '../../shared/connect/judge-access.ts';
import type { LoginTry } from '../../shared/connect/login-try.ts';
import type { Launch } from '../../shared/launch.ts';
import { canReach } from '../../shared/reachability.ts';
import type { ProbeResult } from '../../shared/security-group/group-change.ts';
import { isReachable } from '../../shared/ways-in.ts';
import type { ConnectServices } from './connect-services.ts';
import type { MachineAt } from './machine-at.ts';
import type { LoginServices } from './try-login.ts';
import { readWay } from './read-way.ts';

export type WalkServices = LoginServices & Pick<ConnectServices, 'patience' | 'myAddresses' | 'probe'>;

/** Logs in and out again; injected, as it starts programs. */
export type TryLogin = (
  services: LoginServices,
  login: MachineAt & { readonly loginUser: string },
  signal: AbortSignal,
) => Promise<LoginTry>;

export type Walk = {
  readonly services: WalkServices;
  readonly tryLogin: TryLogin;
  readonly connection: Connection;
  readonly at: MachineAt;
  readonly signal: AbortSignal;
  /** How far it is. */
  readonly tell: (change: Partial<AccessTest>) => void;
  readonly current: () => AccessTest;
};

/** EC2 has to answer within this; what has not by then is unknown. */
const READ_WITHIN_MS = 20_000;
const KNOCK_TIMEOUT_MS = 5_000;
/** A first start of Windows takes as long; until then "nobody answers" is no news. */
const BOOTS_WITHIN_MS = { linux: 5 * 60_000, windows: 15 * 60_000 } as const;

/**
 * The whole way, step by step, to its end or to the first thing that is wrong. Where AWS's rules are wrong, a knock has the last word: who
 * is answered all the same comes from another address than is known here. Rejects when the signal aborts, and where EC2 does not answer
 * the first question.
 */
export async function walkToMachine(walk: Walk): Promise<void> {
  const stop = await firstStop(walk);
  const { plan, account } = walk.at.launch;
  const isPractice = account.sourceId === PRACTICE_SOURCE;
  const isWindows = plan.image.platform === 'windows';
  if (stop === null) walk.tell(judgeEnd(walk.current().steps, { isPractice, isWindows }));
  else walk.tell({ verdict: 'stopped', ...stop });
}

async function firstStop(walk: Walk): Promise<Stop | null> {
  const { services, connection, at, signal } = walk;
  const { launch, machine } = at;
  const { instanceId } = machine;
  begin(walk, 'machine');
  const [[view], my] = await Promise.all([
    services.patience.throttled(() => findInstances(connection.clients, [instanceId])),
    services.myAddresses(),
  ]);
  signal.throwIfAborted();
  const from = my.ipv4 ?? my.ipv6;
  walk.tell({ from });
  const running = found(walk, judgeMachine(view?.state ?? null, instanceId));
  if (running !== null || view === undefined) return running;

  begin(walk, 'checks');
  const checks = await readChecks(connection.clients, [instanceId]).then(
    (each) => each.get(instanceId) ?? 'unknown',
    () => 'unread' as const,
  );
  signal.throwIfAborted();
  const knock = knocker(walk, view.publicAddress);
  const mayBeBooting = checks === 'initializing' || isYoung(launch, view.launchedAt);
  const impaired = await unlessAnswered(walk, judgeChecks(checks), knock);
  if (impaired !== null) return impaired;

  const closed = await rulesStop(walk, view.state, from, knock);
  if (closed !== null) return closed;

  begin(walk, 'connect');
  const result = await knock();
  signal.throwIfAborted();
  const isPractice = launch.account.sourceId === PRACTICE_SOURCE;
  const judged = judgeKnock(result, { port: launch.connect.port, mayBeBooting, isPractice });
  const unconnected = found(walk, judged.connect);
  if (unconnected !== null || judged.answer === null) return unconnected;
  const unanswered = found(walk, judged.answer);
  if (unanswered !== null) return unanswered;

  begin(walk, 'login');
  const { loginUser } = launch.connect;
  const now = { ...machine, publicAddress: view.publicAddress, state: view.state };
  const login = await walk.tryLogin(services, { launch, machine: now, loginUser }, signal);
  signal.throwIfAborted();
  return found(walk, judgeLogin(login, loginUser));
}

const RULE_STEPS = ['address', 'route', 'block-public-access', 'acl', 'group'] as const;

/** What the rules of AWS say of this computer's address, in the order of the way. */
async function rulesStop(walk: Walk, state: string, from: string | null, knock: Knock): Promise<Stop | null> {
  const { services, connection, at, signal } = walk;
  const { launch, machine } = at;
  begin(walk, 'address');
  if (from === null) {
    for (const step of RULE_STEPS) found(walk, unjudged(step));
    return null;
  }
  const within = AbortSignal.any([signal, AbortSignal.timeout(READ_WITHIN_MS)]);
  const { region } = launch;
  const asking = {
    ec2: connection.clients.ec2,
    patience: createPatience(services.env, { signal: within }),
    signal: within,
  };
  const name = machine.zoneName;
  const { accountId } = connection.account;
  const facts = await readWay(
    asking,
    { instanceId: machine.instanceId, name, state },
    { region, accountId },
  ).catch(() => null);
  signal.throwIfAborted();
  if (facts === null) {
    for (const step of RULE_STEPS) found(walk, unjudged(step));
    return null;
  }
  const { port } = launch.connect;
  const { instanceId } = machine;
  for (const step of canReach({ from, protocol: 'tcp', port, instanceId }, facts).steps) {
    const judged = judgeReach(step, launch, from);
    if (judged === null) continue;
    const stop = await unlessAnswered(walk, judged, knock);
    if (stop !== null) return stop;
  }
  return null;
}

type Knock = () => Promise<ProbeResult['result']>;

/** Once only, however many steps ask. What is no machine of AWS has an address that may be a stranger's. */
function knocker({ services, at: { launch, machine } }: Walk, address: string | null): Knock {
  const { port } = launch.connect;
  const { instanceId } = machine;
  let knocked: ReturnType<Knock> | null = null;
  const isPractice = launch.account.sourceId === PRACTICE_SOURCE;
  return () => {
    if (address === null) return Promise.resolve('no-answer');
    if (!isReachable(launch) && !isPractice) return Promise.resolve('not-tried');
    knocked ??= services.probe({ instanceId, address, port }, KNOCK_TIMEOUT_MS);
    return knocked;
  };
}

/** What is wrong by AWS's word, and yet is answered, does not stop the walk. */
async function unlessAnswered(walk: Walk, finding: Finding, knock: Knock): Promise<Stop | null> {
  const isAnswered = finding.stop !== null && (await knock()) === 'answers';
  walk.signal.throwIfAborted();
  return found(walk, isAnswered ? answersAnyway(finding) : finding);
}

function isYoung({ plan }: Launch, launchedAt: number | null): boolean {
  return launchedAt !== null && Date.now() - launchedAt < BOOTS_WITHIN_MS[plan.image.platform];
}

function begin(walk: Walk, id: AccessStepId): void {
  walk.tell({
    steps: walk.current().steps.map((each) => (each.step === id ? { ...each, state: 'working' } : each)),
  });
}

function found(walk: Walk, { step, stop }: Finding): Stop | null {
  walk.tell({ steps: walk.current().steps.map((each) => (each.step === step.step ? step : each)) });
  return stop;
}
