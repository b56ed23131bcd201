import { readGroupNow } from '../aws/group-changes.ts';
import { describeKeyPair } from '../aws/key-pairs.ts';
import type { Connection } from '../aws/connections.ts';
import type { FleetAsCode, RuleAsCode } from '../../shared/as-code/fleet-as-code.ts';
import { ruleName } from '../../shared/as-code/fleet-as-code.ts';
import { ruleKeys } from '../../shared/as-code/rule-keys.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { machineNames } from '../../shared/placement.ts';
import { profileOf } from '../../shared/session-manager.ts';
import { launchTags } from './launch-services.ts';
import { machineNameOf } from './machine-name.ts';
import type { LaunchRecord, RecordedMachine, RecordedPlacement } from './record/launch-record.ts';

/**
 * A launch as it stands, for other tools: what it made by its journal, its key pair and the rules of its own group as AWS shows them now.
 * Only machines that are there. `launch-is-gone` where none is.
 */
export async function readLaunchCode(
  { clients }: Connection,
  record: LaunchRecord,
): Promise<Outcome<FleetAsCode>> {
  const { plan, launchId, group, keyPair } = record;
  const machines = machinesThere(record);
  const pair = keyPair === null ? null : await describeKeyPair(clients.ec2, keyPair);
  if (machines.length === 0 || pair === null) return failed(makeProblem('launch-is-gone'));
  const own = group?.groupId == null ? null : await readGroupNow(clients, group.groupId);
  const rules = own?.rules ?? [];
  const keys = ruleKeys(rules);
  const named = rules.map((rule, at): RuleAsCode & { readonly ruleId: string | null } => ({
    ...rule,
    key: keys[at] ?? '',
  }));
  const { access, image, account } = plan;
  return succeeded({
    name: plan.name,
    accountId: account.accountId,
    region: account.region,
    tags: launchTags(launchId, plan),
    keyPair: {
      name: pair.name,
      type: pair.type ?? plan.key.type,
      publicKey: pair.publicKey,
      tags: pair.tags,
    },
    group:
      own === null
        ? null
        : {
            name: own.name,
            description: own.description,
            vpcId: access.vpcId,
            tags: own.tags,
            rules: named.map(({ ruleId: _ruleId, ...rule }) => rule),
          },
    usedGroupIds: access.kind === 'existing-group' ? access.groups.map(({ groupId }) => groupId) : [],
    image,
    rootSizeGiB: plan.storage.rootSizeGiB,
    instanceProfile: profileOf(plan),
    userData: record.userData,
    machines: machines.map(({ key, placement }) => ({
      key,
      name: machineNameOf(record, placement),
      subnetId: placement.subnetId,
      instanceType: placement.instanceType,
      cpuCredits: placement.cpuCredits,
    })),
    there: {
      groupId: own?.groupId ?? null,
      rules: Object.fromEntries(
        named.flatMap(({ ruleId, ...rule }) => (ruleId === null ? [] : [[ruleName(rule), ruleId]])),
      ),
      machines: Object.fromEntries(machines.map(({ key, machine }) => [key, machine.instanceId])),
    },
  });
}

function machinesThere({ placements, machines }: LaunchRecord) {
  const pairs = placements.flatMap((placement) => {
    const machine = machineOf(machines, placement);
    return machine === undefined ? [] : [{ placement, machine }];
  });
  const keys = machineNames(
    '',
    pairs.map(({ placement }) => placement),
  );
  return pairs.map((pair, at) => ({ ...pair, key: (keys[at] ?? '').slice(1) }));
}

function machineOf(
  machines: LaunchRecord['machines'],
  { placementId }: RecordedPlacement,
): RecordedMachine | undefined {
  return machines.find((machine) => machine.placementId === placementId && machine.goneAt === null);
}
