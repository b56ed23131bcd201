import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { readCatalogImages } from '../../../electron/aws/images.ts';
import { IMAGE_CATALOG } from '../../../shared/image-catalog.ts';
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
    imageOwnerId: '137112412989',
    rootDeviceName: '/dev/xvda',
    blockDeviceMapping:
      '<item><deviceName>/dev/sdb</deviceName></item><item><deviceName>/dev/xvda</deviceName><ebs><volumeSize>8</volumeSize></ebs></item>',
    ...fields,
  };
  const item = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  return ec2Answer('DescribeImages', `<imagesSet><item>${item.join('')}</item></imagesSet>`);
};

const NONE = ec2Answer('DescribeImages', '<imagesSet/>');
const NO_PARAMETERS = jsonAnswer({ Parameters: [], InvalidParameters: ['x'] });

/** The first call for parameters gets this answer, the others none; each maker's account has no images. */
async function read(
  parameters: FakeAnswer,
  images: (id: string, isList: boolean) => FakeAnswer,
  ofOwner: (owner: string) => FakeAnswer = () => NONE,
) {
  aws = await startFakeAws(({ action, params, body }) => {
    if (action === 'GetParameters')
      return body.includes(parameter('x86_64').Name) ? parameters : NO_PARAMETERS;
    const owner = params.get('Owner.1');
    return owner === null ? images(params.get('ImageId.1') ?? '', params.has('ImageId.2')) : ofOwner(owner);
  });
  return readCatalogImages(clientsAt(aws.endpoint));
}

const ownersAsked = () =>
  (aws?.asked('DescribeImages') ?? []).flatMap(({ params }) => params.get('Owner.1') ?? []).toSorted();
const OTHER_OWNERS = ['013907871322', '099720109477', '136693071363', '309956199498', '801119661308'];

test('every parameter is asked for once, at most ten in a call', async () => {
  await read(NO_PARAMETERS, () => NONE);
  const asked = (aws?.asked('GetParameters') ?? []).map(
    ({ body }) => z.object({ Names: z.array(z.string()) }).parse(JSON.parse(body)).Names,
  );
  const named = IMAGE_CATALOG.flatMap(({ parameter: name }) => name ?? []);
  expect(asked.flat().toSorted()).toEqual(named.toSorted());
  for (const names of asked) expect(names.length).toBeLessThanOrEqual(10);
  expect(asked).toHaveLength(Math.ceil(named.length / 10));
});

test('whose parameters are missing is looked for in its maker’s account, one question for each maker', async () => {
  const images = valueOf(
    await read(
      jsonAnswer({ Parameters: [parameter('x86_64')] }),
      () => image(),
      (owner) =>
        owner === '137112412989'
          ? image({
              imageId: IDS.arm64,
              architecture: 'arm64',
              name: 'al2023-ami-2023.6-kernel-6.1-arm64',
            })
          : NONE,
    ),
  );
  expect(images).toMatchObject([
    { catalogId: 'al2023-x86_64', foundBy: 'parameter' },
    { catalogId: 'al2023-arm64', imageId: IDS.arm64, foundBy: 'owner', isAvailable: true },
  ]);
  expect(ownersAsked()).toEqual([...OTHER_OWNERS, '137112412989'].toSorted());
});

test('who may read no parameters gets the newest images of the makers’ accounts', async () => {
  const denied = jsonAnswer({ __type: 'AccessDeniedException' }, 400);
  const images = valueOf(
    await read(
      denied,
      () => NONE,
      (owner) => (owner === '137112412989' ? image({ name: 'al2023-ami-2023.6-kernel-6.1-x86_64' }) : NONE),
    ),
  );
  expect(images).toMatchObject([{ catalogId: 'al2023-x86_64', foundBy: 'owner' }]);
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
      operatingSystem: 'Linux',
      foundBy: 'parameter',
      ownerId: '137112412989',
      publisher: 'catalogue',
      isAllowed: true,
      isOfMarketplace: false,
      deprecatedSince: null,
      supportedUntil: '2029-06-30',
      isSupportOver: false,
    },
  ]);
});

test('one image that is gone does not hide the other', async () => {
  const both = jsonAnswer({ Parameters: [parameter('x86_64'), parameter('arm64')] });
  const images = valueOf(
    await read(both, (id, isList) =>
      isList || id === IDS.arm64 ? ec2Error('InvalidAMIID.NotFound', 'gone') : image(),
    ),
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
