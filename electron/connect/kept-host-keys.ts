import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { oneAtATime } from '../keychain/one-at-a-time.ts';
import { writeDurably } from '../journal/durable-file.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import { INSTANCE_ID } from '../../shared/connect/at-machine.ts';
import { HOST_KEY_TYPES, type HostKey } from '../../shared/connect/host-keys.ts';
import { isHostKey } from './host-key.ts';

/** What is kept of one machine, for ssh to read: a file of its own, `<home>/ssh/hosts/<instance id>`. */
export type KeptHostKeys = {
  readonly keys: readonly HostKey[];
  /** They stood on the machine's console; else ssh wrote down who answered first. */
  readonly isFromConsole: boolean;
};

export function knownHostsFile(home: string, instanceId: string): string {
  if (!INSTANCE_ID.test(instanceId)) throw new Error(`not an instance: ${instanceId}`);
  return path.join(home, 'ssh', 'hosts', instanceId);
}

/** None where there is no file. A line that names another machine, or no key, is none. */
export async function readKeptKeys(home: string, instanceId: string): Promise<KeptHostKeys> {
  const lines = (await textOf(knownHostsFile(home, instanceId))).split('\n');
  const keys = lines.flatMap((line) => {
    const [host, name, base64 = ''] = line.split(' ');
    const type = HOST_KEY_TYPES.find((known) => known === name);
    const key = type && { type, base64 };
    return host === instanceId && key && isHostKey(key) ? [key] : [];
  });
  return { keys, isFromConsole: lines.includes(FROM_CONSOLE) };
}

/** In the place of all that was kept. On the disk when it resolves. */
export async function keepHostKeys(
  home: string,
  instanceId: string,
  keys: readonly HostKey[],
): Promise<void> {
  const lines = keys.map(({ type, base64 }) => `${instanceId} ${type} ${base64}`);
  const text = [FROM_CONSOLE, ...lines, ''].join('\n');
  await inTurn(() => writeDurably(knownHostsFile(home, instanceId), text));
}

/** An empty file for nobody else, where there is none: ssh would make one that others can read. */
export async function makeRoomForKeys(home: string, instanceId: string): Promise<void> {
  const file = knownHostsFile(home, instanceId);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await (await open(file, 'a', 0o600)).close();
}

/** Two that write one file would meet in its temporary one. */
const inTurn = oneAtATime();

const FROM_CONSOLE = '# keyport: this machine wrote these on its own console';
const MOST_BYTES = 64 * 1024;

async function textOf(file: string): Promise<string> {
  try {
    return (await readAtMost(file, MOST_BYTES)).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
