import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { quotaCodeOf, VCPU_QUOTAS } from '../../../electron/practice/catalog-quotas.ts';
import { loadCatalog, type Catalog } from '../../../electron/practice/catalog.ts';
import { needs, part } from '../../support/parts.ts';

const FOLDER = path.join(import.meta.dirname, '../../../electron/practice/data');
const FILES = fs.readdirSync(FOLDER).toSorted();

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog();
});

describe('the files', () => {
  test('say from when they are, and where from', () => {
    for (const name of FILES) {
      const { asOf, sources } = JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')) as {
        readonly asOf: string;
        readonly sources: readonly string[];
      };
      expect({ name, asOf }).toEqual({ name, asOf: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) });
      expect(Date.parse(asOf)).toBeLessThan(Date.now());
      expect(sources.length).toBeGreaterThan(0);
    }
    expect(FILES).toEqual(['images.json', 'instance-types.json', 'regions.json']);
  });

  test('are less than 300 kB when compressed', () => {
    const sizes = FILES.map((name) => gzipSync(fs.readFileSync(path.join(FOLDER, name))).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
  });

  test('are read once, whoever asks', async () => {
    expect(await loadCatalog()).toBe(catalog);
  });
});

needs('moto')('scripts/practice-data.ts', () => {
  // It reads a hundred packed files, and Python takes its time to start.
  test('makes these files from the same moto, byte for byte', { timeout: 180_000 }, () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-data-'));
    const script = path.join(import.meta.dirname, '../../../scripts/practice-data.ts');
    const made = spawnSync(process.execPath, [script, '--out', out], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${path.dirname(part('moto') ?? '')}:${process.env['PATH'] ?? ''}` },
    });
    try {
      expect(made.stderr).toBe('');
      for (const name of FILES) {
        const [before, after] = [FOLDER, out].map((folder) =>
          fs.readFileSync(path.join(folder, name), 'utf8'),
        );
        expect({ name, isSame: before === after }).toEqual({ name, isSame: true });
      }
    } finally {
      fs.rmSync(out, { recursive: true });
    }
  });
});

test(
  'bundled for the main process, the facts lie beside it and are read when they are asked for',
  { timeout: 120_000 },
  async () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-practice-bundle-'));
    const project = path.join(import.meta.dirname, '../../..');
    try {
      await build({
        root: project,
        configFile: path.join(project, 'build/vite.main.config.ts'),
        logLevel: 'error',
        build: {
          outDir: out,
          lib: {
            entry: path.join(project, 'electron/practice/catalog.ts'),
            formats: ['cjs'],
            fileName: () => 'catalog.cjs',
          },
        },
      });
      const program = [
        `const { loadCatalog } = require(${JSON.stringify(path.join(out, 'catalog.cjs'))});`,
        'const files = () => Object.keys(require.cache).length;',
        'const before = files();',
        'loadCatalog().then(({ asOf }) => console.log(JSON.stringify({ before, after: files(), asOf })));',
      ];
      const { stdout } = spawnSync(process.execPath, ['-e', program.join('\n')], { encoding: 'utf8' });
      expect(JSON.parse(stdout)).toEqual({ before: 1, after: 1 + FILES.length, asOf: catalog.asOf });
    } finally {
      fs.rmSync(out, { recursive: true });
    }
  },
);

describe('regions', () => {
  test('are those that every account has, in order', () => {
    expect(catalog.regions).toHaveLength(17);
    expect(catalog.regions).toEqual([...catalog.regions].toSorted());
    expect(catalog.regions).toEqual(expect.arrayContaining(['us-east-1', 'us-west-1', 'eu-central-1']));
    expect(catalog.hasRegion('us-east-1')).toBe(true);
    expect(catalog.hasRegion('us-gov-west-1')).toBe(false);
    expect(catalog.hasRegion('constructor')).toBe(false);
  });

  test.each([
    ['us-east-1', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['us-east-2', ['a', 'b', 'c']],
    ['us-west-1', ['a', 'b']],
    ['us-west-2', ['a', 'b', 'c', 'd']],
    ['ap-northeast-1', ['a', 'c', 'd']],
    ['eu-north-1', ['a', 'b', 'c']],
  ])('%s has the zones %j', (region, letters) => {
    expect(catalog.zonesOf(region).map(({ name }) => name)).toEqual(
      letters.map((letter) => `${region}${letter}`),
    );
  });

  test('have zones with ids of their own', () => {
    const zones = catalog.regions.flatMap((region) => catalog.zonesOf(region));
    expect(new Set(zones.map(({ zoneId }) => zoneId)).size).toBe(zones.length);
    for (const { zoneId } of zones) expect(zoneId).toMatch(/^[a-z]{3,4}\d-az\d$/);
    expect(catalog.zonesOf('us-east-1')[0]).toEqual({ name: 'us-east-1a', zoneId: 'use1-az6' });
    expect(catalog.zonesOf('mars-north-1')).toEqual([]);
  });
});

describe('instance types', () => {
  test('are many, and more than 300 of them current, in each region', () => {
    for (const region of catalog.regions) {
      const types = catalog.instanceTypes(region);
      expect(types.filter(({ isCurrentGeneration }) => isCurrentGeneration).length).toBeGreaterThan(300);
      expect(types.every(({ name }) => catalog.instanceType(name) !== undefined)).toBe(true);
    }
    expect(catalog.allInstanceTypes.length).toBeGreaterThan(1_200);
    expect(catalog.instanceTypes('mars-north-1')).toEqual([]);
  });

  test('are offered where AWS offers them: t3.micro not in us-east-1e', () => {
    expect(catalog.zonesOffering('t3.micro', 'us-east-1')).toEqual(
      ['a', 'b', 'c', 'd', 'f'].map((letter) => `us-east-1${letter}`),
    );
    expect(catalog.isOffered('t3.micro', 'us-east-1e')).toBe(false);
    expect(catalog.isOffered('t3.micro', 'us-east-1f')).toBe(true);
    expect(catalog.isOffered('t9.micro', 'us-east-1a')).toBe(false);
    expect(catalog.isOffered('t3.micro', 'us-east-1z')).toBe(false);
    expect(catalog.zonesOffering('t3.micro', 'us-west-1')).toHaveLength(2);
  });

  test('all have at least one zone that offers them', () => {
    const homeless = catalog.allInstanceTypes.filter(({ name }) =>
      catalog.regions.every((region) => catalog.zonesOffering(name, region).length === 0),
    );
    expect(homeless).toEqual([]);
  });

  test('have what a launch asks for', () => {
    expect(catalog.instanceType('t3.micro')).toMatchObject({
      vcpus: 2,
      cores: 1,
      threadsPerCore: 2,
      memoryMiB: 1024,
      architectures: ['x86_64'],
      isFreeTierEligible: true,
      isCurrentGeneration: true,
      isBurstable: true,
      isBareMetal: false,
      hypervisor: 'nitro',
      maxInterfaces: 2,
      ipv4PerInterface: 2,
      quotaCode: 'L-1216C47A',
    });
    expect(catalog.instanceType('t4g.small')).toMatchObject({ architectures: ['arm64'], memoryMiB: 2048 });
    expect(catalog.instanceType('c7g.metal')).toMatchObject({ isBareMetal: true, hypervisor: null });
    expect(catalog.instanceType('T3.MICRO')).toBeUndefined();
    expect(catalog.instanceType('constructor')).toBeUndefined();
  });

  test('have cores and threads that make their vCPUs', () => {
    for (const { name, vcpus, cores, threadsPerCore } of catalog.allInstanceTypes) {
      expect({ name, vcpus }).toEqual({ name, vcpus: cores * threadsPerCore });
    }
  });

  test('count against a quota, all but the Macs', () => {
    const without = catalog.allInstanceTypes.filter(({ quotaCode }) => quotaCode === null);
    expect(without.every(({ name }) => name.startsWith('mac'))).toBe(true);
    expect(new Set(catalog.allInstanceTypes.map(({ quotaCode }) => quotaCode)).size).toBe(
      VCPU_QUOTAS.length + 1,
    );
  });

  test.each([
    ['t3.micro', 'L-1216C47A'],
    ['m7i-flex.large', 'L-1216C47A'],
    ['im4gn.large', 'L-1216C47A'],
    ['g4dn.xlarge', 'L-DB2E81BA'],
    ['gr6.4xlarge', 'L-DB2E81BA'],
    ['vt1.3xlarge', 'L-DB2E81BA'],
    ['p5.48xlarge', 'L-417A185B'],
    ['inf2.xlarge', 'L-1945791B'],
    ['trn1.2xlarge', 'L-2C3B7624'],
    ['x2gd.medium', 'L-7295265B'],
    ['f2.6xlarge', 'L-74FC7D96'],
    ['hpc7g.4xlarge', 'L-F7808C92'],
    ['u-6tb1.56xlarge', 'L-43DA4232'],
    ['u7i-8tb.112xlarge', 'L-43DA4232'],
    ['dl1.24xlarge', 'L-6E869C2A'],
    ['mac2.metal', null],
    ['', null],
  ])('%s counts against %s', (instanceType, code) => {
    expect(quotaCodeOf(instanceType)).toBe(code);
  });

  test('of the standard families may have 32 vCPUs, and all others few', () => {
    expect(catalog.vcpuQuota('L-1216C47A')).toBe(32);
    for (const { code, awsDefault } of VCPU_QUOTAS) {
      expect(catalog.vcpuQuota(code)).toBeLessThanOrEqual(32);
      expect(catalog.vcpuQuota(code)).toBeGreaterThanOrEqual(awsDefault);
    }
  });
});

describe('images', () => {
  test('have ids of their own, everywhere', () => {
    const images = catalog.regions.flatMap((region) => catalog.images(region));
    expect(new Set(images.map(({ imageId }) => imageId)).size).toBe(images.length);
    expect(new Set(images.map(({ snapshotId }) => snapshotId)).size).toBe(images.length);
    for (const { imageId, snapshotId } of images) {
      expect(imageId).toMatch(/^ami-0[0-9a-f]{16}$/);
      expect(snapshotId).toMatch(/^snap-0[0-9a-f]{16}$/);
    }
  });

  test('of Amazon Linux 2023 have the ids that AWS gave them', () => {
    const id = (architecture: string) =>
      catalog
        .parameters('us-east-1')
        .get(`/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`)?.value ?? '';
    expect(id('x86_64')).toBe('ami-0ed094fb1304fd857');
    expect(id('arm64')).toBe('ami-0d6fc8f787cd9a417');
    expect(catalog.image('us-east-1', id('arm64'))).toMatchObject({
      architecture: 'arm64',
      isWindows: false,
      platformDetails: 'Linux/UNIX',
      usageOperation: 'RunInstances',
      rootDeviceName: '/dev/xvda',
      rootSizeGiB: 8,
      rootVolumeType: 'gp3',
      ownerId: '137112412989',
      deprecationTime: null,
    });
    expect(catalog.image('eu-west-1', id('arm64'))).toBeUndefined();
  });

  test.each([
    ['/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.12-x86_64', 'x86_64', false, 8],
    ['/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-arm64', 'arm64', false, 2],
    ['/aws/service/ami-amazon-linux-latest/amzn2-ami-kernel-5.10-hvm-x86_64-gp2', 'x86_64', false, 8],
    [
      '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
      'x86_64',
      false,
      8,
    ],
    ['/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id', 'arm64', false, 8],
    [
      '/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id',
      'x86_64',
      false,
      8,
    ],
    ['/aws/service/debian/release/12/latest/amd64', 'x86_64', false, 8],
    ['/aws/service/debian/release/bookworm/latest/arm64', 'arm64', false, 8],
    ['/aws/service/debian/release/13/latest/arm64', 'arm64', false, 8],
    ['/aws/service/suse/sles/15-sp7/x86_64/latest', 'x86_64', false, 10],
    ['/aws/service/suse/sles/15-sp7/arm64/latest', 'arm64', false, 10],
    ['/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-Base', 'x86_64', true, 30],
    ['/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base', 'x86_64', true, 30],
    ['/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-Base', 'x86_64', true, 30],
  ])('behind %s are there in every region', (name, architecture, isWindows, rootSizeGiB) => {
    for (const region of catalog.regions) {
      const imageId = catalog.parameters(region).get(name)?.value ?? '';
      const image = catalog.image(region, imageId);
      expect(image).toMatchObject({ architecture, isWindows, rootSizeGiB, deprecationTime: null });
      expect(image?.parameters).toContain(name);
    }
  });

  test('of parameters are images of the same region', () => {
    for (const region of catalog.regions) {
      for (const [name, parameter] of catalog.parameters(region)) {
        expect(parameter.name).toBe(name);
        expect(catalog.image(region, parameter.value)).toBeDefined();
      }
    }
    expect(catalog.parameters('mars-north-1').size).toBe(0);
  });

  test('of Red Hat are several dated ones, and no parameter names them', () => {
    const redHat = catalog.images('eu-west-1').filter(({ ownerId }) => ownerId === '309956199498');
    const nines = redHat.filter(({ name }) => /^RHEL-9\..*_HVM-.*-x86_64-/.test(name));
    expect(new Set(nines.map(({ creationDate }) => creationDate)).size).toBeGreaterThan(1);
    expect(redHat.some(({ name }) => name.startsWith('RHEL-10.'))).toBe(true);
    expect(redHat.every(({ parameters }) => parameters.length === 0)).toBe(true);
    expect(redHat.every(({ usageOperation }) => usageOperation === 'RunInstances:0010')).toBe(true);
  });

  test('that are deprecated have long been so, and current ones never become it', () => {
    const deprecated = catalog.images('us-east-1').filter(({ deprecationTime }) => deprecationTime !== null);
    expect(deprecated.length).toBeGreaterThan(0);
    for (const { deprecationTime, creationDate } of deprecated) {
      expect(Date.parse(deprecationTime ?? '')).toBeLessThan(Date.parse(`${catalog.asOf}T00:00:00Z`));
      expect(Date.parse(deprecationTime ?? '')).toBeGreaterThan(Date.parse(creationDate));
    }
  });

  test('were made before the facts were written down', () => {
    for (const { creationDate } of catalog.images('us-east-1')) {
      expect(creationDate).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
      expect(creationDate.slice(0, 10) <= catalog.asOf).toBe(true);
    }
  });
});

test('prices stand only where a source gives them', () => {
  expect(catalog.prices('us-east-1')).toMatchObject({ instanceHour: { 't3.micro': 0.0104 } });
  expect(catalog.regions.filter((region) => catalog.prices(region) !== undefined)).toEqual(['us-east-1']);
});
