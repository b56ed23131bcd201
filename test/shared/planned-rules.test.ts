import net from 'node:net';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { launchPlanSchema } from '../../shared/launch-plan.ts';
import { plannedRules } from '../../shared/security-group/planned-rules.ts';
import { PLAN } from './plan-fixture.ts';

const accessParts = {
  purpose: fc.constantFrom('web-site', 'log-in', 'everything'),
  httpsFromEveryone: fc.boolean(),
  httpFromEveryone: fc.boolean(),
  adminAddress: fc.oneof(
    fc.constant(null),
    fc.ipV4(),
    fc.ipV4Extended(),
    fc.ipV6(),
    fc.string(),
    fc.constantFrom(
      '0.0.0.0',
      '0.0.0.0/0',
      '::/0',
      '0',
      '0.0.0.0/0,0.0.0.0',
      '1.2.3.4/0',
      ' 0.0.0.0',
      '1.2.3.4\n',
    ),
  ),
};
const platform = fc.constantFrom('linux' as const, 'windows' as const);

test('whatever plan is accepted, only web ports are open to more than one address', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.record(accessParts), platform, (parts, system) => {
      const read = launchPlanSchema.safeParse({ ...PLAN, access: { ...PLAN.access, ...parts } });
      if (!read.success || read.data.access.kind !== 'new-group') return;
      accepted += 1;
      for (const { port, cidr, family, protocol } of plannedRules(read.data.access, system)) {
        expect(protocol).toBe('tcp');
        const [address = '', prefix] = cidr.split('/');
        expect(family).toBe(net.isIPv4(address) ? 'ipv4' : 'ipv6');
        if (port === 80 || port === 443) continue;
        expect(port).toBe(system === 'windows' ? 3389 : 22);
        expect([net.isIPv4(address), prefix]).toEqual([true, '32']);
      }
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(200);
});

const closed = { ...PLAN.access, httpsFromEveryone: false, httpFromEveryone: false, adminAddress: null };

test('every rule was ticked: nothing chosen is nothing open', () => {
  expect(plannedRules(closed, 'linux')).toEqual([]);
});

test.each([
  ['httpsFromEveryone', 443],
  ['httpFromEveryone', 80],
] as const)('%s opens port %i to both address families, and nothing else', (tick, port) => {
  const rules = plannedRules({ ...closed, [tick]: true }, 'linux');

  expect(rules.map((rule) => [rule.port, rule.cidr])).toEqual([
    [port, '0.0.0.0/0'],
    [port, '::/0'],
  ]);
});

test.each([
  ['linux', 22],
  ['windows', 3389],
] as const)('one address may log in to %s on port %i', (system, port) => {
  const rules = plannedRules({ ...closed, adminAddress: '203.0.113.7' }, system);

  expect(rules).toMatchObject([{ port, cidr: '203.0.113.7/32', family: 'ipv4' }]);
});

test('descriptions hold only the characters that EC2 takes', () => {
  const everything = {
    ...closed,
    httpsFromEveryone: true,
    httpFromEveryone: true,
    adminAddress: '203.0.113.7',
  };
  for (const system of ['linux', 'windows'] as const) {
    for (const { description } of plannedRules(everything, system)) {
      expect(description).toMatch(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]{1,255}$/);
    }
  }
});
