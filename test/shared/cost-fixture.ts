import type { Costly } from '../../shared/cost.ts';
import type { LaunchedInstance } from '../../shared/launch.ts';
import type { PriceList } from '../../shared/price.ts';
import { PLAN } from './plan-fixture.ts';

export const PRICES: PriceList = {
  source: 'pricing-api',
  asOf: '2026-05-01',
  currency: 'USD',
  instanceHour: { 't3.micro': 0.0104 },
  gp3GiBMonth: 0.08,
  publicIpv4Hour: 0.005,
};

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A machine of eight GiB that has been running since it was started, at 0. */
export function machine(change: Partial<LaunchedInstance> = {}): LaunchedInstance {
  return {
    instanceId: 'i-0000000000000000a',
    placementId: 'p1',
    zoneName: 'us-east-1a',
    instanceType: 't3.micro',
    state: 'running',
    stateReason: null,
    checks: 'ok',
    publicAddress: '203.0.113.5',
    privateAddress: '10.0.0.5',
    startedAt: 0,
    goneAt: null,
    ran: [{ from: 0, to: null }],
    volumes: [{ volumeId: 'vol-0000000000000000a', sizeGiB: 8 }],
    ...change,
  };
}

export function launchOf(instances: readonly LaunchedInstance[], prices: PriceList | null = PRICES): Costly {
  return {
    plan: PLAN,
    prices,
    instances,
    made: { keyPair: null, securityGroup: null, leftVolumes: [], snapshots: [] },
  };
}
