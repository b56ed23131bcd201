import { afterEach, expect, test } from 'vitest';
import { readCatalogImages } from '../../../electron/aws/images.ts';
import { clientsAt, valueOf } from '../../support/aws-clients.ts';
import {
  ec2Answer,
  ec2Error,
  jsonAnswer,
  startFakeAws,
  type FakeAnswer,
  type FakeAws,
} from '../../support/fake-aws.ts';

let aws: FakeAws | undefined;
afterEach(() => aws?.stop());

const IDS = { x86_64: 'ami-0000000000000x86', arm64: 'ami-0000000000000a64' };
const parameter = (architecture: keyof typeof IDS) => ({
  Name: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
  Value: IDS[architecture],
});
const image = (fields: Record<string, string> = {}): FakeAnswer => {
  const all = {
    imageId: IDS.x86_64,
    imageState: 'available',
    architecture: 'x86_64',
    name: 'al2023-ami-2023.6',
    creationDate: '2026-05-01T00:00:00.000Z',
    rootDeviceName: '/dev/xvda',
    blockDeviceMapping:
      '<item><deviceName>/dev/sdb</deviceName></item><item><deviceName>/dev/xvda</deviceName><ebs><volumeSize>8</volumeSize></ebs></item>',
    ...fields,
  };
  const item = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  return ec2Answer('DescribeImages', `<imagesSet><item>${item.join('')}</item></imagesSet>`);
};

async function read(parameters: FakeAnswer, images: (id: string) => FakeAnswer) {
  aws = await startFakeAws(({ action, params }) =>
    action === 'GetParameters' ? parameters : images(params.get('ImageId.1') ?? ''),
  );
  return readCatalogImages(clientsAt(aws.endpoint));
}

test('both parameters are asked for in one call', async () => {
  await read(jsonAnswer({ Parameters: [], InvalidParameters: [] }), () => image());
  expect(aws?.requests.map(({ body }) => JSON.parse(body))).toEqual([
    { Names: [parameter('x86_64').Name, parameter('arm64').Name] },
  ]);
});

test('a region without one architecture has the other', async () => {
  const images = valueOf(
    await read(jsonAnswer({ Parameters: [parameter('x86_64')], InvalidParameters: ['x'] }), () => image()),
  );
  expect(images).toEqual([
    {
      catalogId: 'al2023-x86_64',
      title: 'Amazon Linux 2023',
      imageId: IDS.x86_64,
      imageName: 'al2023-ami-2023.6',
      creationDate: '2026-05-01T00:00:00.000Z',
      architecture: 'x86_64',
      platform: 'linux',
      rootDeviceName: '/dev/xvda',
      rootSizeGiB: 8,
      loginUser: 'ec2-user',
      isAvailable: true,
    },
  ]);
});

test('one image that is gone does not hide the other', async () => {
  const both = jsonAnswer({ Parameters: [parameter('x86_64'), parameter('arm64')] });
  const images = valueOf(
    await read(both, (id) => (id === IDS.arm64 ? ec2Error('InvalidAMIID.NotFound', 'gone') : image())),
  );
  expect(images.map(({ catalogId }) => catalogId)).toEqual(['al2023-x86_64']);
});

test.each([
  ['is being made', { imageState: 'pending' }],
  ['is for other processors', { architecture: 'arm64' }],
  ['is Windows', { platform: 'windows' }],
  ['is not allowed in the account', { imageAllowed: 'false' }],
])('an image that %s is not available', async (_, fault) => {
  const images = valueOf(await read(jsonAnswer({ Parameters: [parameter('x86_64')] }), () => image(fault)));
  expect(images).toMatchObject([{ isAvailable: false }]);
});

test.each<[string, FakeAnswer, FakeAnswer, string]>([
  [
    'the parameters may not be read',
    jsonAnswer({ __type: 'AccessDeniedException' }, 400),
    image(),
    'not-permitted',
  ],
  [
    'the images may not',
    jsonAnswer({ Parameters: [parameter('x86_64')] }),
    ec2Error('UnauthorizedOperation', 'no', 403),
    'not-permitted',
  ],
  [
    'the image has no root disk',
    jsonAnswer({ Parameters: [parameter('x86_64')] }),
    image({ blockDeviceMapping: '' }),
    'not-an-aws-answer',
  ],
  ['another service answers', jsonAnswer({ hello: 'there' }), image(), 'not-an-aws-answer'],
])('it is a problem when %s', async (_, parameters, described, code) => {
  expect(await read(parameters, () => described)).toMatchObject({ ok: false, problem: { code } });
});
