import { createInterface } from 'node:readline';
import { z } from 'zod';
import { KeychainError } from '../../electron/keychain/keychain.ts';
import { createOsKeychain } from '../../electron/keychain/os-keychain.ts';

// A program of its own, because the keyring library takes its bus from the environment it was started with.
// Reads one call a line, writes one answer a line; and one more line when it begins or ends to wait.

const callSchema = z.object({
  id: z.number(),
  call: z.enum(['save', 'read', 'remove', 'probe']),
  account: z.string(),
  bytes: z.base64(),
});

const write = (reply: object) => process.stdout.write(`${JSON.stringify(reply)}\n`);
const keychain = createOsKeychain({ onWaiting: (isWaiting) => write({ isWaiting }) });

for await (const line of createInterface(process.stdin)) {
  // Not waited for: the keychain itself takes calls one at a time, which is part of what is tested.
  void answer(callSchema.parse(JSON.parse(line)));
}

async function answer({ id, call, account, bytes }: z.infer<typeof callSchema>): Promise<void> {
  try {
    write({ id, value: await carryOut(call, account, Buffer.from(bytes, 'base64')) });
  } catch (error) {
    const { kind, raw } = error instanceof KeychainError ? error : { kind: 'bug', raw: String(error) };
    write({ id, error: { kind, raw } });
  }
}

async function carryOut(
  call: z.infer<typeof callSchema>['call'],
  account: string,
  bytes: Buffer,
): Promise<unknown> {
  if (call === 'probe') return keychain.probe();
  if (call === 'remove') return keychain.remove(account);
  if (call === 'save') return (await keychain.save(account, bytes)) ?? null;
  const privateKey = await keychain.read(account);
  return privateKey && Buffer.from(privateKey).toString('base64');
}
