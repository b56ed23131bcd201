import path from 'node:path';
import { aliasOf, type NamedMachine, type SshAlias } from '../../../shared/connect/ssh-aliases.ts';
import { makeRoomForKeys, knownHostsFile, readKeptKeys } from '../kept-host-keys.ts';
import { hostBlock } from '../ssh-host.ts';

/** Where one key is asked for, and its public half, by which ssh picks it. Null: whatever ssh does by itself. */
export type KeyPlace = { readonly identityAgent: string | null; readonly publicKeyFile: string | null };

export function ownFileIn(home: string): string {
  return path.join(home, 'ssh', 'config');
}

export function publicKeyFileIn(home: string, custodyId: string): string {
  return path.join(home, 'ssh', 'keys', `${custodyId}.pub`);
}

/** One machine, with all that ssh is told of it but its key. */
type Host = Omit<Parameters<typeof hostBlock>[0], keyof KeyPlace> & SshAlias;

/** Asks nobody: what is known of its host keys is what is kept here. */
export async function hostOf(home: string, named: NamedMachine): Promise<Host> {
  const { launch, machine } = named;
  const { instanceId, publicAddress: address } = machine;
  const kept = await readKeptKeys(home, instanceId);
  await makeRoomForKeys(home, instanceId);
  return {
    ...aliasOf(named),
    loginUser: launch.connect.loginUser,
    address,
    port: launch.connect.port,
    knownHostsFile: knownHostsFile(home, instanceId),
    hostKeys: kept.keys.length > 0 ? 'pinned' : 'first-contact',
  };
}

export function ownText(hosts: readonly { readonly host: Host; readonly key: KeyPlace }[]): string {
  const blocks = hosts.map(({ host, key }) => hostBlock({ ...host, ...key }));
  return [HEAD, ...blocks].join('\n');
}

const HEAD =
  '# Written by Keyport, and written anew whenever your machines change. Changes made here are lost.\n';
