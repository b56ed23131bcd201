import {
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  paginateDescribeImages,
  type DescribeImagesCommandInput,
  type ImageAttributeName,
} from '@aws-sdk/client-ec2';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalogImages } from '../../../../electron/aws/images.ts';
import { loadCatalog, type Catalog } from '../../../../electron/practice/catalog.ts';
import { valueOf } from '../../../support/aws-clients.ts';
import { openPractice, type OpenPractice } from '../../../support/practice-account.ts';
import { practiceClients } from '../../../support/practice-clients.ts';

const NOT_THERE = 'ami-0123456789abcdef0';
const AL2023 = 'ami-0ed094fb1304fd857';

let practice: OpenPractice;
let catalog: Catalog;
beforeAll(async () => {
  [practice, catalog] = await Promise.all([openPractice(), loadCatalog()]);
});

const images = async (input: DescribeImagesCommandInput, region = 'us-east-1') =>
  (await practice.ec2(region).send(new DescribeImagesCommand(input))).Images ?? [];

async function namesBy(filters: Readonly<Record<string, string>>, input: DescribeImagesCommandInput = {}) {
  const Filters = Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value] }));
  return (await images({ ...input, Filters })).map(({ Name }) => Name);
}

describe('DescribeImages', () => {
  test('tells all of an image', async () => {
    expect(await images({ ImageIds: [AL2023] })).toEqual([
      {
        ImageId: AL2023,
        Name: 'al2023-ami-2023.11.20260427.1-kernel-6.1-x86_64',
        Description: 'Amazon Linux 2023 AMI 2023.11.20260427.1 x86_64 HVM kernel-6.1',
        ImageLocation: 'amazon/al2023-ami-2023.11.20260427.1-kernel-6.1-x86_64',
        ImageOwnerAlias: 'amazon',
        OwnerId: '137112412989',
        ImageType: 'machine',
        State: 'available',
        Public: true,
        ImageAllowed: true,
        FreeTierEligible: true,
        CreationDate: expect.stringMatching(/^2026-04-27T/),
        Architecture: 'x86_64',
        PlatformDetails: 'Linux/UNIX',
        UsageOperation: 'RunInstances',
        RootDeviceName: '/dev/xvda',
        RootDeviceType: 'ebs',
        BlockDeviceMappings: [
          {
            DeviceName: '/dev/xvda',
            Ebs: {
              DeleteOnTermination: true,
              Encrypted: false,
              SnapshotId: expect.stringMatching(/^snap-0[0-9a-f]{16}$/),
              VolumeSize: 8,
              VolumeType: 'gp3',
              Iops: 3000,
              Throughput: 125,
            },
          },
        ],
        VirtualizationType: 'hvm',
        Hypervisor: 'xen',
        EnaSupport: true,
        SriovNetSupport: 'simple',
        BootMode: 'uefi-preferred',
        ImdsSupport: 'v2.0',
      },
    ]);
  });

  test('names a platform for Windows only', async () => {
    const windows = await images({ Owners: ['801119661308'] });
    // The SDK's type says `Windows`; EC2 writes it small.
    expect(windows.map(({ Platform }) => String(Platform))).toEqual(['windows', 'windows', 'windows']);
    expect(windows.every(({ UsageOperation }) => UsageOperation === 'RunInstances:0002')).toBe(true);
    const linux = await images({ Owners: ['099720109477'] });
    expect(linux).toHaveLength(4);
    expect(linux.every((image) => image.Platform === undefined)).toBe(true);
    expect(await namesBy({ platform: 'windows' })).toHaveLength(3);
  });

  test('has the images of the vendors under their names', async () => {
    const ubuntu = { name: 'ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-amd64-server-*' };
    expect(await namesBy(ubuntu, { Owners: ['099720109477'] })).toHaveLength(1);
    expect(await namesBy({ name: 'debian-12-amd64-*' }, { Owners: ['136693071363'] })).toHaveLength(1);
    expect(await namesBy({ name: 'suse-sles-15-sp7-*-arm64' })).toHaveLength(1);
    const redHat = await images({
      Owners: ['309956199498'],
      Filters: [{ Name: 'name', Values: ['RHEL-9.*_HVM-*-x86_64-*'] }],
    });
    const newest = redHat.toSorted((one, other) =>
      (one.CreationDate ?? '').localeCompare(other.CreationDate ?? ''),
    );
    expect(newest.at(-1)?.Name).toBe('RHEL-9.7.0_HVM-20260318-x86_64-0-Hourly2-GP3');
    expect(redHat.length).toBeGreaterThan(1);
  });

  test('hides what is deprecated, unless it is asked for', async () => {
    const hidden = catalog.images('us-east-1').filter(({ deprecationTime }) => deprecationTime !== null);
    const [first] = hidden;
    const all = await images({ IncludeDeprecated: true });
    const usual = await images({});
    expect(all).toHaveLength(catalog.images('us-east-1').length);
    expect(all.length - usual.length).toBe(hidden.length);
    expect(usual.some(({ ImageId }) => ImageId === first?.imageId)).toBe(false);
    expect(usual.every((image) => image.DeprecationTime === undefined)).toBe(true);
    const named = await images({ ImageIds: [first?.imageId ?? ''] });
    expect(named[0]?.DeprecationTime).toBe(first?.deprecationTime);
  });

  test('knows owners by number and by alias; none of them is the practice account', async () => {
    const all = (await images({})).length;
    expect(await images({ Owners: ['amazon'] })).toHaveLength(all);
    expect(await images({ Owners: ['self'] })).toEqual([]);
    expect(await images({ Owners: ['aws-marketplace'] })).toEqual([]);
    expect(await images({ Owners: ['self', '136693071363'] })).toHaveLength(4);
    expect(await images({ ExecutableUsers: ['all'] })).toHaveLength(all);
    expect(await images({ ExecutableUsers: ['self'] })).toEqual([]);
  });

  test('gives pages of at least five', async () => {
    const found: string[] = [];
    const pages = paginateDescribeImages({ client: practice.ec2(), pageSize: 5 }, {});
    for await (const { Images = [] } of pages) found.push(...Images.map(({ ImageId }) => ImageId ?? ''));
    expect(found).toEqual((await images({})).map(({ ImageId }) => ImageId));
  });

  test.each([
    ['one that is not there', { ImageIds: [AL2023, NOT_THERE] }, 'InvalidAMIID.NotFound'],
    ['what is no id', { ImageIds: ['ami-zzz'] }, 'InvalidAMIID.Malformed'],
    ['what is no id at all', { ImageIds: ['x'] }, 'InvalidAMIID.Malformed'],
    ['an unknown filter', { Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue'],
    ['four a page', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['a dry run', { DryRun: true }, 'DryRunOperation'],
  ])('refuses %s', async (_, input, name) => {
    await expect(images(input)).rejects.toMatchObject({ name });
  });

  test('says which images are missing, in the words of EC2', async () => {
    await expect(images({ ImageIds: [NOT_THERE] })).rejects.toThrow(
      `The image id '[${NOT_THERE}]' does not exist`,
    );
    await expect(images({ ImageIds: ['my-image'] })).rejects.toThrow(
      'Invalid id: "my-image" (expecting "ami-...")',
    );
    await expect(images({ ImageIds: [AL2023] }, 'eu-west-1')).rejects.toMatchObject({
      name: 'InvalidAMIID.NotFound',
    });
  });

  test('filters by every word that AWS names, and by what images have', async () => {
    const { imageId } = catalog.images('us-east-1').find(({ name }) => name.includes('sles')) ?? {};
    const [image] = await images({ ImageIds: [imageId ?? ''] });
    const found = await namesBy({
      architecture: image?.Architecture ?? '',
      'block-device-mapping.snapshot-id': image?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId ?? '',
      'block-device-mapping.volume-size': '10',
      'creation-date': '2026-04-08*',
      description: 'SUSE*',
      'ena-support': 'true',
      'is-public': 'true',
      'manifest-location': 'amazon/suse-sles-*',
      'owner-alias': 'amazon',
      'owner-id': '013907871322',
      'platform-details': 'SUSE Linux',
      'root-device-name': '/dev/sda1',
      'root-device-type': 'ebs',
      state: 'available',
      'virtualization-type': 'hvm',
    });
    expect(found).toEqual([image?.Name]);
    expect(await namesBy({ 'product-code': 'x' })).toEqual([]);
    expect(await namesBy({ 'tag:Name': 'x' })).toEqual([]);
  });
});

describe('DescribeImageAttribute', () => {
  const attribute = (Attribute: string, ImageId = AL2023) =>
    practice
      .ec2()
      .send(new DescribeImageAttributeCommand({ Attribute: Attribute as ImageAttributeName, ImageId }));

  test.each([
    ['launchPermission', AL2023, 'AuthFailure'],
    ['description', AL2023, 'AuthFailure'],
    ['colour', AL2023, 'InvalidParameterValue'],
    ['description', NOT_THERE, 'InvalidAMIID.NotFound'],
    ['description', 'x', 'InvalidAMIID.Malformed'],
  ])('%s of %s is refused: it is for its owner only', async (name, imageId, code) => {
    await expect(attribute(name, imageId)).rejects.toMatchObject({ name: code });
  });

  test('says whose image it is not', async () => {
    await expect(attribute('launchPermission')).rejects.toMatchObject({
      message: `Not authorized for image:${AL2023}`,
      $metadata: { httpStatusCode: 400 },
    });
  });
});

test("Keyport's own reader finds its images in every region", async () => {
  for (const region of catalog.regions) {
    const found = valueOf(await readCatalogImages(practiceClients(practice.account, region)));
    expect({ region, found }).toMatchObject({
      region,
      found: expect.arrayContaining([
        expect.objectContaining({ catalogId: 'al2023-x86_64', isAvailable: true, rootSizeGiB: 8 }),
        expect.objectContaining({ catalogId: 'al2023-arm64', isAvailable: true, architecture: 'arm64' }),
      ]),
    });
  }
});
