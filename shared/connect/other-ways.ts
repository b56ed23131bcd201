import type { ConnectFacts } from '../launch.ts';
import type { LaunchPlan } from '../launch-plan.ts';
import { catalogEntry, type ImageFamily } from '../image-catalog.ts';

/** Whether the agent of Systems Manager on a machine has called AWS: now, once, never; or nobody can tell. */
export type SessionAgent = 'online' | 'silent' | 'never' | 'unknown';

/** What EC2 Instance Connect needs. */
type ConnectPoint =
  | 'not-linux'
  | 'image-without-connect'
  | 'image-unknown'
  | 'not-running'
  | 'no-address'
  | 'port-closed-to-me'
  | 'port-unknown';

/** What Session Manager needs. Those of this computer's own are not needed where it is used in the browser. */
type SessionPoint =
  | 'not-running'
  | 'no-profile'
  | 'agent-silent'
  | 'agent-never'
  | 'agent-not-shipped'
  | 'agent-unknown'
  | 'no-aws-tool'
  | 'no-session-plugin'
  | 'account-kept-by-keyport';

export type MissingPoint = ConnectPoint | SessionPoint;

/** `unknown`: nothing is known to be missing, and not all is known to be there. It can be tried. */
export type WayStanding = {
  readonly state: 'holds' | 'lacks' | 'unknown';
  readonly missing: readonly MissingPoint[];
};

/** Ways in that need no key of the vault. */
export type OtherWays = {
  readonly instanceConnect: WayStanding;
  /** In a terminal here. */
  readonly sessionManager: WayStanding;
  /** In the browser, on AWS's own page: that needs nothing of this computer. */
  readonly sessionPage: WayStanding;
};

export type OtherWaysFacts = {
  readonly image: Pick<LaunchPlan['image'], 'catalogId' | 'imageName' | 'platform'>;
  /** EC2's own word. */
  readonly state: string;
  readonly publicAddress: string | null;
  readonly connect: Pick<ConnectFacts, 'port' | 'adminAddress' | 'existingGroups'>;
  /** In use here; null where nobody said. */
  readonly myAddress: string | null;
  /** The plan's instance profile. */
  readonly profile: string | null;
  readonly agent: SessionAgent;
  /** AWS's own programs on this computer. */
  readonly tools: { readonly aws: boolean; readonly sessionPlugin: boolean };
  /** Whether those programs find the credentials of the launch's account themselves. */
  readonly toolsKnowAccount: boolean;
};

/** What of them can be used for one machine, and what is missing, in the order in which it is to be mended. */
export function otherWays(facts: OtherWaysFacts): OtherWays {
  const ofMachine = sessionPointsOfMachine(facts);
  return {
    instanceConnect: standing(connectPoints(facts)),
    sessionManager: standing([...ofMachine, ...sessionPointsHere(facts)]),
    sessionPage: standing(ofMachine),
  };
}

/** Points of which nobody knows whether they hold: who is let in by the port may have been changed since the start. */
const UNKNOWN: ReadonlySet<MissingPoint> = new Set([
  'image-unknown',
  'port-closed-to-me',
  'port-unknown',
  'agent-unknown',
]);

function standing(missing: readonly MissingPoint[]): WayStanding {
  if (missing.length === 0) return { state: 'holds', missing };
  return { state: missing.every((point) => UNKNOWN.has(point)) ? 'unknown' : 'lacks', missing };
}

function connectPoints(facts: OtherWaysFacts): readonly MissingPoint[] {
  const { image, state, publicAddress } = facts;
  if (image.platform === 'windows') return ['not-linux'];
  return [
    ...IMAGE_POINTS[carriesConnect(image)],
    ...(state === 'running' ? [] : (['not-running'] as const)),
    ...(state === 'running' && publicAddress === null ? (['no-address'] as const) : []),
    ...PORT_POINTS[letsMeIn(facts)],
  ];
}

