import type { ConnectedAccount } from '../../shared/account.ts';
import type { Facts } from '../../shared/facts.ts';
import type { ConnectFacts } from '../../shared/launch.ts';
import type { LaunchPlan } from '../../shared/launch-plan.ts';
import { machineNames } from '../../shared/placement.ts';
import { adminPortOf } from '../../shared/platform.ts';
import { doorsOfChosen } from '../../shared/security-group/review-for-launch.ts';
import { startScriptOf } from '../../shared/start-script.ts';
import type { LaunchRecord } from './record/launch-record.ts';

/** A launch of which nothing is made yet, as it is written down first. */
export function newRecord(
  input: { readonly launchId: string; readonly plan: LaunchPlan; readonly confirmed: readonly string[] },
  account: ConnectedAccount,
  facts: Facts,
  startedAt: number,
): LaunchRecord {
  const { launchId, plan, confirmed } = input;
  const names = machineNames(plan.name, plan.placements);
  return {
    version: 2,
    launchId,
    plan,
    userData: startScriptOf(plan),
    confirmed,
    endpoint: account.endpoint,
    startedAt,
    aim: 'launch',
    ended: null,
    isLeftAlone: false,
    isForgotten: false,
    undo: null,
    keyPair: null,
    group: null,
    placements: plan.placements.map((placement, index) => ({
      placementId: `p${index + 1}`,
      ...placement,
      machineName: names[index] ?? null,
      instanceType: plan.size.name,
      cpuCredits: plan.size.cpuCredits,
      isLeftOut: false,
      isWanted: false,
      attempts: [],
    })),
    machines: [],
    leftVolumes: [],
    snapshots: [],
    connect: connectFacts(plan, facts),
    prices: facts.prices,
    lines: [],
    problem: null,
    sight: { at: null, problem: null },
  };
}

function connectFacts({ image, access, name }: LaunchPlan, { groups }: Facts): ConnectFacts {
  return {
    loginUser: image.loginUser,
    port: adminPortOf(image.platform),
    keyName: name,
    keychainAccount: null,
    custodyId: null,
    loadKeyCommand: null,
    machineKeys: [],
    ...(access.kind === 'new-group'
      ? {
          adminAddress: access.adminAddress,
          opensHttps: access.httpsFromEveryone,
          opensHttp: access.httpFromEveryone,
          existingGroups: null,
        }
      : {
          adminAddress: null,
          opensHttps: false,
          opensHttp: false,
          existingGroups: { groups: access.groups, doors: doorsOfChosen(access, groups) },
        }),
  };
}
