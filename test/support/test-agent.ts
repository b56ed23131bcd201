import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Asker, ConsentOptions } from '../../electron/connect/consent.ts';
import { openAgent, type OpenAgent } from '../../electron/connect/ssh-agent.ts';
import { newPrivateKey, publicKeyOf, readPrivateKey } from '../../electron/custody/key-format.ts';
import type { KeyType } from '../../shared/platform.ts';

export type TestAgent = OpenAgent & {
  readonly publicKey: string;
  readonly publicBlob: Buffer;
  /** Who was asked about, in order. */
  readonly askers: Asker[];
  readonly signatures: () => number;
  readonly remove: () => void;
};

type TestAgentOptions = {
  readonly type?: KeyType;
  /** What the person says; nothing, where it is null. */
  readonly answer?: (asker: Asker, signal: AbortSignal) => boolean | null;
  readonly consent?: ConsentOptions;
};

/** An agent with a key that was never on a disk, in a folder of its own. The person lets everyone in, unless told otherwise. */
export async function openTestAgent(options: TestAgentOptions = {}): Promise<TestAgent> {
  const { type = 'ed25519', answer = () => true } = options;
  const bytes = await newPrivateKey(type);
  const [privateKey, publicKey] = [readPrivateKey(bytes), publicKeyOf(bytes)];
  if (privateKey === null || publicKey === null) throw new Error('no key');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-run-'));
  const askers: Asker[] = [];
  let signatures = 0;
  const agent = await openAgent({
    privateKey,
    publicKey,
    comment: 'web',
    ask: (asker, signal) => {
      askers.push(asker);
      const said = answer(asker, signal);
      if (said !== null) return Promise.resolve(said);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    },
    onSigned: () => void (signatures += 1),
    ...(options.consent && { consent: options.consent }),
    env: { XDG_RUNTIME_DIR: folder },
  });
  return {
    ...agent,
    publicKey,
    publicBlob: Buffer.from(publicKey.split(' ')[1] ?? '', 'base64'),
    askers,
    signatures: () => signatures,
    remove: () => {
      agent.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
