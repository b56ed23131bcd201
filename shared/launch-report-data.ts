import { PRACTICE_SOURCE } from './account.ts';
import type { LaunchCost } from './cost.ts';
import type { CleanUp } from './launch-clean-up.ts';
import { builtOn, isoOf, logInsOf } from './launch-report-facts.ts';
import type { Launch } from './launch.ts';
import { TAGS } from './launch-plan.ts';
import { waysIn } from './ways-in.ts';
import { plannedRules } from './security-group/planned-rules.ts';

/** Raised when a program that reads the JSON would have to be changed. */
const LAUNCH_REPORT_VERSION = 1;

/** The launch as a program reads it: JSON. */
export function launchReportData(launch: Launch, now: number, cost: LaunchCost, cleanUp: CleanUp): string {
  return safeJson(dataOf(launch, now, cost, cleanUp));
}

function dataOf(launch: Launch, now: number, cost: LaunchCost, cleanUp: CleanUp) {
  const { plan, account, sight, made, connect, prices } = launch;
  return {
    format: 'keyport-launch-record',
    version: LAUNCH_REPORT_VERSION,
    writtenAt: isoOf(now),
    launch: {
      launchId: launch.launchId,
      name: launch.name,
      state: launch.state,
      accountId: account.accountId,
      region: launch.region,
      endpoint: account.endpoint,
      isPractice: account.sourceId === PRACTICE_SOURCE,
      startedAt: isoOf(launch.startedAt),
      seenAt: timeOrNull(sight.at),
      tag: { key: TAGS.launchId, value: launch.launchId },
    },
    image: {
      imageId: plan.image.imageId,
      name: plan.image.imageName,
      builtOn: builtOn(plan.image.imageName),
    },
    tags: plan.tags,
    startScript: launch.startScript,
    zones: launch.zones.map(({ zoneName, zoneId, subnetId, instanceType, state, instanceId }) => ({
      zoneName,
      zoneId,
      subnetId,
      instanceType,
      state,
      instanceId,
    })),
    machines: launch.instances.map((machine) => ({
      instanceId: machine.instanceId,
      zoneName: machine.zoneName,
      instanceType: machine.instanceType,
      state: machine.state,
      checks: machine.checks,
      publicAddress: machine.publicAddress,
      privateAddress: machine.privateAddress,
      startedAt: isoOf(machine.startedAt),
      goneAt: timeOrNull(machine.goneAt),
      volumes: machine.volumes,
    })),
    access:
      plan.access.kind === 'new-group'
        ? { group: made.securityGroup, rules: plannedRules(plan.access, plan.image.platform) }
        : { existingGroups: plan.access.groups, doorsWhenStarted: connect.existingGroups?.doors ?? [] },
    connect: {
      loginUser: connect.loginUser,
      port: connect.port,
      commands: logInsOf(launch),
      pages: waysIn(launch).flatMap(({ pages }) => pages),
    },
    key: { keyPair: made.keyPair, keychainAccount: connect.keychainAccount },
    snapshots: made.snapshots,
    cost: {
      currency: 'USD',
      ...cost,
      pricesAsOf: prices?.asOf ?? null,
      pricesFrom: prices?.source ?? null,
    },
    cleanUp,
  };
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoOf(ms);
}

/** Nothing in it steers a terminal: all but plain ASCII stands as an escape, which loses nothing. */
function safeJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replaceAll(
    /[^\n\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}
