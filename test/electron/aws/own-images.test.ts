import { afterEach, describe, expect, test } from 'vitest';
import { readImage, readOwnImages, readPlannedImage } from '../../../electron/aws/own-images.ts';
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

const ME = '123456789012';
const ID = 'ami-0123456789abcdef0';
const ROOT = '<item><deviceName>/dev/xvda</deviceName><ebs><volumeSize>12</volumeSize></ebs></item>';

type Fields = Readonly<Record<string, string>>;

function imageSet(...images: readonly Fields[]): FakeAnswer {
  const items = images.map((fields) => {
    const all: Fields = {
      imageId: ID,
      imageState: 'available',
      imageOwnerId: ME,
      isPublic: 'false',
      architecture: 'x86_64',
      name: 'web-2026-04',
      creationDate: '2026-05-01T00:00:00.000Z',
      rootDeviceName: '/dev/xvda',
      blockDeviceMapping: ROOT,
      platformDetails: 'Linux/UNIX',
      ...fields,
    };
    const item = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
    return `<item>${item.join('')}</item>`;
  });
  return ec2Answer('DescribeImages', `<imagesSet>${items.join('')}</imagesSet>`);
}

async function readOne(fields: Fields) {
  aws = await startFakeAws(() => imageSet(fields));
  return valueOf(await readImage(clientsAt(aws.endpoint), ME, ID));
}

const PRODUCT = '<item><productCode>abc</productCode><type>marketplace</type></item>';

describe('an image that somebody has named', () => {
  test.each<[string, Fields, object]>([
    ['is this account’s own', {}, { publisher: 'own', loginUser: null, rootSizeGiB: 12 }],
    ['is shared with it', { imageOwnerId: '222222222222' }, { publisher: 'shared' }],
    ['is anybody’s', { imageOwnerId: '222222222222', isPublic: 'true' }, { publisher: 'unknown' }],
    [
      'is a verified provider’s',
      { imageOwnerId: '222222222222', isPublic: 'true', imageOwnerAlias: 'amazon' },
      { publisher: 'verified' },
    ],
    [
      'is one of the catalogue’s makers, an older one',
      {
        imageOwnerId: '099720109477',
        isPublic: 'true',
        name: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250101',
      },
      { publisher: 'catalogue', catalogId: 'custom', title: 'Ubuntu 24.04 LTS', loginUser: 'ubuntu' },
    ],
    [
      'has a maker’s name and is somebody else’s',
      { imageOwnerId: '222222222222', isPublic: 'true', name: 'debian-13-amd64-20260413-2447' },
      { publisher: 'unknown', loginUser: 'admin' },
    ],
    ['is of AWS Marketplace', { productCodes: PRODUCT }, { isOfMarketplace: true }],
    ['is Red Hat', { platformDetails: 'Red Hat Enterprise Linux' }, { operatingSystem: 'RHEL' }],
    [
      'is Red Hat by an own contract',
      { platformDetails: 'Red Hat BYOL Linux' },
      { operatingSystem: 'Linux' },
    ],
    ['is SUSE', { platformDetails: 'SUSE Linux' }, { operatingSystem: 'SUSE' }],
    [
      'is Windows',
      { platform: 'windows', platformDetails: 'Windows' },
      { operatingSystem: 'Windows', platform: 'windows', loginUser: 'Administrator' },
    ],
    [
      'was given up by its maker',
      { deprecationTime: '2025-01-01T00:00:00.000Z' },
      { deprecatedSince: '2025-01-01T00:00:00.000Z', isAvailable: true },
    ],
    ['will be given up', { deprecationTime: '2125-01-01T00:00:00.000Z' }, { deprecatedSince: null }],
    ['is not allowed', { imageAllowed: 'false' }, { isAllowed: false, isAvailable: false }],
    ['is still being made', { imageState: 'pending' }, { isAvailable: false }],
    ['has no name', { name: '' }, { imageName: ID }],
  ])('%s', async (_, fields, expected) => {
    expect(await readOne(fields)).toMatchObject({ imageId: ID, foundBy: 'id', ...expected });
  });

  test.each<[string, FakeAnswer]>([
    ['is not seen by this account', ec2Error('InvalidAMIID.NotFound', 'gone')],
    ['is for Macs', imageSet({ architecture: 'arm64_mac' })],
    ['has no disk of EBS', imageSet({ blockDeviceMapping: '' })],
  ])('is refused when it %s, and the id is named', async (_, answer) => {
    aws = await startFakeAws(() => answer);
    const outcome = await readImage(clientsAt(aws.endpoint), ME, ID);
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'image-gone' } });
    expect(outcome.ok ? '' : outcome.problem.explanation).toContain(ID);
  });
});

test('own and shared images are listed together, newest first, each once; what cannot be started is counted', async () => {
  const shared = {
    imageId: 'ami-0000000a',
    imageOwnerId: '222222222222',
    creationDate: '2026-05-02T00:00:00.000Z',
  };
  aws = await startFakeAws(({ params }) =>
    params.get('Owner.1') === 'self'
      ? imageSet({}, { imageId: 'ami-0000000b', architecture: 'i386' })
      : imageSet(shared, {}),
  );
  const { images, leftOut } = valueOf(await readOwnImages(clientsAt(aws.endpoint), ME));
  expect(images.map(({ imageId, publisher }) => [imageId, publisher])).toEqual([
    ['ami-0000000a', 'shared'],
    [ID, 'own'],
  ]);
  expect(leftOut).toBe(1);
  const asked = aws.requests.map(({ params }) => `${params.get('Owner.1')} ${params.get('ExecutableBy.1')}`);
  expect(asked.toSorted()).toEqual(['null self', 'self null']);
});

describe('what a plan’s image is judged by', () => {
  test('is the image as it is now, in one call', async () => {
    aws = await startFakeAws(() => imageSet({}));
    const images = valueOf(await readPlannedImage(clientsAt(aws.endpoint), ME, { imageId: ID }));
    expect(images.map(({ imageId }) => imageId)).toEqual([ID]);
    expect(aws.requests).toHaveLength(1);
  });

  test('is the catalogue where it is gone', async () => {
    aws = await startFakeAws(({ action, params }) => {
      if (action === 'GetParameters') return jsonAnswer({ Parameters: [] });
      return params.has('ImageId.1') ? ec2Error('InvalidAMIID.NotFound', 'gone') : imageSet();
    });
    expect(valueOf(await readPlannedImage(clientsAt(aws.endpoint), ME, { imageId: ID }))).toEqual([]);
    expect(aws.asked('GetParameters').length).toBeGreaterThan(0);
  });

  test('is not known where nobody may ask', async () => {
    aws = await startFakeAws(() => ec2Error('UnauthorizedOperation', 'no', 403));
    const outcome = await readPlannedImage(clientsAt(aws.endpoint), ME, { imageId: ID });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'not-permitted' } });
  });
});
