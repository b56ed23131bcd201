import { DescribeImagesCommand } from '@aws-sdk/client-ec2';
import { beforeAll, expect, test } from 'vitest';
import type { AwsClients } from '../../../electron/aws/clients.ts';
import { readCatalogImages } from '../../../electron/aws/images.ts';
import { readImage, readOwnImages } from '../../../electron/aws/own-images.ts';
import type { CatalogImage } from '../../../shared/facts.ts';
import { IMAGE_CATALOG } from '../../../shared/image-catalog.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { openPractice, type OpenPractice } from '../../support/practice-account.ts';
import { practiceClients } from '../../support/practice-clients.ts';

// All makers, on the practice account; what was found is looked at once more with AWS's own client.

let practice: OpenPractice;
let clients: AwsClients;
let images: readonly CatalogImage[];
beforeAll(async () => {
  practice = await openPractice();
  clients = practiceClients(practice.account);
  images = valueOf(await readCatalogImages(clients));
});

test('the whole catalogue is there, in its order, the recommended one first', () => {
  expect(images.map(({ catalogId }) => catalogId)).toEqual(IMAGE_CATALOG.map(({ catalogId }) => catalogId));
  expect(images[0]).toMatchObject({ catalogId: 'al2023-x86_64', isAvailable: true });
  expect(images.filter(({ isAvailable }) => !isAvailable)).toEqual([]);
});

test.each([
  ['al2023-x86_64', 'parameter', 'ec2-user', 'Linux', /^al2023-ami-2023/],
  ['ubuntu-24.04-arm64', 'parameter', 'ubuntu', 'Linux', /noble-24\.04-arm64/],
  ['ubuntu-22.04-x86_64', 'parameter', 'ubuntu', 'Linux', /jammy-22\.04-amd64/],
  ['debian-13-x86_64', 'parameter', 'admin', 'Linux', /^debian-13-amd64-/],
  ['debian-12-arm64', 'parameter', 'admin', 'Linux', /^debian-12-arm64-/],
  ['sles-15-sp7-x86_64', 'parameter', 'ec2-user', 'SUSE', /^suse-sles-15-sp7-v/],
  ['rhel-10-arm64', 'owner', 'ec2-user', 'RHEL', /^RHEL-10\.1\.0_HVM-.*-arm64-/],
  ['rhel-9-x86_64', 'owner', 'ec2-user', 'RHEL', /^RHEL-9\.7\.0_HVM-.*-x86_64-/],
  ['windows-2025-x86_64', 'parameter', 'Administrator', 'Windows', /^Windows_Server-2025-English-Full/],
  ['windows-2019-x86_64', 'parameter', 'Administrator', 'Windows', /^Windows_Server-2019-English-Full/],
] as const)('%s is found by %s, is logged in to as %s and billed as %s', async (...row) => {
  const [catalogId, foundBy, loginUser, operatingSystem, name] = row;
  const found = images.find((image) => image.catalogId === catalogId);
  expect(found).toMatchObject({ foundBy, loginUser, operatingSystem, publisher: 'catalogue' });
  const { Images = [] } = await practice
    .ec2()
    .send(new DescribeImagesCommand({ ImageIds: [found?.imageId ?? ''] }));
  expect(Images).toMatchObject([
    {
      Name: expect.stringMatching(name),
      Architecture: found?.architecture,
      RootDeviceName: found?.rootDeviceName,
      OwnerId: found?.ownerId,
    },
  ]);
});

test.each(['none', 'those of other makers than Amazon'])(
  'where of the parameters there are %s, the same systems are found in their makers’ accounts',
  async (which) => {
    const isLeft = (name: string | undefined) => which !== 'none' && name?.includes('amazon-linux') === true;
    const poor = practiceClients(practice.account);
    poor.ssm.middlewareStack.add(
      (next) => async (call) => {
        const answer = await next(call);
        const output = answer.output as { Parameters?: { Name?: string }[] };
        output.Parameters = (output.Parameters ?? []).filter(({ Name }) => isLeft(Name));
        return answer;
      },
      { step: 'initialize' },
    );
    const found = valueOf(await readCatalogImages(poor));
    const isNewest = (image: CatalogImage) => image.catalogId.startsWith('al2023');
    expect(found.map(({ catalogId }) => catalogId)).toEqual(images.map(({ catalogId }) => catalogId));
    expect(found.filter(({ foundBy }) => foundBy === 'parameter').every(isNewest)).toBe(true);
    const ids = (list: readonly CatalogImage[]) =>
      list.filter((image) => !isNewest(image)).map(({ imageId }) => imageId);
    expect(ids(found)).toEqual(ids(images));
  },
);

test('an older image of a maker is judged as one of that maker’s, and its age is told', async () => {
  const { Images = [] } = await practice.ec2().send(
    new DescribeImagesCommand({
      Owners: ['309956199498'],
      IncludeDeprecated: true,
      Filters: [{ Name: 'name', Values: ['RHEL-9.5.0_HVM-*-x86_64-*'] }],
    }),
  );
  const old = valueOf(await readImage(clients, '000000000000', Images[0]?.ImageId ?? ''));
  expect(old).toMatchObject({
    catalogId: 'custom',
    title: 'Red Hat Enterprise Linux 9',
    publisher: 'catalogue',
    operatingSystem: 'RHEL',
    deprecatedSince: Images[0]?.DeprecationTime,
  });
});

test('the practice account has made no images, and none is shared with it', async () => {
  expect(valueOf(await readOwnImages(clients, '000000000000'))).toEqual({ images: [], leftOut: 0 });
});
