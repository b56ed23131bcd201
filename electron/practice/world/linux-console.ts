import { privateDnsName } from './dns-names.ts';
import { hostKeyOf } from './host-keys.ts';
import { linuxSystemOf } from './linux-system.ts';
import type { Instance } from './state.ts';

export type Boot = {
  readonly instance: Instance;
  /** As its vendor calls the image; empty where it is no longer known. */
  readonly imageName: string;
  readonly region: string;
  /** When the machine first ran, in milliseconds since the epoch. */
  readonly ranAt: number;
};

/**
 * What a Linux machine writes to its serial console while it starts: the kernel, systemd, and then cloud-init, which shows the host keys in two
 * blocks (its script `write-ssh-key-fingerprints`: the fingerprints through syslog, the keys as they are).
 */
export function linuxConsole({ instance, imageName, region, ranAt }: Boot): readonly string[] {
  const { name, kernel, hostKeys } = linuxSystemOf(imageName);
  const host = privateDnsName(region, instance.privateIp);
  const [short = ''] = host.split('.');
  const keys = hostKeys.map((type) => hostKeyOf(instance.instanceId, type, host));
  const at = new Date(ranAt + CLOUD_INIT_MS);
  const log = (text: string) => `<14>${syslogTime(at)} cloud-init: ${text}`;
  const time = at.toUTCString().replace('GMT', '+0000');
  return [
    `[    0.000000] Linux version ${kernel} (${instance.architecture})`,
    `[    0.000000] DMI: Amazon EC2 ${instance.instanceType}/, BIOS 1.0 10/16/2017`,
    '[    1.402117] systemd[1]: Detected virtualization amazon.',
    `[    1.402909] systemd[1]: Hostname set to <${host}>.`,
    '',
    `Welcome to ${name}!`,
    '',
    '[  OK  ] Reached target Network is Online.',
    '[  OK  ] Started OpenSSH server daemon.',
    `[    8.512004] cloud-init[1204]: Cloud-init running 'modules:final' at ${time}. Up 8.41 seconds.`,
    log(RULE),
    log('-----BEGIN SSH HOST KEY FINGERPRINTS-----'),
    ...keys.map(({ fingerprint }) => log(fingerprint)),
    log('-----END SSH HOST KEY FINGERPRINTS-----'),
    log(RULE),
    '-----BEGIN SSH HOST KEY KEYS-----',
    ...keys.map(({ line }) => line),
    '-----END SSH HOST KEY KEYS-----',
    `[    8.906131] cloud-init[1204]: Cloud-init finished at ${time}. Datasource DataSourceEc2Local. Up 8.89 seconds`,
    '',
    name,
    `Kernel ${kernel} on an ${instance.architecture} (ttyS0)`,
    '',
    `${short} login: `,
  ];
}

const CLOUD_INIT_MS = 8_000;
const RULE = '#############################################################';

/** `Nov 23 10:00:08`, the day in two places. */
function syslogTime(at: Date): string {
  const [, day = '', month = '', , time = ''] = at.toUTCString().split(' ');
  return `${month} ${String(Number(day)).padStart(2)} ${time}`;
}
