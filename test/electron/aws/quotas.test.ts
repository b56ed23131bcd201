import { afterEach, expect, test } from 'vitest';
import { createPatience } from '../../../electron/aws/patience.ts';
import { readVcpuQuota } from '../../../electron/aws/quotas.ts';
import { clientsAt } from '../../support/aws-clients.ts';
import {
  ec2Answer,
  ec2Error,
  jsonAnswer,
  startFakeAws,
  type FakeAnswer,
  type FakeAws,
  type FakeRequest,
} from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});

type Machine = {
  readonly type: string;
  readonly cores?: number;
  readonly threads?: number;
  readonly lifecycle?: string;
  readonly tenancy?: string;
};

const machine = ({ type, cores, threads = 2, lifecycle, tenancy = 'default' }: Machine) =>
  `<item><instancesSet><item><instanceType>${type}</instanceType>
   ${cores === undefined ? '' : `<cpuOptions><coreCount>${String(cores)}</coreCount><threadsPerCore>${String(threads)}</threadsPerCore></cpuOptions>`}
   ${lifecycle === undefined ? '' : `<instanceLifecycle>${lifecycle}</instanceLifecycle>`}
   <placement><tenancy>${tenancy}</tenancy></placement></item></instancesSet></item>`;

const instances = (...machines: readonly Machine[]) =>
  ec2Answer('DescribeInstances', `<reservationSet>${machines.map(machine).join('')}</reservationSet>`);

const quota = (Value: number) => jsonAnswer({ Quota: { QuotaCode: 'x', Value } });
const noSuch = jsonAnswer({ __type: 'NoSuchResourceException', Message: 'none' }, 400);
const denied = jsonAnswer({ __type: 'AccessDeniedException', Message: 'not authorized' }, 400);

/** What this account is told of the quota for a size. */
async function readWhere(
  answers: Readonly<Record<string, FakeAnswer | ((request: FakeRequest) => FakeAnswer)>>,
  type = 't3.micro',
) {
  aws = await startFakeAws((request) => {
    const answer = answers[request.action] ?? ec2Error('InvalidAction', request.action);
    return typeof answer === 'function' ? answer(request) : answer;
  });
  const { ec2, serviceQuotas } = clientsAt(aws.endpoint);
  const { signal } = new AbortController();
  const patience = createPatience({ KEYPORT_PATIENCE: '0.001' });
  return readVcpuQuota({ ec2, serviceQuotas, patience, signal }, type);
}

test('cores times threads count, of On-Demand instances of the same kind that run or start', async () => {
  const answer = await readWhere({
    GetServiceQuota: quota(32),
    DescribeInstances: instances(
      { type: 't3.micro', cores: 1 },
      { type: 'm7g.large', cores: 2, threads: 1 },
      { type: 'im4gn.xlarge', cores: 4, threads: 1 },
      { type: 'g5.xlarge', cores: 2 },
      { type: 'inf1.xlarge', cores: 2 },
      { type: 't3.large', cores: 1, lifecycle: 'spot' },
      { type: 'c5.large', cores: 1, tenancy: 'host' },
      { type: 'c5.large', cores: 1, tenancy: 'dedicated' },
    ),
  });

  expect(answer).toEqual({ kind: 'known', quotaCode: 'L-1216C47A', limit: 32, inUse: 2 + 2 + 4 + 2 });
  expect(JSON.parse(aws?.asked('GetServiceQuota')[0]?.body ?? '')).toEqual({
    ServiceCode: 'ec2',
    QuotaCode: 'L-1216C47A',
  });
  const asked = aws?.asked('DescribeInstances')[0]?.params;
  expect(asked?.get('Filter.1.Name')).toBe('instance-state-name');
  expect([asked?.get('Filter.1.Value.1'), asked?.get('Filter.1.Value.2')]).toEqual(['pending', 'running']);
});

test('every page is counted', async () => {
  const answer = await readWhere({
    GetServiceQuota: quota(32),
    DescribeInstances: ({ params }) =>
      params.get('NextToken') === null
        ? ec2Answer(
            'DescribeInstances',
            `<reservationSet>${machine({ type: 't3.micro', cores: 1 })}</reservationSet><nextToken>more</nextToken>`,
          )
        : instances({ type: 't3.micro', cores: 4 }),
  });

  expect(answer).toMatchObject({ kind: 'known', inUse: 10 });
});

test('where the account has no value of its own, AWS’s default is the limit', async () => {
  expect(
    await readWhere({
      GetServiceQuota: noSuch,
      GetAWSDefaultServiceQuota: quota(5),
      DescribeInstances: instances(),
    }),
  ).toEqual({ kind: 'known', quotaCode: 'L-1216C47A', limit: 5, inUse: 0 });
});

test('another kind of size has another limit, which may be nothing', async () => {
  expect(
    await readWhere(
      { GetServiceQuota: quota(0), DescribeInstances: instances({ type: 't3.micro', cores: 1 }) },
      'g5.xlarge',
    ),
  ).toEqual({ kind: 'known', quotaCode: 'L-DB2E81BA', limit: 0, inUse: 0 });
});

const ok = { GetServiceQuota: quota(32), DescribeInstances: instances() };

test.each([
  ['the limit is forbidden', { ...ok, GetServiceQuota: denied }, true],
  ['the default is forbidden', { ...ok, GetServiceQuota: noSuch, GetAWSDefaultServiceQuota: denied }, true],
  [
    'the machines are forbidden',
    { ...ok, DescribeInstances: ec2Error('UnauthorizedOperation', 'no', 403) },
    true,
  ],
  ['neither is known', { ...ok, GetServiceQuota: noSuch, GetAWSDefaultServiceQuota: noSuch }, false],
  ['no number is told', { ...ok, GetServiceQuota: jsonAnswer({ Quota: {} }) }, false],
  [
    'a page comes instead',
    { ...ok, GetServiceQuota: { status: 500, type: 'text/html', body: '<html>' } },
    false,
  ],
  ['the answer is lost', { ...ok, GetServiceQuota: 'drop' as const }, false],
  ['a machine does not tell its cores', { ...ok, DescribeInstances: instances({ type: 't3.micro' }) }, false],
] as const)('it is unknown where %s', async (_, answers, isForbidden) => {
  expect(await readWhere(answers)).toEqual({ kind: 'unknown', isForbidden, raw: expect.any(String) });
});

test('nobody is asked about a size that no vCPU quota is known for', async () => {
  expect(await readWhere(ok, 'mac2.metal')).toEqual({
    kind: 'unknown',
    isForbidden: false,
    raw: 'no vCPU quota is known for mac2.metal',
  });
  expect(aws?.requests).toEqual([]);
});
