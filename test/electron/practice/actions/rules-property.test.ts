import * as fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { beforeAll, expect, test } from 'vitest';
import { securityGroupRulesActions } from '../../../../electron/practice/actions/security-group-rules.ts';
import { securityGroupsActions } from '../../../../electron/practice/actions/security-groups.ts';
import { AwsError } from '../../../../electron/practice/aws-error.ts';
import { practiceRegion, type PracticeRegion } from '../../../support/practice-context.ts';
import {
  identityOfKept,
  ipv4Cidr,
  ipv6Cidr,
  networkOf,
  permissionParams,
  shortest,
  spelling,
  writtenRule,
  type KeptRule,
  type WrittenRule,
} from '../../../support/random-rules.ts';

type Row = Readonly<Record<string, string | number | boolean | null | undefined>>;
type Parameters = Readonly<Record<string, string>>;

let region: PracticeRegion;
let count = 0;
beforeAll(async () => {
  region = await practiceRegion();
});

const call = (action: string, params: Parameters) =>
  region.call({ ...securityGroupsActions, ...securityGroupRulesActions }, action, params);
/** A group of its own for each run, so that runs do not meet. */
const group = (): string => {
  count += 1;
  call('CreateSecurityGroup', { GroupName: `group ${String(count)}`, GroupDescription: 'x' });
  const groupId = region.weather.made.at(-1) ?? '';
  // Those of earlier runs would slow the later ones down.
  for (const other of region.tables().securityGroups.keys()) {
    if (other !== groupId) region.tables().securityGroups.delete(other);
  }
  return groupId;
};
const authorize = (groupId: string, rules: readonly WrittenRule[], way = 'Ingress') =>
  call(`AuthorizeSecurityGroup${way}`, { GroupId: groupId, ...permissionParams(rules) });
const described = (groupId: string): readonly Row[] => {
  const { securityGroupRuleSet } = call('DescribeSecurityGroupRules', {
    'Filter.1.Name': 'group-id',
    'Filter.1.Value.1': groupId,
  });
  return securityGroupRuleSet as readonly Row[];
};
const keptOf = (rows: readonly Row[]): readonly KeptRule[] =>
  rows
    .filter(({ isEgress }) => isEgress === false)
    .map((row) => ({
      protocol: String(row['ipProtocol']),
      fromPort: Number(row['fromPort']),
      toPort: Number(row['toPort']),
      peer: String(row['cidrIpv4'] ?? row['cidrIpv6']),
      description: String(row['description'] ?? ''),
    }));
/** The code that EC2 refuses with; null where it does not. */
const refusalOf = (action: () => unknown): string | null => {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
};
const distinct = (rules: readonly WrittenRule[]): readonly WrittenRule[] => {
  const byIdentity = new Map(rules.map((rule) => [identityOfKept(rule.kept), rule]));
  return [...byIdentity.values()];
};
const some = fc.array(writtenRule, { minLength: 1, maxLength: 30, size: 'max' });

