import type { HostKeyType } from './host-keys.ts';

/** What a Linux image says of itself while it starts. */
export type LinuxSystem = {
  readonly name: string;
  /** The line of its kernel. */
  readonly kernel: string;
  /** In the order in which cloud-init shows them. */
  readonly hostKeys: readonly HostKeyType[];
};

const ALL: readonly HostKeyType[] = ['ecdsa', 'ed25519', 'rsa'];

/** By what their vendors call their images; a part of the name goes into what the system is called. */
const SYSTEMS: readonly {
  readonly image: RegExp;
  readonly name: string;
  readonly kernel: string;
  readonly hostKeys: readonly HostKeyType[];
}[] = [
  // Amazon Linux 2023 makes no RSA host key.
  {
    image: /^al2023-.*kernel-([\d.]+)-/u,
    name: 'Amazon Linux 2023',
    kernel: '$1.amzn2023',
    hostKeys: ['ecdsa', 'ed25519'],
  },
  { image: /^amzn2-/u, name: 'Amazon Linux 2', kernel: '5.10.amzn2', hostKeys: ALL },
  { image: /^amzn-/u, name: 'Amazon Linux AMI 2018.03', kernel: '4.14.amzn1', hostKeys: ALL },
  { image: /ubuntu-noble-([\d.]+)-/u, name: 'Ubuntu $1 LTS', kernel: '6.8.0-aws', hostKeys: ALL },
  { image: /ubuntu-jammy-([\d.]+)-/u, name: 'Ubuntu $1 LTS', kernel: '6.8.0-aws', hostKeys: ALL },
  { image: /^debian-12-/u, name: 'Debian GNU/Linux 12 (bookworm)', kernel: '6.1.0-cloud', hostKeys: ALL },
  { image: /^debian-13-/u, name: 'Debian GNU/Linux 13 (trixie)', kernel: '6.12-cloud', hostKeys: ALL },
  {
    image: /^RHEL-(9[\d.]*?)\.0_/u,
    name: 'Red Hat Enterprise Linux $1 (Plow)',
    kernel: '5.14.0.el9',
    hostKeys: ALL,
  },
  {
    image: /^RHEL-(10[\d.]*?)\.0_/u,
    name: 'Red Hat Enterprise Linux $1 (Coughlan)',
    kernel: '6.12.0.el10',
    hostKeys: ALL,
  },
  {
    image: /^suse-sles-(\d+)-sp(\d+)-/u,
    name: 'SUSE Linux Enterprise Server $1 SP$2',
    kernel: '6.4.0-default',
    hostKeys: ALL,
  },
];

/** The system of an image, by its name. */
export function linuxSystemOf(imageName: string): LinuxSystem {
  for (const { image, name, kernel, hostKeys } of SYSTEMS) {
    const found = image.exec(imageName);
    if (found !== null) return { name: filled(name, found), kernel: filled(kernel, found), hostKeys };
  }
  return { name: 'Linux', kernel: '6.1', hostKeys: ALL };
}

function filled(text: string, [, one = '', other = '']: readonly string[]): string {
  return text.replace('$1', one).replace('$2', other);
}
