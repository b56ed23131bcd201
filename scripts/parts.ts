import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronBinary } from './runtime.ts';
import { project } from './tool.ts';

/** The Python environment the set-up makes when moto is not installed already. */
export const motoFolder = path.join(project, 'node_modules/.cache/keyport/moto');
export const motoRequirement = 'moto[ec2,ssm,sts,iam,autoscaling,server]==5.2.1';

/** Something the tests need that npm does not bring. */
export type Part = {
  readonly what: string;
  readonly find: () => string | undefined;
  /** Debian packages that bring it. */
  readonly packages?: readonly string[];
  /** What a person types where the set-up may not, or cannot, install it. */
  readonly install: string;
  /** True where it cannot be had everywhere: its tests may be skipped even under KEYPORT_REQUIRE_ALL=1. */
  readonly optional?: true;
};

export const parts = {
  chromium: {
    what: 'Chromium or Chrome',
    // Debian's own file first: the wrapper in /usr/bin prints to stderr.
    find: () =>
      firstFile(
        '/usr/lib/chromium/chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ) ?? onPath('chromium', 'chromium-browser', 'google-chrome'),
    packages: ['chromium', 'fonts-dejavu-core'],
    install: 'sudo apt-get install chromium fonts-dejavu-core',
  },
  xvfb: {
    what: 'Xvfb, a display without a screen',
    find: () => (onPath('Xvfb') && onPath('xauth') ? onPath('xvfb-run') : undefined),
    packages: ['xvfb', 'xauth'],
    install: 'sudo apt-get install xvfb xauth',
  },
  xterm: {
    what: 'xterm, a terminal in a window',
    find: () => onPath('xterm'),
    packages: ['xterm'],
    install: 'sudo apt-get install xterm',
  },
  'gnome-keyring': {
    what: 'GNOME Keyring',
    find: () => onPath('gnome-keyring-daemon'),
    packages: ['gnome-keyring'],
    install: 'sudo apt-get install gnome-keyring',
  },
  dbus: {
    what: 'the D-Bus daemon',
    find: () => (onPath('dbus-daemon') ? onPath('dbus-run-session') : undefined),
    packages: ['dbus', 'dbus-daemon'],
    install: 'sudo apt-get install dbus dbus-daemon',
  },
  'secret-tool': {
    what: 'secret-tool, which asks the keyring from outside',
    find: () => onPath('secret-tool'),
    packages: ['libsecret-tools'],
    install: 'sudo apt-get install libsecret-tools',
  },
  sshd: {
    what: 'the OpenSSH server',
    find: () => firstFile('/usr/sbin/sshd'),
    packages: ['openssh-server'],
    install: 'sudo apt-get install openssh-server',
  },
  'ssh-keygen': {
    what: "OpenSSH's client tools",
    find: () => onPath('ssh-keygen'),
    packages: ['openssh-client'],
    install: 'sudo apt-get install openssh-client',
  },
  age: {
    what: 'age, which opens backups without Keyport',
    find: () => onPath('age'),
    packages: ['age'],
    install: 'sudo apt-get install age',
  },
  shellcheck: {
    what: 'ShellCheck, which reads scripts of bash as a reviewer would',
    find: () => onPath('shellcheck'),
    packages: ['shellcheck'],
    install: 'sudo apt-get install shellcheck',
  },
  python3: {
    what: 'Python, which every Linux in the catalogue carries',
    find: () => onPath('python3'),
    packages: ['python3'],
    install: 'sudo apt-get install python3',
  },
  openssl: {
    what: 'openssl, which every Linux in the catalogue carries',
    find: () => onPath('openssl'),
    packages: ['openssl'],
    install: 'sudo apt-get install openssl',
  },
  ss: {
    what: 'ss, which tells the program at the other end of a socket',
    find: () => onPath('ss'),
    packages: ['iproute2'],
    install: 'sudo apt-get install iproute2',
  },
  'small-disk': {
    what: 'the right to mount a small disk in memory',
    find: mayMount,
    install: 'run the tests as root, on Linux',
    optional: true,
  },
  moto: {
    what: 'moto, an AWS on this computer',
    find: () => onPath('moto_server') ?? firstFile(path.join(motoFolder, 'bin/moto_server')),
    packages: ['python3-venv'],
    install: `pipx install '${motoRequirement}'`,
    optional: true,
  },
  aws: {
    what: 'the AWS CLI',
    find: () => onPath('aws'),
    install: 'sudo apt-get install awscli',
    optional: true,
  },
  terraform: {
    what: 'Terraform',
    find: () => onPath('terraform'),
    install: 'see https://developer.hashicorp.com/terraform/install',
    optional: true,
  },
  puttygen: {
    what: "puttygen, PuTTY's own reader of its key files",
    find: () => onPath('puttygen'),
    packages: ['putty-tools'],
    install: 'sudo apt-get install putty-tools',
  },
  'terraform-aws': {
    what: "Terraform's AWS provider, on disk: half a gigabyte is not downloaded for a test",
    find: terraformMirror,
    install: 'terraform providers mirror ~/.terraform.d/plugins, in a folder that requires hashicorp/aws',
    optional: true,
  },
  'electron-binary': {
    what: "Electron's own binary",
    find: electronBinary,
    install: 'npx install-electron --no',
    optional: true,
  },
} satisfies Record<string, Part>;

export type PartName = keyof typeof parts;

export const partNames = Object.keys(parts) as readonly PartName[];

const found = new Map<PartName, string | undefined>();

/** Where a part is, or undefined. Looked for once in each process. */
export function part(name: PartName): string | undefined {
  if (!found.has(name)) found.set(name, parts[name].find());
  return found.get(name);
}

/** `[needs moto, aws]` when some of these are not here: a skipped test carries it, so that each skip has a reason. */
export function missing(...names: readonly PartName[]): string | undefined {
  const absent = names.filter((name) => part(name) === undefined);
  return absent.length === 0 ? undefined : `[needs ${absent.join(', ')}]`;
}

/** Looks again after the set-up has installed something. */
export function lookAgain(): void {
  found.clear();
}

/** The first of these programs that the PATH leads to. */
export function onPath(...programs: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return firstFile(
    ...programs.flatMap((program) =>
      folders.flatMap((folder) => endings.map((ending) => path.join(folder, program + ending))),
    ),
  );
}

/** A folder laid out as `terraform providers mirror` does it, with the AWS provider in it: HOST/hashicorp/aws. */
function terraformMirror(): string | undefined {
  const own = path.join(os.homedir(), '.terraform.d');
  const folders = [
    process.env['TF_PLUGIN_CACHE_DIR'] ?? path.join(own, 'plugin-cache'),
    path.join(own, 'plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    '/opt/tf-plugins',
  ];
  return folders.find(
    (folder) =>
      fs.existsSync(folder) &&
      fs.readdirSync(folder).some((host) => fs.existsSync(path.join(folder, host, 'hashicorp/aws'))),
  );
}

/** Seen by doing it: a container's root may not. */
function mayMount(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  fs.rmdirSync(folder);
  return mounted ? 'mount' : undefined;
}

function firstFile(...files: readonly string[]): string | undefined {
  return files.find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