test('an IPv4 range is kept without its host bits, as whole numbers and as ipaddr.js say', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 32n - 1n), fc.integer({ min: 0, max: 32 }), (address, length) => {
      const groupId = group();
      const written = ipv4Cidr(address, length);
      call('AuthorizeSecurityGroupIngress', { GroupId: groupId, IpProtocol: '-1', CidrIp: written });

      const [kept] = keptOf(described(groupId));
      expect(kept?.peer).toBe(ipv4Cidr(networkOf(address, length, 32), length));
      expect(kept?.peer).toBe(`${ipaddr.IPv4.networkAddressFromCIDR(written).toString()}/${String(length)}`);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('an IPv6 range is kept without its host bits and in its shortest spelling, as a browser spells it', () => {
  const address = fc.oneof(
    fc.bigInt(0n, 2n ** 128n - 1n),
    fc
      .array(fc.constantFrom<bigint>(0n, 0n, 1n, 0xffffn, 0xab0n), { minLength: 8, maxLength: 8 })
      .map((parts) => parts.reduce((all, part) => (all << 16n) | part, 0n)),
  );
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 128 }), spelling(), (number, length, spelled) => {
      const groupId = group();
      const written = ipv6Cidr(number, length, spelled);
      call('AuthorizeSecurityGroupIngress', {
        GroupId: groupId,
        'IpPermissions.1.IpProtocol': '-1',
        'IpPermissions.1.Ipv6Ranges.1.CidrIpv6': written,
      });

      const [kept] = keptOf(described(groupId));
      expect(kept?.peer).toBe(`${shortest(networkOf(number, length, 128))}/${String(length)}`);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('two rules are one exactly where what EC2 keeps of them is one, descriptions aside', () => {
  const met = { duplicates: 0, repeated: 0 };
  fc.assert(
    fc.property(fc.array(writtenRule, { minLength: 2, maxLength: 40, size: 'max' }), (rules) => {
      const groupId = group();
      const known = new Set<string>();
      for (const rule of rules) {
        const isKnown = known.has(identityOfKept(rule.kept));
        met.duplicates += Number(isKnown);
        expect(refusalOf(() => authorize(groupId, [rule]))).toBe(
          isKnown ? 'InvalidPermission.Duplicate' : null,
        );
        known.add(identityOfKept(rule.kept));
      }
      const isRepeated = known.size < rules.length;
      met.repeated += Number(isRepeated);
      expect(refusalOf(() => authorize(group(), rules))).toBe(isRepeated ? 'InvalidParameterValue' : null);
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(met.duplicates).toBeGreaterThan(100);
  expect(met.repeated).toBeGreaterThan(50);
});

test('what was authorized is described, rule by rule and by group, and the description can be authorized again', () => {
  fc.assert(
    fc.property(some, (written) => {
      const rules = distinct(written);
      const groupId = group();
      authorize(groupId, rules);

      const rows = described(groupId);
      expect(keptOf(rows)).toEqual(rules.map(({ kept }) => kept));
      const { securityGroupInfo } = call('DescribeSecurityGroups', { 'GroupId.1': groupId });
      const [shown] = securityGroupInfo as readonly { ipPermissions: readonly Permission[] }[];
      const flat = shown?.ipPermissions.flatMap(rulesShown) ?? [];
      expect(new Set(flat.map(keyOf))).toEqual(new Set(rules.map(({ kept }) => keyOf(kept))));
      expect(flat).toHaveLength(rules.length);

      call('RevokeSecurityGroupIngress', { GroupId: groupId, ...paramsShown(shown?.ipPermissions ?? []) });
      expect(keptOf(described(groupId))).toEqual([]);
      call('AuthorizeSecurityGroupIngress', { GroupId: groupId, ...paramsShown(shown?.ipPermissions ?? []) });
      expect(call('DescribeSecurityGroups', { 'GroupId.1': groupId })['securityGroupInfo']).toEqual(
        securityGroupInfo,
      );
    }),
    { seed: 7, numRuns: 400 },
  );
});

test('authorizing and then revoking leaves the group as it was, by ids and by permissions, in both directions', () => {
  fc.assert(
    fc.property(
      some,
      some,
      fc.constantFrom('Ingress', 'Egress'),
      fc.boolean(),
      (before, after, way, isById) => {
        const groupId = group();
        const kept = distinct(before).filter(isNotThereYet);
        const known = new Set(kept.map((rule) => identityOfKept(rule.kept)));
        const added = distinct(after).filter(
          (rule) => isNotThereYet(rule) && !known.has(identityOfKept(rule.kept)),
        );
        fc.pre(kept.length > 0 && added.length > 0);
        authorize(groupId, kept, way);
        const was = region.tables().securityGroups.get(groupId);

        const { securityGroupRuleSet } = authorize(groupId, added, way);
        const ids = (securityGroupRuleSet as readonly Row[]).map((row, index) => [
          `SecurityGroupRuleId.${String(index + 1)}`,
          String(row['securityGroupRuleId']),
        ]);
        call(`RevokeSecurityGroup${way}`, {
          GroupId: groupId,
          ...(isById ? (Object.fromEntries(ids) as Parameters) : permissionParams(added)),
        });

        expect(region.tables().securityGroups.get(groupId)).toEqual(was);
      },
    ),
    { seed: 7, numRuns: 400 },
  );
});

test('a call that is refused changes nothing, wherever in it the fault is', () => {
  const wrong = fc.constantFrom<Parameters>(
    { IpProtocol: 'tcp', 'IpRanges.1.CidrIp': '0.0.0.0/0' },
    { IpProtocol: '-1', 'IpRanges.1.CidrIp': '0.0.0.0/33' },
    { IpProtocol: '-1', 'IpRanges.1.CidrIp': '0.0.0.0/0', 'IpRanges.1.Description': "it's" },
    { IpProtocol: '-1', 'Groups.1.GroupId': 'sg-0123456789abcdef0' },
    { IpProtocol: '-1', 'IpRanges.1.CidrIp': '0.0.0.0/0', Colour: 'red' },
    { IpProtocol: '-1' },
  );
  fc.assert(
    fc.property(some, some, wrong, fc.nat(), (before, more, params, place) => {
      const groupId = group();
      authorize(groupId, distinct(before));
      const was = structuredClone(region.tables());
      const rules = [...more];
      const fault = { params, kept: { protocol: '', fromPort: 0, toPort: 0, peer: '', description: '' } };
      rules.splice(place % (rules.length + 1), 0, fault);

      expect(refusalOf(() => authorize(groupId, rules))).not.toBeNull();
      expect(region.tables()).toEqual(was);
    }),
    { seed: 7, numRuns: 300 },
  );
});

/** A new group lets everything out already. */
function isNotThereYet({ kept: { protocol, peer } }: WrittenRule): boolean {
  return protocol !== '-1' || peer !== '0.0.0.0/0';
}

type Permission = {
  readonly ipProtocol: string;
  readonly fromPort?: number | null;
  readonly toPort?: number | null;
  readonly ipRanges: readonly { readonly cidrIp: string; readonly description: string | null }[];
  readonly ipv6Ranges: readonly { readonly cidrIpv6: string; readonly description: string | null }[];
};

function rulesShown(permission: Permission): readonly KeptRule[] {
  const { ipProtocol: protocol, fromPort, toPort, ipRanges, ipv6Ranges } = permission;
  const traffic = { protocol, fromPort: fromPort ?? -1, toPort: toPort ?? -1 };
  return [
    ...ipRanges.map(({ cidrIp, description }) => ({ peer: cidrIp, description })),
    ...ipv6Ranges.map(({ cidrIpv6, description }) => ({ peer: cidrIpv6, description })),
  ].map(({ peer, description }) => ({ ...traffic, peer, description: description ?? '' }));
}

function paramsShown(permissions: readonly Permission[]): Parameters {
  const entries = permissions.flatMap((permission, index) => {
    const at = `IpPermissions.${String(index + 1)}`;
    const range = (name: string, place: number) => `${at}.${name}.${String(place + 1)}`;
    return [
      [`${at}.IpProtocol`, permission.ipProtocol],
      [`${at}.FromPort`, permission.fromPort],
      [`${at}.ToPort`, permission.toPort],
      ...permission.ipRanges.flatMap(({ cidrIp, description }, place) => [
        [`${range('IpRanges', place)}.CidrIp`, cidrIp],
        [`${range('IpRanges', place)}.Description`, description],
      ]),
      ...permission.ipv6Ranges.flatMap(({ cidrIpv6, description }, place) => [
        [`${range('Ipv6Ranges', place)}.CidrIpv6`, cidrIpv6],
        [`${range('Ipv6Ranges', place)}.Description`, description],
      ]),
    ] as const;
  });
  return Object.fromEntries(
    entries.flatMap(([name = '', value]) =>
      value === undefined || value === null ? [] : [[String(name), String(value)]],
    ),
  );
}

function keyOf(rule: KeptRule): string {
  return `${identityOfKept(rule)} ${rule.description}`;
}
