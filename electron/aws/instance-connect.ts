import type { EC2InstanceConnectClientConfig } from '@aws-sdk/client-ec2-instance-connect';
import type { noteFailures } from './note-failures.ts';

/** `publicKey`: `ssh-… base64`. */
export type KeyToLend = {
  readonly instanceId: string;
  readonly zoneName: string | null;
  readonly loginUser: string;
  readonly publicKey: string;
};

export type InstanceConnect = {
  /**
   * Lends the machine a public key for this user. It counts for 60 seconds; nothing of it stays. (EC2 Instance Connect API reference,
   * SendSSHPublicKey.) Throws what AWS says.
   */
  readonly lend: (key: KeyToLend, abortSignal?: AbortSignal) => Promise<void>;
  readonly destroy: () => void;
};

/** Hardly anybody needs it: its code is read when the first key is lent. */
export function createInstanceConnect(
  options: EC2InstanceConnectClientConfig,
  noted: ReturnType<typeof noteFailures>,
): InstanceConnect {
  let opening: Promise<InstanceConnect> | null = null;
  const open = async (): Promise<InstanceConnect> => {
    const { openInstanceConnect } = await import('./instance-connect-client.ts');
    return openInstanceConnect(options, noted);
  };
  return {
    lend: async (key, abortSignal) => {
      opening ??= open();
      return (await opening).lend(key, abortSignal);
    },
    destroy: () => {
      opening?.then((client) => client.destroy()).catch(() => undefined);
    },
  };
}
