import { afterEach, describe, expect, test } from 'vitest';
import { readInstanceTypes } from '../../../electron/aws/instance-types.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import { ec2Answer, ec2Error, startFakeAws, type FakeAws } from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

const item = (name: string) =>
  `<item><instanceType>${name}</instanceType><currentGeneration>true</currentGeneration><freeTierEligible>false</freeTierEligible><burstablePerformanceSupported>false</burstablePerformanceSupported><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>8192</sizeInMiB></memoryInfo><processorInfo><supportedArchitectures><item>i386</item><item>x86_64</item></supportedArchitectures></processorInfo></item>`;

/** Pages by their token; the first has none. */
async function startWith(
  pages: Record<string, { readonly names: readonly string[]; readonly next: string }>,
) {
  aws = await startFakeAws(({ params }) => {
    const page = pages[params.get('NextToken') ?? ''];
    if (page === undefined) return ec2Error('InvalidNextToken', 'no such page');
    return ec2Answer(
      'DescribeInstanceTypes',
      `<instanceTypeSet>${page.names.map(item).join('')}</instanceTypeSet><nextToken>${page.next}</nextToken>`,
    );
  });
  return { aws, clients: clientsAt(aws.endpoint) };
}

describe('pages', () => {
  test('are all read, each once, and put in order', async () => {
    const { aws: fake, clients } = await startWith({
      '': { names: ['m7i.large', 'c7i.large'], next: 'two' },
      two: { names: [], next: 'three' },
      three: { names: ['a1.large', 'm7i.large'], next: '' },
    });
    const types = valueOf(await readInstanceTypes(clients, { architecture: 'x86_64', which: 'cards' }));

    expect(types.map(({ name }) => name)).toEqual(['a1.large', 'c7i.large', 'm7i.large']);
    expect(types[0]).toMatchObject({
      architectures: ['x86_64'],
      vcpus: 2,
      memoryMiB: 8192,
      isBurstable: false,
    });
    expect(fake.requests.map(({ params }) => params.get('NextToken'))).toEqual([null, 'two', 'three']);
    expect(fake.requests.map(({ params }) => params.get('MaxResults'))).toEqual(['100', '100', '100']);
  });

  test('half of them is a problem, not half a list', async () => {
    const { clients } = await startWith({ '': { names: ['m7i.large'], next: 'gone' } });
    const outcome = await readInstanceTypes(clients, { architecture: 'x86_64', which: 'cards' });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'refused-by-ec2' } });
  });
});

test.each([
  ['free-tier', { 'free-tier-eligible': 'true' }],
  [
    'cards',
    {
      'current-generation': 'true',
      'supported-usage-class': 'on-demand',
      'bare-metal': 'false',
      'vcpu-info.default-vcpus': '2',
      'memory-info.size-in-mib': '1024',
    },
  ],
  [
    'previous',
    { 'current-generation': 'false', 'supported-usage-class': 'on-demand', 'bare-metal': 'false' },
  ],
] as const)('%s asks with its filters and the architecture', async (which, filters) => {
  const { aws: fake, clients } = await startWith({ '': { names: [], next: '' } });
  expect(valueOf(await readInstanceTypes(clients, { architecture: 'arm64', which }))).toEqual([]);

  const params = fake.requests[0]?.params ?? new URLSearchParams();
  const asked = [...params]
    .filter(([key]) => /^Filter\.\d+\.Name$/.test(key))
    .map(([key, name]) => [name, params.get(key.replace('Name', 'Value.1'))]);
  expect(Object.fromEntries(asked)).toEqual({ ...filters, 'processor-info.supported-architecture': 'arm64' });
  expect([...params.keys()].filter((key) => key.startsWith('InstanceType'))).toEqual([]);
});