type Answer = 'yes' | 'no' | 'unknown';

const IMAGE_POINTS: Readonly<Record<Answer, readonly MissingPoint[]>> = {
  yes: [],
  no: ['image-without-connect'],
  unknown: ['image-unknown'],
};

const PORT_POINTS: Readonly<Record<Answer, readonly MissingPoint[]>> = {
  yes: [],
  no: ['port-closed-to-me'],
  unknown: ['port-unknown'],
};

/**
 * Whether the image carries the part of EC2 Instance Connect that asks for lent keys, as its maker ships it. (EC2 user guide, "Install
 * EC2 Instance Connect on your EC2 instances": Amazon Linux 2023 standard, Amazon Linux 2 from 2.0.20190618, Ubuntu from 20.04.)
 */
export function carriesConnect({
  catalogId,
  imageName,
}: Pick<OtherWaysFacts['image'], 'catalogId' | 'imageName'>): Answer {
  const family = catalogEntry(catalogId)?.family;
  if (family !== undefined) return WITH_CONNECT.has(family) ? 'yes' : 'no';
  if (imageName.startsWith('al2023-ami-2023.')) return 'yes';
  const amazonLinux2 = /^amzn2-ami-(?:kernel-[\d.]+-)?hvm-2\.0\.(\d{8})/.exec(imageName)?.[1];
  if (amazonLinux2 !== undefined) return Number(amazonLinux2) >= 20_190_618 ? 'yes' : 'no';
  const ubuntu = /^ubuntu\/images\/hvm-ssd(?:-gp3)?\/ubuntu-[a-z]+-(\d{2}\.\d{2})-/.exec(imageName)?.[1];
  if (ubuntu !== undefined) return Number(ubuntu) >= 20.04 ? 'yes' : 'no';
  return 'unknown';
}

const WITH_CONNECT: ReadonlySet<ImageFamily> = new Set(['amazon-linux', 'ubuntu']);

/** Whether the log-in port was open for the address in use here when the machines were started. */
function letsMeIn({ connect, myAddress }: OtherWaysFacts): Answer {
  const { adminAddress, existingGroups, port } = connect;
  if (existingGroups === null) {
    if (adminAddress === null) return 'no';
    if (myAddress === null) return 'unknown';
    return adminAddress === myAddress ? 'yes' : 'no';
  }
  const door = existingGroups.doors.find((each) => each.others === undefined && each.port === port);
  if (door === undefined) return 'unknown';
  return door.opening === 'everyone' ? 'yes' : door.admitsMe;
}

function sessionPointsOfMachine(facts: OtherWaysFacts): readonly MissingPoint[] {
  const { state, agent, profile, image } = facts;
  if (state !== 'running') return ['not-running'];
  const noProfile = profile === null ? (['no-profile'] as const) : [];
  switch (agent) {
    case 'online':
      // A profile may have been attached later, or be given by the account to every machine.
      return [];
    case 'silent':
      return ['agent-silent'];
    case 'never':
      return [...noProfile, shipsAgent(image) ? 'agent-never' : 'agent-not-shipped'];
    case 'unknown':
      return [...noProfile, 'agent-unknown'];
  }
}

/** (Systems Manager user guide, "Find AMIs with the SSM Agent preinstalled".) */
function shipsAgent({ catalogId }: Pick<OtherWaysFacts['image'], 'catalogId'>): boolean {
  const family = catalogEntry(catalogId)?.family;
  return family !== 'debian' && family !== 'rhel';
}

function sessionPointsHere({ tools, toolsKnowAccount }: OtherWaysFacts): readonly MissingPoint[] {
  return [
    ...(tools.aws ? [] : (['no-aws-tool'] as const)),
    ...(tools.sessionPlugin ? [] : (['no-session-plugin'] as const)),
    ...(toolsKnowAccount ? [] : (['account-kept-by-keyport'] as const)),
  ];
}
