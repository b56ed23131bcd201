import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AwsClients } from '../../../../electron/aws/clients.ts';
import { readPreflight } from '../../../../electron/launch/preflight/read-preflight.ts';
import type { LaunchPlan } from '../../../../shared/launch-plan.ts';
import { clientsAt } from '../../../support/aws-clients.ts';
import { startMoto, type Moto } from '../../../support/moto.ts';
import { needs } from '../../../support/parts.ts';
import { connectionOf, countAll, planFor } from '../../../support/preflight-world.ts';

needs('moto')('preflight on moto', () => {
  let moto: Moto;
  let clients: AwsClients;
  let plan: LaunchPlan;
  beforeAll(async () => {
    moto = await startMoto();
    clients = clientsAt(moto.endpoint);
  });
  beforeEach(async () => {
    await moto.reset();
    plan = await planFor(clients);
  });
  afterAll(() => moto.stop());

  const read = (change: Partial<LaunchPlan> = {}) =>
    readPreflight(connectionOf(clients), { ...plan, ...change }, { env: { KEYPORT_PATIENCE: '0.001' } });

  test.each(['aws-makes-it', 'made-here'] as const)('makes nothing: %s', async (kind) => {
    const before = await countAll(clients.ec2);

    const { dryRuns } = await read({ key: { kind, type: 'ed25519' } });

    expect(dryRuns.map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 3 + plan.placements.length }, () => 'may'),
    );
    expect(await countAll(clients.ec2)).toEqual(before);
  });

  test('what it does not know is unknown, within seconds: its pages of HTTP 500 are nobody’s no', async () => {
    const { quota, diskKey, accountPlan, subnets } = await read();

    expect(quota).toMatchObject({ kind: 'unknown', isForbidden: false });
    expect(diskKey.kind).toBe('unknown');
    expect(accountPlan).toBe('unknown');
    expect(subnets[0]?.steps.find(({ step }) => step === 'block-public-access')?.verdict).toBe('unknown');
  });

  test('its default network has no gateway, and is told so', async () => {
    const { subnets } = await read();

    expect(subnets.map(({ verdict }) => verdict)).toEqual(plan.placements.map(() => 'no'));
    expect(subnets[0]?.steps.find(({ step }) => step === 'route')?.verdict).toBe('no');
  });

  test('with a gateway the route is there, and what cannot be read is still no yes', async () => {
    await moto.seedPublicNetwork();

    const { subnets } = await read();

    expect(subnets[0]?.steps.map(({ step, verdict }) => [step, verdict])).toEqual([
      ['address', 'yes'],
      ['route', 'yes'],
      ['block-public-access', 'unknown'],
      ['acl', 'yes'],
    ]);
    expect(subnets.map(({ verdict }) => verdict)).toEqual(plan.placements.map(() => 'unknown'));
  });
});
