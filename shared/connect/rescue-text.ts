import type { Launch, LaunchedInstance } from '../launch.ts';
import { authorizedLine, pasteCommand } from './authorized-key.ts';

/** Texts that a person takes to a terminal or to AWS's console. */
export const RESCUE_TEXTS = [
  'instance-id',
  'volume-id',
  'zone',
  'root-device',
  'list-disks',
  'mount',
  'append',
  'unmount',
  'paste-command',
] as const;
export type RescueText = (typeof RESCUE_TEXTS)[number];

type Of = {
  readonly launch: Pick<Launch, 'plan' | 'connect'>;
  readonly machine: Pick<LaunchedInstance, 'instanceId' | 'zoneName' | 'volumes'>;
  /** Its public half; null while none is chosen. */
  readonly key: { readonly publicKey: string; readonly name: string } | null;
};

/** Null where it needs a key that is not chosen, or a disk that is not known. Throws for what could be more than a word of a command. */
export function rescueText({ launch, machine, key }: Of, what: RescueText): string | null {
  const { loginUser } = launch.connect;
  const line = key === null ? null : authorizedLine(key.publicKey, key.name);
  switch (what) {
    case 'instance-id':
      return machine.instanceId;
    case 'volume-id':
      return machine.volumes[0]?.volumeId ?? null;
    case 'zone':
      return machine.zoneName;
    case 'root-device':
      return launch.plan.image.rootDeviceName;
    case 'list-disks':
      return 'lsblk -o NAME,SIZE,FSTYPE,MOUNTPOINT';
    case 'mount':
      return 'sudo mkdir -p /mnt/rescue && { sudo mount -o nouuid /dev/PARTITION /mnt/rescue || sudo mount /dev/PARTITION /mnt/rescue; }';
    case 'append':
      return line === null ? null : appendOnDisk(line, loginUser);
    case 'unmount':
      return 'sudo umount /mnt/rescue';
    case 'paste-command':
      return line === null ? null : pasteCommand(line, loginUser);
  }
}

/** Into the disk that is looked at on another machine: a new last line, after the end of the one before. */
function appendOnDisk(line: string, loginUser: string): string {
  // Both were proved to be plain words by `pasteCommand`, which refuses any other.
  pasteCommand(line, loginUser);
  const home = loginUser === 'root' ? 'root' : `home/${loginUser}`;
  return `printf '\\n%s\\n' '${line}' | sudo tee -a /mnt/rescue/${home}/.ssh/authorized_keys`;
}
