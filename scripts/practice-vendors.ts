// The vendors of images beside Amazon Linux, by the patterns in which they name what they publish. The days in the names are made up.

export type Architecture = 'x86_64' | 'arm64';
export type Parameter = { readonly name: string; readonly version: number; readonly lastModified: number };

/** One image everywhere: what is the same in all regions, and its id and its snapshot's id in each that has it. */
export type Image = {
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly creationDate: string;
  /** In the past, or null: what is current stays so. */
  readonly deprecationTime: string | null;
  readonly architecture: Architecture;
  readonly product: 'linux' | 'windows' | 'rhel' | 'suse';
  readonly rootDeviceName: string;
  readonly rootSizeGiB: number;
  readonly rootVolumeType: 'gp2' | 'gp3' | 'standard';
  readonly bootMode: string | null;
  readonly imdsSupport: 'v2.0' | null;
  readonly parameters: readonly Parameter[];
  readonly ids: Readonly<Record<string, readonly [imageId: string, snapshotId: string]>>;
};

export type Vendor = Pick<
  Image,
  'ownerId' | 'product' | 'rootDeviceName' | 'rootSizeGiB' | 'rootVolumeType' | 'imdsSupport'
> & {
  readonly architectures: readonly Architecture[];
  /** As the vendor writes them. */
  readonly nameFor: (architecture: Architecture) => string;
  readonly descriptionFor: (architecture: Architecture) => string;
  readonly parametersFor: (architecture: Architecture) => readonly string[];
  readonly bootModeFor: (architecture: Architecture) => string | null;
  readonly isDeprecated?: boolean;
};

const BOTH: readonly Architecture[] = ['x86_64', 'arm64'];
const AMD64 = { x86_64: 'amd64', arm64: 'arm64' } as const;

export const VENDORS: readonly Vendor[] = [
  ubuntu('noble', '24.04', 'hvm-ssd-gp3', 'gp3', '20260414'),
  ubuntu('jammy', '22.04', 'hvm-ssd', 'gp2', '20260412'),
  debian('12', 'bookworm', '20260413-2447'),
  debian('13', 'trixie', '20260413-2447'),
  {
    ownerId: '013907871322',
    product: 'suse',
    architectures: BOTH,
    nameFor: (architecture) => `suse-sles-15-sp7-v20260408-hvm-ssd-${architecture}`,
    descriptionFor: () => 'SUSE Linux Enterprise Server 15 SP7 (HVM, 64-bit, SSD-Backed)',
    parametersFor: (architecture) => [`/aws/service/suse/sles/15-sp7/${architecture}/latest`],
    rootDeviceName: '/dev/sda1',
    rootSizeGiB: 10,
    rootVolumeType: 'gp3',
    bootModeFor: (architecture) => bootModeOf(architecture, true),
    imdsSupport: null,
  },
  redHat('9.5.0', '20250313', true),
  redHat('9.6.0', '20250910'),
  redHat('9.7.0', '20260318'),
  redHat('10.0.0', '20250918'),
  redHat('10.1.0', '20260318'),
  windows('2025'),
  windows('2022'),
  windows('2019'),
];

function ubuntu(
  code: string,
  release: string,
  folder: string,
  rootVolumeType: 'gp2' | 'gp3',
  day: string,
): Vendor {
  const kind = rootVolumeType === 'gp3' ? 'ebs-gp3' : 'ebs-gp2';
  return {
    ownerId: '099720109477',
    product: 'linux',
    architectures: BOTH,
    nameFor: (architecture) =>
      `ubuntu/images/${folder}/ubuntu-${code}-${release}-${AMD64[architecture]}-server-${day}`,
    descriptionFor: (architecture) => `Canonical, Ubuntu, ${release}, ${AMD64[architecture]} ${code} image`,
    parametersFor: (architecture) => [
      `/aws/service/canonical/ubuntu/server/${release}/stable/current/${AMD64[architecture]}/hvm/${kind}/ami-id`,
    ],
    rootDeviceName: '/dev/sda1',
    rootSizeGiB: 8,
    rootVolumeType,
    bootModeFor: (architecture) => bootModeOf(architecture, true),
    imdsSupport: rootVolumeType === 'gp3' ? 'v2.0' : null,
  };
}

function debian(release: string, code: string, build: string): Vendor {
  return {
    ownerId: '136693071363',
    product: 'linux',
    architectures: BOTH,
    nameFor: (architecture) => `debian-${release}-${AMD64[architecture]}-${build}`,
    descriptionFor: () => `Debian ${release} (${build})`,
    parametersFor: (architecture) =>
      [release, code].map((name) => `/aws/service/debian/release/${name}/latest/${AMD64[architecture]}`),
    rootDeviceName: '/dev/xvda',
    rootSizeGiB: 8,
    rootVolumeType: 'gp3',
    bootModeFor: (architecture) => bootModeOf(architecture, true),
    imdsSupport: null,
  };
}

/** Red Hat has no public parameters. */
function redHat(release: string, day: string, isDeprecated = false): Vendor {
  return {
    ownerId: '309956199498',
    product: 'rhel',
    architectures: BOTH,
    nameFor: (architecture) => `RHEL-${release}_HVM-${day}-${architecture}-0-Hourly2-GP3`,
    descriptionFor: () => 'Provided by Red Hat, Inc.',
    parametersFor: () => [],
    rootDeviceName: '/dev/sda1',
    rootSizeGiB: 10,
    rootVolumeType: 'gp3',
    bootModeFor: (architecture) => bootModeOf(architecture, true),
    imdsSupport: null,
    isDeprecated,
  };
}

/** There is no Windows for Arm on EC2. */
function windows(release: string): Vendor {
  return {
    ownerId: '801119661308',
    product: 'windows',
    architectures: ['x86_64'],
    nameFor: () => `Windows_Server-${release}-English-Full-Base-2026.04.15`,
    descriptionFor: () => `Microsoft Windows Server ${release} Full Locale English AMI provided by Amazon`,
    parametersFor: () => [`/aws/service/ami-windows-latest/Windows_Server-${release}-English-Full-Base`],
    rootDeviceName: '/dev/sda1',
    rootSizeGiB: 30,
    rootVolumeType: release === '2025' ? 'gp3' : 'gp2',
    bootModeFor: () => (release === '2025' ? 'uefi' : null),
    imdsSupport: release === '2025' ? 'v2.0' : null,
  };
}

/** What Arm boots by, and newer images of the others can. */
export function bootModeOf(architecture: Architecture, isNew: boolean): string | null {
  if (architecture === 'arm64') return 'uefi';
  return isNew ? 'uefi-preferred' : null;
}
