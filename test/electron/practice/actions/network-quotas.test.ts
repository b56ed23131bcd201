import { expect, test } from 'vitest';
import type { Actions } from '../../../../electron/practice/action.ts';
import { networkAclsActions } from '../../../../electron/practice/actions/network-acls.ts';
import { routesActions } from '../../../../electron/practice/actions/routes.ts';
import { subnetsActions } from '../../../../electron/practice/actions/subnets.ts';
import { vpcsActions } from '../../../../electron/practice/actions/vpcs.ts';
import { practiceRegion } from '../../../support/practice-context.ts';

// AWS's quotas for a new account, from the documentation of VPC.

const actions: Actions = { ...vpcsActions, ...subnetsActions, ...routesActions, ...networkAclsActions };

test.each<[string, string, number, string, (nth: number) => Readonly<Record<string, string>>]>([
  [
    'subnets',
    'CreateSubnet',
    200,
    'SubnetLimitExceeded',
    (nth) => ({ CidrBlock: `10.0.${String(nth >> 4)}.${String((nth & 15) * 16)}/28` }),
  ],
  // The main one, and the default one, count as well.
  ['route tables', 'CreateRouteTable', 199, 'RouteTableLimitExceeded', () => ({})],
  ['network acls', 'CreateNetworkAcl', 199, 'NetworkAclLimitExceeded', () => ({})],
])('a VPC has 200 %s at most, and another has as many', async (things, action, most, code, input) => {
  const region = await practiceRegion();
  region.call(actions, 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
  region.call(actions, 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
  const [VpcId = '', other = ''] = [...region.tables().vpcs.keys()].slice(1);
  for (let nth = 0; nth < most; nth += 1) region.call(actions, action, { VpcId, ...input(nth) });
  expect(() => region.call(actions, action, { VpcId, ...input(most) })).toThrow(
    expect.objectContaining({ code, message: `The maximum number of ${things} has been reached.` }),
  );
  region.call(actions, action, { VpcId: other, ...input(0) });
});

test('a route table has 500 routes at most', async () => {
  const region = await practiceRegion();
  const { routeTables, internetGateways } = region.tables();
  const [RouteTableId = ''] = routeTables.keys();
  const [GatewayId = ''] = internetGateways.keys();
  const add = (nth: number) =>
    region.call(actions, 'CreateRoute', {
      RouteTableId,
      GatewayId,
      DestinationCidrBlock: `100.64.${String(nth >> 8)}.${String(nth & 255)}/32`,
    });
  for (let nth = 2; nth < 500; nth += 1) add(nth);
  expect(() => add(500)).toThrow(expect.objectContaining({ code: 'RouteLimitExceeded' }));
  add(2);
  expect(region.tables().routeTables.get(RouteTableId)?.routes).toHaveLength(500);
});

test.each(['1:'.repeat(200_000), `${'0'.repeat(2_000_000)}::/0`, '::/0'.repeat(100_000)])(
  'a destination of megabytes is refused, and not repeated',
  async (DestinationIpv6CidrBlock) => {
    const region = await practiceRegion();
    const [RouteTableId = ''] = region.tables().routeTables.keys();
    let said = '';
    try {
      region.call(actions, 'DeleteRoute', { RouteTableId, DestinationIpv6CidrBlock });
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(/This is not a valid CIDR block\.$/u);
    expect(said.length).toBeLessThan(300);
  },
);
