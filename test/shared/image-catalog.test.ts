import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  catalogEntry,
  entryOfImage,
  IMAGE_CATALOG,
  MOST_PARAMETERS,
  newestFirst,
  newestOf,
  type CatalogEntry,
  type NamedImage,
} from '../../shared/image-catalog.ts';
import { guessLoginUser, isLoginUser } from '../../shared/image-login.ts';
import { LOGIN_USER } from '../../shared/launch-plan.ts';
import { operatingSystemOf } from '../../shared/operating-system.ts';
import { sshCommand } from '../../shared/ssh-command.ts';

const entry = (catalogId: string): CatalogEntry => {
  const found = catalogEntry(catalogId);
  if (found === undefined) throw new Error(`no such entry: ${catalogId}`);
  return found;
};
const REDHAT = entry('rhel-9-x86_64');
const redHat = (name: string, creationDate: string, imageId = 'ami-00000001'): NamedImage => ({
  imageId,
  name,
  creationDate,
  architecture: 'x86_64',
  ownerId: REDHAT.ownerId,
});

describe('the catalogue', () => {
  test('names each system once, and each of them is billed as it says', () => {
    expect(new Set(IMAGE_CATALOG.map(({ catalogId }) => catalogId)).size).toBe(IMAGE_CATALOG.length);
    for (const { catalogId, platform, operatingSystem, loginUser, supportedUntil } of IMAGE_CATALOG) {
      expect(operatingSystemOf({ catalogId, platform })).toBe(operatingSystem);
      expect(loginUser).toMatch(LOGIN_USER);
      expect(supportedUntil).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  test('has both processors of everything but Windows', () => {
    const of = (title: string) =>
      IMAGE_CATALOG.filter((each) => each.title === title).map(({ architecture }) => architecture);
    for (const { title, platform } of IMAGE_CATALOG) {
      expect(of(title)).toEqual(platform === 'windows' ? ['x86_64'] : ['x86_64', 'arm64']);
    }
  });

  test('needs two calls for its parameters', () => {
    expect(MOST_PARAMETERS).toBe(10);
    expect(IMAGE_CATALOG.filter(({ parameter }) => parameter !== null)).toHaveLength(15);
  });
});

describe('the newest image', () => {
  test.each([
    ['RHEL-9.7.0_HVM-20260318-x86_64-0-Hourly2-GP3', true],
    ['RHEL-9.7.0_HVM_BETA-20260318-x86_64-0-Hourly2-GP3', false],
    ['RHEL-9.7.0_HVM-20260318-x86_64-0-Access2-GP3', false],
    ['RHEL_HA-9.7.0_HVM-20260318-x86_64-0-Hourly2-GP3', false],
    ['RHEL-9.7.0_HVM-20260318-arm64-0-Hourly2-GP3', false],
    ['RHEL-90_HVM-20260318-x86_64-0-Hourly2-GP3', false],
    ['my RHEL-9.7.0_HVM-20260318-x86_64-0-Hourly2-GP3', false],
  ])('%s may be it: %s', (name, isOne) => {
    const image = redHat(name, '2026-03-18T00:00:00.000Z');
    expect(newestOf(REDHAT, [image])).toBe(isOne ? image : undefined);
    expect(entryOfImage(image)).toBe(isOne ? REDHAT : undefined);
  });

  test('of SUSE is the plain one, not what else is published under nearly the same name', () => {
    const suse = entry('sles-15-sp7-x86_64');
    const named = (name: string) => ({ ...redHat(name, '2026-04-08T00:00:00.000Z'), ownerId: suse.ownerId });
    const plain = named('suse-sles-15-sp7-v20260408-hvm-ssd-x86_64');
    const ecs = named('suse-sles-15-sp7-v20260409-ecs-hvm-ssd-x86_64');
    const byos = named('suse-sles-15-sp7-byos-v20260409-hvm-ssd-x86_64');
    expect(newestOf(suse, [ecs, plain, byos])).toBe(plain);
  });

  test('is of its maker’s account and of the right processor', () => {
    const image = redHat('RHEL-9.7.0_HVM-20260318-x86_64-0-Hourly2-GP3', '2026-03-18T00:00:00.000Z');
    expect(newestOf(REDHAT, [{ ...image, ownerId: '222222222222' }])).toBeUndefined();
    expect(newestOf(REDHAT, [{ ...image, architecture: 'arm64' }])).toBeUndefined();
    expect(newestOf(REDHAT, [])).toBeUndefined();
  });

  const anyImages = fc.array(
    fc.record({
      minor: fc.integer({ min: 0, max: 12 }),
      day: fc.constantFrom('2026-03-18', '2026-03-19', '2025-12-31'),
      id: fc.constantFrom('ami-00000001', 'ami-00000002', 'ami-0000000a'),
    }),
    { minLength: 1, maxLength: 8 },
  );

  test('is none that another is newer than, whatever order EC2 tells them in', () => {
    fc.assert(
      fc.property(anyImages, fc.infiniteStream(fc.nat()), (rows, weights) => {
        const images = rows.map(({ minor, day, id }) =>
          redHat(`RHEL-9.${minor}.0_HVM-20260318-x86_64-0-Hourly2-GP3`, `${day}T00:00:00.000Z`, id),
        );
        const shuffled = images
          .map((image) => ({ image, weight: weights.next().value ?? 0 }))
          .toSorted((one, other) => one.weight - other.weight)
          .map(({ image }) => image);
        const newest = newestOf(REDHAT, images);
        expect(newestOf(REDHAT, shuffled)).toEqual(newest);
        for (const { creationDate } of images)
          expect(creationDate <= (newest?.creationDate ?? '')).toBe(true);
        for (const image of images.filter(({ creationDate }) => creationDate === newest?.creationDate))
          expect([image.name, image.imageId] <= [newest?.name, newest?.imageId]).toBe(true);
      }),
    );
  });

  test('comes first in an order that is one: nobody is before himself, and of two one is first', () => {
    fc.assert(
      fc.property(anyImages, anyImages, ([one], [other]) => {
        const [a, b] = [one, other].map((row) =>
          redHat(`RHEL-9.${row?.minor ?? 0}`, row?.day ?? '', row?.id ?? ''),
        );
        if (a === undefined || b === undefined) throw new Error('two of them');
        expect(newestFirst(a, a)).toBe(0);
        expect(newestFirst(a, b) + newestFirst(b, a)).toBe(0);
      }),
    );
  });
});

test.each([
  ['ubuntu-noble-mine', 'linux', 'ubuntu'],
  ['Debian 13 golden', 'linux', 'admin'],
  ['al2023-hardened', 'linux', 'ec2-user'],
  ['Rocky-9-EC2-Base', 'linux', 'rocky'],
  ['bitnami-wordpress-on-debian-12', 'linux', 'bitnami'],
  ['CentOS Linux 7 x86_64 HVM', 'linux', 'centos'],
  ['my web server', 'linux', null],
  ['my web server', 'windows', 'Administrator'],
] as const)('who logs in to “%s” (%s) is guessed: %s', (name, platform, user) => {
  expect(guessLoginUser({ name, platform })).toBe(user);
});

test.each([
  ['ec2-user', 'linux', true],
  ['_svc2', 'linux', true],
  ['Root', 'linux', false],
  ['', 'linux', false],
  ['2user', 'linux', false],
  ['-oProxyCommand=sh', 'linux', false],
  ['a b', 'windows', false],
  ['Administrator', 'windows', true],
] as const)('“%s” may log in to %s: %s', (loginUser, platform, may) => {
  expect(isLoginUser({ loginUser, platform })).toBe(may);
});

test('whoever may log in to Linux is a word of an ssh command', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'Z', '0', '_', '-', ' ', ';'), maxLength: 34 }),
      (loginUser) => {
        if (!isLoginUser({ loginUser, platform: 'linux' })) return;
        expect(sshCommand({ loginUser, address: '203.0.113.7' })).toContain(`${loginUser}@203.0.113.7`);
      },
    ),
  );
});
