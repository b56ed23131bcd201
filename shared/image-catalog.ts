import type { Architecture, Platform } from './platform.ts';
import type { OperatingSystem } from './price.ts';

/** Who makes the systems that Keyport lists, in the order in which they are offered. */
export const IMAGE_FAMILIES = ['amazon-linux', 'ubuntu', 'debian', 'suse', 'rhel', 'windows'] as const;
export type ImageFamily = (typeof IMAGE_FAMILIES)[number];

/** One system for one kind of processor, and where its newest image is found. */
export type CatalogEntry = {
  readonly catalogId: string;
  readonly family: ImageFamily;
  readonly title: string;
  readonly architecture: Architecture;
  readonly platform: Platform;
  readonly operatingSystem: OperatingSystem;
  readonly loginUser: string;
  /** The public SSM parameter that holds the newest image's id in each region; null where the maker publishes none. */
  readonly parameter: string | null;
  /** The account that publishes it in the regions of the `aws` partition. */
  readonly ownerId: string;
  /** The names of its images, with EC2's `*` (any run) and `?` (any one). */
  readonly namePattern: string;
  /** The last day (ISO date) on which its maker mends security holes without an extra contract. */
  readonly supportedUntil: string;
};

/** What a plan says of an image that is not of this catalogue. */
export const OTHER_IMAGE = 'custom';

/** SSM answers for at most ten parameters at once. */
export const MOST_PARAMETERS = 10;

type System = Omit<CatalogEntry, 'catalogId' | 'architecture' | 'parameter' | 'namePattern'> & {
  readonly id: string;
  readonly architectures: readonly Architecture[];
  readonly parameterFor: ((architecture: Architecture) => string) | null;
  readonly patternFor: (architecture: Architecture) => string;
};

const BOTH: readonly Architecture[] = ['x86_64', 'arm64'];
/** Ubuntu and Debian have a word of their own for Intel and AMD. */
const DEBIAN_WORD = { x86_64: 'amd64', arm64: 'arm64' } as const;

