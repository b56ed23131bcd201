import {
  EC2InstanceConnectClient,
  SendSSHPublicKeyCommand,
  type EC2InstanceConnectClientConfig,
} from '@aws-sdk/client-ec2-instance-connect';
import type { InstanceConnect, KeyToLend } from './instance-connect.ts';
import type { noteFailures } from './note-failures.ts';
import { refusePages } from './refuse-pages.ts';
import { refusePlainHttp } from './refuse-plain-http.ts';

/** The client of EC2 Instance Connect, which is loaded when it is asked for the first time. */
export function openInstanceConnect(
  options: EC2InstanceConnectClientConfig,
  noted: ReturnType<typeof noteFailures>,
): InstanceConnect {
  const client = new EC2InstanceConnectClient(options);
  client.middlewareStack.use(refusePlainHttp);
  client.middlewareStack.use(refusePages);
  client.middlewareStack.use(noted);
  return {
    lend: async ({ instanceId, zoneName, loginUser, publicKey }: KeyToLend, abortSignal) => {
      const command = new SendSSHPublicKeyCommand({
        InstanceId: instanceId,
        InstanceOSUser: loginUser,
        SSHPublicKey: publicKey,
        ...(zoneName === null ? {} : { AvailabilityZone: zoneName }),
      });
      await client.send(command, abortSignal === undefined ? {} : { abortSignal });
    },
    destroy: () => client.destroy(),
  };
}
