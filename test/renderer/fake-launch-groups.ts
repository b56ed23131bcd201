import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import type { LaunchGroups } from '../../shared/security-group/launch-groups.ts';
import { group, launchGroups, tcp } from '../shared/launch-groups-fixture.ts';
import type { Scenario } from './fake-keyport.ts';

const VPC_ID = 'vpc-0123456789abcdef0';
const WORLD = ['0.0.0.0/0', '::/0'] as const;

const web = [80, 443].flatMap((port) => WORLD.map((cidr) => tcp(port, cidr)));
const GROUPS = [
  group('default', [tcp([1, 65_535], 'sg-64656661756c74000')]),
  group('web', [...web, tcp(22, '203.0.113.7/32')]),
  group('office', [tcp(22, '198.51.100.0/24'), tcp(3389, '198.51.100.0/24')]),
  group('old-bastion', [tcp(22, '0.0.0.0/0'), tcp(22, '203.0.113.7/32')]),
  group('everything', [tcp([1, 65_535], '0.0.0.0/0')]),
  group('half-a-world', [tcp(22, '0.0.0.0/1')]),
  group('other-half', [tcp(22, '128.0.0.0/1')]),
  group('game-server', [tcp(25_565, '0.0.0.0/0'), tcp(22, '203.0.113.7/32')]),
  group('cloudfront', [tcp(443, 'pl-3b927c52'), tcp(22, '203.0.113.7/32')]),
  group('closed', []),
  group('database', [tcp(5432, '0.0.0.0/0'), tcp(5432, '::/0')]),
].map((each) => ({ ...each, vpcId: VPC_ID }));

/** Groups of every kind, judged by the product's own judge. */
export function fakeLaunchGroups(scenario: Scenario): Outcome<LaunchGroups> {
  if (scenario === 'groups-fail') {
    return failed(
      makeProblem('not-permitted', {
        raw: 'UnauthorizedOperation: You are not authorized to perform this operation.',
        retryable: true,
      }),
    );
  }
  const known = scenario === 'groups-none' ? [] : GROUPS;
  const myAddresses = { ipv4: scenario === 'no-address' ? null : '203.0.113.7', ipv6: null };
  return succeeded({ ...launchGroups(known, { myAddresses }), vpcId: VPC_ID });
}
