import { expect, test } from 'vitest';
import { quotaCodeOf } from '../../electron/practice/catalog-quotas.ts';
import instanceTypes from '../../electron/practice/data/instance-types.json' with { type: 'json' };
import { vcpuQuotaCodeOf, vcpusInUse } from '../../shared/vcpu-quota.ts';

// Names by the examples of the EC2 user guide and of AWS's list of instance types.
test.each([
  ['t3.micro', 'L-1216C47A'],
  ['t4g.small', 'L-1216C47A'],
  ['c7i-flex.large', 'L-1216C47A'],
  ['a1.large', 'L-1216C47A'],
  ['h1.2xlarge', 'L-1216C47A'],
  ['i7ie.large', 'L-1216C47A'],
  ['im4gn.large', 'L-1216C47A'],
  ['is4gen.large', 'L-1216C47A'],
  ['z1d.large', 'L-1216C47A'],
  ['d3.xlarge', 'L-1216C47A'],
  ['dl1.24xlarge', 'L-6E869C2A'],
  ['dl2q.24xlarge', 'L-6E869C2A'],
  ['g6e.xlarge', 'L-DB2E81BA'],
  ['gr6.4xlarge', 'L-DB2E81BA'],
  ['vt1.3xlarge', 'L-DB2E81BA'],
  ['p5.48xlarge', 'L-417A185B'],
  ['p6-b200.48xlarge', 'L-417A185B'],
  ['inf2.xlarge', 'L-1945791B'],
  ['trn1.2xlarge', 'L-2C3B7624'],
  ['x8g.medium', 'L-7295265B'],
  ['f2.6xlarge', 'L-74FC7D96'],
  ['u-24tb1.112xlarge', 'L-43DA4232'],
  ['u7i-12tb.224xlarge', 'L-43DA4232'],
  ['hpc7g.4xlarge', 'L-F7808C92'],
  ['mac2.metal', null],
  ['toaster1.large', null],
  ['', null],
])('%s counts against %s', (type, code) => {
  expect(vcpuQuotaCodeOf(type)).toBe(code);
});

test('the practice account counts every type of its catalogue against the same quota', () => {
  const names = JSON.stringify(instanceTypes).match(/"[a-z][a-z0-9-]*\.[a-z0-9-]+"/gu) ?? [];
  expect(names.length).toBeGreaterThan(500);
  const codes = (codeOf: (type: string) => string | null) =>
    names.map((name) => [name, codeOf(JSON.parse(name) as string)]);
  expect(codes(vcpuQuotaCodeOf)).toEqual(codes(quotaCodeOf));
});

test('only On-Demand instances of the quota’s families count', () => {
  const instances = [
    { instanceType: 't3.micro', vcpus: 2, isOnDemand: true },
    { instanceType: 'm5.large', vcpus: 2, isOnDemand: false },
    { instanceType: 'g5.xlarge', vcpus: 4, isOnDemand: true },
    { instanceType: 'mac2.metal', vcpus: 8, isOnDemand: true },
  ];
  expect(vcpusInUse('L-1216C47A', instances)).toBe(2);
  expect(vcpusInUse('L-DB2E81BA', instances)).toBe(4);
  expect(vcpusInUse('L-417A185B', instances)).toBe(0);
});
