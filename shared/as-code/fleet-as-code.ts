import type { LaunchPlan } from '../launch-plan.ts';
import { machineNames } from '../placement.ts';
import type { KeyType } from '../platform.ts';
import { portNameOf } from './rule-keys.ts';
import { plannedRules } from '../security-group/planned-rules.ts';
import type { GroupRule } from '../security-group/security-group.ts';
import { profileOf } from '../session-manager.ts';
import { startScriptOf } from '../start-script.ts';

/** A fleet as other tools are told of it. Complete, in the plan's order, and without a secret: of the key its public half, if anything. */
export type FleetAsCode = {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** On everything that is made. */
  readonly tags: Tags;
  readonly keyPair: {
    readonly name: string;
    readonly type: KeyType;
    /** `ssh-… base64`; null where whoever runs the code gives one. */
    readonly publicKey: string | null;
    readonly tags: Tags;
  };
  /** Null where groups are used that are there already. */
  readonly group: {
    readonly name: string;
    readonly description: string;
    readonly vpcId: string;
    readonly tags: Tags;
    readonly rules: readonly RuleAsCode[];
  } | null;
  readonly usedGroupIds: readonly string[];
  readonly image: Pick<
    LaunchPlan['image'],
    'imageId' | 'imageName' | 'rootDeviceName' | 'loginUser' | 'platform'
  >;
  readonly rootSizeGiB: number;
  readonly instanceProfile: string | null;
  /** What each machine is told at its first start, word for word. */
  readonly userData: string | null;
  readonly machines: readonly MachineAsCode[];
  /** What is there already, and is to be taken over and not made; null for a plan. */
  readonly there: {
    readonly groupId: string | null;
    /** Ids: of rules by `ruleName`, of machines by their `key`. */
    readonly rules: Readonly<Record<string, string>>;
    readonly machines: Readonly<Record<string, string>>;
  } | null;
};

export type Tags = Readonly<Record<string, string>>;

/** `key`: one of its own among the inbound, or the outbound: `https-ipv6`. */
export type RuleAsCode = Omit<GroupRule, 'ruleId'> & { readonly key: string };

export type MachineAsCode = {
  /** Its zone, and a number where another one is in that zone: `us-east-1a`, `us-east-1a-2`. */
  readonly key: string;
  readonly name: string;
  readonly subnetId: string;
  readonly instanceType: string;
  readonly cpuCredits: 'standard' | 'unlimited' | null;
};

/** What a plan would make. Keyport's own tags are not on it: whoever runs the code makes it, and not Keyport. */
export function planAsCode(plan: LaunchPlan): FleetAsCode {
  const { name, account, access, image, size, placements } = plan;
  const keys = machineNames('', placements).map((each) => each.slice(1));
  const names = machineNames(name, placements);
  const tags = Object.fromEntries(plan.tags.map(({ key, value }) => [key, value]));
  return {
    name,
    accountId: account.accountId,
    region: account.region,
    tags,
    keyPair: { name, type: plan.key.type, publicKey: null, tags },
    group:
      access.kind === 'existing-group'
        ? null
        : {
            name,
            description: `The fleet ${name}`,
            vpcId: access.vpcId,
            tags: { ...tags, Name: name },
            rules: [...plannedRules(access, image.platform).map(inbound), EVERYTHING_OUT],
          },
    usedGroupIds: access.kind === 'existing-group' ? access.groups.map(({ groupId }) => groupId) : [],
    image,
    rootSizeGiB: plan.storage.rootSizeGiB,
    instanceProfile: profileOf(plan),
    userData: startScriptOf(plan),
    machines: placements.map(({ subnetId }, at) => ({
      key: keys[at] ?? '',
      name: names[at] ?? '',
      subnetId,
      instanceType: size.name,
      cpuCredits: size.cpuCredits,
    })),
    there: null,
  };
}

/** By what `there` knows a rule. */
export function ruleName({ key, isEgress }: Pick<RuleAsCode, 'key' | 'isEgress'>): string {
  return `${isEgress ? 'out' : 'in'} ${key}`;
}

/** As EC2 gives it to every new group. */
const EVERYTHING_OUT: RuleAsCode = {
  key: 'everything-ipv4',
  isEgress: true,
  protocol: '-1',
  fromPort: null,
  toPort: null,
  source: { kind: 'ipv4', cidr: '0.0.0.0/0' },
  description: '',
};

function inbound({
  protocol,
  port,
  cidr,
  family,
  description,
}: ReturnType<typeof plannedRules>[number]): RuleAsCode {
  const key = `${portNameOf(port)}-${family}`;
  return {
    key,
    isEgress: false,
    protocol,
    fromPort: port,
    toPort: port,
    source: { kind: family, cidr },
    description,
  };
}
