import { randomUUID } from 'node:crypto';
import {
  tryAuthorizeIngress,
  tryCreateKeyPair,
  tryCreateSecurityGroup,
  tryImportKeyPair,
  tryRunInstances,
  type Tried,
} from '../../aws/dry-run.ts';
import type { Asking } from '../../aws/every-page.ts';
import type { RunInstanceInput } from '../../aws/instances.ts';
import { outcomeOf } from '../../aws/problem.ts';
import { findDefaultGroupId } from '../../aws/region-groups.ts';
import { fewAtOnce } from '../../review/few-at-once.ts';
import { TAGS, type LaunchPlan, type NewGroupAccess, type Placement } from '../../../shared/launch-plan.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { freeMachineName, placesOf } from '../../../shared/placement.ts';
import type { DryRun, DryRunAction } from '../../../shared/preflight.ts';
import { plannedRules } from '../../../shared/security-group/planned-rules.ts';
import { startScriptOf } from '../../../shared/start-script.ts';
import { groupInput, machineInput } from '../call-inputs.ts';
import { launchTags, tagsOfPlan } from '../launch-services.ts';

/** RunInstances has a small bucket of its own in EC2's throttling, and the launch itself is next to take from it. */
const MOST_AT_ONCE = 5;

/**
 * Every call of the launch, asked for and not carried out, in the order in which it makes them; of machines in one place one. What does not exist yet is stood in
 * for: no key pair, the network's default group, and a launch of no name. Never rejects.
 */
export async function tryCalls(asking: Asking, plan: LaunchPlan): Promise<readonly DryRun[]> {
  const tags = launchTags(randomUUID(), plan);
  const standIn = standInFor(asking, plan);
  const inTurn = fewAtOnce(MOST_AT_ONCE);
  const tries = [
    tryKeyPair(asking, plan, tags),
    ...(plan.access.kind === 'new-group' ? tryGroup(asking, plan, plan.access, tags, standIn) : []),
    ...placesOf(plan.placements).map(({ placement }) =>
      inTurn(() => tryMachine(asking, plan, placement, tags, standIn)),
    ),
  ];
  return (await Promise.all(tries)).filter((tried) => tried !== null);
}

type Tags = RunInstanceInput['tags'];

/** The default group's id; null where the plan has groups of its own, or the network none. */
type StandIn = Promise<Outcome<string | null>>;

async function standInFor(asking: Asking, { access }: LaunchPlan): StandIn {
  return outcomeOf(async () =>
    access.kind === 'new-group' ? findDefaultGroupId(asking, access.vpcId) : null,
  );
}

async function tryKeyPair(asking: Asking, plan: LaunchPlan, tags: Tags): Promise<DryRun> {
  const { name, key } = plan;
  const own = { ...tagsOfPlan(plan), [TAGS.custodyId]: randomUUID() };
  const keyPair = { name, keyType: key.type, tags: { ...own, ...tags } };
  return key.kind === 'made-here'
    ? dryRun('ImportKeyPair', await tryImportKeyPair(asking, keyPair))
    : dryRun('CreateKeyPair', await tryCreateKeyPair(asking, keyPair));
}

function tryGroup(
  asking: Asking,
  plan: LaunchPlan,
  access: NewGroupAccess,
  tags: Tags,
  standIn: StandIn,
): readonly Promise<DryRun | null>[] {
  const group = groupInput(plan, tags);
  const rules = plannedRules(access, plan.image.platform);
  const tryRules = async (): Promise<DryRun | null> => {
    // Then the launch does not ask for it either.
    if (rules.length === 0) return null;
    const found = await standIn;
    if (!found.ok)
      return dryRun('AuthorizeSecurityGroupIngress', { verdict: 'unknown', problem: found.problem });
    const tried: Tried =
      found.value === null
        ? { verdict: 'unknown', problem: null }
        : await tryAuthorizeIngress(asking, found.value, rules);
    return dryRun('AuthorizeSecurityGroupIngress', tried);
  };
  const tryMaking = async () => dryRun('CreateSecurityGroup', await tryCreateSecurityGroup(asking, group));
  return [tryMaking(), tryRules()];
}

async function tryMachine(
  asking: Asking,
  plan: LaunchPlan,
  placement: Placement,
  tags: Tags,
  standIn: StandIn,
): Promise<DryRun> {
  const found = await standIn;
  // Without any group named EC2 takes the default one by itself.
  const defaultGroup = found.ok && found.value !== null ? [found.value] : [];
  const { access } = plan;
  const groupIds = access.kind === 'new-group' ? defaultGroup : access.groups.map(({ groupId }) => groupId);
  const { zoneName, subnetId } = placement;
  const { name: instanceType, cpuCredits } = plan.size;
  // As the launch asks for it, but for key pair and token: this one is nobody's.
  const nobodys = { keyName: null, clientToken: randomUUID() };
  const userData = startScriptOf(plan);
  const machineName = freeMachineName(plan.name, zoneName, []);
  const call = { machineName, subnetId, instanceType, cpuCredits, userData, groupIds, tags, ...nobodys };
  return dryRun('RunInstances', await tryRunInstances(asking, machineInput(plan, call)), zoneName);
}

function dryRun(action: DryRunAction, tried: Tried, zoneName: string | null = null): DryRun {
  return { action, zoneName, ...tried };
}