const SYSTEMS: readonly System[] = [
  {
    id: 'al2023',
    family: 'amazon-linux',
    title: 'Amazon Linux 2023',
    architectures: BOTH,
    platform: 'linux',
    operatingSystem: 'Linux',
    loginUser: 'ec2-user',
    parameterFor: (architecture) =>
      `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
    ownerId: '137112412989',
    patternFor: (architecture) => `al2023-ami-2023.*-kernel-*-${architecture}`,
    supportedUntil: '2029-06-30',
  },
  ubuntu('24.04', 'noble', 'gp3', '2029-05-31'),
  ubuntu('22.04', 'jammy', 'gp2', '2027-05-31'),
  debian('13', '2030-06-30'),
  debian('12', '2028-06-30'),
  {
    id: 'sles-15-sp7',
    family: 'suse',
    title: 'SUSE Linux Enterprise Server 15 SP7',
    architectures: BOTH,
    platform: 'linux',
    operatingSystem: 'SUSE',
    loginUser: 'ec2-user',
    parameterFor: (architecture) => `/aws/service/suse/sles/15-sp7/${architecture}/latest`,
    ownerId: '013907871322',
    patternFor: (architecture) => `suse-sles-15-sp7-v????????-hvm-ssd-${architecture}`,
    supportedUntil: '2031-07-31',
  },
  redHat('10', '2035-05-31'),
  redHat('9', '2032-05-31'),
  windows('2025', '2034-11-14'),
  windows('2022', '2031-10-14'),
  windows('2019', '2029-01-09'),
];

/** The images Keyport knows. The first that a region has is the one it recommends. */
export const IMAGE_CATALOG: readonly CatalogEntry[] = SYSTEMS.flatMap(entriesOf);

function entriesOf({
  id,
  architectures,
  parameterFor,
  patternFor,
  ...same
}: System): readonly CatalogEntry[] {
  return architectures.map((architecture) => ({
    ...same,
    catalogId: `${id}-${architecture}`,
    architecture,
    parameter: parameterFor === null ? null : parameterFor(architecture),
    namePattern: patternFor(architecture),
  }));
}

/** The entry of this id; undefined for an image that is not of the catalogue. */
export function catalogEntry(catalogId: string): CatalogEntry | undefined {
  return IMAGE_CATALOG.find((entry) => entry.catalogId === catalogId);
}

/** What is known of an image before it is one of the catalogue. `creationDate` is ISO 8601. */
export type NamedImage = {
  readonly imageId: string;
  readonly name: string;
  readonly creationDate: string;
  readonly architecture: string;
  readonly ownerId: string;
};

/** Which entry of the catalogue this is an image of, whatever its age; undefined where it is none of its maker's. */
export function entryOfImage(image: NamedImage): CatalogEntry | undefined {
  return IMAGE_CATALOG.find((entry) => isImageOf(entry, image));
}

/** The newest image of this entry among these, or undefined. Of the same moment it is the later name, then the later id. */
export function newestOf<Image extends NamedImage>(
  entry: CatalogEntry,
  images: readonly Image[],
): Image | undefined {
  return images.filter((image) => isImageOf(entry, image)).toSorted(newestFirst)[0];
}

/** For sorting. EC2's dates are all of one form, so that their text sorts by time. */
export function newestFirst(one: NamedImage, other: NamedImage): number {
  return (
    later(one.creationDate, other.creationDate) ||
    later(one.name, other.name) ||
    later(one.imageId, other.imageId)
  );
}

function later(one: string, other: string): number {
  if (one === other) return 0;
  return one > other ? -1 : 1;
}

function isImageOf(entry: CatalogEntry, { ownerId, architecture, name }: NamedImage): boolean {
  return ownerId === entry.ownerId && architecture === entry.architecture && patternOf(entry).test(name);
}

function patternOf({ namePattern }: CatalogEntry): RegExp {
  const escaped = namePattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

// Last days of free security updates: ubuntu.com/about/release-cycle, wiki.debian.org/LTS, suse.com/lifecycle,
// access.redhat.com/support/policy/updates/errata, learn.microsoft.com/lifecycle, docs.aws.amazon.com/linux/al2023.

function ubuntu(release: string, code: string, disk: 'gp2' | 'gp3', supportedUntil: string): System {
  const folder = disk === 'gp3' ? 'hvm-ssd-gp3' : 'hvm-ssd';
  return {
    id: `ubuntu-${release}`,
    family: 'ubuntu',
    title: `Ubuntu ${release} LTS`,
    architectures: BOTH,
    platform: 'linux',
    operatingSystem: 'Linux',
    loginUser: 'ubuntu',
    parameterFor: (architecture) =>
      `/aws/service/canonical/ubuntu/server/${release}/stable/current/${DEBIAN_WORD[architecture]}/hvm/ebs-${disk}/ami-id`,
    ownerId: '099720109477',
    patternFor: (architecture) =>
      `ubuntu/images/${folder}/ubuntu-${code}-${release}-${DEBIAN_WORD[architecture]}-server-*`,
    supportedUntil,
  };
}

function debian(release: string, supportedUntil: string): System {
  return {
    id: `debian-${release}`,
    family: 'debian',
    title: `Debian ${release}`,
    architectures: BOTH,
    platform: 'linux',
    operatingSystem: 'Linux',
    loginUser: 'admin',
    parameterFor: (architecture) =>
      `/aws/service/debian/release/${release}/latest/${DEBIAN_WORD[architecture]}`,
    ownerId: '136693071363',
    patternFor: (architecture) => `debian-${release}-${DEBIAN_WORD[architecture]}-????????-*`,
    supportedUntil,
  };
}

/** Red Hat publishes no parameters. `Hourly2` are those that AWS bills, without a contract of one's own. */
function redHat(release: string, supportedUntil: string): System {
  return {
    id: `rhel-${release}`,
    family: 'rhel',
    title: `Red Hat Enterprise Linux ${release}`,
    architectures: BOTH,
    platform: 'linux',
    operatingSystem: 'RHEL',
    loginUser: 'ec2-user',
    parameterFor: null,
    ownerId: '309956199498',
    patternFor: (architecture) => `RHEL-${release}.*_HVM-*-${architecture}-*-Hourly2-*`,
    supportedUntil,
  };
}

/** There is no Windows for Arm on EC2. */
function windows(release: string, supportedUntil: string): System {
  return {
    id: `windows-${release}`,
    family: 'windows',
    title: `Windows Server ${release}`,
    architectures: ['x86_64'],
    platform: 'windows',
    operatingSystem: 'Windows',
    loginUser: 'Administrator',
    parameterFor: () => `/aws/service/ami-windows-latest/Windows_Server-${release}-English-Full-Base`,
    ownerId: '801119661308',
    patternFor: () => `Windows_Server-${release}-English-Full-Base-*`,
    supportedUntil,
  };
}
